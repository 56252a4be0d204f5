"""The list of contracts as data (see `listing.py`). Expressions see the day as :on; sums are of the book's currency."""

from __future__ import annotations

from typing import Final

from app.models.contracts import SHIPPED, STATUS
from app.models.dialect import days_later
from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN

_BEFORE: Final = "('signing','before_production','before_shipment')"
_IN_FORCE: Final = f"({STATUS}) in('signed','running')"
# What is to come before the goods leave; what came for it and did not go back. Minor units of the contract's currency.
_WANTED: Final = f"coalesce((select sum(p.amount) from plan_line p where p.contract_id=k.id and p.node in{_BEFORE}),0)"
_GOT: Final = """coalesce((select sum(case when m.currency=k.currency then m.amount-coalesce((select sum(a.source_amount) from allocation a
    where a.payment_id=m.id and a.outgoing_id is not null and a.voided=0),0) else cast(round(m.amount_base/cast(k.rate as real)) as integer) end)
  from payment m where m.contract_id=k.id and m.kind='receipt' and m.voided_on is null),0)"""
_UP_TO: Final = f"""(select sum(q.amount) from plan_line q where q.contract_id=p.contract_id and q.seq<=p.seq and q.node in{_BEFORE})"""
# When a receipt is due: on its day, counted from what happened, or as the milestone it hangs on is planned.
_WHEN: Final = f"""coalesce(p.fixed_on, {days_later("p.happened_on", "coalesce(p.days_after,0)")},
  case when p.node='signing' then {days_later("k.signed_on", "coalesce(p.days_after,0)")} end,
  (select min(w.planned_on) from milestone w where w.plan_line_id=p.id))"""
# Money that is still to come: receipts not yet there, what is open of its receivables, and what shipping will bring.
_COMING: Final = f"""(select 1 as step, p.seq, p.node, {_WHEN} as on_day,
    case when {_UP_TO}-{_GOT}<p.amount then {_UP_TO}-{_GOT} else p.amount end as amount
  from plan_line p where p.contract_id=k.id and p.node in{_BEFORE} and {_UP_TO}>{_GOT}
  union all select 2, 0, 'due', t.due_on, t.open from receivable r join instalment i on i.receivable_id=r.id
    join open_item t on t.instalment_id=i.id where r.contract_id=k.id and t.open>0
  union all select 3, p.seq, p.node, p.fixed_on, p.amount from plan_line p where p.contract_id=k.id and p.node not in{_BEFORE}
    and {SHIPPED}<k.amount)"""
_INVOICED: Final = """coalesce((select sum(case when r.kind='credit_note' then -r.amount_base else r.amount_base end) from receivable r
  where r.contract_id=k.id and r.voided_on is null),0)"""
_OPEN: Final = """coalesce((select sum(t.open_base) from receivable r join instalment i on i.receivable_id=r.id
  join open_item t on t.instalment_id=i.id where r.contract_id=k.id),0)"""
_RECEIVED: Final = """coalesce((select sum(a.base_target) from receivable r join instalment i on i.receivable_id=r.id
    join allocation a on a.instalment_id=i.id and a.payment_id is not null and a.voided=0
    where r.contract_id=k.id and r.voided_on is null),0)
  +coalesce((select sum(t.open_base) from payment m join open_item t on t.payment_id=m.id where m.contract_id=k.id),0)"""
_LOOKED_AT: Final = (
    """(select count(*) from clause_answer a where a.contract_id=k.id and (a.not_applicable=1 or a.value_bp>0))"""
)


def _next(what: str) -> str:
    """A column of the money that is to come next, of a contract in force."""
    order = "u.step, case when u.step=2 then u.on_day end, u.seq"
    return f"case when {_IN_FORCE} then (select u.{what} from {_COMING} u order by {order} limit 1) end"


CONTRACTS: Final = Listing(
    source="contract k",
    key="k.id",
    joins={
        "c": "join customer c on c.id=k.customer_id",
        "n": PLACE_JOIN,
    },
    columns={
        "id": "k.id",
        "customer_id": "k.customer_id",
        "number": "k.number",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "title": "k.title",
        "status": STATUS,
        "signed_on": "k.signed_on",
        "ends_on": "k.ends_on",
        "currency": "k.currency",
        "amount": "k.amount",
        "invoiced": _INVOICED,
        "open": _OPEN,
        "received": _RECEIVED,
        "penalty_ppm_day": "k.penalty_ppm_day",
        "penalty_cap_bp": "k.penalty_cap_bp",
        "wanted": _WANTED,
        "got": _GOT,
        "next_node": _next("node"),
        "next_on": _next("on_day"),
        "next_amount": _next("amount"),
    },
    sorts={
        "number": "k.number",
        "customer": "n.place",
        "title": "k.title",
        "signed_on": "k.signed_on",
        "ends_on": "k.ends_on",
        "amount": "k.amount*cast(k.rate as real)",
        "invoiced": f"nullif({_INVOICED},0)",
        "open": f"nullif({_OPEN},0)",
        "received": f"nullif({_RECEIVED},0)",
        "penalty": "k.penalty_ppm_day",
        "next_on": _next("on_day"),
        "missing": f"case when {_IN_FORCE} and {_WANTED}>{_GOT} then {_WANTED}-{_GOT} end",
    },
    filters={
        "all": Filter("1=1"),
        "in_force": Filter(_IN_FORCE),
        "draft": Filter("k.status='draft'"),
        "ended": Filter(f"({STATUS}) in('done','terminated')"),
        "ends_soon": Filter(f"{_IN_FORCE} and k.ends_on between :on and :ahead30", ("on", "ahead30")),
        "prepayment": Filter(f"{_IN_FORCE} and {_WANTED}>{_GOT}"),
        "due_month": Filter(
            f"{_IN_FORCE} and exists(select 1 from {_COMING} u where substr(u.on_day,1,7)=substr(:on,1,7))", ("on",)
        ),
        "terms": Filter(f"({STATUS}) in('draft','signed','running') and {_LOOKED_AT}<24"),
        "owing": Filter(f"{_OPEN}>0"),
        "customer": Filter("k.customer_id=:customer", ("customer",)),
    },
    sums={"invoiced": _INVOICED, "open": _OPEN, "received": _RECEIVED},
    search=("k.number", "k.title"),
    found=(OWN_NAME.replace("c.id", "k.customer_id"),),
    known=DAYS,
)
