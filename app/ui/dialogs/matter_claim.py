"""What could be claimed in a legal matter: debt by debt, the court's fee, small claims; and its papers for the lawyer and the court.

navigation.dialog("matter_claim", matter=3)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.topics import Changes
from app.services import matter_wording as words
from app.services.formats import NOTHING, day, figure, joined
from app.services.legal_wording import disclaimer
from app.services.matter_claim import ClaimLine, ClaimSheet
from app.services.matter_papers import Kind
from app.services.matters import MatterFile
from app.ui.dialogs.credit_paper import LANGUAGES
from app.ui.papers import open_file, say_written
from app.ui.theme import Theme, icon
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.labels import buttons_in_order, label
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog, scrolling
from app.ui.widgets.sheet_table import SheetTable


class ClaimDialog(QDialog):
    """Every change of the day computes anew; nothing is written into the book."""

    name: ClassVar[str] = "matter_claim"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, matter: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.matter = desk, matter
        self.found: MatterFile | None = None
        self.message_bar = MessageBar()
        self.on = Day("on", _("To the &end of"), today=desk.today, required=True, value=desk.today)
        self.wage = Amount(
            "wage",
            _("Average yearly &wage of the province"),
            currency="CNY",
            hint=_("For small claims; it may stay empty."),
        )
        self.language = Choice("language", _("La&nguage of the papers"), [("", _("As usual")), *LANGUAGES.items()])
        self.form = Form([(self.on, self.wage, self.language)])
        self.table, self.sums, self.fees = SheetTable(), label("", "strong", wrap=True), label("", wrap=True)
        self.rules, self.cautions = label("", "muted", wrap=True), label("", "caution", wrap=True)
        self.notes = label("", "caption", wrap=True)
        self._lay_out()
        self.setWindowTitle(_("What could be claimed"))
        self.on.changed.connect(self.load)
        self.wage.changed.connect(self._show_notes)
        desk.jobs.changed.connect(self.hear)
        self.load()

    def load(self) -> None:
        try:
            on = self.on.value()
        except UserError:
            return
        which = self.matter
        if on is not None:
            self.desk.jobs.read(self, lambda s: s.matters.file(which, on), self.show_file, slot="claim")

    def hear(self, _changes: Changes) -> None:
        self.load()

    def show_problem(self, problem: UserError) -> None:
        self.message_bar.say(problem.text)

    def show_file(self, found: MatterFile) -> None:
        self.found = found
        sheet, matter = found.claim, found.matter
        self.setWindowTitle(_("Claim of {number}, {name}").format(number=matter.number, name=matter.customer))
        self.table.show_sheet(*_lines(sheet))
        pair = _("{name}: {amount}")
        self.sums.setText("   ".join(pair.format(name=name, amount=amount) for name, amount in words.totals(sheet)))
        fees = "   ".join(pair.format(name=name, amount=amount) for name, amount in words.court_lines(sheet))
        self.fees.setText(fees)
        self.fees.setVisible(bool(fees))
        self._show_notes()

    def _show_notes(self) -> None:
        if self.found is None:
            return
        sheet = self.found.claim
        self.rules.setText("\n".join(words.rule_lines(sheet)))
        cautions = "\n".join(filter(None, (words.not_due_text(sheet), words.unapplied_text(sheet))))
        self.cautions.setText(cautions)
        self.cautions.setVisible(bool(cautions))
        told = (words.court_source(sheet), words.small_text(sheet, self._wage()), disclaimer())
        self.notes.setText("\n".join(filter(None, told)))

    def _wage(self) -> int | None:
        try:
            return self.wage.value()
        except UserError:
            return None

    def make(self, kind: Kind) -> None:
        """Writes the papers beside the book and opens the first."""
        which, language, wage = self.matter, self.language.value() or None, self._wage()

        def work(services: Any) -> tuple[Path, ...]:
            folder = Path(services.store.path.parent) / _("Papers of legal matters")
            return cast("tuple[Path, ...]", services.matter_papers.make(which, kind, folder, language, wage=wage))

        self.desk.jobs.read(self, work, self._written, slot="paper")

    def _written(self, files: tuple[Path, ...]) -> None:
        text = _("Saved in the folder “{folder}”: {names}.")
        names = joined(path.name for path in files)
        say_written(files, self.message_bar, text.format(folder=files[0].parent.name, names=names))
        for path in files:
            open_file(path, self.message_bar)

    def _lay_out(self) -> None:
        buttons = buttons_in_order()
        role = QDialogButtonBox.ButtonRole
        self.pack = buttons.addButton(_("&Lawyer's letter and pack"), role.ActionRole)
        self.order = buttons.addButton(_("&Payment order data"), role.ActionRole)
        close = buttons.addButton(_("Close"), role.RejectRole)
        for button, kind in ((self.pack, "pack"), (self.order, "payment_order")):
            button.setIcon(icon("file-pdf"))
            button.clicked.connect(lambda _on=False, kind=kind: self.make(cast("Kind", kind)))
        for button in (self.pack, self.order, close):
            button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        self.table.setMinimumHeight(Theme.current().px(150))
        for part in (self.form, self.table, self.sums, self.fees, self.cautions, self.rules, self.notes):
            body.addWidget(part, 1 if part is self.table else 0)
        area = scrolling(inner)
        frame_dialog(self, self.message_bar, area, buttons, room=area, size=(900, 600))


def _lines(
    sheet: ClaimSheet,
) -> tuple[tuple[str, ...], list[tuple[str, ...]], tuple[tuple[str, ...], ...], tuple[str, ...]]:
    head = (
        _("Receivable no."), _("Contract no."), _("Due date"), _("Open and due"), _("of it disputed"), _("Late interest"),
        _("Each further day"), _("Fees"),
    )  # fmt: skip
    sums = (sheet.principal, sheet.disputed, sheet.interest, sheet.per_day, sheet.fees)
    foot = (_("Total"), "", "", *(figure(each, sheet.currency, dash=True) for each in sums))
    kinds = ("text", "text", "day", *("money" for _figure in sums))
    return head, [_line(line, sheet.currency) for line in sheet.lines], (foot,), kinds


def _line(line: ClaimLine, currency: str) -> tuple[str, ...]:
    amounts = (line.open, line.disputed, line.interest, line.per_day, line.fees)
    return (
        line.number, line.contract or NOTHING, day(line.due_on), *(figure(each, currency, dash=True) for each in amounts)
    )  # fmt: skip
