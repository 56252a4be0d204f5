"""What the sheets of a visit and of feedback share: they open for a customer, and a complaint puts a receivable in dispute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.i18n import _
from app.models.book import Person
from app.models.errors import Invalid
from app.models.receivables import OpenItem
from app.services.disputes import DisputeDraft
from app.services.feedback_wording import POINTS
from app.services.formats import money
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.fields import Choice
from app.ui.widgets.picker import Customer, Hit


@dataclass(frozen=True, slots=True)
class Known:
    """What the book says of a customer: `owner` = the salesperson's id; `items` are open and not wholly in dispute."""

    hit: Hit
    people: tuple[Person, ...]
    owner: int | None
    items: tuple[OpenItem, ...]


class ComplainingDialog(FormDialog):
    """Base: a form with the fields `about` (a receivable) and `disputed`; `ask` reads what the book knows of a customer."""

    customer: Customer
    items: tuple[OpenItem, ...] = ()  # what may be disputed

    def ask(self, customer: int) -> None:
        raise NotImplementedError

    def begin(self, customer: int | None, first: str) -> None:
        """Opened for a customer, the field `first` comes next; else one is asked for."""
        self.customer.picked.connect(lambda hit: self.ask(hit.key))
        if customer is None:
            self.customer.setFocus()
            return
        self.customer.set_value(Hit(customer, "…"))
        self.ask(customer)
        self.form[first].focus_editor.setFocus()

    def show_customer(self, known: Known, owner: str) -> None:
        """What a complaint can be about, and who sees to it (the field `owner`); what was chosen stays."""
        self.customer.set_value(known.hit)
        self.items = known.items
        items = [(each.instalment_id, item_text(each)) for each in known.items]
        offer(self.form["about"], [(None, _("No receivable")), *items])
        offer(self.form[owner], people_entries(known.people), known.owner)

    def dispute_whole(self) -> None:
        """All that is open of the receivable, until another amount is typed."""
        found = next((each for each in self.items if each.instalment_id == self.form["about"].value()), None)
        amount = self.form["disputed"]
        if found is not None and isinstance(amount, Amount):
            amount.set_currency(found.currency)
        amount.set_value(found.open - found.disputed if found else None)


def offer(field: Any, entries: list[tuple[Any, str]], usual: Any = None) -> None:
    """Other entries of a choice; what was chosen stays, else `usual` is."""
    chosen = field.value()
    field.set_entries(entries)
    field.set_value(chosen or usual)


def dispute_of(draft: dict[str, Any], reason: str, text: str, owner: int | None) -> DisputeDraft | None:
    """Of the fields `about` and `disputed`. Raises Invalid("disputed") without an amount."""
    if draft.get("about") is None:
        return None
    if not draft.get("disputed"):
        raise Invalid("disputed", _("How much of it does the customer not accept? Enter the amount."))
    return DisputeDraft(draft["about"], draft["disputed"], reason, text, owner_id=owner)


def known_of(services: Any, customer_id: int) -> Known:
    """Raises UserError when the customer is gone."""
    found, people = services.customers.get(customer_id), services.accounts.people()
    owner = next((each.id for each in people if each.name == found.owner), None)
    items = (each for each in services.reports.balance(customer_id).open if each.instalment_id)
    open_ = tuple(each for each in items if each.open > each.disputed)
    return Known(Hit(customer_id, found.short, found.code), tuple(people), owner, open_)


def item_text(item: OpenItem) -> str:
    """ "2026-118 · ¥3,000.00 · 2026-11-30"."""
    due = item.due_on.isoformat() if item.due_on else _("no due date")
    return " · ".join((item.number, money(item.open - item.disputed, item.currency), due))


def people_entries(people: Iterable[Person]) -> list[tuple[Any, str]]:
    """Of a choice of who sees to it."""
    return [(None, _("Nobody")), *((each.id, each.name) for each in people)]


def points(key: str, title: str) -> Choice:
    """How satisfied they are, where they were asked."""
    return Choice(key, title, [(None, _("Not asked")), *((each, _(words)) for each, words in POINTS.items())])
