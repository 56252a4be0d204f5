"""The facts of a book in the columns that `import` takes: what a book can be built from again."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.models import limits, plans
from app.models.dates import maybe_day
from app.models.financials import LINES
from app.models.money import Money, plain, to_major
from app.models.store import Store

Row = tuple[Any, ...]

CUSTOMERS: Final = f"""select c.code, c.name, c.short_name, c.registration_no, c.country, c.region, c.industry, c.size_class, c.since,
  t.days, t.basis, t.day_of_month, t.early_discount_bp, t.early_days, {limits.standing_state(":d")}, l.amount, l.currency, c.currency, o.name, g.name, c.phone,
  c.email, c.address, c.note
  from customer c left join person o on o.id=c.owner_id left join party_group g on g.id=c.group_id
  left join terms t on t.id=(select x.id from terms x where x.customer_id=c.id and x.valid_from<=:d order by x.valid_from desc limit 1)
  {limits.joined("c.id", ":d")}
  order by c.code"""
CONTACTS: Final = """select c.code, p.name, p.role, p.phone, p.email, p.wechat from contact p join customer c on c.id=p.customer_id
  where p.left_on is null order by c.code, p.id"""
CONTRACTS: Final = """select k.number, c.code, k.signed_on, k.amount, k.title, k.currency, k.rate, k.starts_on, k.ends_on, k.penalty_ppm_day,
  k.custom_goods, k.margin_bp, k.prepay_bp, k.id from contract k join customer c on c.id=k.customer_id where k.signed_on is not null order by k.number"""
FINANCIALS: Final = f"""select c.code, f.period_end, f.months, f.currency, f.unit, f.quality, f.received_on,
  {",".join(f"f.{line}" for line in LINES)}, f.opinion, f.note
  from financial_statement f join customer c on c.id=f.customer_id where f.voided_on is null order by c.code, f.period_end, f.months"""
# Credit notes last: what they apply to must stand before them.
RECEIVABLES: Final = """select r.id, r.number, c.code, r.issued_on, r.amount, r.currency, r.rate, r.kind, r.order_no, r.description, k.number,
  r.tax_invoice_no, r.product_line
  from receivable r join customer c on c.id=r.customer_id left join contract k on k.id=r.contract_id and k.signed_on is not null
  where r.voided_on is null order by r.kind='credit_note', r.issued_on, r.id"""
INSTALMENTS: Final = (
    "select receivable_id, due_on, amount, retention, event, event_days from instalment order by receivable_id, seq"
)
DISPUTED: Final = """select i.receivable_id, sum(d.amount), r.currency, i.seq, {parts}
  from dispute d join instalment i on i.id=d.instalment_id join receivable r on r.id=i.receivable_id
  where d.closed_on is null group by i.id order by i.receivable_id, i.seq"""
# What is given up and was not recovered since.
GIVEN_UP: Final = """select r.number, c.code, j.on_day, sum(a.source_amount), j.currency, j.kind, j.reason, i.seq, {parts}
  from adjustment j join allocation a on a.adjustment_id=j.id and a.voided=0 join instalment i on i.id=a.instalment_id
  join receivable r on r.id=i.receivable_id join customer c on c.id=j.customer_id
  where j.voided_on is null group by j.id having sum(a.source_amount)>0 order by j.on_day, j.id"""
# In the order of entry: what went out stands below what it came from.
PAYMENTS: Final = """select p.id, p.number, p.natural_key, c.id, c.code, p.paid_on, p.amount, p.currency, p.rate,
  case when p.kept then 'kept' when p.kind<>'receipt' then p.kind end, p.method, p.reference, p.payer_name, b.number, b.acceptor,
  b.matures_on, p.returns_id, p.note,
  nullif(p.purpose,'payment'), k.number from payment p join customer c on c.id=p.customer_id
  left join contract k on k.id=p.contract_id and k.signed_on is not null
  left join bill b on b.id=p.bill_id and p.kind='receipt' and (b.kind='cheque' or b.matures_on>b.received_on)
  where p.voided_on is null order by p.id"""
BILL_EVENTS: Final = """select p.id, e.status, e.on_day from bill_event e join payment p on p.bill_id=e.bill_id and p.kind='receipt'
  where p.voided_on is null and e.status not in ('held','refused') order by p.id, e.on_day, e.id"""
PARTS: Final = "(select count(*) from instalment n where n.receivable_id=i.receivable_id)"
# What is still applied from a document to each instalment, moves and reversals taken together.
APPLIED: Final = """select a.{source}, r.number, sum(a.amount), r.currency, sum(a.source_amount), s.currency, i.seq, {parts}
  from allocation a join instalment i on i.id=a.instalment_id join receivable r on r.id=i.receivable_id join {table} s on s.id=a.{source}
  where a.voided=0 group by a.{source}, i.id having sum(a.amount)>0 order by a.{source}, i.due_on, r.id, i.seq"""
USED: Final = """select a.outgoing_id, a.payment_id, r.number, a.amount, o.currency from allocation a join payment o on o.id=a.outgoing_id
  left join receivable r on r.id=a.credit_id where a.voided=0 and o.kind='refund' order by a.outgoing_id, a.id"""


def customers(store: Store, on: date) -> list[Row]:
    """code ... since, terms_days, terms_basis, terms_day, early_discount, early_days, credit_limit ("12.00", "unlimited"), currency ... note."""
    return [_customer(row) for row in store.rows(lambda *row: row, CUSTOMERS, {"d": on.isoformat()})]


def _customer(row: Row) -> Row:
    days, basis, day, off, early, state, amount, currency = row[9:17]
    spoken = {"not_set": None, "unlimited": "unlimited", "expired": "0"}  # what has run out is nothing for new orders
    limit = plain(amount, currency) if state == "set" else spoken[state]
    discount = None if off is None else f"{Decimal(off) / 100:f}"
    return (*row[:8], maybe_day(row[8]), days, basis, day, discount, early, limit, *row[17:])


def contacts(store: Store) -> list[Row]:
    """customer, name, role, phone, email, wechat."""
    return store.rows(lambda *row: row, CONTACTS)


def financials(store: Store) -> list[Row]:
    """customer, period_end, months, currency, unit, audited, received_on, the lines in that unit, opinion, note."""
    return [_financials(*row) for row in store.rows(lambda *row: row, FINANCIALS)]


def _financials(
    code: str, end: str, months: int, currency: str, unit: int, quality: str, received: str, *rest: Any
) -> Row:
    *lines, opinion, note = rest
    figures = [None if minor is None else to_major(minor, currency) / unit for minor in lines]
    about = (code, date.fromisoformat(end), months, currency, str(unit), quality, date.fromisoformat(received))
    return (*about, *figures, opinion, note)


def contracts(store: Store) -> list[Row]:
    """number, customer, amount, signed_on, title, currency, rate, start, end, penalty_per_day, custom_goods, prepay_share, margin,
    instalments; those that were signed. A plan says itself what comes first."""
    rows = store.rows(lambda *row: row, CONTRACTS)
    found = plans.of_contracts(store, [row[-1] for row in rows])
    return [_contract(*row[:-1], found.get(row[-1], ())) for row in rows]


def _contract(number: str, code: str, signed: str, amount: int, title: str | None, currency: str, *rest: Any) -> Row:
    rate, starts, ends, ppm, custom, margin, prepay, lines = rest
    penalty = None if ppm is None else f"{Decimal(ppm) / 10_000:f}%"
    about = (number, code, Money(amount, currency), date.fromisoformat(signed), title, currency, rate)
    first = None if lines else _share(prepay)
    return (
        *about,
        maybe_day(starts),
        maybe_day(ends),
        penalty,
        custom,
        first,
        _share(margin),
        plans.written(lines, currency),
    )


def _share(bp: int | None) -> str | None:
    return None if bp is None else f"{Decimal(bp) / 100:f}%"


def receivables(store: Store) -> list[Row]:
    """number, customer, issue_date, due_date, amount, currency, rate, kind, applies_to, contract, disputed, disputed_amount, order_no,
    tax_invoice_no, product_line, instalments, note: the debts, what was given up of them, the credit notes.
    """
    parts = _grouped(store, INSTALMENTS)
    applied, disputed = _applied(store, "credit_id", "receivable"), _disputed(store)
    rows = [
        _receivable(row, parts.get(row[0], []), applied.get(row[0]), disputed.get(row[0]))
        for row in store.rows(lambda *row: row, RECEIVABLES)
    ]
    given_up = [_given_up(*row) for row in store.rows(lambda *row: row, GIVEN_UP.format(parts=PARTS))]
    debts = [row for row in rows if row[7] != "credit_note"]
    return [*debts, *given_up, *rows[len(debts) :]]


def _receivable(row: Row, parts: list[Row], applied: str | None, disputed: str | None) -> Row:
    _id, number, code, issued, amount, currency, rate, kind, order_no, note, contract, *beside = row
    simple = not parts or (len(parts) == 1 and parts[0][0] and not parts[0][2])
    due = maybe_day(parts[0][0]) if parts and simple else None
    plan = None if simple else "; ".join(_part(currency, *part) for part in parts)
    about = (
        number,
        code,
        date.fromisoformat(issued),
        due,
        Money(amount, currency),
        currency,
        rate,
        kind,
        applied,
        contract,
    )
    return (*about, 1 if disputed else None, disputed, order_no, *beside, plan, note)


def _part(currency: str, due: str | None, amount: int, retention: int, event: str | None, days: int | None) -> str:
    """ "60.00 2026-02-09", "35.00 acceptance+30", "5.00 - retention"."""
    waits = f"{event}+{days}" if event and days else event
    return f"{plain(amount, currency)} {due or waits or '-'}" + (" retention" if retention else "")


def _disputed(store: Store) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for receivable, amount, currency, seq, parts in store.rows(lambda *row: row, DISPUTED.format(parts=PARTS)):
        found.setdefault(receivable, []).append(plain(amount, currency) + _nth(seq, parts))
    return {receivable: "; ".join(texts) for receivable, texts in found.items()}


def _given_up(number: str, code: str, day: str, amount: int, currency: str, *rest: Any) -> Row:
    kind, reason, seq, parts = rest
    named = f"{_quoted(number)}:{plain(amount, currency)}{_nth(seq, parts)}"
    about = (number, code, date.fromisoformat(day), None, Money(amount, currency), currency, None, kind, named)
    return (*about, *[None] * 7, reason)


def payments(store: Store) -> list[Row]:
    """number, customer, date, amount (below zero: it went out), currency, rate, type, method, reference, payer, bill_no, bill_acceptor,
    bill_due, bill_status, applies_to, returns, refund_of, purpose, contract, note.
    """
    rows = store.rows(lambda *row: row, PAYMENTS)
    known, applied = _known_as(rows), _applied(store, "payment_id", "payment")
    used, events = _used(store, known), _grouped(store, BILL_EVENTS)
    return [
        _payment(row, applied.get(row[0]), known.get(row[16]), used.get(row[0]), events.get(row[0])) for row in rows
    ]


def _known_as(rows: list[Row]) -> dict[int, str]:
    """The number of a payment, or the natural key by which its row in the file is known: with its how-many-th there."""
    found: dict[int, str] = {}
    counts: Counter[tuple[int, str]] = Counter()
    for payment, number, key, customer, *_rest in rows:
        stem = key.rpartition("|")[0]
        counts[customer, stem] += not number
        found[payment] = number or f"{stem.removeprefix('k:')}|{counts[customer, stem]}"
    return found


def _payment(row: Row, applied: str | None, returns: str | None, used: str | None, events: list[Row] | None) -> Row:
    (
        _id,
        number,
        _key,
        _customer,
        code,
        paid,
        amount,
        currency,
        rate,
        kind,
        *told,
        due,
        _returns,
        note,
        purpose,
        contract,
    ) = row
    money = Money(-amount if kind else amount, currency)
    status = "; ".join(f"{what} {day}" for what, day in events) if events and due else None
    about = (number, code, date.fromisoformat(paid), money, currency, rate, kind, *told, maybe_day(due))
    return (*about, status, applied, returns, used, purpose, contract, note)


def _used(store: Store, known: dict[int, str]) -> dict[int, str]:
    """What of which receipt or credit note was paid back or kept."""
    found: dict[int, list[str]] = {}
    for outgoing, payment, credit, amount, currency in store.rows(lambda *row: row, USED):
        named = known[payment] if payment else credit
        found.setdefault(outgoing, []).append(f"{_quoted(named)}:{plain(amount, currency)}")
    return {outgoing: "; ".join(texts) for outgoing, texts in found.items()}


def _applied(store: Store, source: str, table: str) -> dict[int, str]:
    """ "INV1:100.00; INV2:20.00=140.00; INV3:5.00#2" of each document.

    A number with one of these marks in it stands in quotation marks; 140.00 is of the document, where its currency is
    another; #2 is the second instalment.
    """
    found: dict[int, list[str]] = {}
    sql = APPLIED.format(source=source, table=table, parts=PARTS)
    for document, number, amount, currency, money, its, seq, parts in store.rows(lambda *row: row, sql):
        crossed = "" if its == currency else f"={plain(money, its)}"
        text = f"{_quoted(number)}:{plain(amount, currency)}{crossed}{_nth(seq, parts)}"
        found.setdefault(document, []).append(text)
    return {document: "; ".join(texts) for document, texts in found.items()}


def _nth(seq: int, parts: int) -> str:
    return f"#{seq}" if parts > 1 else ""


def _grouped(store: Store, sql: str) -> dict[int, list[Row]]:
    """The rows without their first column, by that."""
    found: dict[int, list[Row]] = {}
    for row_id, *rest in store.rows(lambda *row: row, sql):
        found.setdefault(row_id, []).append(tuple(rest))
    return found


def _quoted(number: str) -> str:
    return '"' + number.replace('"', '""') + '"' if any(char in ';；、,，:："' for char in number) else number
