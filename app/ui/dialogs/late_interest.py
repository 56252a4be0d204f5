"""Late interest on a receivable: the rule and why, the segments live, the claim, the paper.

navigation.dialog("interest", receivable=12)
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.models.errors import UserError
from app.models.topics import Changes
from app.services import documents
from app.services import interest_wording as words
from app.services.interest_sheet import InterestOptions, InterestSheet
from app.services.rules.late_rules import OWN_RATE
from app.ui.papers import ask_place, say_written
from app.ui.theme import Theme, icon
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.form import Form
from app.ui.widgets.labels import Sign, buttons_in_order, label, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.rate_field import RateField
from app.ui.widgets.scroll import frame_dialog, scrolling
from app.ui.widgets.sheet_table import SheetTable

UPLIFTS: Final = ("1.5", "1.4", "1.3")
BASES: Final = (("fixed", mark("LPR of the day of the breach")), ("floating", mark("LPR as published, in segments")))


class InterestDialog(QDialog):
    """One receivable; every change of an option computes anew."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, receivable: int) -> None:
        super().__init__(parent)
        self.desk, self.receivable = desk, receivable
        self.sheet: InterestSheet | None = None
        self._asked = False  # for another sheet than the one that is shown
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Late interest"))
        self.message_bar = MessageBar()
        self.form = Form(self._rows())
        self.heading = label("", "section", wrap=True)
        self.why, self.risks = label("", "muted", wrap=True), label("", "caution", wrap=True)
        self.table, self.sums = SheetTable(), label("", "strong", wrap=True)
        self.light_sign, self.light = Sign("check-circle"), label("", wrap=True)
        self.notes = label("", "caption", wrap=True)
        self._make_buttons()
        self._lay_out()
        self.form.changed.connect(self.load)
        self.form.submitted.connect(self._claim_shown)
        desk.jobs.changed.connect(self.hear)
        self._show_fields("cn-lpr")
        self.load()

    # --- computing

    def load(self) -> None:
        """Compute with the options as they are; while one cannot be taken, nothing is asked."""
        try:
            draft = self.form.draft()
        except UserError:
            return
        on, options = draft["on"], self._options(draft)
        if options.regime != "auto":
            self._show_fields(options.regime)
        if on is not None:
            which = self.receivable
            self._asked = True
            self.desk.jobs.read(
                self, lambda s: s.interest.of_invoice(which, on, options), self.show_sheet, slot="sheet"
            )

    def hear(self, _changes: Changes) -> None:
        self.load()

    def show_problem(self, problem: UserError) -> None:
        """A rate that is missing is asked for at its field."""
        self._asked = False
        self._show_nothing()
        if problem.field == "rate" and self.form["regime"].value() == "auto":
            self.form["regime"].set_value("flat")
        elif problem.field == "rate":
            self.form["rate"].say(problem.text, "caution")
        else:
            self.message_bar.say(problem.text, "caution")

    def show_sheet(self, sheet: InterestSheet) -> None:
        self.sheet, self._asked = sheet, False
        self.message_bar.clear()
        self._show_fields(sheet.regime)
        if sheet.parts:
            about = f"{sheet.invoice} · {sheet.customer}"
            self.heading.setText(_("{name}: {why}").format(name=about, why=words.late_text(sheet)))
        self.setWindowTitle(_("Late interest on {number}, {name}").format(number=sheet.invoice, name=sheet.customer))
        self.why.setText(words.rule_and_why(sheet))
        self._say(self.risks, words.risks_text(sheet))
        table = words.segment_table(sheet)
        self.table.show_sheet(table.head, table.rows, (table.foot,) if table.rows else ())
        self.sums.setText("   ".join(words.sum_lines(sheet)) if sheet.parts else words.nothing_text(sheet))
        self._show_light(sheet)
        lines = (words.days_text(sheet), *map(words.source_text, sheet.rates), words.legal_hint(sheet.regime))
        self.notes.setText("\n".join(lines))
        self.claim.setEnabled(bool(sheet.to_claim or (sheet.parts and sheet.fee_to_claim)))
        self.void.setVisible(bool(sheet.claimed or sheet.fee_claimed))
        for button in (self.copy, self.pdf):
            button.setEnabled(bool(sheet.parts))

    def _options(self, draft: dict[str, Any]) -> InterestOptions:
        regime = draft["regime"]
        return InterestOptions(
            regime=regime,
            uplift=Decimal(draft.get("uplift", UPLIFTS[0])),
            floating=True if draft.get("basis") == "floating" else None,
            rate=draft.get("rate") if regime in OWN_RATE else None,
            year=draft["year"],
            exclude_payment_day=draft["exclude"],
        )

    def _show_fields(self, regime: str) -> None:
        """Options that the rule does not know are out of sight."""
        lpr = regime == "cn-lpr"
        for key, shown in (("uplift", lpr), ("basis", lpr), ("rate", regime in OWN_RATE)):
            self.form[key].setVisible(shown)

    def _show_light(self, sheet: InterestSheet) -> None:
        found = sheet.excess
        for part in (self.light, self.light_sign):
            part.setVisible(found is not None)
        if found is not None:
            _text, picture, colour = words.LIGHTS[found.light]
            self.light.setText(words.excess_text(found))
            self.light_sign.show_icon(picture, colour)

    def _show_nothing(self) -> None:
        self.sheet = None
        self.table.show_sheet((), (), ())
        for part in (self.why, self.sums, self.notes):
            part.setText("")
        self._say(self.risks, "")
        for widget in (self.light, self.light_sign):
            widget.hide()
        for button in (self.claim, self.copy, self.pdf):
            button.setEnabled(False)

    @staticmethod
    def _say(line: QWidget, text: str) -> None:
        line.setText(text)  # type: ignore[attr-defined]
        line.setVisible(bool(text))

    # --- acts

    def _claim_shown(self) -> None:
        """Enter: what is claimed is what is in sight."""
        if not self._asked:
            self.claim.click()

    def claim_it(self) -> None:
        """Writes what is not claimed yet; the table stays, the amount to claim is gone."""
        sheet = self.sheet
        if sheet is not None:
            self.claim.setEnabled(False)
            self.desk.jobs.write(self, lambda s: s.charges.claim_sheet(sheet), self._claimed)

    def _claimed(self, _ids: object) -> None:
        self.accept()

    def void_claims(self) -> None:
        """What was claimed too much or by the wrong rule; Undo brings it back."""
        which = self.receivable
        self.desk.jobs.write(self, lambda s: s.charges.void_all(which), lambda _nothing: None)

    def copy_table(self) -> None:
        """Tab separated, as Excel takes it."""
        if self.sheet is not None:
            table = words.segment_table(self.sheet)
            lines = ["\t".join(line) for line in (table.head, *table.rows, table.foot)]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self.message_bar.say(_("The table is on the clipboard."), "good")

    def ask_pdf(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        name = f"{_('Late interest calculation')} {sheet.invoice} {sheet.as_of}.pdf".replace("/", "-")
        title = _("Save the calculation sheet")
        path = ask_place(self, self.desk.preferences, title, name, _("PDF document"))
        if path is not None:
            self.save_pdf(path)

    def save_pdf(self, path: Path) -> None:
        sheet, today = self.sheet, self.desk.today
        text = _("Saved as {name}.").format(name=path.name)
        self.desk.jobs.run(
            self,
            lambda _s, _job: documents.render(sheet, path, today),
            lambda _n: say_written((path,), self.message_bar, text),
            read_only=True,
        )

    # --- building

    def _rows(self) -> list[Any]:
        today = self.desk.today
        return [
            (
                Choice("regime", _("&Rule"), [(key, _(text)) for key, text in words.REGIMES.items()]),
                Day("on", _("To the &end of"), today=today, required=True, value=today),
            ),
            (
                Choice("uplift", _("&Times LPR"), [(text, f"× {text}") for text in UPLIFTS]),
                Choice("basis", _("&Base"), [(key, _(text)) for key, text in BASES]),
                RateField("rate", _("R&ate"), hint=_("For example 6%, 0.05%/day or 1.5%/month.")),
                Choice("year", _("Days of a &year"), [(365, "365"), (360, "360")]),
            ),
            Tick("exclude", _("The day of payment does &not count")),
        ]

    def _make_buttons(self) -> None:
        self.buttons = buttons_in_order()
        role = QDialogButtonBox.ButtonRole
        self.cancel = self.buttons.addButton(_("Close without claiming"), role.RejectRole)
        self.claim = self.buttons.addButton(_("Claim it"), role.AcceptRole)
        self.copy = QPushButton(icon("copy"), _("Copy as table"))
        self.pdf = QPushButton(icon("file-pdf"), _("Save PDF…"))
        self.void = QPushButton(icon("prohibit"), _("Void earlier claims"))
        self.void.hide()
        set_role(self.claim, "primary")
        for button in (self.cancel, self.claim, self.copy, self.pdf, self.void):
            button.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.claim.clicked.connect(self.claim_it)
        self.void.clicked.connect(self.void_claims)
        self.copy.clicked.connect(self.copy_table)
        self.pdf.clicked.connect(self.ask_pdf)

    def _lay_out(self) -> None:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        light = QHBoxLayout()
        light.addWidget(self.light_sign, 0, Qt.AlignmentFlag.AlignTop)
        light.addWidget(self.light, 1)
        self.table.setMinimumHeight(Theme.current().px(150))
        tools = FlowLayout()
        for button in (self.copy, self.pdf, self.void):
            tools.addWidget(button)
        for widget in (self.heading, self.form, self.why, self.risks, self.sums):
            body.addWidget(widget)
        body.addLayout(light)
        body.addWidget(self.table, 1)
        body.addLayout(tools)
        body.addWidget(self.notes)
        area = scrolling(inner)
        frame_dialog(self, self.message_bar, area, self.buttons, room=area, size=(820, 560))
        self._show_nothing()
