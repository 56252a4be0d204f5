"""The lists of the program as data: customers, receivables, payments. Expressions see the day as :on (YYYY-MM-DD).

Figures of customers are those of the stored day (`customer_standing`; `customers_on` counts them for another), figures of receivables and payments the state
after everything entered (`open_item`); `*_base` and sums are minor units of the book's currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from app.models import derived, limits
from app.models.dates import add_days
from app.models.dialect import place_of
from app.models.listing import Filter, Listing
from app.models.store import Store

SOON_DAYS: Final = 7

# SQLite has no Chinese collation, so a name is sorted by its pinyin: the word that follows it in `search_key`
# ("宏达 hongda hd c0001"). Names of plain letters have no such word and stand for themselves. Customers are few, so
# they are numbered in that order once, and a list of any length sorts by the number.
_PLACES: Final = f"""(select id, row_number() over (order by case when octet_length(shown)>length(shown) and at>0 and after<>''
    then substr(after,1,{place_of("' '", "after||' '")}-1) else shown end, shown, id) as place
  from (select id, shown, at, substr(words, at+length(shown)+1) as after
    from (select id, shown, words, {place_of("' '||shown||' '", "' '||words||' '")} as at
      from (select id, search_key as words, lower(replace(coalesce(short_name,name),' ','')) as shown from customer))))"""
PLACE_JOIN: Final = f"join {_PLACES} n on n.id=c.id"
OWN_NAME: Final = "c.id in (select own.id from customer own where own.search_key like :search escape '\\')"


def days_of(on: date) -> Mapping[str, str]:
    """The parameters that depend on the day, for every listing."""
    steps = {"on": 0, "back30": -30, "back60": -60, "back90": -90, "soon": SOON_DAYS, "ahead30": 30}
    return {name: add_days(on, step).isoformat() for name, step in steps.items()}


DAYS: Final = frozenset({"on", "back30", "back60", "back90", "soon", "ahead30"})

# Limit and credit in use are compared in the customer's currency. A limit in another one goes by the rates of the day: :rates is
# {"USD": factor} from its minor units to the book's; without a known rate there is nothing to compare.
_RATE: Final = "(case when {c}=:book then 1.0 else json_extract(:rates,'$.'||{c}) end)"
_LIMIT: Final = f"""case when s.limit_state<>'set' then null when coalesce(l.currency,c.currency)=c.currency then s.limit_amount
  else cast(round(s.limit_amount*{_RATE.format(c="l.currency")}/{_RATE.format(c="c.currency")}) as integer) end"""
# Found row by row: a page reads nothing of the other customers.
_EXPOSED: Final = "(select sum(u.amount) from exposure_line u where u.customer_id=c.id)"
_IN_USE: Final = f"coalesce({_EXPOSED},0)"
_LEFT: Final = f"({_LIMIT})-max({_IN_USE},0)"
_USED: Final = f"""case when ({_LIMIT})>0 then 1.0*{_IN_USE}/({_LIMIT}) when ({_LIMIT})=0 and {_IN_USE}>0 then 1e9
  when ({_LIMIT})=0 then 0 end"""

# Of the newest review approved by the day.
_NEXT_REVIEW: Final = """(select w.next_on from review w where w.customer_id=c.id and w.status='approved' and w.approved_on<=:on
  order by w.approved_on desc, w.id desc limit 1)"""

CUSTOMERS: Final = Listing(
    source="customer c",
    key="c.id",
    joins={
        "n": PLACE_JOIN,
        "s": "left join customer_standing s on s.customer_id=c.id",
        "l": limits.joined("c.id", ":on"),
        "m": """left join terms m on m.id=(select mx.id from terms mx where mx.customer_id=c.id and mx.valid_from<=:on
          order by mx.valid_from desc limit 1)""",
        "k": "left join contact k on k.id=(select min(kx.id) from contact kx where kx.customer_id=c.id and kx.left_on is null)",
        "o": "left join person o on o.id=c.owner_id",
        "y": "left join person y on y.id=c.deputy_id",
        "e": "left join customer_score e on e.customer_id=c.id",
    },
    columns={
        "id": "c.id",
        "name": "coalesce(c.short_name,c.name)",
        "full_name": "c.name",
        "code": "c.code",
        "owes": "coalesce(s.balance_base,0)",
        "overdue": "coalesce(s.overdue_base,0)",
        "overdue_days": "coalesce(s.overdue_days_max,0)",
        "limit_state": "coalesce(s.limit_state,'not_set')",
        "limit_amount": "s.limit_amount",
        "limit_currency": "coalesce(l.currency,c.currency)",
        "limit_own": _LIMIT,
        "currency": "c.currency",
        "in_use": _IN_USE,
        "late_x100": "s.late_days_avg_x100",
        "last_paid_on": "s.last_paid_on",
        "advance": "coalesce(s.unallocated_base,0)",
        "registration_no": "c.registration_no",
        "contact": "k.name",
        "phone": "coalesce(k.phone,c.phone)",
        "region": "c.region",
        "industry": "c.industry",
        "owner": "o.name",
        "deputy": "y.name",
        "terms_basis": "m.basis",
        "terms_days": "m.days",
        "terms_day_of_month": "m.day_of_month",
        "archived_on": "c.archived_on",
        "role": "c.role",
        "risk": "coalesce(e.risk,'unrated')",
        "grade": "coalesce(e.grade,'NR')",
        "points_x100": "e.points_x100",
        "confidence_bp": "coalesce(e.confidence_bp,0)",
        "next_review_on": _NEXT_REVIEW,
    },
    sorts={
        "risk": "case e.risk when 'stop' then 0 when 'high' then 1 when 'watch' then 2 when 'low' then 4 else 3 end",
        "role": "c.role",
        "points": "e.points_x100",
        "grade": "case when e.grade<>'NR' then e.pd_ppm end",
        "next_review": _NEXT_REVIEW,
        "name": "n.place",
        "full_name": "n.place",
        "code": "c.code",
        "owes": "nullif(s.balance_base,0)",
        "overdue": "nullif(s.overdue_base,0)",
        "overdue_days": "nullif(s.overdue_days_max,0)",
        "used": _USED,
        "limit": f"case when s.limit_state='unlimited' then 1e18 else ({_LIMIT})*{_RATE.format(c='c.currency')} end",
        "available": f"({_LEFT})*{_RATE.format(c='c.currency')}",
        "in_use": f"nullif({_EXPOSED},0)*{_RATE.format(c='c.currency')}",
        "late": "s.late_days_avg_x100",
        "last_paid_on": "s.last_paid_on",
        "advance": "nullif(s.unallocated_base,0)",
        "registration_no": "c.registration_no",
        "contact": "k.search_key",
        "phone": "coalesce(k.phone,c.phone)",
        "region": "c.region",
        "industry": "c.industry",
        "owner": "o.name",
        "deputy": "y.name",
        "terms": "case m.basis when 'cash' then 0 when 'net' then m.days when 'eom' then 30+m.days else 45 end",
    },
    filters={
        "all": Filter("c.archived_on is null"),
        "owing": Filter("s.balance_base>0"),
        "overdue": Filter("s.overdue_base>0"),
        "over_limit": Filter(f"{_IN_USE}>({_LIMIT})", ("book", "rates")),
        "no_limit": Filter("c.archived_on is null and coalesce(s.limit_state,'not_set')='not_set'"),
        "advance": Filter("s.unallocated_base>0"),
        "other_parties": Filter("c.archived_on is null and c.role<>'customer'"),
        "no_owner": Filter("c.archived_on is null and c.owner_id is null and s.balance_base>0"),
        "stopped": Filter("c.archived_on is null and e.risk='stop'"),
        "unrated": Filter("c.archived_on is null and coalesce(e.risk,'unrated')='unrated'"),
        "review_due": Filter(f"c.archived_on is null and ({_NEXT_REVIEW})<=:on"),
        "archived": Filter("c.archived_on is not null"),
        "top5": Filter(
            "c.id in (select tx.customer_id from customer_standing tx where tx.balance_base>0 order by tx.balance_base desc, tx.customer_id limit 5)"
        ),
        "owner": Filter("o.name=:owner or y.name=:owner", ("owner",)),
        "region": Filter("c.region=:region", ("region",)),
        "customer": Filter("c.id=:customer", ("customer",)),
    },
    sums={"owes": "s.balance_base", "overdue": "s.overdue_base", "advance": "s.unallocated_base"},
    search=("c.search_key", "c.phone", "c.registration_no"),
    found=(
        """c.id in (select kx.customer_id from contact kx where kx.left_on is null and (kx.search_key like :search escape '\\'
          or replace(coalesce(kx.phone,''),' ','') like :search escape '\\'))""",
    ),
    known=DAYS | {"book", "rates"},
    choices={"region": "c.region", "owner": "o.name"},
)

# The receivables that still hold money of a payment, oldest due first.
_APPLIED_TO: Final = """(select string_agg(gx.number, ', ') from (select rx.number as number from allocation ax
  join instalment ix on ix.id=ax.instalment_id join receivable rx on rx.id=ix.receivable_id
  where ax.payment_id=p.id and ax.voided=0 group by rx.id having sum(ax.amount)>0 order by min(ix.due_on), rx.id) gx)"""

# What the rates made of what a receipt settled, or of money paid back, in the book's currency.
_MADE: Final = (
    "(select coalesce(sum(gx.base_source-gx.base_target),0) from allocation gx where gx.voided=0 and {whose})"
)
_GAIN: Final = (
    f"case p.kind when 'receipt' then {_MADE.format(whose='gx.payment_id=p.id and gx.instalment_id is not null')} "
    f"else {_MADE.format(whose='gx.outgoing_id=p.id')} end"
)

PAYMENTS: Final = Listing(
    source="payment p",
    key="p.id",
    joins={
        "t": "left join open_item t on t.payment_id=p.id",
        "c": "join customer c on c.id=p.customer_id",
        "n": PLACE_JOIN,
    },
    columns={
        "id": "p.id",
        "customer_id": "p.customer_id",
        "kind": "p.kind",
        "number": "p.number",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "paid_on": "p.paid_on",
        "currency": "p.currency",
        "amount": "p.amount",
        "method": "p.method",
        "applied_to": _APPLIED_TO,
        "unapplied": "coalesce(t.open,0)",
        "payer_name": "p.payer_name",
        "reference": "p.reference",
        "note": "p.note",
        "voided_on": "p.voided_on",
        "void_reason": "p.void_reason",
        "gain": _GAIN,
        "kept": "p.kept",
        "from_bank": "p.bank_line_id is not null",
    },
    sorts={
        "number": "p.number",
        "customer": "n.place",
        "paid_on": "p.paid_on",
        "amount": "case p.kind when 'receipt' then p.amount_base else -p.amount_base end",
        "method": "p.method",
        "unapplied": "nullif(t.open_base,0)",
        "payer_name": "p.payer_name",
        "reference": "p.reference",
        "note": "p.note",
    },
    filters={
        "live": Filter("p.voided_on is null"),
        "unapplied": Filter("t.open<>0 and t.side='credit'"),
        "paid_out": Filter("p.kind<>'receipt' and p.voided_on is null"),
        "voided": Filter("p.voided_on is not null"),
        "paid": Filter("p.paid_on between :since and :until", ("since", "until")),
        "customer": Filter("p.customer_id=:customer", ("customer",)),
    },
    sums={
        "amount": "case when p.voided_on is null then case p.kind when 'receipt' then p.amount_base else -p.amount_base end end",
        "unapplied": "case when t.side='credit' then t.open_base end",
    },
    search=("p.number", "p.payer_name", "p.reference", "p.note"),
    found=(OWN_NAME.replace("c.id", "p.customer_id"),),
    known=DAYS,
)


def version(store: Store) -> int:
    """Another number when another connection has written to the file."""
    return int(store.scalar("pragma data_version"))


# Scores that are not stored, as JSON rows of `scores.SCORE`.
_SCORED: Final = """left join (select value->>0 customer_id, value->>2 points_x100, value->>4 pd_ppm, value->>5 grade, value->>6 risk,
  value->>7 confidence_bp from json_each(:scores)) e on e.customer_id=c.id"""
_COUNTED: Final = (
    """left join (select value->>0 customer_id, value->>1 used from json_each(:in_use)) x on x.customer_id=c.id"""
)


def customers_on(store: Store, on: date, scores: str, in_use: str) -> tuple[Listing, Mapping[str, str]]:
    """The customers with their figures counted for a day that is not the stored one, and the parameters that it needs.

    `scores` = their rows of `customer_score` for that day, `in_use` = [[customer, credit in use], ...], as JSON.
    """
    sql, days = derived.standing_sql(store, None, on)
    counted = (
        f"left join (with figures({derived.STANDING_COLUMNS}) as ({sql}) select * from figures) s on s.customer_id=c.id"
    )
    params = {**days, "scores": scores, "in_use": in_use}
    listing = replace(
        CUSTOMERS,
        joins={**CUSTOMERS.joins, "s": counted, "e": _SCORED, "x": _COUNTED},
        columns={name: _counted(text) for name, text in CUSTOMERS.columns.items()},
        sorts={name: _counted(text) for name, text in CUSTOMERS.sorts.items()},
        filters={name: Filter(_counted(each.condition), each.params) for name, each in CUSTOMERS.filters.items()},
        known=CUSTOMERS.known | set(params),
    )
    return listing, params


def _counted(text: str) -> str:
    """With the credit in use of that day instead of the stored one."""
    return text.replace(_EXPOSED, "x.used")


def rates_on(store: Store, on: date) -> dict[str, str]:
    """The newest rate of each currency not after the day, as decimal text (book units for 1 unit)."""
    sql = """select currency, rate from exchange_rate e where on_day=(select max(x.on_day) from exchange_rate x
      where x.currency=e.currency and x.on_day<=?)"""
    return dict(store.rows(lambda currency, rate: (currency, rate), sql, (on.isoformat(),)))
