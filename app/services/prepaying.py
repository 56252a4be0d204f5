"""What comes before the goods leave: how much of an order, what contracts and deals wait for, the paper that asks for it.

sheet = services.prepayments.ask(customer_id, 100_000_000)      # how much of an order, and why
services.prepayments.required().rows                            # what is waited for
"""

from __future__ import annotations

from datetime import date

from app.i18n import _
from app.models import prepaid
from app.models.errors import UserError
from app.models.store import Store
from app.services import checks, prepayment_notice, prepayment_sheet
from app.services.prepayment_notice import NoticeSheet
from app.services.prepayment_sheet import Asked, PrepaymentSheet, Terms
from app.services.prepayments import Required, required


class Prepayments:
    """What comes before the goods leave."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def required(self, on: date | None = None, contract_id: int | None = None, deal_id: int | None = None) -> Required:
        """The ledger of a day, of a contract or a deal, or of all in force."""
        with self._store.snapshot():
            return required(self._store, on or self._today, contract_id, deal_id)

    def ask(
        self,
        customer_id: int,
        amount: int,
        currency: str | None = None,
        terms: Terms | None = None,
        on: date | None = None,
    ) -> PrepaymentSheet:
        """What share of an order comes first; minor units of `currency`, else of the customer's own. Raises Invalid, UserError."""
        day = on or self._today
        customer = checks.customer(self._store, customer_id, day)
        known = checks.currency("currency", currency or customer.currency)
        return prepayment_sheet.read(self._store, customer, Asked(value=amount, currency=known), terms or Terms(), day)

    def of(
        self,
        *,
        contract_id: int | None = None,
        deal_id: int | None = None,
        value: int | None = None,
        terms: Terms | None = None,
        on: date | None = None,
    ) -> PrepaymentSheet:
        """The same of a contract or a deal, with what it says of its goods; `value` = of a part of it. Raises UserError
        where there is no such."""
        day = on or self._today
        found = self.required(day, contract_id, deal_id).one
        if found is None:
            raise UserError(_("This contract or deal is no longer in the book."))
        agreed = found.agreed
        goods = prepaid.goods(self._store, agreed.table, agreed.id)
        asked = Asked(
            value=agreed.amount if value is None else value, currency=agreed.currency, agreed=agreed, goods=goods
        )
        customer = checks.customer(self._store, agreed.customer_id, day)
        return prepayment_sheet.read(self._store, customer, asked, terms or Terms(), day)

    def notice(
        self, sheet: PrepaymentSheet, pay_by: date | None = None, *, earnest: bool = False, language: str | None = None
    ) -> NoticeSheet:
        """The paper that asks for it, in the customer's language unless said otherwise. Raises UserError where nothing is asked."""
        with self._store.snapshot():
            return prepayment_notice.draw(
                self._store, sheet, sheet.on, pay_by=pay_by, earnest=earnest, language=language
            )
