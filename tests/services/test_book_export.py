"""A book built from its own export has the same figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.models import charges
from app.models.customers import Terms
from app.models.errors import UserError
from app.services import book_export, demo
from app.services.adjustments import AdjustmentDraft, Kind
from app.services.bills import BillDraft
from app.services.contract_drafts import ContractDraft
from app.services.disputes import DisputeDraft
from app.services.imports.service import Options
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from app.services.rules.instalments import Line
from tests.book import TODAY, Book, assert_sound

LEDGER = """
    customer A net 30 limit 5000
    customer B limit unlimited
    customer C USD limit 0
    invoice A-1 A 2026-01-10 due 2026-02-09 100.00
    invoice A-2 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00 USD @7.1
    opening Q-1 A 2026-01-01 12.00
    invoice B-1 B 2026-05-01 33.00
    invoice C-1 C 2026-05-01 due 2026-06-01 10.00 USD @7.2
    credit G-1 A 2026-02-01 20.00 -> A-1
    credit G-2 B 2026-06-01 3.00
    payment P-1 A 2026-02-20 40.00 -> A-1:30
    payment P-2 A 2026-02-21 70.00 USD @7.0 -> A-2:65
    payment P-3 A 2026-03-21 9.00 -> Q-1:4 A-1:2
    payment P-4 C 2026-03-21 4.00 USD @7.3
    refund R-1 A 2026-03-22 4.00
    move P-1 2026-03-23 A-1 -> Q-1:1
    apply P-1 2026-03-24 -> A-1:1
    due A-1 2026-03-25 2026-12-31
    payment P-5 B 2026-05-02 5.00 -> auto
    void P-5
    """


# The rest of what a ledger can hold: each line leaves something that only its own columns carry.
WHOLE = """
    customer A net 30 limit 5000
    customer B net 0
    customer C USD
    invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
    invoice  A-2 A 2026-01-11 due 2026-02-10:60 2026-03-09:40 100.00
    invoice  A-3 A 2026-01-12 due - 80.00
    invoice  A-4 A 2026-01-13 due 2026-02-12 90.00
    opening  Q-1 A 2026-01-01 55.00
    invoice  A;5 A 2026-01-14 due 2026-02-13 70.00
    invoice  A-6 A 2026-01-15 due 2026-02-14:10 2026-02-14:20 -:30 60.00
    invoice  U-1 C 2026-01-10 due 2026-02-09 100.00 USD @7
    credit   G-1 A 2026-02-01 20.00 -> A-2:5
    credit   G-2 B 2026-02-01 15.00
    credit   G-3 B 2026-02-01 5.00
    payment  P-1 A 2026-02-20 40.00 -> A-1:30 A-2:10
    payment  P-2 A 2026-02-21 70.00 -> A-4:50 A-3:20
    payment  P-3 A 2026-02-22 33.00 ->
    payment  P-4 B 2026-02-22 30.00 ->
    payment  P-5 A 2026-02-22 9.00 -> A;5:9
    bounce   P-2 2026-02-25
    bounce   P-5 2026-02-25
    void     P-5'
    across   P-6 C 2026-03-11 1400.00 CNY -> U-1:700=90
    share    P-7 A 2026-03-12 44.00
    move     P-1 2026-03-13 A-1 -> A;5:10
    payout   R-1 G-2 2026-03-14 6.00
    refund   R-2 B 2026-03-15 11.00
    keep     P-4 2026-03-16 4.50
    keep     P-3 2026-03-16 3.00
    writeoff W-1 A-1 2026-03-17 25.00
    writeoff W-2 A-4 2026-03-17 12.00
    writeoff W-3 Q-1 2026-03-17 5.00
    allow    W-4 A-2 2026-03-18 7.00
    allow    W-5 A-2 2026-03-18 7.00
    recover  W-1 2026-04-01 10.00
    recover  W-3 2026-04-01 5.00
    void     W-5
    dispute  A-2 2026-03-20 15.00
    dispute  A-4 2026-03-20 11.00
    void     P-7
    """
FILES = ["customers", "contacts", "contracts", "invoices", "payments", "financials"]


def whole(book: Book) -> Book:
    """WHOLE, and what has no verb: terms, contracts, instalments that wait, small differences, drafts, nameless payments, claims."""
    services, on = book.services, date(2026, 4, 2)
    book.ledger(WHOLE)
    a, b = book.ids["A"], book.ids["B"]
    services.customers.update(a, {"terms": Terms("eom_day", 30, 25, 250, 10)})
    contract = services.contracts.add(ContractDraft(b, 900_00, "HT-1", "=doors", signed_on=on, penalty_ppm_day=500))
    waits = (
        Line(4000, basis="on", on=date(2026, 5, 5)),
        Line(5500, basis="acceptance", days=30),
        Line(basis="delivery", retention=True),
    )
    services.receivables.add(ReceivableDraft(b, 400_00, on, number="B-1", contract_id=contract, lines=waits))
    held = (Line(basis="net", days=365, retention=True),)
    services.receivables.add(
        ReceivableDraft(b, 50_00, on, number="B-2", lines=held, description="-5% 'held'", tax_invoice_no="0123")
    )
    first = book.store.scalar(
        "select min(i.id) from instalment i join receivable r on r.id=i.receivable_id where r.number='B-1'"
    )
    given_up: list[tuple[Kind, int]] = [("rounding", 3), ("early_discount", 200), ("bank_fee", 1500)]
    for kind, amount in given_up:
        services.adjustments.add(AdjustmentDraft(first, kind, amount, on))
    nameless(book, b, on)
    drafts_and_claims(book, first, on)
    earnest = PaymentDraft(b, 2_00, on, number="P-8", purpose="earnest", contract_id=contract, parts={})
    services.payments.record(earnest)
    return book


def nameless(book: Book, b: int, on: date) -> None:
    """Two payments without a number, alike: the second came back, the first was paid back in part."""
    services = book.services
    for amount in (10_00, 10_00):
        money = services.payments.record(PaymentDraft(b, amount, on, payer_name="张三|;", parts={}))
    services.payments.bounce(money, on, "recalled")
    services.payments.record(PaymentDraft(b, 4_00, on, kind="refund", refund_of=money - 1))


def drafts_and_claims(book: Book, first: int, on: date) -> None:
    """`first` = the first of three instalments of B-1: drafts on the second, disputes of the others, interest."""
    services, b = book.services, book.ids["B"]
    draft = BillDraft(b, "bank", "Bank of Ningbo", 60_00, on, date(2026, 12, 31), "5313", parts={first + 1: 60_00})
    services.bills.event(services.bills.receive(draft), "presented", on)
    refused = services.bills.receive(
        replace(draft, number="5314", matures_on=date(2026, 6, 1), parts={first + 1: 60_00})
    )
    services.bills.event(refused, "presented", date(2026, 6, 1))
    services.bills.refuse(refused, date(2026, 6, 2), "no funds")
    services.disputes.open(DisputeDraft(first + 1, 17_00, "price"))
    services.disputes.open(DisputeDraft(first + 2, 1_00, "price"))
    claim = {"customer_id": b, "instalment_id": first, "kind": "interest", "on_day": "2026-05-06", "currency": "CNY"}
    with book.store.change("charge.add") as change:
        interest = charges.insert(change, {**claim, "amount": 9_00, "basis": "{}"})
    services.payments.record(PaymentDraft(b, 21_00, date(2026, 6, 3), number="P-9", charges=(interest,)))


def built_again(files: list[Path], folder: Path, currency: str = "CNY") -> Book:
    """A new book from the exported files, each imported as a person would; and each again, which changes nothing."""
    folder.mkdir()
    book = Book(folder, currency=currency)
    assert sum(sum(each[1:]) for each in imported(book, files)) == 0
    assert sum(sum(each[:2] + each[3:]) for each in imported(book, files)) == 0
    assert_sound(book.store)
    return book


def imported(book: Book, files: list[Path]) -> list[tuple[int, int, int, int]]:
    """(new, changed, same, wrong) of each file."""
    found = []
    for path in files:
        plan, _applied = book.services.imports.run(path, Options(kind=path.stem, strict=True))
        assert plan.problems == []
        found.append((len(plan.new), len(plan.changed), plan.same, plan.wrong))
    return found


def lines(book: Book, folder: Path) -> list[list[str]]:
    """Of each file, whatever their order."""
    written = book_export.export(book.store, folder, "csv", TODAY)
    return [sorted(path.read_text("utf-8-sig").splitlines()) for path in written]


def figures(book: Book, on: date = TODAY) -> list[object]:
    reports, services = book.services.reports, book.services
    found: list[object] = [reports.ageing(on, by=by).rows for by in ("customer", "invoice", "currency")]
    named = dict(book.store.rows(lambda *row: row, "select id, code from customer"))
    drafts = services.bills.at_risk(on)
    found += [(named[d.customer_id], d.kind, d.status, d.matures_on, d.amount) for d in drafts]
    contracts_ = "select r.number, k.number, k.amount, k.title from receivable r join contract k on k.id=r.contract_id"
    found += book.store.rows(lambda *row: row, contracts_)
    for each in services.customers.search("", limit=100):
        balance = reports.balance(each.id, on)
        items = [
            (item.number, item.kind, item.due_on, item.open, item.open_base, item.disputed)
            for item in balance.open + balance.unallocated
        ]
        found.append((balance.customer, balance.total, sorted(items, key=str)))
        found.append(replace(services.customers.get(each.id), id=0))
    return sorted(found, key=str)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_there_and_back(book: Book, tmp_path: Path, ending: str) -> None:
    book.ledger(LEDGER)
    book.services.customers.add_contact(book.ids["A"], {"name": "=王芳", "phone": "0755 1234", "wechat": "wang"})
    files = book_export.export(book.store, tmp_path / "out", ending, TODAY)
    assert [path.name for path in files] == [f"{kind}.{ending}" for kind in FILES]
    again = built_again(files, tmp_path / "again")
    assert figures(again) == figures(book)
    (contact,) = again.services.customers.contacts(again.services.customers.by_code("A").id)
    assert (contact.name, contact.phone, contact.wechat) == ("=王芳", "0755 1234", "wang")
    again.close()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_everything_a_ledger_holds_there_and_back(book: Book, tmp_path: Path, ending: str) -> None:
    whole(book)
    files = book_export.export(book.store, tmp_path / "out", ending, TODAY)
    again = built_again(files, tmp_path / "again")
    assert figures(again) == figures(book)
    assert [each[:2] + each[3:] for each in imported(book, files)] == [(0, 0, 0)] * len(FILES)
    assert lines(again, tmp_path / "second") == lines(book, tmp_path / "first")
    again.close()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "words", ["=1+1", "'=1+1", "''-5", "first\nsecond", "'tis", 'a;b:"c"', "＠x", "-", "00123", "1E5"]
)
def test_texts_come_back_as_they_were(book: Book, tmp_path: Path, ending: str, words: str) -> None:
    who = book.services.customers.add({"code": "A", "name": "Same", "note": words})
    on = date(2026, 1, 10)
    made = ReceivableDraft(who, 9_00, on, number=words.replace("\n", " "), description=words)
    part = book.services.receivables.add(made)
    book.services.payments.record(
        PaymentDraft(who, 5_00, on, payer_name=words.replace("\n", " "), parts={part: 2_00}, note=words)
    )
    files = book_export.export(book.store, tmp_path / "out", ending, TODAY)
    again = built_again(files, tmp_path / "again")
    assert figures(again) == figures(book)
    sql = "select note, (select description||number from receivable), (select note||payer_name from payment) from customer"
    assert again.store.rows(lambda *row: row, sql) == book.store.rows(lambda *row: row, sql)
    again.close()


def test_sample_company_there_and_back(book: Book, tmp_path: Path) -> None:
    demo.fill(book.services)
    files = book_export.export(book.store, tmp_path / "out", "csv", TODAY)
    again = built_again(files, tmp_path / "again")
    assert figures(again) == figures(book)
    again.close()


def test_folder_that_is_a_file(book: Book, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be made"):
        book_export.export(book.store, tmp_path / "out", "csv", TODAY)
