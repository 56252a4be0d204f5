"""What could be claimed in a legal matter: principal, interest by the rule that applies, fees, costs, and what the court takes.

Interest comes from `services.interest` for each debt with its own rule and risks; where it knows no rule or no rate, nothing is
claimed and it is said why. Disputed parts are claimed too, since a court is to decide about them, and are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.models import accruals, book, charges, receivables, reminding
from app.models.errors import UserError
from app.models.matters import Matter
from app.models.store import Store
from app.services.day_rates import DayRates
from app.services.interest import Interest
from app.services.interest_sheet import InterestSheet
from app.services.rules.court_fees import CourtFees, court_fees, small_claim

FEE_LAW: Final = ("CN", "CNY")  # country and currency of the one table of court fees there is


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One debt; minor units. `open` = due and not paid, with its `disputed` part; `not_due` is open too but not claimed yet; `interest` to the day less what was invoiced already, `per_day` from
    then on; `fees`, `costs` claimed beside it and not invoiced; `sheet` None and `why` said where no interest can be told; `delivered_on` = when its goods were signed for or delivered."""

    receivable_id: int
    number: str
    contract: str | None
    issued_on: date
    due_on: date | None
    amount: int
    open: int
    not_due: int
    disputed: int
    interest: int
    per_day: int
    fees: int
    costs: int
    sheet: InterestSheet | None = field(compare=False)
    why: str
    delivered_on: date | None = None

    @property
    def total(self) -> int:
        """Principal, interest and fees of this debt, minor units of the claim."""
        return self.open + self.interest + self.fees


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """What a matter would claim at the end of `as_of`, in minor units of `currency`.

    `costs` = paid for the matter so far, outside the sum that the court's fee is reckoned from. `court` in fen, None where no
    table of fees is known (a firm outside mainland China) or no rate into yuan; `base` = the claim in fen that it comes from.
    `unapplied` = money of the customer that is on no debt yet: to be applied, or left out of the claim, by a person.
    """

    as_of: date
    currency: str
    lines: tuple[ClaimLine, ...]
    costs: int
    court: CourtFees | None
    base: int | None
    unapplied: int = 0

    @property
    def principal(self) -> int:
        return sum(each.open for each in self.lines)

    @property
    def disputed(self) -> int:
        return sum(each.disputed for each in self.lines)

    @property
    def not_due(self) -> int:
        return sum(each.not_due for each in self.lines)

    @property
    def interest(self) -> int:
        return sum(each.interest for each in self.lines)

    @property
    def per_day(self) -> int:
        return sum(each.per_day for each in self.lines)

    @property
    def fees(self) -> int:
        return sum(each.fees for each in self.lines)

    @property
    def total(self) -> int:
        """Principal, interest and fees: what the court's fee is reckoned from."""
        return self.principal + self.interest + self.fees

    @property
    def all_costs(self) -> int:
        """Paid for the matter, and claimed as costs beside the debts."""
        return self.costs + sum(each.costs for each in self.lines)

    def small(self, wage: int | None) -> str | None:
        """Small claims: "always", "agreed", "no" by the average yearly wage of the province in fen; None where one of them is not known."""
        return small_claim(self.base, wage) if wage and self.base is not None else None


def claim_of(store: Store, today: date, found: Matter, on: date) -> ClaimSheet:
    """At the end of a day; what was paid after it is not known then."""
    lines = tuple(line for key, _number in found.receivables if (line := _line(store, today, key, on)) is not None)
    total = sum(each.total for each in lines)
    own = book.company(store)
    law, yuan = FEE_LAW
    base = DayRates(store, on).into(total, found.currency, yuan) if own.country == law else None
    court = court_fees(base, on) if base is not None else None
    free = reminding.unapplied(store, on, (found.customer_id,)).get((found.customer_id, found.currency), 0)
    return ClaimSheet(on, found.currency, lines, found.costs, court, base, free)


def _line(store: Store, today: date, receivable_id: int, on: date) -> ClaimLine | None:
    """None for a debt that was voided meanwhile."""
    debt = receivables.receivable(store, receivable_id)
    if debt is None or debt.voided_on:
        return None
    facts = accruals.debt(store, receivable_id)
    items = [
        each for each in receivables.open_items(store, debt.customer_id, on) if each.receivable_id == receivable_id
    ]
    due = [each for each in items if each.due_on and each.due_on <= on]
    sheet, why = _interest(store, today, receivable_id, on)
    claimed = charges.of_receivable(store, receivable_id)
    in_currency = [each for each in claimed if each.currency == debt.currency and each.on_day <= on]
    dues = [each.due_on for each in receivables.instalments(store, receivable_id) if each.due_on]
    return ClaimLine(
        receivable_id=receivable_id,
        number=debt.number,
        contract=facts.contract if facts else None,
        issued_on=debt.issued_on,
        due_on=min(dues, default=None),
        amount=debt.amount,
        open=sum(each.open for each in due),
        not_due=sum(each.open for each in items) - sum(each.open for each in due),
        disputed=sum(each.disputed for each in due),
        interest=_not_invoiced(sheet, [each for each in claimed if each.kind == "interest"]),
        per_day=sheet.per_day if sheet else 0,
        fees=_sum_of("fee", in_currency) + _fixed(sheet, debt.currency),
        costs=_sum_of("cost", in_currency),
        sheet=sheet if sheet and sheet.parts else None,
        why=why,
        delivered_on=reminding.delivered(store, on, (receivable_id,)).get(receivable_id),
    )


def _interest(store: Store, today: date, receivable_id: int, on: date) -> tuple[InterestSheet | None, str]:
    try:
        return Interest(store, today).of_invoice(receivable_id, on), ""
    except UserError as missing:
        return None, missing.text


def _not_invoiced(sheet: InterestSheet | None, beside: Sequence[charges.Charge]) -> int:
    """Interest less what a receivable was made of: that is a debt of its own."""
    if sheet is None:
        return 0
    invoiced = sheet.claimed - sum(each.amount for each in beside if each.currency == sheet.currency)
    return max(0, sheet.interest - max(0, invoiced))


def _fixed(sheet: InterestSheet | None, currency: str) -> int:
    """The fixed sum of the law where it is not claimed yet."""
    return sheet.fee_to_claim if sheet and sheet.parts and sheet.fee_currency == currency else 0


def _sum_of(kind: str, found: Sequence[charges.Charge]) -> int:
    return sum(each.amount for each in found if each.kind == kind)
