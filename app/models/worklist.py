"""The sums of every customer who has something open on a day, and whom to call about them: one statement each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from app.models import disputes, limits, past, reminders
from app.models.dates import add_days, maybe_day
from app.models.derived import SOON_DAYS
from app.models.owed import Caller, CameBack, OpenPart, Owed
from app.models.store import Store

OLD_DAYS: Final = 90

SUMS: Final = """select c.id, c.code, coalesce(c.short_name, c.name), s.* from
  (select customer_id,
    sum(case when side='debit' then open_base else -open_base end) balance,
    sum(case when side='debit' and payment_id is null then open_base else 0 end) open,
    sum(case when side='debit' and payment_id is null then 1 else 0 end) items,
    sum(case when due_on<:d then open_base else 0 end) overdue,
    sum(case when due_on<:d then 1 else 0 end) overdue_count,
    min(case when due_on<:d then due_on end) oldest,
    sum(case when due_on<:old then open_base else 0 end) old,
    sum(case when due_on between :d and :soon then open_base else 0 end) soon,
    sum(case when due_on between :d and :soon then 1 else 0 end) soon_count,
    min(case when due_on>=:d then due_on end) next,
    sum(case when side='credit' then open_base when payment_id is not null then -open_base else 0 end) unapplied,
    sum(case when side='debit' and payment_id is null and due_on is null
      and not exists(select 1 from instalment i where i.id=instalment_id and i.event is not null) then 1 else 0 end) undated,
    sum(case when due_on<:d then open_base-disputed else 0 end) asked_overdue,
    sum(case when due_on<:d and open_base>disputed then 1 else 0 end) asked_overdue_count,
    min(case when due_on<:d and open_base>disputed then due_on end) asked_oldest,
    sum(case when due_on between :d and :soon then open_base-disputed else 0 end) asked_soon,
    sum(case when due_on between :d and :soon and open_base>disputed then 1 else 0 end) asked_soon_count,
    min(case when due_on>=:d and open_base>disputed then due_on end) asked_next,
    sum(disputed) disputed,
    sum(case when settle_by<:d then disputed else 0 end) unsettled,
    sum(case when settle_by<:d then 1 else 0 end) unsettled_count,
    min(case when settle_by<:d then settle_by end) settle_by
  from (select t.*, coalesce({disputed},0) disputed, q.settle_by from ({state}) t
    left join (select instalment_id, sum(amount) amount, min(due_on) settle_by from dispute
      where opened_on<=:d and (closed_on is null or closed_on>:d) group by instalment_id) q on q.instalment_id=t.instalment_id)
  group by customer_id) s join customer c on c.id=s.customer_id
  order by s.balance desc, c.code"""

# Parts that are asked for, one a row; what is promised or held is left out by who asks.
ASKED: Final = """select t.customer_id, t.instalment_id, t.due_on, t.open_base-coalesce({disputed},0) asked, t.currency,
  t.open-coalesce(min(q.amount,t.open),0) from ({state}) t
  left join (select instalment_id, sum(amount) amount from dispute
    where opened_on<=:d and (closed_on is null or closed_on>:d) group by instalment_id) q on q.instalment_id=t.instalment_id
  where t.side='debit' and t.payment_id is null and {due} and asked>0 order by t.customer_id, t.due_on, t.instalment_id"""
LATE: Final = "t.due_on<:d"
SOON: Final = "t.due_on between :d and :soon"

BACK: Final = f"""select r.customer_id, r.number, r.served_on, t.instalment_id, t.open_base
  from reminder r join reminder_item i on i.reminder_id=r.id join ({{state}}) t on t.instalment_id=i.instalment_id
  where {reminders.BACK} and t.side='debit' order by r.served_on desc, r.id desc, i.id"""

CALLERS: Final = f"""select c.id, c.code, coalesce(c.short_name,c.name), c.name, coalesce(k.name,''), coalesce(nullif(k.phone,''),c.phone,''), case when {limits.state_of("c.id", ":d")}='set' then {limits.amount_of("c.id", ":d")} end,
  coalesce(l.currency,c.currency), p.last, c.search_key from customer c
  left join contact k on k.id=(select x.id from contact x where x.customer_id=c.id and x.left_on is null
    order by coalesce(x.phone,'')='', x.id limit 1)
  {limits.joined("c.id", ":d")}
  left join (select customer_id, max(paid_on) last from payment where kind='receipt' and voided_on is null and paid_on<=:d
    group by customer_id) p on p.customer_id=c.id"""


def owed(store: Store, on: date) -> list[Owed]:
    """Customers with something open at the end of the day, the one who owes most first."""
    days = {"d": on, "old": add_days(on, -OLD_DAYS), "soon": add_days(on, SOON_DAYS)}
    params = {name: day.isoformat() for name, day in days.items()}
    disputed = disputes.in_base("min(q.amount,t.open)", "t.open", "t.open_base")
    return store.rows(_owed, SUMS.format(state=past.state(store, on).sql, disputed=disputed), params)


def _owed(customer: int, code: str, name: str, _customer: int, *sums: Any) -> Owed:
    fields = list(sums)
    for place in (5, 9, 14, 17, 21):
        fields[place] = maybe_day(fields[place])
    return Owed(customer, code, name, *fields)


def next_due(store: Store, on: date) -> tuple[int, str, date, int] | None:
    """(customer id, name, day, amount) of what falls due next, that day's largest customer."""
    state = past.state(store, on)
    sql = f"""select c.id, coalesce(c.short_name, c.name), s.due_on, sum(s.open_base) amount from ({state.sql}) s
      join customer c on c.id=s.customer_id where s.due_on>=:d group by c.id, s.due_on order by s.due_on, amount desc, c.code limit 1"""
    return store.one(
        lambda customer, name, due_on, amount: (customer, name, date.fromisoformat(due_on), amount),
        sql,
        {"d": on.isoformat()},
    )


def callers(store: Store, on: date) -> dict[int, Caller]:
    """Every customer's first contact, one with a telephone before others (else the customer's own number), limit and last payment."""

    def into(*row: Any) -> Caller:
        fields = list(row)
        fields[8] = maybe_day(row[8])
        return Caller(*fields)

    return {found.customer_id: found for found in store.rows(into, CALLERS, {"d": on.isoformat()})}


def overdue(store: Store, on: date) -> list[OpenPart]:
    """All that is overdue and asked for: by customer, the oldest first."""
    return _asked(store, on, None, LATE)


def coming(store: Store, on: date, customers: Collection[int]) -> list[OpenPart]:
    """What falls due within seven days, today included, of some customers: by customer, the nearest first."""
    return _asked(store, on, customers, SOON) if customers else []


def _asked(store: Store, on: date, customers: Collection[int] | None, due: str) -> list[OpenPart]:
    disputed = disputes.in_base("min(q.amount,t.open)", "t.open", "t.open_base")
    sql = ASKED.format(state=past.state(store, on, customers).sql, disputed=disputed, due=due)
    return store.rows(_part, sql, {"d": on.isoformat(), "soon": add_days(on, SOON_DAYS).isoformat()})


def _part(customer: int, instalment: int, due: str, asked: int, currency: str, own: int) -> OpenPart:
    return OpenPart(customer, instalment, date.fromisoformat(due), asked, currency, own)


def came_back(store: Store, on: date) -> list[CameBack]:
    """Letters that came back, one row for each debt that they named and that is still open, the newest first."""
    who = set(
        store.rows(int, f"select distinct r.customer_id from reminder r where {reminders.BACK}", {"d": on.isoformat()})
    )
    if not who:
        return []
    sql = BACK.format(state=past.state(store, on, who).sql)
    return store.rows(_back, sql, {"d": on.isoformat()})


def _back(customer: int, number: str, on: str, instalment: int, open_base: int) -> CameBack:
    return CameBack(customer, number, date.fromisoformat(on), instalment, open_base)


def stored_risks(store: Store, on: date) -> dict[int, str]:
    """The risk of every customer as it is stored; nothing where the stored ones are of another day."""
    sql = "select customer_id, risk from customer_score where as_of=?"
    return dict(store.rows(lambda who, risk: (who, risk), sql, (on.isoformat(),)))


def totals(store: Store, on: date) -> tuple[int, int]:
    """(balance, open receivables) of the whole book at the end of the day, in its currency."""
    state = past.state(store, on)
    sql = f"""select coalesce(sum(case when side='debit' then open_base else -open_base end),0),
      coalesce(sum(case when side='debit' and payment_id is null then open_base else 0 end),0) from ({state.sql})"""
    return store.rows(lambda balance, open_: (balance, open_), sql, {"d": on.isoformat()})[0]


def receivable_count(store: Store) -> int:
    """How many receivables the book has, settled ones too: whether there is anything to show at all."""
    return int(store.scalar("select count(*) from receivable where voided_on is null"))
