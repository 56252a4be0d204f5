"""A write-off as a decision: which debts, on what ground, the papers and gaps, what it changes, who may. And money that comes after all.

navigation.dialog("write_off", customer=12, instalments=[3, 4])
navigation.dialog("recovery", customer=12)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.models.receivables import OpenItem
from app.services import write_off_wording as words
from app.services.formats import day, money
from app.services.rules.bad_debt import DECIDED
from app.services.write_off_sheet import WriteOffSheet
from app.services.write_offs import Authority, WriteOffDraft
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.dialogs.notice_fields import DebtPick
from app.ui.papers import bar_of, say_saved, say_written
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note
from app.ui.widgets.flow import SideBySide
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import fill, remark
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.tab_order import order_tabs

LATEST: Final = 6  # attempts that are shown
REASONED: Final = "reason"


class WriteOffDialog(FormDialog):
    """Who may not decide is told why, and can save the proposal as a paper."""

    name: ClassVar[str] = "write_off"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, instalments: Sequence[int] = ()
    ) -> None:
        self.picker = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        form = _form(desk, self.picker)
        super().__init__(desk, _("Write off"), form, _("Write off"), parent, width=980)
        self.customer, self.draft_name = customer, f"{self.name} {customer or 0} {sorted(instalments)}"
        self.items: list[OpenItem] = []
        self.sheet: WriteOffSheet | None = None
        self.may = False
        self._wished = tuple(instalments)
        self.told = QVBoxLayout()
        self.proposal = self.buttons.addButton(_("Save the proposal as PDF"), QDialogButtonBox.ButtonRole.ActionRole)
        self.proposal.setAutoDefault(False)
        self.proposal.clicked.connect(lambda _on=False: self._propose())
        self._put_beside()
        self.save.setEnabled(False)
        self.work = self._decide
        self.saved.connect(self._written)
        form["currency"].changed.connect(self._list)
        form["parts"].changed.connect(self._sum)
        for key in ("amount", "on", "ground", "proposed_by"):
            form[key].changed.connect(self._ask)
        self.picker.picked.connect(lambda hit: self._read(hit.key))
        if customer is None:
            self.picker.setFocus()
        else:
            self.picker.set_value(Hit(customer, "…"))
            self._read(customer)
            form["ground"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_beside(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.told)
        column.addStretch(1)
        self.body.removeWidget(self.form)
        self.body.insertWidget(0, SideBySide((self.form, right)), 1)
        order_tabs(self)

    def _read(self, customer: int) -> None:
        self.customer = customer
        self.desk.jobs.read(self, lambda s: _known(s, customer), lambda found: self._take(*found), slot="items")

    @fills
    def _take(self, hit: Hit, items: list[OpenItem], proposers: Sequence[tuple[int, str]], me: int) -> None:
        self.picker.set_value(hit)
        self.items = items
        currency, by = self.form["currency"], self.form["proposed_by"]
        wished = next((each.currency for each in items if each.instalment_id in self._wished), None)
        if isinstance(currency, Choice) and isinstance(by, Choice):
            currency.set_entries([(each, each) for each in dict.fromkeys(each.currency for each in items)])
            currency.set_value(wished)
            currency.setVisible(currency.box.count() > 1)
            by.set_entries(list(proposers))
            by.set_value(next((key for key, _name in proposers if key != me), me))
            by.setVisible(len(proposers) > 1)
        self._list()

    def _list(self) -> None:
        field = self.form["parts"]
        if isinstance(field, DebtPick):
            field.show_items([each for each in self.items if each.currency == self.form["currency"].value()])
            field.set_value(self._wished if len(field.value()) > 1 else None)  # nothing is given up that nobody chose
        self._sum()

    def _sum(self) -> None:
        """All of the chosen debts; of a single one less can be given up."""
        amount, chosen = self.form["amount"], self._chosen()
        if isinstance(amount, Amount):
            amount.set_currency(chosen[0].currency if chosen else amount.currency)
            amount.set_value(sum(each.open for each in chosen) or None)
        self.form["parts"].explain("" if chosen or not self.items else _("Choose at least one open receivable."))
        amount.setEnabled(len(chosen) == 1)
        self._ask()

    def _chosen(self) -> list[OpenItem]:
        ticked = set(self.form["parts"].value())
        return [each for each in self.items if each.instalment_id in ticked]

    def draft(self) -> WriteOffDraft | None:
        """As the fields stand; None without a customer, an amount or a day."""
        chosen = self._chosen()
        try:
            amount, on = self.form["amount"].value(), self.form["on"].value()
        except UserError:
            return None
        if self.customer is None or on is None:
            return None
        parts = {each.instalment_id or 0: each.open for each in chosen}
        if len(chosen) == 1 and amount:
            parts = {chosen[0].instalment_id or 0: amount}
        values = (self.form["ground"].value(), self.form[REASONED].value(), on, self.form["proposed_by"].value())
        return WriteOffDraft(self.customer, parts, *values)

    def _ask(self) -> None:
        draft = self.draft()
        if draft is not None:
            self.desk.jobs.read(self, lambda s: _told(s, draft), lambda two: self._show(*two), slot="sheet")

    def _show(self, sheet: WriteOffSheet, allowed: Authority) -> None:
        self.sheet = sheet
        self.may = not allowed.refusals and bool(sheet.items)
        self.save.setEnabled(self.may)
        self.proposal.setVisible(bool(sheet.items))
        of_the_chosen = [*_papers(sheet), *_tried(sheet), *_changes(sheet)] if sheet.items else []
        fill(self.told, [*_refused(sheet, allowed), *of_the_chosen])

    def _decide(self, services: Any) -> Path:
        draft = self.draft()
        if draft is None:
            raise UserError(_("Choose the customer first."), "customer_id")
        made = services.write_offs.decide(draft)
        paper: Path = services.write_offs.paper(made, _folder(services))
        return paper

    def _propose(self) -> None:
        draft = self.draft()
        if draft is not None:
            self.desk.jobs.read(
                self, lambda s: s.write_offs.proposal(draft, _folder(s)), self._proposed, slot="proposal"
            )

    def _proposed(self, path: Path) -> None:
        say_saved(path, self.message_bar)

    def _written(self, path: Path) -> None:
        bar = bar_of(self.parentWidget())
        if bar is not None:
            text = _("Written off. Its paper is {name} in the folder “{folder}”.")
            say_written((path,), bar, text.format(name=path.name, folder=path.parent.name))


def _form(desk: Desk, picker: Customer) -> Form:
    return Form(
        [
            picker,
            Choice("currency", _("Cu&rrency"), []),
            DebtPick("parts", _("Receivables given &up")),
            (
                Amount("amount", _("&Amount"), required=True),
                Day("on", _("&Date"), today=desk.today, required=True, value=desk.today),
            ),
            (
                Choice("ground", _("&Ground"), [(code, words.ground_name(code)) for code in DECIDED]),
                Choice("proposed_by", _("&Proposed by"), []),
            ),
            Note("reason", _("R&eason"), required=True, lines=2),
        ]
    )


def _refused(sheet: WriteOffSheet, allowed: Authority) -> list[QWidget]:
    lines = [remark(text, "caution") for _code, text in allowed.refusals]
    if not allowed.refusals and allowed.alone:
        lines = [remark(_("You propose and decide alone: the decision will say so."), "text2")]
    if not sheet.fits:
        lines.append(remark(words.ground_refusal(sheet.ground), "overdue"))
    return lines


def _papers(sheet: WriteOffSheet) -> list[QWidget]:
    lines: list[QWidget] = [label(_("Evidence on file"), "section")]
    for each in sheet.proofs:
        name = words.paper_name(each.code)
        text = _("{paper}: {found}").format(paper=name, found=words.proof_text(each) or _("not on file"))
        lines.append(remark(text, "good" if each.there else "caution"))
    return lines


def _tried(sheet: WriteOffSheet) -> list[QWidget]:
    if not sheet.attempts:
        return [remark(_("No reminder, contact or demand is in the book: was the money asked for?"), "caution")]
    lines = [label(_("What was tried to get the money"), "section")]
    lines += [
        label(f"{day(each.on)}  {words.attempt_text(each)}", "caption", wrap=True) for each in sheet.attempts[-LATEST:]
    ]
    return list(lines)


def _changes(sheet: WriteOffSheet) -> list[QWidget]:
    lost = _("Written off of this customer before: {amount}").format(amount=money(sheet.lost, sheet.base))
    told = [*words.effect_texts(sheet), *([lost] if sheet.lost else [])]
    return [label(_("What it changes"), "section"), *(label(text, wrap=True) for text in told)]


def _known(services: Any, customer: int) -> tuple[Hit, list[OpenItem], tuple[tuple[int, str], ...], int]:
    found = services.customers.get(customer)
    allowed = services.write_offs.authority()
    hit = Hit(customer, found.short, found.code)
    return hit, services.write_offs.open_items(customer), allowed.proposers, services.store.person_id


def _told(services: Any, draft: WriteOffDraft) -> tuple[WriteOffSheet, Authority]:
    return services.write_offs.sheet(draft), services.write_offs.authority(draft.proposed_by)


def _folder(services: Any) -> Path:
    """Beside the book."""
    return Path(services.store.path.parent) / _("Write-offs")
