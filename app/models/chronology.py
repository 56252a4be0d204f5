"""What happened about some debts of one customer, day by day, as the book knows it: contract, goods, invoices, money, words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened on a day; what the other fields hold depends on `kind` (see `PARTS`). `amount` in minor units of
    `currency`; `code` = a code that has words elsewhere, `text` = what a person wrote or a number of a paper, `day` = a second day."""

    on: date
    kind: str
    document: str | None
    amount: int | None
    currency: str | None
    code: str | None
    text: str | None
    day: date | None
    id: int


# Each: on, kind, document, amount, currency, code, text, day, id. {r} narrows receivables `r`; :c the customer.
PARTS: Final = (
    """select k.signed_on,'contract',k.number,k.amount,k.currency,null,k.title,null,k.id from contract k
      where k.status<>'draft' and k.signed_on is not null and k.id in (select r.contract_id from receivable r where true {r})""",
    """select s.from_on,'security',null,s.value,s.currency,s.kind,s.giver,s.expires_on,s.id from security s
      where s.customer_id=:c""",
    """select s.shipped_on,'shipped',s.number,s.amount,s.currency,null,r.number,null,s.id from shipment s
      join receivable r on r.id=s.receivable_id where s.voided_on is null {r}""",
    """select s.signed_on,'signed_for',s.number,null,null,null,s.signed_by,null,s.id from shipment s
      join receivable r on r.id=s.receivable_id where s.voided_on is null and s.signed_on is not null {r}""",
    """select i.happened_on,'happened',r.number,null,null,i.event,null,null,i.id from instalment i join receivable r on r.id=i.receivable_id
      where i.happened_on is not null and i.event in('delivery','acceptance')
      and not exists(select 1 from shipment s where s.receivable_id=r.id and s.voided_on is null) {r}""",
    """select r.issued_on,'invoice',r.number,r.amount,r.currency,r.kind,r.tax_invoice_no,(select min(i.due_on) from instalment i
      where i.receivable_id=r.id),r.id from receivable r where true {r}""",
    """select d.changed_on,'due_changed',r.number,null,null,null,d.reason,d.new_due,d.id from due_change d
      join instalment i on i.id=d.instalment_id join receivable r on r.id=i.receivable_id where d.old_due is not null {r}""",
    """select p.paid_on,'payment',group_concat(distinct r.number),sum(a.amount),r.currency,p.method,p.number,null,p.id
      from payment p join allocation a on a.payment_id=p.id join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
      where p.kind='receipt' and p.voided_on is null and a.voided=0 and a.reverses_id is null {r} group by p.id, r.currency""",
    """select p.paid_on,'came_back',o.number,p.amount,p.currency,p.method,p.note,null,p.id from payment p join payment o on o.id=p.returns_id
      where p.kind='return' and p.voided_on is null and exists(select 1 from allocation a join instalment i on i.id=a.instalment_id
      join receivable r on r.id=i.receivable_id where a.payment_id=o.id and a.voided=0 {r})""",
    """select a.on_day,'credit',n.number,sum(a.amount),n.currency,null,group_concat(distinct r.number),null,n.id from allocation a
      join receivable n on n.id=a.credit_id join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
      where a.voided=0 {r} group by n.id, a.on_day having sum(a.amount)>0""",
    """select p.made_on,'promise',null,p.amount,p.currency,p.channel,p.by_whom,p.due_on,p.id from promise p
      where p.customer_id=:c and p.currency=:cur and p.voided_on is null and (not exists(select 1 from promise_item x where x.promise_id=p.id)
      or exists(select 1 from promise_item x join instalment i on i.id=x.instalment_id join receivable r on r.id=i.receivable_id
      where x.promise_id=p.id {r}))""",
    """select m.made_on,'reminder',m.number,m.amount,m.currency,m.level||' '||m.channel,null,m.deadline_on,m.id from reminder m
      where m.voided_on is null and exists(select 1 from reminder_item x join instalment i on i.id=x.instalment_id
      join receivable r on r.id=i.receivable_id where x.reminder_id=m.id {r})""",
    """select m.served_on,'served',m.number,null,null,m.served,trim(coalesce(m.tracking_no,'')||' '||coalesce(m.signed_by,'')),null,m.id
      from reminder m where m.voided_on is null and m.served is not null and m.served_on is not null and exists(select 1 from reminder_item x
      join instalment i on i.id=x.instalment_id join receivable r on r.id=i.receivable_id where x.reminder_id=m.id {r})""",
    """select n.made_on,'notice',n.number,n.amount,n.currency,n.kind,null,n.deadline_on,n.id from notice n
      where n.customer_id=:c and n.voided_on is null""",
    """select n.served_on,'served',n.number,null,null,n.served,trim(coalesce(n.tracking_no,'')||' '||coalesce(n.signed_by,'')),null,n.id
      from notice n where n.customer_id=:c and n.voided_on is null and n.served is not null and n.served_on is not null""",
    """select f.sent_on,'statement',f.number,f.amount,f.currency,f.kind,f.service,f.cutoff_on,f.id from confirmation f
      where f.customer_id=:c and f.currency=:cur and f.voided_on is null and f.sent_on is not null""",
    """select f.replied_on,'reply',f.number,f.amount,f.currency,f.reply||case when f.sealed then ' sealed' else '' end,f.note,f.cutoff_on,f.id
      from confirmation f where f.customer_id=:c and f.currency=:cur and f.voided_on is null and f.reply is not null""",
    """select d.opened_on,'dispute',r.number,d.amount,r.currency,d.reason,d.note,null,d.id from dispute d
      join instalment i on i.id=d.instalment_id join receivable r on r.id=i.receivable_id where true {r}""",
    """select d.closed_on,'dispute_ended',r.number,d.amount,r.currency,d.result,null,null,d.id from dispute d
      join instalment i on i.id=d.instalment_id join receivable r on r.id=i.receivable_id where d.closed_on is not null {r}""",
    """select e.on_day,'event',(select r.number from instalment i join receivable r on r.id=i.receivable_id where i.id=e.instalment_id),
      null,null,e.kind,e.text,e.until_on,e.id from claim_event e where e.customer_id=:c and e.voided_on is null and e.reminder_id is null
      and e.promise_id is null and e.notice_id is null and e.confirmation_id is null and e.matter_id is null
      and (e.instalment_id is null or exists(select 1 from instalment i join receivable r on r.id=i.receivable_id
      where i.id=e.instalment_id {r}))""",
)  # fmt: skip
# On one day what is agreed comes before what is delivered, that before money, that before words.
ORDER: Final = (
    "contract", "security", "shipped", "signed_for", "happened", "invoice", "due_changed", "payment", "came_back", "credit", "promise",
    "reminder", "notice", "served", "statement", "reply", "dispute", "dispute_ended", "event",
)  # fmt: skip


def facts(store: Store, customer_id: int, currency: str, receivables: Collection[int], on: date) -> list[Fact]:
    """All that is known until a day, the oldest first."""
    narrowed = f"and r.voided_on is null {among('r.id', receivables)}"
    parts = " union all ".join(f"select * from ({part.format(r=narrowed)})" for part in PARTS)
    sql = f"select * from ({parts}) where signed_on is not null and signed_on<=:d"
    found = store.rows(_fact, sql, {"c": customer_id, "cur": currency, "d": on.isoformat()})
    return sorted(found, key=lambda fact: (fact.on, ORDER.index(fact.kind), fact.document or "", fact.id))


def _fact(*row: Any) -> Fact:
    fields = list(row)
    fields[0], fields[7] = date.fromisoformat(row[0]), maybe_day(row[7])
    return Fact(*fields)
