"""A legal matter: which debts of a customer go to a lawyer or a court, who sees to it, what is known of their property.

navigation.dialog("matter", customer=12)
navigation.dialog("matter", matter=3)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.debts import Debt
from app.models.matters import Matter
from app.services.formats import day, money
from app.services.matter_drafts import TEXTS, MatterDraft
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Note, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.ticks_field import Ticks

PLAIN: Final = tuple(TEXTS)


class MatterDialog(FormDialog):
    """Enter saves. Its stages, days and costs have dialogs of their own (`matter_deeds`)."""

    name: ClassVar[str] = "matter"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, matter: int | None = None
    ) -> None:
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or self), required=True)
        self.debts = Ticks(
            "receivables", _("Which &receivables"), hint=_("All in one currency; those overdue are ticked.")
        )
        form = Form(_rows(desk, self.customer, self.debts))
        title = _("Change a legal matter") if matter else _("Open a legal matter")
        super().__init__(desk, title, form, _("Save matter"), parent, width=640)
        self.matter, self._given = matter, customer
        self._keys: dict[str, int] = {}  # what a tick says -> the receivable
        self.draft_name = f"{self.name} {matter or ''} {customer or ''}"
        self.work = self._write
        self.customer.picked.connect(lambda hit: self._read(hit.key))
        self._begin()

    def _begin(self) -> None:
        if self.matter is not None:
            known = self.matter
            for key in ("customer_id", "opened_on"):
                self.form[key].setVisible(False)
            self.desk.jobs.read(self, lambda s: _known(s, known), lambda found: self._fill(*found))
        elif self._given is not None:
            self.customer.set_value(Hit(self._given, "…"))
            self._read(self._given)
        (self.form["title"] if self.matter or self._given else self.customer.picker).setFocus()

    def _read(self, customer: int) -> None:
        self.desk.jobs.read(
            self, lambda s: _about(s, customer), lambda found: self._take(customer, *found), slot="about"
        )

    @fills
    def _take(self, customer: int, name: str, found: list[Debt]) -> None:
        """The debts of this customer; those that are overdue are chosen, in the currency of the first."""
        self.customer.set_value(Hit(customer, name))
        self._offer({each.receivable_id: _debt_text(each) for each in found})
        late = [each for each in found if each.open_due and each.open_due < self.desk.today]
        self.debts.set_value([_debt_text(each) for each in late if each.currency == late[0].currency])
        self.debts.say("" if found else _("Nothing is owed that is not in another matter already."))

    @fills
    def _fill(self, found: Matter, others: list[Debt]) -> None:
        mine = dict(found.receivables)
        texts = {each.receivable_id: _debt_text(each) for each in others if each.currency == found.currency}
        self._offer(mine | texts)
        self.customer.set_value(Hit(found.customer_id, found.customer))
        self.form.set(
            {name: getattr(found, name) for name in PLAIN}
            | {"receivables": [texts.get(key, mine[key]) for key in mine]}
        )

    def _offer(self, entries: Mapping[int, str]) -> None:
        self._keys = {text: key for key, text in entries.items()}
        self.debts.set_names(list(self._keys))

    def _write(self, services: Any) -> int:
        values = {name: value for name, value in self.form.draft().items() if value != ""}
        values["receivables"] = tuple(self._keys[text] for text in values["receivables"])
        if self.matter is None:
            return int(services.matters.open(MatterDraft(**values)))
        values["customer_id"] = self.customer.value()
        services.matters.update(self.matter, MatterDraft(**values))
        return self.matter


def _debt_text(debt: Debt) -> str:
    words = _("{number} · {amount} · due {day}") if debt.open_due else "{number} · {amount}"
    return words.format(number=debt.number, amount=money(debt.open, debt.currency), day=day(debt.open_due))


def _about(services: Any, customer: int) -> tuple[str, list[Debt]]:
    return services.customers.get(customer).short, services.matters.choices(customer)


def _known(services: Any, matter: int) -> tuple[Matter, list[Debt]]:
    found = services.matters.get(matter)
    return found, services.matters.choices(found.customer_id, matter)


def _rows(desk: Desk, customer: Customer, debts: Ticks) -> list[Row]:
    opened = Day("opened_on", _("Opened &on"), today=desk.today, value=desk.today)
    return [
        customer,
        debts,
        (Text("title", _("Sub&ject"), longest=200, hint=_("Empty = the name of the customer.")), opened),
        (Text("lawyer", _("&Lawyer"), longest=120), Text("court", _("Cour&t or arbitration body"), longest=120)),
        Text("case_no", _("Case &no."), longest=80),
        Note("clues", _("What is &known of their property"), lines=3,
             hint=_("Bank accounts, plant, vehicles, claims on others; one a line.")),
        Note("note", _("Not&e"), lines=2),
    ]  # fmt: skip
