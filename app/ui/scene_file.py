"""Pictures of the credit file of a customer."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtGui import QGuiApplication

from app.i18n import _
from app.models.credit_facts import CreditFact
from app.models.dates import add_days
from app.models.financials import FinancialStatement
from app.services import credit_wording as words
from app.ui.dialogs.credit_fact import FactDialog
from app.ui.dialogs.financials import FinancialsDialog
from app.ui.dialogs.questionnaire import QuestionnaireDialog
from app.ui.scene_ground import Act, Stage, asked
from app.ui.widgets.toast import Toast

UNIT: Final = 1_000_000  # 10,000 yuan in fen
FIGURES: Final = {
    "cash": (86, 74), "receivables": (262, 240), "inventory": (225, 238), "current_assets": (612, 590), "total_assets": (980, 955),
    "payables": (248, 236), "current_liabilities": (402, 396), "total_liabilities": (548, 552), "retained_earnings": (182, 141),
    "equity": (432, 403), "revenue": (1512, 1398), "cogs": (1214, 1130), "ebit": (92, 74), "interest": (18, 19),
    "net_income": (55, 41), "operating_cash_flow": (61, 20),
}  # fmt: skip


def part(name: str) -> Act:
    """One part of the tab."""

    def act(stage: Stage) -> None:
        _filled(stage)
        page = stage.window.page
        if page is not None:
            getattr(page, "file").show_part(name)  # noqa: B009 - the page of a customer

    return act


def statements_entry(stage: Stage) -> None:
    """Pasted from a spreadsheet, two years that balance and one that does not."""
    _filled(stage)
    stage.window.desk.navigation.dialog("financials", customer=_somebody(stage))
    stage.settle()
    dialog = stage.dialog()
    if isinstance(dialog, FinancialsDialog):
        dialog.form["unit"].set_value(10_000)
        rows = [f"{words.line_name(line)}\t{a}\t{b}" for line, (a, b) in FIGURES.items()]
        QGuiApplication.clipboard().setText("\n".join(rows).replace("\t403", "\t430"))
        dialog.grid.paste()


def entry(kind: str) -> Act:
    """The dialog of one kind of entry."""

    def act(stage: Stage) -> None:
        _filled(stage)
        stage.window.desk.navigation.dialog("credit_fact", customer=_somebody(stage), kind=kind)
        stage.settle()
        dialog = stage.dialog()
        if isinstance(dialog, FactDialog) and kind == "tax":
            dialog.form["code"].set_value("grade")

    return act


def assess(stage: Stage) -> None:
    """Some answers given, some proposed, one with its comment."""
    _filled(stage)
    stage.window.desk.navigation.dialog("questionnaire", customer=_somebody(stage))
    stage.settle()
    dialog = stage.dialog()
    if isinstance(dialog, QuestionnaireDialog):
        for item, points in ((3, 3), (4, 4), (6, 4)):
            dialog.answers[item].scale.choose(points)
            dialog.answers[item].scale.changed.emit()
        dialog.answers[4].comment.setText(_("Rents the hall beside the river"))


def _somebody(stage: Stage) -> int:
    """Who has the most statements on file, else the first of all."""
    return asked(
        stage,
        lambda s: max(
            (hit.id for hit in s.customers.search("")), key=lambda each: len(s.credit_file.file(each).statements)
        ),
    )


def _filled(stage: Stage) -> None:
    who, today = _somebody(stage), stage.window.desk.today
    stage.window.desk.jobs.write(stage.window, lambda s: fill(s, who, today), lambda _none: None)
    stage.settle()
    stage.window.desk.navigation.open("customer", who, tab="file")
    stage.settle()
    for toast in stage.window.findChildren(Toast):
        toast.hide()


def fill(services: Any, who: int, today: date) -> None:
    """Two years and a few entries, once, however many pictures are drawn of them."""
    file = services.credit_file.file(who)
    if file.statements and file.facts:
        return
    for place in (1, 0):
        end = date(today.year - 2 - place, 12, 31)
        lines: dict[str, Any] = {line: values[place] * UNIT for line, values in FIGURES.items()}
        statement = FinancialStatement(
            customer_id=who, period_end=end, unit=10_000, received_on=add_days(end, 120), **lines
        )
        services.credit_file.add_statement(statement)
    for kind, code, days, data in (
        ("registry", "clean", 30, {}),
        ("court", "payment_suit", 400, {"case_no": "(2025) 0102 No. 3321"}),
        (
            "trade_reference",
            "reference",
            60,
            {"supplier": _("Another supplier (sample)"), "late_days": 15, "good": True},
        ),
        ("ownership", "controller", 300, {"name": _("Owner"), "share_bp": 8000}),
        ("tax", "grade", 420, {"grade": "B"}),
    ):
        on = add_days(today, -days)
        services.credit_file.add_fact(
            CreditFact(
                customer_id=who,
                kind=kind,
                code=code,
                on_day=on,
                checked_on=on,
                source=_("Public register, looked up by hand"),
                source_grade="A",
                data=data,
            )
        )
    services.credit_file.add_request(who, "limit", amount=200_000_00, on=add_days(today, -9))
    services.credit_file.save_questionnaire(who, {3: 3, 4: 4, 6: 4, 16: 2}, on=add_days(today, -200))
