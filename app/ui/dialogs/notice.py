"""A formal notice: its kind, only what that kind needs, and at the right the letter as it stands.

navigation.dialog("notice", customer=12)
navigation.dialog("notice", customer=12, kind="guarantor", security=3)
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.models.dates import add_days
from app.models.errors import UserError
from app.services import notice_wording as words
from app.services.formats import day, money
from app.services.notice_drafts import NoticeDraft
from app.services.notice_facts import Room
from app.services.notices import Outlook
from app.services.rules.notices import OF_DUE, REPLY_DAYS, spread
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.dialogs.notice_fields import ASKED, OPTIONAL, DebtPick, ScheduleField, rows
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import SideBySide
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import fill, remark
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.tab_order import order_tabs
from app.ui.widgets.text_edit import TextEdit

FIRST_AFTER: Final = 14  # days until the first instalment, to begin with
PARTS: Final = 3


class NoticeDialog(FormDialog):
    """Says what still lacks, shows the letter while it is written; saving gives it a number."""

    name: ClassVar[str] = "notice"

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        kind: str = "",
        security: int | None = None,
        bill: int | None = None,
    ) -> None:
        self.picker = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        form = Form([self.picker, *rows(desk.today)])
        super().__init__(desk, _("New notice"), form, _("Make the notice"), parent, width=1080)
        self.customer, self.room, self.outlook = customer, None, None
        self.draft_name = f"{self.name} {customer or 0} {kind} {security or bill or 0}"
        self._wishes = {"kind": kind or None, "security_id": security, "bill_id": bill}
        self.letter, self.missing = TextEdit(_("How it reads")), QVBoxLayout()
        self.letter.setReadOnly(True)
        self.purpose = label("", "caption", wrap=True)
        self._put_beside()
        self.work = self._make
        self.saved.connect(self._made)
        form.changed.connect(self._ask)
        form["kind"].changed.connect(self._follow)
        form["currency"].changed.connect(self._list_debts)
        form["bill_id"].changed.connect(self._take_bill)
        for key in ("count", "first", "instalments"):
            form[key].changed.connect(self._propose)
        self.picker.picked.connect(lambda hit: self._read(hit.key))
        self._begin(customer)

    room: Room | None
    outlook: Outlook | None

    def _put_beside(self) -> None:
        """The letter stands at the right of the fields."""
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.missing)
        column.addWidget(label(_("How it &reads"), buddy=self.letter))
        column.addWidget(self.letter, 1)
        self.body.removeWidget(self.form)
        self.body.insertWidget(0, self.purpose)
        self.body.insertWidget(1, SideBySide((self.form, right)), 1)
        order_tabs(self)

    def _begin(self, customer: int | None) -> None:
        self.form.set({"grace_days": 10, "count": PARTS, "first": add_days(self.desk.today, FIRST_AFTER)})
        self._follow()
        if customer is None:
            self.picker.setFocus()
            return
        self.picker.set_value(Hit(customer, "…"))
        self._read(customer)
        self.form["kind"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, customer: int) -> None:
        self.customer = customer
        self.desk.jobs.read(self, lambda s: s.notices.room(customer), self._take, slot="room")

    @fills
    def _take(self, room: Room) -> None:
        """What the book knows of the customer stands in the fields."""
        self.room = room
        self.picker.set_value(Hit(room.customer.id, room.customer.short, room.customer.code))
        currencies = list(dict.fromkeys([room.currency, *(each.currency for each in room.debts)]))
        entries: dict[str, list[tuple[Any, str]]] = {
            "currency": [(each, each) for each in currencies],
            "security_id": [(each.id, each.name) for each in room.guarantees] or [(None, _("None is in the book"))],
            "bill_id": [
                (each.id, f"{each.number or each.acceptor} · {money(each.amount, each.currency)}")
                for each in room.bills
            ]
            or [(None, _("None was refused"))],
            "contract_id": [(None, _("Of no contract")), *room.contracts],
        }
        for key, listed in entries.items():
            field = self.form[key]
            if isinstance(field, Choice):
                field.set_entries(listed)
        self.form.set({"lang": room.language, "currency": room.currency, "evidence": "\n".join(room.evidence)})
        self.form.set({key: value for key, value in self._wishes.items() if value is not None})
        self._follow()
        self._list_debts()
        self._take_bill()

    def _follow(self) -> None:
        """Only the fields of the kind are there."""
        kind = self.form["kind"].value()
        for name in OPTIONAL:
            self.form[name].setVisible(name in ASKED[kind])
        several = self.room is not None and len({each.currency for each in self.room.debts}) > 1
        self.form["currency"].setVisible(several and kind != "refused_bill")
        self.purpose.setText(_(words.PURPOSES[kind]))
        if kind in REPLY_DAYS:
            last = add_days(self.desk.today, REPLY_DAYS[kind])
            held = self._guarantee_end() if kind == "guarantor" else None
            self.form["deadline_on"].set_value(min(last, held) if held else last)
        self._list_debts()

    def _guarantee_end(self) -> Any:
        wanted = self.form["security_id"].value()
        found = next((each for each in self.room.guarantees if each.id == wanted), None) if self.room else None
        return found.ends_on if found else None

    def _list_debts(self) -> None:
        """Those of the currency that the kind can be about."""
        field, amount, schedule = self.form["instalments"], self.form["own_debt"], self.form["schedule"]
        if self.room is None or not (
            isinstance(field, DebtPick) and isinstance(amount, Amount) and isinstance(schedule, ScheduleField)
        ):
            return
        kind, currency = self.form["kind"].value(), self.form["currency"].value()
        known = [each for each in self.room.debts if each.currency == currency]
        field.show_items([each for each in known if kind not in OF_DUE or each.is_late(self.desk.today)])
        amount.set_currency(currency)
        schedule.currency = currency
        self._propose()
        self._ask()

    def _take_bill(self) -> None:
        found = (
            next((each for each in self.room.bills if each.id == self.form["bill_id"].value()), None)
            if self.room
            else None
        )
        if found is not None:
            self.form.set({"proof_on": found.refused_on, "refused_because": found.note})
            text = _("Matured {day}. {until}")
            until = words.bill_notice_text(found.refused_on, self.desk.today)
            self.form["bill_id"].say(text.format(day=day(found.matures_on), until=until))

    def _propose(self) -> None:
        """Equal parts of what the chosen debts come to."""
        schedule, count, first = self.form["schedule"], self._value("count"), self._value("first")
        chosen = set(self.form["instalments"].value())
        owed = sum(each.open for each in self.room.debts if each.instalment_id in chosen) if self.room else 0
        if isinstance(schedule, ScheduleField) and owed and count and first:
            schedule.propose(spread(owed, count, first))

    # --- the letter

    def _value(self, key: str) -> Any:
        """None while it cannot be taken."""
        try:
            return self.form[key].value()
        except UserError:
            return None

    def draft(self) -> NoticeDraft | None:
        """As the fields stand; None without a customer."""
        if self.customer is None:
            return None
        kind = self.form["kind"].value()
        names = [name for name in ASKED[kind] if name not in ("count", "first")]
        given = {name: self._value(name) for name in names}
        if "evidence" in given:
            given["evidence"] = tuple(given["evidence"].splitlines())
        kept = {name: value for name, value in given.items() if value is not None}
        return NoticeDraft(
            customer_id=self.customer,
            kind=kind,
            lang=self.form["lang"].value(),
            currency=self.form["currency"].value(),
            **kept,
        )

    def _ask(self) -> None:
        draft = self.draft()
        if draft is not None and self.room is not None:
            self.desk.jobs.read(self, lambda s: _told(s, draft), lambda told: self._show(*told), slot="outlook")

    def _show(self, outlook: Outlook, text: str) -> None:
        self.outlook = outlook
        self.letter.setPlainText(text)
        fill(self.missing, [remark(sentence, "caution") for _field, sentence in outlook.lacking])

    def _make(self, services: Any) -> int:
        draft = self.draft()
        if draft is None:
            raise UserError(_("Choose the customer first."), "customer_id")
        return int(services.notices.make(draft))

    def _made(self, notice_id: int) -> None:
        """Its row, where it is printed and served."""
        self.desk.navigation.open("customer", self.customer, tab="collection", part="notices", row=notice_id)


def _told(services: Any, draft: NoticeDraft) -> tuple[Outlook, str]:
    outlook = services.notices.outlook(draft)
    return outlook, services.letters.plain(outlook.sheet)
