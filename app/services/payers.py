"""Who pays for whom: learnt from what was received, told by hand, forgotten."""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.models import payers
from app.models.change import Change
from app.models.customers import Customer
from app.models.errors import Invalid, UserError
from app.models.payers import Payer
from app.models.store import Store
from app.services import checks
from app.services.customers import plain_name


def learn_from(change: Change, customer: Customer, name: str | None, account: str | None, learnt_from: str) -> None:
    """Remembers another name than the customer's own, and the end of the account; nothing new is nothing written."""
    own = {plain_name(customer.name), plain_name(customer.short_name or "")}
    other = name if name and plain_name(name) not in own else None
    payers.learn(change, customer.id, other, payers.tail(account), learnt_from)


class Payers:
    """Names and accounts that pay for the customers of the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def of_customer(self, customer_id: int) -> list[Payer]:
        return payers.of_customer(self._store, customer_id)

    def add(self, customer_id: int, name: str | None, account: str | None = None) -> int:
        """Told by hand; returns its id. Raises Invalid when there is neither a name nor an account."""
        known = checks.text("name", name)
        with self._store.change("payer.add") as change:
            made = payers.learn(change, customer_id, known, payers.tail(account), "hand")
        if made is None:
            raise Invalid("name", _("This is needed. Fill it in."))
        return made

    def forget(self, payer_id: int) -> None:
        """From today it is no reason to think of its customer. Raises UserError when it is gone."""
        found = payers.payer(self._store, payer_id)
        if found is None or found.forgotten_on:
            raise UserError(_("This payer is forgotten already."))
        with self._store.change("payer.forget") as change:
            payers.forget(change, payer_id, self._today)
