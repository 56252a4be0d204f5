"""What stands behind giving a debt up: the debts, the papers on file and the gaps, what was tried, what it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.models import book, receivables, recovery
from app.models.adjustments import Adjustment
from app.models.receivables import OpenItem
from app.models.recovery import Attempt
from app.models.store import Store
from app.services import checks, policies
from app.services.company import party
from app.services.reminder_facts import ratings
from app.services.rules import bad_debt
from app.services.rules.ageing import overdue_days
from app.services.rules.bad_debt import Loss, Verdict
from app.services.statement_drawing import language_of
from app.services.statement_sheets import Party

# The kinds of files that each paper is, and what of it the book knows without a file.
FILES: Final = {
    "contract": ("contract",),
    "delivery": ("delivery_note", "proof_of_delivery"),
    "statement": ("statement",),
    "demand": ("demand",),
    "report": ("special_report",),
    "court": ("court",),
    "register": ("public_record", "registration", "licence"),
    "agreement": ("court", "statement"),
}


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A debt, of which `part` is given up; minor units of its currency. `verdict` = by age and sum, as the tax law has it."""

    instalment_id: int
    number: str
    issued_on: date
    due_on: date | None
    open: int
    disputed: int
    part: int
    days: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper that the ground asks for: the files of which kinds are there, and `known` = the book knows of it by itself."""

    code: str
    roles: tuple[str, ...]
    known: bool
    number: str = ""

    @property
    def there(self) -> bool:
        return self.known or bool(self.roles)


@dataclass(frozen=True, slots=True)
class Effect:
    """Of the customer in this currency, minor units; `grade` now, which is D for `cure_days` afterwards."""

    owed: int
    owed_after: int
    overdue: int
    overdue_after: int
    grade: str
    cure_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffSheet:
    """`lost` = written off before of this customer and not recovered, in the book's currency `base`. `chinese` = our taxes are
    Chinese. `number` "" = not decided; `alone` = proposed and decided by one person."""

    company: Party
    customer: Party
    customer_id: int
    code: str
    language: str
    on: date
    currency: str
    base: str
    chinese: bool
    ground: str
    fits: bool
    items: tuple[GivenUp, ...]
    proofs: tuple[Proof, ...]
    attempts: tuple[Attempt, ...]
    lost: int
    effect: Effect
    reason: str = ""
    proposer: str = ""
    approver: str = ""
    number: str = ""
    alone: bool = False

    @property
    def amount(self) -> int:
        return sum(each.part for each in self.items)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Codes of the papers that are not on file."""
        return tuple(each.code for each in self.proofs if not each.there)


def drawn(
    store: Store, customer_id: int, parts: Mapping[int, int], ground: str, on: date, decided: Sequence[Adjustment] = ()
) -> WriteOffSheet:
    """As things stand on a day, before anything is written. `parts` = instalment -> minor units given up; `decided` = what was
    written since by this very decision, which counts as open still."""
    found, company = checks.customer(store, customer_id, on), book.company(store)
    own = _restored(store, receivables.open_items(store, customer_id, on), decided)
    items = [each for each in own if each.instalment_id in parts]
    currency = items[0].currency if items else found.currency
    given = tuple(_given(each, parts[each.instalment_id or 0], company.annual_sales, on) for each in items)
    losses = [Loss(_base(each, parts), each.due_on, company.annual_sales, booked=True, reported=True) for each in items]
    mine = {each.id for each in decided}
    before = [each for each in recovery.written_off(store, on, customer_id) if each.id not in mine]
    spoken = language_of(found, company.country)
    return WriteOffSheet(
        company=party(company, spoken),
        customer=Party(found.name, found.registration_no, found.address, found.phone),
        customer_id=customer_id,
        code=found.code,
        language=spoken,
        on=on,
        currency=currency,
        base=company.currency,
        chinese=company.country == "CN",
        ground=ground,
        fits=bad_debt.fits(ground, losses, on),
        items=given,
        proofs=_proofs(store, customer_id, [each.instalment_id for each in given], ground, on),
        attempts=tuple(recovery.attempts(store, customer_id, on)),
        lost=sum(each.amount_base - each.recovered_base for each in before),
        effect=_effect(store, customer_id, own, parts, currency, on),
    )


def _restored(store: Store, items: Sequence[OpenItem], decided: Sequence[Adjustment]) -> list[OpenItem]:
    """The open items with what the decision took off put back."""
    known = {each.instalment_id: each for each in items}
    for given in decided:
        before = known.get(given.instalment_id) or _settled(store, given)
        known[given.instalment_id] = replace(
            before, open=before.open + given.amount, open_base=before.open_base + given.amount_base
        )
    return [each for each in items if each.instalment_id is None] + [each for key, each in known.items() if key]


def _settled(store: Store, given: Adjustment) -> OpenItem:
    """The debt of which nothing is open any more."""
    owed = receivables.of_instalment(store, given.instalment_id)
    part = next(each for each in receivables.instalments(store, owed.id) if each.id == given.instalment_id)
    return OpenItem(
        "debit", owed.number, owed.kind, owed.issued_on, part.due_on, owed.currency, part.amount, 0, 0, 0, 0, part.amount_base,
        part.id, owed.id, None,
    )  # fmt: skip


def _given(item: OpenItem, part: int, income: int | None, on: date) -> GivenUp:
    days = overdue_days(item.due_on, on)
    loss = Loss(_base(item, {item.instalment_id or 0: part}), item.due_on, income, booked=True, reported=False)
    return GivenUp(
        item.instalment_id or 0, item.number, item.issued_on, item.due_on, item.open, item.disputed, part, days, bad_debt.judge(loss, on)
    )  # fmt: skip


def _base(item: OpenItem, parts: Mapping[int, int]) -> int:
    """The part in the book's currency: the limits of the law are in it."""
    part = parts[item.instalment_id or 0]
    return item.open_base if part >= item.open else item.open_base * part // item.open


def _proofs(store: Store, customer_id: int, instalments: Sequence[int], ground: str, on: date) -> tuple[Proof, ...]:
    roles = recovery.roles(store, customer_id, instalments)
    known = recovery.proof(store, customer_id, instalments, on)
    by_itself = {"contract": known.contract and bool(instalments), "statement": known.statement, "demand": known.demand}
    found = []
    for code in bad_debt.wanted(ground):
        number = known.matter or "" if code == "court" else ""
        files = tuple(each for each in FILES[code] if each in roles)
        found.append(Proof(code, files, by_itself.get(code, False) or bool(number), number))
    return tuple(found)


def _effect(
    store: Store, customer_id: int, own: Sequence[OpenItem], parts: Mapping[int, int], currency: str, on: date
) -> Effect:
    mine = [each for each in own if each.currency == currency]
    owed = sum(each.open if each.side == "debit" else -each.open for each in mine)
    late = [each for each in mine if each.side == "debit" and overdue_days(each.due_on, on)]
    overdue = sum(each.open for each in late)
    given = sum(parts.values())
    gone = sum(parts.get(each.instalment_id or 0, 0) for each in late)
    policy = policies.on(store, on)
    grade = ratings(store, on, policy, {customer_id})[customer_id].grade
    return Effect(owed, owed - given, overdue, overdue - gone, grade, policy.cure_days)
