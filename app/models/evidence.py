"""What the book holds of each paper that proves some debts: numbers, days, signatures, files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.models.dialect import among
from app.models.store import Store


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that the book knows of: `item` = what kind it is in the index, `name` = number, day or who; `tbl` and `row_id` = where it
    stands and where its file hangs; `receivable_id` None = it is about all of them. `original` = where the original lies."""

    item: str
    receivable_id: int | None
    name: str
    tbl: str
    row_id: int
    original: str | None


# Each: item, receivable, name, table, row, original. {r} narrows receivables `r`; :c the customer, :cur the currency, :d the day.
PAPERS: Final = (
    """select 'contract',r.id,k.number||coalesce(' '||k.signed_on,''),'contract',k.id,null from receivable r
      join contract k on k.id=r.contract_id where k.status<>'draft' and k.signed_on<=:d {r}""",
    "select 'order',r.id,r.order_no,'receivable',r.id,null from receivable r where r.order_no is not null {r}",
    """select 'delivery',r.id,s.number||coalesce(' '||s.signed_on||' '||coalesce(s.signed_by,''),''),'shipment',s.id,null from shipment s
      join receivable r on r.id=s.receivable_id where s.voided_on is null and s.shipped_on<=:d {r}""",
    """select 'delivery',r.id,i.happened_on,'receivable',r.id,null from instalment i join receivable r on r.id=i.receivable_id
      where i.event in('delivery','acceptance') and i.happened_on<=:d {r}""",
    """select 'invoice',r.id,coalesce(r.tax_invoice_no,r.number),'receivable',r.id,null from receivable r
      where (r.tax_invoice_no is not null or r.kind='opening') {r}""",
    """select 'statement',null,f.number||' '||f.replied_on,'confirmation',f.id,null from confirmation f where f.customer_id=:c and f.currency=:cur
      and f.voided_on is null and f.reply='agrees' and f.sealed=1 and f.replied_on<=:d""",
    """select 'reminders',r.id,m.number||' '||coalesce(m.served_on,''),'reminder',m.id,null from reminder m
      join reminder_item x on x.reminder_id=m.id join instalment i on i.id=x.instalment_id join receivable r on r.id=i.receivable_id
      where m.voided_on is null and m.served in('signed','delivered','left') and m.served_on<=:d {r}""",
    """select 'reminders',(select i.receivable_id from instalment i where i.id=e.instalment_id),e.on_day,'claim_event',e.id,null from claim_event e
      where e.customer_id=:c and e.kind='demand' and e.voided_on is null and e.on_day<=:d and e.reminder_id is null and e.notice_id is null""",
    """select 'promises',r.id,n.number||' '||n.served_on,'notice',n.id,null from notice n join json_each(n.data,'$.debts') j
      join instalment i on i.id=j.value join receivable r on r.id=i.receivable_id
      where n.customer_id=:c and n.kind='repayment' and n.served='signed' and n.voided_on is null and n.served_on<=:d {r}""",
    # What a signed agreement promises is in the agreement.
    """select 'promises',i.receivable_id,p.made_on||coalesce(' '||p.by_whom,''),'promise',p.id,null from promise p
      left join promise_item x on x.promise_id=p.id left join instalment i on i.id=x.instalment_id
      where p.customer_id=:c and p.currency=:cur and p.voided_on is null and p.written=1 and p.made_on<=:d and p.id not in(
        select j.value from notice n join json_each(n.data,'$.promises') j where n.customer_id=:c)""",
    """select 'payments',r.id,p.paid_on||coalesce(' '||p.number,''),'payment',p.id,null from payment p join allocation a on a.payment_id=p.id
      join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id where p.kind='receipt' and p.voided_on is null
      and a.voided=0 and a.on_day<=:d {r} group by p.id, r.id having sum(a.amount)>0""",
    """select 'guarantee',json_extract(s.detail,'$.receivable_id'),coalesce(s.giver,'')||' '||s.from_on,'security',s.id,s.original_at
      from security s where s.customer_id=:c and s.from_on<=:d and (s.released_on is null or s.released_on>:d)""",
)  # fmt: skip


def papers(store: Store, customer_id: int, currency: str, receivables: Collection[int], on: date) -> list[Paper]:
    """Every one until a day, by kind in the order of `PAPERS`, the oldest first."""
    narrowed = f"and r.voided_on is null {among('r.id', receivables)}"
    params = {"c": customer_id, "cur": currency, "d": on.isoformat()}
    found: list[Paper] = []
    for part in PAPERS:
        found += store.rows(_paper, f"select distinct * from ({part.format(r=narrowed)}) order by 3, 5", params)
    wanted = {*receivables, None}
    return [each for each in found if each.receivable_id in wanted]


def _paper(*row: Any) -> Paper:
    fields = list(row)
    fields[2] = " ".join(str(row[2]).split())
    return Paper(*fields)
