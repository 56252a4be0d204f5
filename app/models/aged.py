"""The aged sums of a day in one pass over the open items, and the same balance by an independent path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from app.models import past
from app.models.dialect import ALLOCATION_DAY, days_between
from app.models.store import Store

# An allocation that comes from neither a payment nor a credit note is a write-off.
LEDGER: Final = f"""select (select coalesce(sum(base),0) from customer_ledger)
  -(select coalesce(sum(case when kind='credit_note' then -amount_base else amount_base end),0) from receivable where voided_on is null and issued_on>:d)
  +(select coalesce(sum(case when kind='receipt' then amount_base else -amount_base end),0) from payment where voided_on is null and paid_on>:d)
  -(select coalesce(sum(case when payment_id is null and credit_id is null then -base_target else base_source-base_target end),0)
    from {ALLOCATION_DAY} where voided=0 and on_day>:d)"""


class AgeingRow(NamedTuple):
    """One line of the ageing report (there are thousands: hence a tuple); amounts in minor units of `currency`.

    `buckets` follow the sheet's `keys`; `unallocated` is negative for money received and not applied;
    `total` = sum of buckets + unallocated.
    """

    key: str
    name: str
    currency: str
    total: int
    buckets: tuple[int, ...]
    unallocated: int
    overdue_days_max: int


# What a row is of: (grouping, key and name, where these come from).
_OF_CUSTOMER: Final = "(select coalesce(c.{0},'') from customer c where c.id=customer_id) g"
_OWNER: Final = (
    "(select coalesce(p.name,'') from customer c left join person p on p.id=c.owner_id where c.id=customer_id) g"
)
WAYS: Final = {
    "customer": ("customer_id g", "c.code, c.name", "join customer c on c.id=g"),
    "invoice": (
        "customer_id g, receivable_id h",
        "coalesce(r.number,''), c.name",
        "join customer c on c.id=g left join receivable r on r.id=h",
    ),
    "industry": (_OF_CUSTOMER.format("industry"), "g, g", ""),
    "region": (_OF_CUSTOMER.format("region"), "g, g", ""),
    "owner": (_OWNER, "g, g", ""),
    "currency": ("currency g", "g, g", ""),
}


@dataclass(frozen=True, slots=True)
class Band:
    """One bucket of the whole book: minor units of the book's currency and the number of items."""

    amount: int
    count: int


def sums(
    store: Store, on: date, edges: Sequence[str], *, by: str, governing: Literal["due_on", "issued_on"]
) -> list[AgeingRow]:
    """Rows by one of `WAYS`, the largest first, in the book's currency; by currency each in its own.

    `edges` are the earliest days of the buckets, youngest first (`Buckets.edges`); older = the bucket after, no day = the last.
    """
    state = past.state(store, on)
    sql = sums_sql(state, len(edges), by=by, governing=governing)
    return [row for row in store.rows(_row, sql, params(on, edges)) if row.unallocated or any(row.buckets)]


def sums_sql(state: past.State, count: int, *, by: str, governing: str) -> str:
    """One pass over the open items, then a name for each row."""
    group, names, source = WAYS[by]
    amount = "open" if by == "currency" else "open_base"
    sums = [f"b{i}" for i in range(count + 2)]
    buckets = ",".join(f"{each} {name}" for each, name in zip(bucket_sums(amount, governing, count), sums, strict=True))
    own = "g" if by == "currency" else "(select currency from company)"
    days = f"coalesce({days_between(':d', 'oldest')},0)"
    return f"""select {names}, {own}, unallocated+{"+".join(sums)} total, unallocated, {days}, {",".join(sums)}
      from (select {group}, min(due_on) filter (where due_on<:d) oldest, {buckets}, {unallocated_sum(amount)} unallocated
        from ({state.sql}) group by g{", h" if by == "invoice" else ""}) s {source} order by total desc, 1"""


def bucket_sums(amount: str, governing: str, count: int) -> list[str]:
    return [f"coalesce(sum({amount}) filter (where {test}),0)" for test in _tests(governing, count)]


def unallocated_sum(amount: str) -> str:
    """Credits below zero, money paid back and not covered by any above."""
    signed = f"case when side='credit' then -{amount} else {amount} end"
    return f"coalesce(sum({signed}) filter (where side='credit' or payment_id is not null),0)"


def bands(store: Store, on: date, edges: Sequence[str]) -> list[Band]:
    """Amount and number of items of each bucket by due day."""
    state = past.state(store, on)
    cases = ",".join(
        f"coalesce(sum(open_base) filter (where {test}),0), count(*) filter (where {test})"
        for test in _tests("due_on", len(edges))
    )
    flat = store.rows(lambda *row: row, f"select {cases} from ({state.sql})", params(on, edges))[0]
    return [Band(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


def ledger(store: Store, on: date) -> int:
    """What customers owe by the documents alone, in the book's currency: issued less received, credited and written off.

    Never reads the stored open amounts: the check that the buckets tie to. The documents of all days, less those after the day.
    """
    return int(store.scalar(LEDGER, {"d": on.isoformat()}))


def _tests(governing: str, count: int) -> list[str]:
    """One condition a bucket, in order: from its edge up to the one before, then older, then without a day.

    Only what is owed has a due day, so the dated tests by due day need not ask whether it is.
    """
    owed = "side='debit' and payment_id is null"
    dated = [f"{governing}>=:e0", *(f"{governing}>=:e{i} and {governing}<:e{i - 1}" for i in range(1, count))]
    dated.append(f"{governing}<:e{count - 1}")
    if governing != "due_on":
        dated = [f"{test} and {owed}" for test in dated]
    return [*dated, f"{governing} is null and {owed}"]


def params(on: date, edges: Sequence[str]) -> dict[str, str]:
    return {"d": on.isoformat(), **{f"e{i}": edge for i, edge in enumerate(edges)}}


def _row(key: str, name: str, currency: str, total: int, unallocated: int, days: int, *buckets: int) -> AgeingRow:
    return AgeingRow(key, name, currency, total, buckets, unallocated, days)
