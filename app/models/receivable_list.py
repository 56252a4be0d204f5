"""The list of receivables as data (see `listing.py`): each instalment is a row. Expressions see the day as :on."""

from __future__ import annotations

from typing import Final

from app.models import disputes
from app.models.dialect import days_between
from app.models.listing import Filter, Listing
from app.models.lists import DAYS, OWN_NAME, PLACE_JOIN

_LIVE: Final = "dx.opened_on<=:on and (dx.closed_on is null or dx.closed_on>:on)"
_DISPUTED_BASE: Final = disputes.in_base("min(q.amount,t.open)", "t.open", "t.open_base")
_WRITTEN_OFF: Final = """(select coalesce(sum(ax.amount),0)>0 from allocation ax join adjustment jx on jx.id=ax.adjustment_id
  where ax.instalment_id=i.id and ax.voided=0 and jx.kind='write_off')"""

# What is given up and what was written off, from the few rows that ever were (a cross join keeps that order), so that
# counting them is quick.
_GIVEN: Final = """(select ay.instalment_id, sum(ay.amount) amount from adjustment jy
  cross join allocation ay on ay.adjustment_id=jy.id and ay.voided=0 group by ay.instalment_id)"""
_GIVEN_BASE: Final = disputes.in_base("coalesce(g.amount,0)", "i.amount", "i.amount_base")
_WRITTEN_OFF_IDS: Final = """(select ay.instalment_id from adjustment jy cross join allocation ay on ay.adjustment_id=jy.id and ay.voided=0
  where jy.kind='write_off' and jy.voided_on is null group by ay.instalment_id having sum(ay.amount)>0)"""
# Any letter at all, also one that came back: who was never asked is told apart from whom no letter reached.
_REMINDED: Final = """exists(select 1 from reminder_item ex join reminder rx on rx.id=ex.reminder_id
  where ex.instalment_id=t.instalment_id and rx.voided_on is null)"""

RECEIVABLES: Final = Listing(
    source="instalment i join receivable r on r.id=i.receivable_id",
    key="i.id",
    joins={
        "t": "left join open_item t on t.instalment_id=i.id",
        "c": "join customer c on c.id=i.customer_id",
        "n": PLACE_JOIN,
        "q": f"left join (select instalment_id, sum(amount) amount from dispute dx where {_LIVE} group by instalment_id) q on q.instalment_id=i.id",
        "d": f"""left join dispute d on d.id=(select dx.id from dispute dx where dx.instalment_id=i.id and {_LIVE}
          order by dx.due_on is null, dx.due_on, dx.id limit 1)""",
        "e": "left join person e on e.id=d.owner_id",
        "g": f"left join {_GIVEN} g on g.instalment_id=i.id",
        "k": "left join contract k on k.id=r.contract_id",
    },
    columns={
        "id": "i.id",
        "receivable_id": "r.id",
        "customer_id": "i.customer_id",
        "number": "r.number",
        "seq": "i.seq",
        "parts": "(select count(*) from instalment ix where ix.receivable_id=r.id)",
        "kind": "r.kind",
        "customer": "coalesce(c.short_name,c.name)",
        "customer_full": "c.name",
        "description": "r.description",
        "issued_on": "r.issued_on",
        "due_on": "i.due_on",
        "currency": "r.currency",
        "amount": "i.amount",
        "open": "coalesce(t.open,0)",
        "open_base": "coalesce(t.open_base,0)",
        "disputed": "coalesce(min(q.amount,t.open),0)",
        "disputed_base": f"coalesce({_DISPUTED_BASE},0)",
        "dispute_reason": "d.reason",
        "dispute_owner": "e.name",
        "settle_by_on": "d.due_on",
        "event": "case when i.happened_on is null then i.event end",
        "retention": "i.retention",
        "contract": "k.number",
        "written_off": _WRITTEN_OFF,
        "given": "coalesce(g.amount,0)",
        "tax_invoice_no": "r.tax_invoice_no",
        "order_no": "r.order_no",
        "voided_on": "r.voided_on",
        "void_reason": "r.void_reason",
    },
    sorts={
        "number": "r.number",
        "customer": "n.place",
        "description": "r.description",
        "issued_on": "r.issued_on",
        "due_on": "i.due_on",
        "overdue_days": f"case when t.open<>0 and t.due_on<:on then {days_between(':on', 't.due_on')} end",
        "amount": "i.amount_base",
        "received": "nullif(i.amount-t.open-coalesce(g.amount,0),0)",
        "open": "nullif(t.open_base,0)",
        "tax_invoice_no": "r.tax_invoice_no",
        "order_no": "r.order_no",
        "disputed": f"nullif({_DISPUTED_BASE},0)",
        "dispute_owner": "e.name",
        "settle_by": "d.due_on",
        "contract": "k.number",
    },
    filters={
        "live": Filter("r.voided_on is null"),
        "open": Filter("t.open<>0 and t.side='debit'"),
        "not_due": Filter("t.open<>0 and t.side='debit' and t.due_on>=:on", ("on",)),
        "due_soon": Filter("t.open<>0 and t.side='debit' and t.due_on between :on and :soon", ("on", "soon")),
        "overdue": Filter("t.open<>0 and t.side='debit' and t.due_on<:on", ("on",)),
        "1-30": Filter("t.open<>0 and t.side='debit' and t.due_on>=:back30 and t.due_on<:on", ("on", "back30")),
        "31-60": Filter(
            "t.open<>0 and t.side='debit' and t.due_on>=:back60 and t.due_on<:back30", ("back60", "back30")
        ),
        "61-90": Filter(
            "t.open<>0 and t.side='debit' and t.due_on>=:back90 and t.due_on<:back60", ("back90", "back60")
        ),
        "91+": Filter("t.open<>0 and t.side='debit' and t.due_on<:back90", ("back90",)),
        "no_date": Filter("t.open<>0 and t.side='debit' and t.due_on is null"),
        "settled": Filter("t.open=0"),
        "written_off": Filter(f"i.id in {_WRITTEN_OFF_IDS}"),
        "disputed": Filter("t.open<>0 and q.amount>0", ("on",)),
        "never_reminded": Filter(f"t.open<>0 and t.side='debit' and t.due_on<:on and not {_REMINDED}", ("on",)),
        "waiting": Filter("t.open<>0 and i.event is not null and i.happened_on is null"),
        "retention": Filter("t.open<>0 and i.retention=1"),
        "contract": Filter("r.contract_id=:contract", ("contract",)),
        "voided": Filter("r.voided_on is not null"),
        "issued": Filter("r.issued_on between :since and :until", ("since", "until")),
        "due": Filter("i.due_on between :since and :until", ("since", "until")),
        "customer": Filter("i.customer_id=:customer", ("customer",)),
    },
    sums={
        "amount": "case when r.voided_on is null then i.amount_base end",
        "received": f"case when r.voided_on is null then i.amount_base-t.open_base-{_GIVEN_BASE} end",
        "given": f"case when r.voided_on is null then {_GIVEN_BASE} end",
        "open": "t.open_base",
        "disputed": _DISPUTED_BASE,
    },
    search=("r.number", "r.tax_invoice_no", "r.order_no", "r.description"),
    found=(OWN_NAME.replace("c.id", "i.customer_id"),),
    known=DAYS,
)
