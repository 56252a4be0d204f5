"""The pictures that `screens` draws, and what is done before each is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtWidgets import QDialog

from app.i18n import _
from app.models.dates import add_days
from app.models.listing import Query
from app.services.claims import EventDraft, SecurityDraft
from app.ui import scene_bank
from app.ui.dialogs.new_receivable import NewReceivableDialog
from app.ui.dialogs.steps import StepsDialog
from app.ui.main_window import MainWindow
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.widgets.filter_bar import FilterBar

COPY, EMPTY, NONE = "book", "empty", ""


class Stage(Protocol):
    """Where a scene is played."""

    temp: Path

    @property
    def window(self) -> MainWindow: ...

    def settle(self) -> None: ...

    def dialog(self) -> QDialog | None: ...


Act = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    act: Act
    book: str = COPY


def _page(name: str) -> Act:
    return lambda stage: stage.window.desk.navigation.open(name)


def _dialog(name: str) -> Act:
    return lambda stage: _open(stage, name)


def _open(stage: Stage, name: str, **wishes: Any) -> None:
    """A dialog over the page most people have behind it."""
    stage.window.desk.navigation.open("today")
    stage.window.desk.navigation.dialog(name, **wishes)
    stage.settle()


def _welcome(stage: Stage) -> None:
    """As it opens."""


def _customer(stage: Stage) -> None:
    stage.window.desk.navigation.open("customer", _someone(stage))


def _payment(stage: Stage) -> None:
    """A customer chosen and an amount typed."""
    _open(stage, "payment", customer=_someone(stage))
    _type(stage, "amount", "60000")


def _new_receivable(stage: Stage) -> None:
    _open(stage, "new_receivable", customer=_someone(stage))
    _type(stage, "amount", "56800")


def _bills(stage: Stage) -> None:
    stage.window.desk.navigation.open("receivables", view="bills")


def _bill(stage: Stage) -> None:
    """A draft being typed whose term is too long."""
    _open(stage, "bill", customer=_someone(stage))
    for field, text in (("amount", "60000"), ("number", "5313-0281"), ("acceptor", "ICBC"), ("matures_on", "+200")):
        _type(stage, field, text)


def _instalments(stage: Stage) -> None:
    """The same amount in three parts, one of them kept back."""
    _new_receivable(stage)
    stage.settle()
    dialog = stage.dialog()
    if isinstance(dialog, NewReceivableDialog):
        dialog.show_plan()
        dialog.plan.use("three")


def _contract(stage: Stage) -> None:
    _open(stage, "contract", customer=_someone(stage))
    _type(stage, "amount", "160000")
    _type(stage, "penalty_ppm_day", "0.05%")


def _dispute(stage: Stage) -> None:
    """The first open receivable of the list."""
    stage.window.desk.navigation.open("receivables")
    stage.settle()
    page = stage.window.page
    if isinstance(page, ReceivablesPage):
        page.ledger.dispute.trigger()


def _edit_customer(stage: Stage) -> None:
    stage.window.desk.navigation.open("customer", _someone(stage), edit=True)


def _import_columns(stage: Stage) -> None:
    """A small file of receivables as it comes: a title above the headings, a row without an amount, a total below."""
    path = stage.temp / "receivables.csv"
    path.write_text(_("Receivables") + ",,,,\n" + "\n".join(",".join(row) for row in _rows()), encoding="utf-8")
    _open(stage, "import", path=path)


def _import_check(stage: Stage) -> None:
    _import_columns(stage)
    wizard = stage.dialog()
    if isinstance(wizard, StepsDialog):
        wizard.go_on()


def _rows() -> list[tuple[str, ...]]:
    return [
        (_("Receivable no."), _("Customer"), _("Transaction date"), _("Due date"), _("Amount")),
        ("N-101", "K001", "2026-11-02", "2026-12-02", "18600.00"),
        ("N-102", "K002", "2026-11-05", "2026-12-05", "9450.50"),
        ("N-103", "K003", "2026-11-09", "2026-12-09", _("to be agreed")),
        ("N-104", "K004", "2026-11-31", "2026-12-31", "7200.00"),
        ("N-105", _("Nobody of this name"), "2026-11-12", "2026-12-12", "3380.00"),
        (_("Total"), "", "", "", "38630.50"),
    ]


def _jump(stage: Stage) -> None:
    stage.window.desk.navigation.open("today")
    stage.settle()
    stage.window.activateWindow()
    stage.window.jump_box.start()
    stage.window.jump_box.insert("s")


def _no_result(stage: Stage) -> None:
    stage.window.jump_box.clear()
    stage.window.desk.navigation.open("customers")
    stage.settle()
    page = stage.window.page
    filters = page.findChild(FilterBar) if page is not None else None
    if filters is not None:
        filters.choose((), _("Nobody of this name"))


def _problem(stage: Stage) -> None:
    stage.window.desk.navigation.open("today")
    text = _("“{name}” is open in Excel. Close it there, then try again.").format(name="2026.xlsx")
    stage.window.message_bar.say(text, ways=((_("Try again"), stage.window.message_bar.clear),))


def _toast(stage: Stage) -> None:
    """A change on the copy, and the way back."""
    stage.window.message_bar.clear()
    stage.window.desk.navigation.open("customers")
    filters = stage.window.page.findChild(FilterBar) if stage.window.page is not None else None
    if filters is not None:
        filters.clear()
    draft = {"name": _("My company"), "phone": "13800000000"}
    stage.window.desk.jobs.write(stage.window, lambda s: s.customers.add(draft), lambda _id: None)


def _interest(stage: Stage) -> None:
    """Of the receivable that is overdue longest, floating."""
    _open(stage, "interest", receivable=_asked(stage, _latest))
    dialog = stage.dialog()
    if dialog is not None:
        getattr(dialog, "form")["basis"].box.setCurrentIndex(1)  # noqa: B009 - every entry dialog has a form


def _latest(services: Any) -> int:
    keys = services.lists.keys("receivables", Query(("overdue",), "", (("due_on", False),)))
    return int(services.lists.page("receivables", keys[:1])[0].receivable_id)


def _someone(stage: Stage) -> int:
    """The first customer of today's list, else the first there is."""
    return _asked(stage, _first)


def _asked(stage: Stage, work: Callable[[Any], int]) -> int:
    found: list[int] = []
    stage.window.desk.jobs.read(stage.window, work, found.append)
    stage.settle()
    return found[0]


def _first(services: Any) -> int:
    rows = services.monitoring.today().rows
    return int(rows[0].customer_id if rows else services.customers.search("")[0].id)


def _legal(stage: Stage) -> None:
    """A customer with a guarantor and a demand or two."""
    who, today = _someone(stage), stage.window.desk.today
    stage.window.desk.jobs.write(stage.window, lambda s: _claims(s, who, today), lambda _none: None)
    stage.settle()
    stage.window.desk.navigation.open("customer", who, tab="legal")


def _claims(services: Any, who: int, today: date) -> None:
    for kind, days in (("demand", 40), ("acknowledgement", 12), ("promise", 3)):
        services.claims.add_event(EventDraft(who, kind, add_days(today, -days)))
    given = add_days(today, -160)
    services.claims.add_security(SecurityDraft(who, "guarantee_person", given, giver=_("Owner"), value=20_000_00))
    services.claims.add_security(SecurityDraft(who, "retention_of_title", add_days(today, -4)))


def _legal_list(name: str) -> Act:
    def act(stage: Stage) -> None:
        _legal(stage)
        stage.settle()
        page = stage.window.page
        if page is not None:
            getattr(page, "legal").show_list(name)  # noqa: B009 - the page of a customer

    return act


def _legal_dialog(stage: Stage, which: int) -> None:
    _legal(stage)
    stage.settle()
    page = stage.window.page
    if page is not None:
        getattr(page, "legal").actions_now()[which].trigger()  # noqa: B009


def _type(stage: Stage, field: str, text: str) -> None:
    dialog = stage.dialog()
    if dialog is not None:
        getattr(dialog, "form")[field].line.insert(text)  # noqa: B009 - every entry dialog has a form


SCENES: Final = (
    Scene("welcome", _welcome, NONE),
    Scene("today", _page("today")),
    Scene("customers", _page("customers")),
    Scene("customer", _customer),
    Scene("contracts", _page("contracts")),
    Scene("receivables", _page("receivables")),
    Scene("dashboard", _page("dashboard")),
    Scene("reports", _page("reports")),
    Scene("payment", _payment),
    Scene("customer_legal", _legal),
    Scene("customer_claims", _legal_list("events")),
    Scene("customer_securities", _legal_list("securities")),
    Scene("log_event", lambda stage: _legal_dialog(stage, 0)),
    Scene("add_security", lambda stage: _legal_dialog(stage, 1)),
    Scene("attach_file", lambda stage: _legal_dialog(stage, 2)),
    Scene("new_receivable", _new_receivable),
    Scene("statement", lambda stage: _open(stage, "statement", customer=_someone(stage))),
    Scene("statements", _dialog("statements")),
    Scene("bills", _bills),
    Scene("bill", _bill),
    Scene("bank", scene_bank.bank),
    Scene("instalments", _instalments),
    Scene("contract", _contract),
    Scene("dispute", _dispute),
    Scene("edit_customer", _edit_customer),
    Scene("new_customer", _dialog("new_customer")),
    Scene("import_file", _dialog("import")),
    Scene("import_columns", _import_columns),
    Scene("import_check", _import_check),
    Scene("settings", _dialog("settings")),
    Scene("interest", _interest),
    Scene("rates", _dialog("rates")),
    Scene("shortcuts", _dialog("shortcuts")),
    Scene("jump", _jump),
    Scene("no_result", _no_result),
    Scene("problem", _problem),
    Scene("toast", _toast),
    Scene("empty_today", _page("today"), EMPTY),
    Scene("empty_customers", _page("customers"), EMPTY),
    Scene("empty_contracts", _page("contracts"), EMPTY),
    Scene("empty_receivables", _page("receivables"), EMPTY),
    Scene("empty_dashboard", _page("dashboard"), EMPTY),
)
