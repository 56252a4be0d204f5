"""The aged sums of a day in one pass over the open items, and the same balance by an independent path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from app.models import past
from app.models.dialect import ALLOCATION_DAY
from app.models.store import Store

# An allocation that comes from neither a payment nor a credit note is a write-off.
LEDGER: Final = f"""select (select coalesce(sum(base),0) from customer_ledger)
  -(select coalesce(sum(case when kind='credit_note' then -amount_base else amount_base end),0) from receivable where voided_on is null and issued_on>:d)
  +(select coalesce(sum(case when kind='receipt' then amount_base else -amount_base end),0) from payment where voided_on is null and paid_on>:d)
  -(select coalesce(sum(case when payment_id is null and credit_id is null then -base_target else base_source-base_target end),0)
    from {ALLOCATION_DAY} where voided=0 and on_day>:d)"""


@dataclass(frozen=True, slots=True)
class AgedSum:
    """Sums of one customer and currency (or of one document): a figure per bucket, and what is unallocated (negative)."""

    customer_id: int
    currency: str
    receivable_id: int | None
    buckets: tuple[int, ...]
    unallocated: int
    oldest_due: date | None


@dataclass(frozen=True, slots=True)
class Band:
    """One bucket of the whole book: minor units of the book's currency and the number of items."""

    amount: int
    count: int


def sums(
    store: Store,
    on: date,
    edges: Sequence[str],
    *,
    governing: Literal["due_on", "issued_on"],
    own_currency: bool,
    by_document: bool,
) -> list[AgedSum]:
    """`edges` are the earliest days of the buckets, youngest first (`Buckets.edges`); older = the bucket after, no day = the last."""
    state = past.state(store, on)
    amount = "open" if own_currency else "open_base"
    owed = "side='debit' and payment_id is null"
    cases = ",".join(
        f"sum(case when {owed} and {test} then {amount} else 0 end)" for test in _tests(governing, len(edges))
    )
    document = "receivable_id" if by_document else "null"
    sql = f"""select customer_id, currency, {document} doc, sum(case when side='credit' then -{amount} when payment_id is not null then {amount} else 0 end),
      min(case when {owed} then due_on end), {cases} from ({state.sql}) group by customer_id, currency{", doc" if by_document else ""}"""
    return store.rows(_aged, sql, _params(state, on, edges))


def bands(store: Store, on: date, edges: Sequence[str]) -> list[Band]:
    """Amount and number of items of each bucket by due day."""
    state = past.state(store, on)
    tests = _tests("due_on", len(edges))
    cases = ",".join(
        f"sum(case when {test} then open_base else 0 end),sum(case when {test} then 1 else 0 end)" for test in tests
    )
    sql = f"select {cases} from ({state.sql}) where side='debit' and payment_id is null"
    flat = store.one(lambda *row: row, sql, _params(state, on, edges)) or ()
    return [Band(flat[i] or 0, flat[i + 1] or 0) for i in range(0, len(flat), 2)]


def ledger(store: Store, on: date) -> int:
    """What customers owe by the documents alone, in the book's currency: issued less received, credited and written off.

    Never reads the stored open amounts: the check that the buckets tie to. The documents of all days, less those after the day.
    """
    return int(store.scalar(LEDGER, {"d": on.isoformat()}))


def _tests(governing: str, count: int) -> list[str]:
    """One condition a bucket, in order: from its edge up to the one before, then older, then without a day."""
    tests = [f"{governing}>=:e0", *(f"{governing}>=:e{i} and {governing}<:e{i - 1}" for i in range(1, count))]
    return [*tests, f"{governing}<:e{count - 1}", f"{governing} is null"]


def _params(state: past.State, on: date, edges: Sequence[str]) -> dict[str, str]:
    return {"d": on.isoformat(), **{f"e{i}": edge for i, edge in enumerate(edges)}}


def _aged(
    customer: int, currency: str, document: int | None, unallocated: int, oldest: str | None, *buckets: Any
) -> AgedSum:
    return AgedSum(customer, currency, document, buckets, unallocated, date.fromisoformat(oldest) if oldest else None)
