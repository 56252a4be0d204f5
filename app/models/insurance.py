"""Credit insurance: policies, what the insurer covers of each buyer, and what was reported and paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from app.models.change import Change
from app.models.dates import maybe_day
from app.models.dialect import among
from app.models.insured import Applied, BuyerLimit, InsuranceEvent, InsurancePolicy, Invoice, Late, Papers, Shipped
from app.models.store import Store

POLICY: Final = """id,insurer,number,scope,currency,from_on,to_on,cover_bp,cover_refusal_bp,premium_ppm,premium_min,insured_sales,max_terms_days,
  mep_days,noa_days,noa_from,declare_rule,declare_days,waiting_days,claim_days,first_loss,aggregate_first_loss,max_liability,loss_order,
  vat_covered,rot_required,contract_required,discretionary,excluded_countries,note,cancelled_on"""
LIMIT: Final = """id,policy_id,customer_id,requested,requested_on,amount,currency,valid_from,valid_to,cancelled_on,conditions,insurer_grade,
  related,buyer_name,discretionary"""
EVENT: Final = "id,policy_id,customer_id,receivable_id,kind,due_on,done_on,amount,currency,reference,note,voided_on"

SHIPPED: Final = """select i.id, r.id, r.amount, r.tax, r.contract_id, r.description,
  coalesce((select min(s.shipped_on) from shipment s where s.receivable_id=r.id and s.voided_on is null), r.issued_on),
  coalesce((select x.old_due from due_change x where x.instalment_id=i.id and x.old_due is not null order by x.changed_on,x.id limit 1),
    i.due_on) from instalment i join receivable r on r.id=i.receivable_id where true {instalments}"""
LATE: Final = """select o.customer_id, o.receivable_id, r.number, o.due_on, o.settled_on from open_item o join receivable r on r.id=o.receivable_id
  where o.side='debit' {who} and o.instalment_id is not null and o.due_on is not null
    and (o.settled_on is null or o.settled_on>o.due_on) order by o.due_on, o.id"""

APPLIED: Final = """select a.customer_id, a.on_day, r.id, r.number, r.issued_on from allocation a join payment p on p.id=a.payment_id
  join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id
  where a.voided=0 {who} and a.reverses_id is null and a.on_day between :since and :d and p.kind='receipt' order by a.on_day, a.id"""

INVOICES: Final = """select r.id, r.number, r.tax_invoice_no, r.order_no, r.description, r.issued_on, r.currency, r.amount, r.contract_id,
  k.number, s.signed_on, s.signed_by from receivable r left join contract k on k.id=r.contract_id left join shipment s on s.id=
  (select min(x.id) from shipment x where x.receivable_id=r.id and x.voided_on is null) where true {receivables}"""
SOLD: Final = """select r.currency, sum(r.amount), sum(r.amount_base) from receivable r
  where r.customer_id in (select customer_id from buyer_limit where policy_id=:p) and r.kind='invoice' and r.voided_on is null
    and r.issued_on between :since and :until group by r.currency order by r.currency"""


def _policy(*row: Any) -> InsurancePolicy:
    fields = list(row)
    fields[5:7], fields[30] = map(date.fromisoformat, row[5:7]), maybe_day(row[30])
    fields[24:27] = map(bool, row[24:27])
    return InsurancePolicy(*fields)


def _limit(*row: Any) -> BuyerLimit:
    fields = list(row)
    fields[4], fields[7:10] = maybe_day(row[4]), map(maybe_day, row[7:10])
    fields[12], fields[14] = bool(row[12]), bool(row[14])
    return BuyerLimit(*fields)


def _event(*row: Any) -> InsuranceEvent:
    fields = list(row)
    fields[5], fields[6], fields[11] = maybe_day(row[5]), date.fromisoformat(row[6]), maybe_day(row[11])
    return InsuranceEvent(*fields)


def _shipped(*row: Any) -> Shipped:
    fields = list(row)
    fields[6], fields[7] = date.fromisoformat(row[6]), maybe_day(row[7])
    return Shipped(*fields)


def _invoice(*row: Any) -> Invoice:
    fields = list(row)
    fields[5], fields[10] = date.fromisoformat(row[5]), maybe_day(row[10])
    return Invoice(*fields)


def policies(store: Store) -> list[InsurancePolicy]:
    """Every policy, the newest first."""
    return store.rows(_policy, f"select {POLICY} from insurance_policy order by from_on desc, id desc")


def policy(store: Store, policy_id: int) -> InsurancePolicy | None:
    return store.one(_policy, f"select {POLICY} from insurance_policy where id=?", (policy_id,))


def policy_numbered(store: Store, number: str) -> int | None:
    found: int | None = store.scalar("select id from insurance_policy where number=?", (number,))
    return found


def buyer_limits(store: Store, customers: Collection[int] | None = None) -> list[BuyerLimit]:
    """Of some customers, or of all: the newest first."""
    sql = f"select {LIMIT} from buyer_limit where true {among('customer_id', customers)} order by valid_from desc, id desc"
    return store.rows(_limit, sql)


def buyer_limit(store: Store, limit_id: int) -> BuyerLimit | None:
    return store.one(_limit, f"select {LIMIT} from buyer_limit where id=?", (limit_id,))


def insured_customers(store: Store) -> list[int]:
    """Customers that ever had a limit of an insurer."""
    return store.rows(int, "select distinct customer_id from buyer_limit order by customer_id")


def events(store: Store, on: date, customers: Collection[int] | None = None) -> list[InsuranceEvent]:
    """Live ones up to a day, oldest first; of some customers with those of whole policies, or all."""
    narrowed = "" if customers is None else f"and (customer_id is null or (true {among('customer_id', customers)}))"
    sql = f"select {EVENT} from insurance_event where voided_on is null and done_on<=? {narrowed} order by done_on, id"
    return store.rows(_event, sql, (on.isoformat(),))


def payouts(store: Store, policy_id: int, on: date) -> list[InsuranceEvent]:
    """Indemnities under a policy up to a day, the oldest first."""
    sql = f"""select {EVENT} from insurance_event where policy_id=? and kind='payout' and voided_on is null and done_on<=?
      order by done_on, id"""
    return store.rows(_event, sql, (policy_id, on.isoformat()))


def event(store: Store, event_id: int) -> InsuranceEvent | None:
    return store.one(_event, f"select {EVENT} from insurance_event where id=?", (event_id,))


def shipped(store: Store, instalments: Collection[int]) -> dict[int, Shipped]:
    """By instalment."""
    sql = SHIPPED.format(instalments=among("i.id", instalments))
    return {each.instalment_id: each for each in store.rows(_shipped, sql)}


def invoices(store: Store, receivables: Collection[int]) -> dict[int, Invoice]:
    """By receivable."""
    found = store.rows(_invoice, INVOICES.format(receivables=among("r.id", receivables)))
    return {each.id: each for each in found}


def late(store: Store, customers: Collection[int]) -> dict[int, list[Late]]:
    """By customer, what was paid after its due day or is not paid yet, by due day."""
    found: dict[int, list[Late]] = {}
    for who, key, number, due, settled in store.rows(
        lambda *row: row, LATE.format(who=among("o.customer_id", customers))
    ):
        found.setdefault(who, []).append(Late(key, number, date.fromisoformat(due), maybe_day(settled)))
    return found


def applied(store: Store, customers: Collection[int], since: date, on: date) -> dict[int, list[Applied]]:
    """By customer, which receivables their money went to between two days."""
    found: dict[int, list[Applied]] = {}
    days = {"since": since.isoformat(), "d": on.isoformat()}
    for who, day, key, number, issued in store.rows(
        lambda *row: row, APPLIED.format(who=among("a.customer_id", customers)), days
    ):
        made = Applied(date.fromisoformat(day), key, number, date.fromisoformat(issued))
        found.setdefault(who, []).append(made)
    return found


def papers(store: Store, customers: Collection[int], on: date) -> dict[int, dict[int, Papers]]:
    """By customer, then by contract."""
    sql = f"""select customer_id, id, signed_on is not null and signed_on<=?, retention_of_title from contract
      where true {among("customer_id", customers)}"""
    found: dict[int, dict[int, Papers]] = {}
    for who, key, signed, retained in store.rows(lambda *row: row, sql, (on.isoformat(),)):
        found.setdefault(who, {})[key] = Papers(bool(signed), bool(retained))
    return found


def sold(store: Store, policy_id: int, since: date, until: date) -> list[tuple[str, int, int]]:
    """(currency, amount, the same in the book's currency) invoiced to the buyers of a policy between two days."""
    days = {"p": policy_id, "since": since.isoformat(), "until": until.isoformat()}
    return store.rows(lambda *row: row, SOLD, days)


def insert_policy(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("insurance_policy", dict(values))


def update_policy(change: Change, policy_id: int, values: Mapping[str, Any]) -> None:
    change.update("insurance_policy", policy_id, dict(values))


def insert_limit(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("buyer_limit", dict(values))


def update_limit(change: Change, limit_id: int, values: Mapping[str, Any]) -> None:
    change.update("buyer_limit", limit_id, dict(values))


def insert_event(change: Change, values: Mapping[str, Any]) -> int:
    return change.insert("insurance_event", dict(values))


def update_event(change: Change, event_id: int, values: Mapping[str, Any]) -> None:
    change.update("insurance_event", event_id, dict(values))
