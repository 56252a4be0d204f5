"""What must hold in every book: each query returns no row. Run after every test, by `verify`, before a backup counts."""

from __future__ import annotations

from typing import Final

from app.models.store import Store

INVARIANTS: Final = {
    "I1": """select r.id from receivable r left join instalment i on i.receivable_id=r.id group by r.id
      having (r.kind='credit_note' and count(i.id)>0)
        or (r.kind<>'credit_note' and (coalesce(sum(i.amount),0)<>r.amount or coalesce(sum(i.amount_base),0)<>r.amount_base))""",
    "I2": """select i.id from instalment i join allocation a on a.instalment_id=i.id and a.voided=0 group by i.id
      having sum(a.amount) not between 0 and i.amount""",
    "I3": """select p.id from payment p join allocation a on a.payment_id=p.id and a.voided=0 where p.voided_on is null group by p.id
      having sum(a.source_amount) not between 0 and p.amount
      union all select r.id from receivable r join allocation a on a.credit_id=r.id and a.voided=0 where r.voided_on is null group by r.id
      having sum(a.source_amount) not between 0 and r.amount
      union all select d.id from adjustment d left join allocation a on a.adjustment_id=d.id and a.voided=0 where d.voided_on is null group by d.id
      having coalesce(sum(a.source_amount),0) not between 0 and d.amount
      union all select p.id from payment p join allocation a on a.outgoing_id=p.id and a.voided=0 where p.voided_on is null group by p.id
      having sum(a.amount) not between 0 and p.amount""",
    "I4": """select a.id from allocation a join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
      left join payment p on p.id=a.payment_id left join receivable c on c.id=a.credit_id
      where a.voided=0 and (i.customer_id<>a.customer_id or coalesce(p.customer_id,c.customer_id,a.customer_id)<>a.customer_id
        or a.on_day<r.issued_on or a.on_day<coalesce(p.paid_on,c.issued_on,a.on_day))
      union all select a.id from allocation a join adjustment d on d.id=a.adjustment_id
      where a.voided=0 and (d.customer_id<>a.customer_id or a.on_day<d.on_day)
      union all select a.id from allocation a join payment o on o.id=a.outgoing_id
      where a.voided=0 and (o.customer_id<>a.customer_id or a.on_day<o.paid_on)""",
    "I5": """select a.id from allocation a left join payment p on p.id=a.payment_id left join receivable c on c.id=a.credit_id
      left join instalment i on i.id=a.instalment_id left join receivable r on r.id=i.receivable_id left join payment o on o.id=a.outgoing_id
      left join adjustment d on d.id=a.adjustment_id
      where a.voided=0 and (p.voided_on is not null or c.voided_on is not null or r.voided_on is not null or o.voided_on is not null
        or d.voided_on is not null)""",
    "I6": """select a.id from allocation a join payment p on p.id=a.payment_id join instalment i on i.id=a.instalment_id
      join receivable r on r.id=i.receivable_id where p.currency=r.currency and a.amount<>a.source_amount""",
    "I7": """select o.id from open_item o join instalment i on i.id=o.instalment_id
      where o.open<>i.amount-coalesce((select sum(a.amount) from allocation a where a.instalment_id=i.id and a.voided=0),0)""",
    "I8": "select id from open_item where (open=0)<>(settled_on is not null) or (open=0 and open_base<>0)",
    "I9": """select i.id from instalment i join receivable r on r.id=i.receivable_id
      where (r.voided_on is null)<>exists(select 1 from open_item o where o.instalment_id=i.id)""",
    "I10": """select a.id from credit_limit a join credit_limit b on a.customer_id=b.customer_id and a.kind='standing' and b.kind='standing'
      and a.id<b.id and a.voided_on is null and b.voided_on is null and a.valid_from<coalesce(b.valid_to,'9999-12-31')
      and b.valid_from<coalesce(a.valid_to,'9999-12-31')""",
    "I11": """select c.id from contract c join plan_line l on l.contract_id=c.id group by c.id having sum(l.amount)<>c.amount""",
    "I12": """select id from review where status='approved' and (sheet is null or approved_by is null or approved_on is null
      or policy_id is null or (approved_by=proposed_by and alone=0))""",
    "I13": """select 1 where (select count(*) from policy_version)>0
      and not exists(select 1 from policy_version where effective_from='0001-01-01')""",
    "I14": """select a.reverses_id from allocation a where a.reverses_id is not null and a.voided=0 group by a.reverses_id
      having -sum(a.amount)>(select b.amount from allocation b where b.id=a.reverses_id)""",
    "I15": "select c.id from change c join change u on u.id=c.undoes where u.undoable=0",
    "I19": """select p.id from payment p where p.voided_on is null and p.kind='return'
      and p.amount<>coalesce((select sum(a.amount) from allocation a where a.outgoing_id=p.id and a.voided=0),0)
      union all select p.returns_id from payment p where p.voided_on is null and p.returns_id is not null
      group by p.returns_id having count(*)>1""",
    "I20": """select d.id from adjustment d where d.voided_on is null
      and d.amount<>coalesce((select sum(a.amount) from allocation a where a.adjustment_id=d.id and a.voided=0 and a.reverses_id is null),0)""",
    "I21": """select b.id from bill b left join payment p on p.bill_id=b.id and p.kind='receipt' where b.voided_on is null
      and (p.id is null or p.customer_id<>b.customer_id or p.amount<>b.amount or p.currency<>b.currency or p.paid_on<>b.received_on)
      union all select b.id from bill b join payment p on p.bill_id=b.id and p.kind='receipt'
      where b.voided_on is null and p.voided_on is null and exists(select 1 from bill_event e where e.bill_id=b.id and e.status='refused')
      <>exists(select 1 from payment q where q.bill_id=b.id and q.kind='return' and q.voided_on is null)""",
    "I22": """select p.id from payment p where p.voided_on is null and p.kept
      and p.amount<>coalesce((select sum(a.amount) from allocation a where a.outgoing_id=p.id and a.voided=0),0)""",
    "I23": """select l.id from bank_line l left join payment p on p.bank_line_id=l.id and p.kind='receipt' and p.voided_on is null
      group by l.id having (l.status='matched')<>(count(p.id)=1) or count(p.id)>1
      or max(p.amount<>l.amount or p.currency<>l.currency or p.paid_on<>l.on_day)""",
    "I24": """select a.id from questionnaire_answer a join questionnaire q on q.id=a.questionnaire_id where q.customer_id<>a.customer_id
      union all select o.id from opinion o join review r on r.id=o.review_id where r.customer_id<>o.customer_id""",
    "I25": """select l.id from plan_line l join contract k on k.id=l.contract_id where k.customer_id<>l.customer_id
      union all select m.id from milestone m join contract k on k.id=m.contract_id where k.customer_id<>m.customer_id
      union all select a.id from clause_answer a join contract k on k.id=a.contract_id where k.customer_id<>a.customer_id
      union all select s.id from shipment s join contract k on k.id=s.contract_id where k.customer_id<>s.customer_id
      union all select s.id from shipment s join deal d on d.id=s.deal_id where d.customer_id<>s.customer_id""",
    "I26": """select s.id from shipment s join receivable r on r.id=s.receivable_id
      where s.voided_on is null and (r.customer_id<>s.customer_id or r.currency<>s.currency)""",
    "I27": """select customer_id from deposit_move where voided_on is null group by customer_id, currency
      having sum(case when kind='received' then amount else -amount end)<0""",
    "I28": """select id from approval where approved_by=proposed_by and alone=0 or valid_to<=valid_from""",
    "I29": """select i.id from reminder_item i join reminder r on r.id=i.reminder_id join instalment n on n.id=i.instalment_id
      where r.customer_id<>i.customer_id or n.customer_id<>i.customer_id or i.level>r.level
      union all select r.id from reminder r where not exists(select 1 from reminder_item i where i.reminder_id=r.id)""",
    "I30": """select i.id from promise_item i join promise p on p.id=i.promise_id join instalment n on n.id=i.instalment_id
      where p.customer_id<>i.customer_id or n.customer_id<>i.customer_id
      union all select id from promise where due_on<made_on
      union all select x.id from interaction x join promise p on p.id=x.promise_id where p.customer_id<>x.customer_id
      union all select x.id from interaction x join reminder r on r.id=x.reminder_id where r.customer_id<>x.customer_id""",
    "I31": """select d.id from legal_date d join legal_matter m on m.id=d.matter_id where m.customer_id<>d.customer_id
      union all select i.id from legal_matter_item i join legal_matter m on m.id=i.matter_id join receivable r on r.id=i.receivable_id
      where m.customer_id<>i.customer_id or r.customer_id<>i.customer_id
      union all select id from legal_matter where (stage='closed')<>(closed_on is not null)""",
}


# Of tables and columns that a book has since a later version: an older one is looked at before it is brought up to date.
SINCE: Final = {
    "I21": 2,
    "I22": 2,
    "I23": 2,
    "I12": 3,
    "I24": 3,
    "I11": 4,
    "I25": 4,
    "I26": 4,
    "I27": 4,
    "I28": 4,
    "I29": 5,
    "I30": 5,
    "I31": 5,
}


def broken(store: Store) -> dict[str, list[int]]:
    """Row ids (at most ten each) of the invariants that do not hold; empty when all is well."""
    version = store.scalar("pragma user_version")
    known = {name: sql for name, sql in INVARIANTS.items() if SINCE.get(name, 1) <= version}
    found = {name: store.rows(int, f"{sql} limit 10") for name, sql in known.items()}
    return {name: ids for name, ids in found.items() if ids}


def integrity(store: Store) -> list[str]:
    """What SQLite itself finds wrong with the file; empty when it is sound."""
    return [line for line in store.rows(str, "pragma quick_check") if line != "ok"]


def orphans(store: Store) -> int:
    """Rows that refer to rows that are not there."""
    return len(store.rows(lambda *row: row, "pragma foreign_key_check"))
