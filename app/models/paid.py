"""How customers paid, as the score reads it: money by how late it came, and what of it is settled (domain A4).

Sums only: every measure of the score is linear between two edges of lateness, so money between them may stand together.
Left out: parts in dispute, credit notes and adjustments, advances, retention before its day, and what was taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from app.models.dates import add_days, add_months
from app.models.dialect import ALLOCATION_CUSTOMER, ALLOCATION_DAY, APART, REVERSALS, among, days_between
from app.models.store import Store

LATE_DAYS: Final = 15  # settled later than this is a late settlement


@dataclass(frozen=True, slots=True)
class Windows:
    """What of the rules the reading needs: where straight lines of the payment index meet, and how far back to look.

    `default_amount` in minor units of the book: less than that, paid after `default_days`, was no default, nor was less than
    `default_share` of all that was owed.
    """

    anchors: tuple[int, ...]
    grace: int
    months: int
    recent_days: int
    default_days: int
    default_amount: int
    cure_days: int
    default_share: float = 0.0

    @property
    def edges(self) -> tuple[int, ...]:
        """Days late at which a measure bends or jumps, rising; a day belongs to the stretch that it ends."""
        return tuple(sorted({*self.anchors, 0, self.grace, self.default_days}))

    @property
    def keys(self) -> int:
        """How many numbers tell the stretches of recent money and of older apart, and what is not asked for; even."""
        return 2 * (len(self.edges) + 2)

    def days(self, on: date) -> dict[str, str]:
        """The parameters of every statement."""
        found = {
            "d": on,
            "since": add_months(on, -self.months),
            "recent": add_days(on, -self.recent_days),
            "cure": add_days(on, -self.cure_days),
        }
        return {name: day.isoformat() for name, day in found.items()}


class Sum(NamedTuple):
    """Money of one customer in one stretch of lateness: base minor units, and the same times days late.

    `last_late` / `late` = the last day on which money came later than the days of default, within the days of cure, and that money.
    """

    customer_id: int
    recent: bool | int
    amount: int
    weighted: int
    worst: int
    late: int = 0
    last_late: str | None = None


class Settled(NamedTuple):
    """Instalments of one customer with a due day: all, those settled in the window, those of them settled late; the first day."""

    customer_id: int
    items: int = 0
    settled: int = 0
    late: int = 0
    first: str | None = None


# The due day of the day on which money was applied.
DUE_THEN: Final = """case when exists(select 1 from due_change x where x.instalment_id=a.instalment_id and x.changed_on>a.on_day)
  then (select x.old_due from due_change x where x.instalment_id=a.instalment_id and x.changed_on>a.on_day order by x.changed_on, x.id limit 1)
  else i.due_on end"""
ADVANCES: Final = "select id from payment where purpose<>'payment' and voided_on is null {of}"
REVERSED: Final = (
    f"select reverses_id from {REVERSALS} where reverses_id is not null and voided=0 and on_day<=:d {{of}}"
)
# A dispute that the customer gave up was none, and what a credit note ended was never paid.
ENDED: Final = "coalesce({p}result,'') in ('accepted','credit_note') and {p}closed_on<=:d"
DISPUTED: Final = f"select instalment_id from dispute where opened_on<=:d and not ({ENDED.format(p='')}) {{of}}"
# The most that was in dispute at a time of an instalment, less what of it was open when that ended: that much of the money was
# about it. Money that came after the end is money like any other, as what is still open then is overdue like any other.
PAID_DISPUTED: Final = f"""select instalment_id, opened, ended, whole-(select i.amount-coalesce((select sum(a.amount) from allocation a
      where a.instalment_id=i.id and a.voided=0 and a.on_day<=:d and a.on_day<=ended),0) from instalment i where i.id=instalment_id)
  from (select instalment_id, min(opened_on) opened, max(closed) ended, max(whole) whole
    from (select q.instalment_id, q.opened_on, coalesce(q.closed_on,'9999') closed, (select sum(p.amount) from dispute p
        where p.instalment_id=q.instalment_id and p.opened_on<=q.opened_on and (p.closed_on is null or p.closed_on>q.opened_on)
          and not ({ENDED.format(p="p.")})) whole
      from dispute q where q.opened_on<=:d and not ({ENDED.format(p="q.")}) {{of}}) group by instalment_id)"""
# Instalments settled by that day whose money was taken back afterwards: they do not show it now.
TAKEN_BACK: Final = """select o.instalment_id, o.issued_on, (select max(x.on_day) from allocation x where x.instalment_id=o.instalment_id
    and x.voided=0 and x.on_day<=:d having sum(x.amount)=o.amount) on_day
  from open_item o where (o.settled_on is null or o.settled_on>:d) and o.instalment_id in (
    select instalment_id from allocation where reverses_id is not null and voided=0 and on_day>:d {of})"""
# Instalments settled by that day that were due on another day at some time.
DUE_MOVED: Final = """select instalment_id, issued_on, settled_on on_day from open_item where settled_on between :since and :d
  and instalment_id in (select instalment_id from due_change where changed_on>:since {of})"""
APPLIED: Final = """{a} join instalment i on i.id=a.instalment_id where a.voided=0 and a.amount>0 and a.payment_id is not null
  and a.on_day between :since and :d and {due} is not null and (i.retention=0 or a.on_day>={due}) {of}"""


def stretch(days: str, edges: Collection[int]) -> str:
    """SQL for the number of the stretch between two edges in which the days lie."""
    steps = " ".join(f"when {days}<={edge} then {place}" for place, edge in enumerate(edges))
    return f"case {steps} else {len(edges)} end"


def sums(store: Store, on: date, windows: Windows, customers: Collection[int] | None) -> list[Sum]:
    """Money applied in the window, in stretches; of some customers or of all."""
    params = windows.days(on)
    names = {"reversed": REVERSED, "disputed": DISPUTED, "advances": ADVANCES}
    left_out = {name: sql.format(of=among("customer_id", customers)) for name, sql in names.items()}
    there = {name: store.scalar(f"select 1 where exists({sql})", params) for name, sql in left_out.items()}
    applied = _applied(store, customers)
    if there["advances"]:
        applied += f" and a.payment_id not in ({left_out['advances']})"
    whole, parted = applied, ""
    for name, column in (("reversed", "a.id"), ("disputed", "a.instalment_id")):
        if there[name]:
            whole += f" and {column} not in ({left_out[name]})"
            parted += f" or {column} in ({left_out[name]})"
    found = _whole(store, whole, windows, params)
    return [*found, *_parted(store, f"{applied} and (0{parted})", windows, params)] if parted else found


def _applied(store: Store, customers: Collection[int] | None) -> str:
    changed = store.scalar("select exists(select 1 from due_change)")
    return APPLIED.format(
        a=ALLOCATION_DAY if customers is None else ALLOCATION_CUSTOMER,
        due=f"({DUE_THEN})" if changed else "i.due_on",
        of=among("a.customer_id", customers),
    )


def _due(applied: str) -> str:
    """The due day of then that the clause stands on."""
    return f"({DUE_THEN})" if DUE_THEN in applied else "i.due_on"


def _whole(store: Store, applied: str, windows: Windows, params: dict[str, str]) -> list[Sum]:
    """Kept apart so that the days between are counted once a row, and grouped by one number, which sorts quickest."""
    late = days_between("a.on_day", _due(applied))
    keys, half = windows.keys, windows.keys // 2
    key = f"customer_id*{keys}+(on_day>=:recent)*{half}+{stretch('late', windows.edges)}"
    long = f"late>{windows.default_days} and on_day>:cure"
    sql = f"""select key/{keys}, key%{keys}>={half}, amount, weighted, worst, coalesce(long,0), last from (
      select {key} key, sum(base) amount, sum(base*late) weighted, max(late) worst, sum(case when {long} then base end) long,
        max(case when {long} then on_day end) last
      from (select i.customer_id, a.on_day, a.base_target base, {late} late from {applied} {APART}) group by 1)"""
    return store.rows(Sum, sql, params)


@dataclass(slots=True)
class _Part:
    """One application of which not all counts."""

    customer_id: int
    instalment_id: int
    on_day: str
    amount: int
    base: int
    late: int


def _parted(store: Store, applied: str, windows: Windows, params: dict[str, str]) -> Iterator[Sum]:
    """The few that were taken back or touch a dispute, one by one."""
    back = "(select coalesce(sum(r.{of}),0) from allocation r where r.reverses_id=a.id and r.voided=0 and r.on_day<=:d)"
    sql = f"""select i.customer_id, a.instalment_id, a.on_day, a.amount+{back.format(of="amount")},
      a.base_target+{back.format(of="base_target")}, {days_between("a.on_day", _due(applied))} from {applied}
      order by a.instalment_id, a.on_day desc, a.id desc"""
    parts = store.rows(_Part, sql, params)
    _take_disputed(store, parts, params)
    for part in parts:
        if part.base:
            long = part.late > windows.default_days and part.on_day > params["cure"]
            yield Sum(
                part.customer_id, part.on_day >= params["recent"], part.base, part.base * part.late, part.late,
                part.base if long else 0, part.on_day if long else None,
            )  # fmt: skip


def _take_disputed(store: Store, parts: list[_Part], params: dict[str, str]) -> None:
    """Money that came while something was in dispute settles the rest first: the last of it is the disputed part."""
    sql = PAID_DISPUTED.format(of=among("q.instalment_id", {part.instalment_id for part in parts}))
    found = {
        item: (opened, ended, left or 0) for item, opened, ended, left in store.rows(lambda *row: row, sql, params)
    }
    for part in parts:
        opened, ended, left = found.get(part.instalment_id, ("9999", "", 0))
        taken = min(left, part.amount)
        if opened <= part.on_day <= ended and taken > 0:
            part.base -= round(part.base * taken / part.amount)
            part.amount -= taken
            found[part.instalment_id] = (opened, ended, left - taken)


def settled(store: Store, on: date, windows: Windows, customers: Collection[int] | None) -> list[Settled]:
    """Counts of instalments with a due day, of each customer who has any by that day."""
    late, inside = f"{days_between('settled_on', 'due_on')}>{LATE_DAYS}", "settled_on between :since and :d"
    sql = f"""select customer_id, count(*), coalesce(sum({inside}),0), coalesce(sum({inside} and {late}),0),
      min(issued_on) from open_item where side='debit' and due_on is not null and issued_on<=:d {among("customer_id", customers)}
      group by customer_id"""
    params = windows.days(on)
    found = {each.customer_id: each for each in store.rows(Settled, sql, params)}
    for each in _settled_otherwise(store, params, customers):
        was = found.get(each.customer_id, Settled(each.customer_id, 0, 0, 0, each.first))
        found[each.customer_id] = was._replace(settled=was.settled + each.settled, late=was.late + each.late)
    return list(found.values())


def _settled_otherwise(store: Store, params: dict[str, str], customers: Collection[int] | None) -> Iterator[Settled]:
    """What the few add to or take off the counts of which the book of today tells another day, or another due day, than then."""
    for customer, first, day, due, _now in _then(store, TAKEN_BACK, params, customers):
        if day >= params["since"]:
            yield _counted(customer, first, day, due)
    for customer, first, day, due, now in _then(store, DUE_MOVED, params, customers):
        was, then = (_counted(customer, first, day, each) for each in (now, due))
        yield then._replace(settled=then.settled - was.settled, late=then.late - was.late)


def _counted(customer: int, first: str, day: str, due: str | None) -> Settled:
    """One instalment settled on a day; nothing without a due day."""
    if due is None:
        return Settled(customer, first=first)
    late = (date.fromisoformat(day) - date.fromisoformat(due)).days > LATE_DAYS
    return Settled(customer, 0, 1, int(late), first)


def _then(
    store: Store, which: str, params: dict[str, str], customers: Collection[int] | None
) -> list[tuple[int, str, str, str | None, str | None]]:
    """(customer, day of issue, day of settling, due day on that day, due day now)."""
    sql = f"""select i.customer_id, a.issued_on, a.on_day, {DUE_THEN}, i.due_on
      from ({which.format(of=among("customer_id", customers))}) a join instalment i on i.id=a.instalment_id where a.on_day is not null"""
    return store.rows(lambda *row: row, sql, params)
