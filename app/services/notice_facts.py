"""What the book knows for a notice about one customer: open debts, guarantees, refused drafts, contracts, evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.i18n import _
from app.models import attachments, bills, book, contracts, debts, receivables, securities
from app.models.customers import Customer
from app.models.store import Store
from app.services import checks
from app.services.formats import money
from app.services.legal_wording import role_name
from app.services.rules import securities as guarantees
from app.services.rules.ageing import overdue_days
from app.services.security_wording import full_name
from app.services.statement_drawing import language_of

REFUSED: Final = ("refused", "recourse")
SHOWING: Final = (
    "public_record",
    "credit_report",
    "financials",
    "court",
    "messages",
)  # files that may show a bad state


@dataclass(frozen=True, slots=True)
class Due:
    """An open instalment; minor units of `currency`. `paid` = what came in on it already."""

    instalment_id: int
    receivable_id: int
    number: str
    contract_id: int | None
    contract: str
    issued_on: date
    due_on: date | None
    currency: str
    amount: int
    open: int

    @property
    def paid(self) -> int:
        return self.amount - self.open

    def is_late(self, on: date) -> bool:
        """Whether it is due by the end of a day."""
        return self.due_on is not None and self.due_on <= on


@dataclass(frozen=True, slots=True)
class Guarantee:
    """One that is in force and not claimed. `ends_on` = its last day for what is due now, None while nothing is."""

    id: int
    name: str
    giver: str
    number: str
    given_on: date
    joint: bool | None
    ends_on: date | None
    contract_id: int | None
    receivable_id: int | None

    def is_behind(self, debt: Due) -> bool:
        """Whether it was given for this debt: by name, for its contract, or for all that the customer owes."""
        if self.receivable_id:
            return self.receivable_id == debt.receivable_id
        return self.contract_id is None or self.contract_id == debt.contract_id


@dataclass(frozen=True, slots=True)
class Bill:
    """A draft that was refused."""

    id: int
    kind: str
    number: str
    drawer: str
    acceptor: str
    currency: str
    amount: int
    matures_on: date
    refused_on: date
    note: str


@dataclass(frozen=True, slots=True)
class Room:
    """`language` = the customer's; `chinese` = both are in China, so that Chinese law is taken to govern."""

    customer: Customer
    language: str
    chinese: bool
    currency: str
    debts: tuple[Due, ...]
    guarantees: tuple[Guarantee, ...]
    bills: tuple[Bill, ...]
    contracts: tuple[tuple[int, str], ...]
    evidence: tuple[str, ...]


def room(store: Store, customer_id: int, on: date) -> Room:
    """As things stand on a day. Raises UserError when the customer is gone."""
    found, company = checks.customer(store, customer_id, on), book.company(store)
    owed = _debts(store, customer_id, on)
    refused = _bills(store, customer_id, on)
    signed = tuple((each.id, each.number) for each in debts.agreements(store, on, (customer_id,)))
    known = tuple(
        _guarantee(each, owed)
        for each in securities.in_force(store, on, (customer_id,))
        if each.kind in guarantees.GUARANTEES and each.acted_on is None
    )
    chinese = company.country == "CN" and found.country in (None, "", "CN")
    currencies = [each.currency for each in owed]
    currency = found.currency if found.currency in currencies or not currencies else currencies[0]
    return Room(
        found, language_of(found, company.country), chinese, currency, owed, known, refused, signed,
        _evidence(store, customer_id, owed, refused, on),
    )  # fmt: skip


def _debts(store: Store, customer_id: int, on: date) -> tuple[Due, ...]:
    items = [each for each in receivables.open_items(store, customer_id, on) if each.instalment_id is not None]
    of = {each.receivable_id: each.contract_id for each in debts.debts(store, on, (customer_id,))}
    found = []
    for each in items:
        contract_id = of.get(each.receivable_id or 0)
        contract = contracts.contract(store, contract_id) if contract_id else None
        found.append(
            Due(
                each.instalment_id or 0,
                each.receivable_id or 0,
                each.number,
                contract_id,
                contract.number if contract else "",
                each.issued_on,
                each.due_on,
                each.currency,
                each.amount,
                each.open,
            )
        )
    return tuple(found)


def _guarantee(held: securities.Security, owed: tuple[Due, ...]) -> Guarantee:
    """Its last day by the first day on which a part of what stands behind it fell due: the safe day."""
    made = Guarantee(
        held.id, full_name(held), held.giver or "", held.number or "", held.from_on, held.joint, None, held.contract_id, held.receivable_id
    )  # fmt: skip
    dues = [each.due_on for each in owed if each.due_on and made.is_behind(each)]
    ends_on = guarantees.guarantee_by(min(dues), held.expires_on)[0] if dues else held.expires_on
    return replace(made, ends_on=ends_on)


def _bills(store: Store, customer_id: int, on: date) -> tuple[Bill, ...]:
    found = []
    for bill, events in bills.unfinished(store, on, customer_id):
        refused = next((each for each in events if each.status == "refused"), None)
        if refused is not None and events[-1].status in REFUSED:
            found.append(
                Bill(
                    bill.id,
                    bill.kind,
                    bill.number or "",
                    bill.drawer or "",
                    bill.acceptor,
                    bill.currency,
                    bill.amount,
                    bill.matures_on,
                    refused.on_day,
                    refused.note or "",
                )
            )
    return tuple(found)


def _evidence(
    store: Store, customer_id: int, owed: tuple[Due, ...], refused: tuple[Bill, ...], on: date
) -> tuple[str, ...]:
    """What the book itself can name as evidence of a bad state, to be completed by hand."""
    found = []
    for currency in dict.fromkeys(each.currency for each in owed):
        late = [e for e in owed if e.currency == currency and overdue_days(e.due_on, on)]
        if late:
            text = _("Account of {day}: {amount} overdue, the oldest since {since}")
            amount = money(sum(each.open for each in late), currency)
            since = min(each.due_on for each in late if each.due_on)
            found.append(text.format(day=on.isoformat(), amount=amount, since=since.isoformat()))
    for each in refused:
        text = _("Refused draft {number} of {amount}, {day}")
        words = {"number": each.number, "amount": money(each.amount, each.currency), "day": each.refused_on.isoformat()}
        found.append(text.format(**words))
    for file in attachments.of_customer(store, customer_id):
        if file.role in SHOWING and not file.voided_on:
            found.append(f"{role_name(file.role)}: {file.name}")
    return tuple(found)
