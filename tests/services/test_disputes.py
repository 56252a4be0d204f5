"""Disputes: part and whole, out of reminders and still in totals, and how they end. Every figure is checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models import disputes, receivables
from app.models.errors import Invalid, UserError
from app.models.listing import Query
from app.services.disputes import DisputeDraft, Resolution
from app.services.receivables import ReceivableDraft
from tests.book import Book

TWO = """
    customer A
    invoice A-1 A 2026-01-01 due 2026-10-12 100.00
    invoice A-2 A 2026-11-01 due 2026-11-24 50.00
"""


def part(book: Book, number: str) -> int:
    return receivables.instalments(book.store, book.ids[number])[0].id


def dispute(book: Book, number: str, amount: int, reason: str = "quality", **more: object) -> int:
    draft = DisputeDraft(part(book, number), amount, reason, **more)  # type: ignore[arg-type]  # fields of the draft
    return book.services.disputes.open(draft)


def disputed(book: Book, on: date | None = None) -> list[tuple[int, int]]:
    """(open, disputed) of what A owes."""
    items = receivables.open_items(book.store, book.ids["A"], on or book.today)
    return [(item.open, item.disputed) for item in items if item.side == "debit"]


def reasons(book: Book) -> list[tuple[str, int, int, int]]:
    rows = book.services.monitoring.today().rows
    return [(each.code, each.amount, each.count, each.days) for row in rows for each in row.reasons]


def test_a_disputed_part_is_at_most_what_is_open(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-01 due 2026-02-01 100.00\npayment P-1 A 2026-02-01 30.00 -> auto")
    for amount in (0, -1, 7001):
        with pytest.raises(Invalid) as refused:
            dispute(book, "A-1", amount)
        assert refused.value.field == "amount"
    dispute(book, "A-1", 4000)
    with pytest.raises(Invalid, match="at most"):
        dispute(book, "A-1", 3001, "delivery")
    assert disputed(book) == [(7000, 4000)]


def test_nobody_is_reminded_of_what_is_in_dispute_and_it_is_still_owed(book: Book) -> None:
    """100.00 is 40 days late and 30.00 of it disputed: 70.00 is asked for; ageing and balance have all of it."""
    book.ledger(TWO)
    dispute(book, "A-1", 3000)
    assert reasons(book) == [("overdue", 7000, 1, 40), ("due_soon", 5000, 1, 3)]
    sheet = book.services.reports.ageing(book.today)
    found = {key: amount for key, amount in zip(sheet.keys, sheet.total.buckets, strict=True) if amount}
    assert (found, sheet.difference) == ({"31-60": 10000, "not_due": 5000}, 0)
    columns = "balance_base, overdue_base, disputed_base"
    rows = book.store.rows(lambda *row: row, f"select {columns} from customer_standing")
    assert rows == [(15000, 10000, 3000)]


def test_a_customer_who_disputes_everything_is_not_on_the_list(book: Book) -> None:
    book.ledger(TWO)
    dispute(book, "A-1", 10000)
    dispute(book, "A-2", 5000, "price")
    assert reasons(book) == []
    page = book.services.accounts.page(book.ids["A"])
    assert [(each.code, each.amount) for each in page.remarks] == [("disputed", 15000)]


def test_a_dispute_past_its_day_comes_back_to_today(book: Book) -> None:
    book.ledger(TWO)
    found = dispute(book, "A-1", 10000, due_on=date(2026, 11, 20), owner_id=1)
    assert reasons(book) == [("unsettled", 10000, 1, 1), ("due_soon", 5000, 1, 3)]
    book.services.disputes.update(found, {"due_on": date(2026, 11, 21)})
    assert reasons(book) == [("due_soon", 5000, 1, 3)]


def test_the_list_tells_why_who_and_until_when(book: Book) -> None:
    book.ledger(TWO)
    dispute(book, "A-1", 3000, "quantity", owner_id=1, due_on=date(2026, 12, 1), note="two boxes short")
    lists = book.services.lists
    (row,) = lists.page("receivables", lists.keys("receivables", Query(("disputed",))))
    told = (row.status, row.open, row.disputed, row.dispute_reason, row.dispute_owner, str(row.settle_by_on))
    assert told == ("disputed", 10000, 3000, "quantity", "Owner", "2026-12-01")
    assert lists.summary("receivables", Query(("live",))).sums["disputed"] == 3000


def test_a_credit_note_ends_it_and_settles_that_part(book: Book) -> None:
    """30.00 of 100.00 credited: 70.00 is left, nothing in dispute, in one change that one undo takes back."""
    book.ledger(TWO)
    found = dispute(book, "A-1", 3000)
    credit = book.services.disputes.resolve(found, Resolution("credit_note"))
    assert credit is not None
    note = receivables.receivable(book.store, credit)
    assert note is not None
    assert (note.kind, note.number, note.amount, note.issued_on) == ("credit_note", "HZ-2026-0001", 3000, book.today)
    assert disputed(book) == [(7000, 0), (5000, 0)]
    assert disputed(book, date(2026, 11, 20)) == [(10000, 0), (5000, 0)]
    ended = disputes.dispute(book.store, found)
    assert ended is not None
    assert (ended.result, ended.credit_id, ended.closed_on) == ("credit_note", credit, book.today)
    book.services.history.undo()
    assert disputed(book) == [(10000, 3000), (5000, 0)]


def test_a_part_of_it_ends_and_the_rest_stays(book: Book) -> None:
    book.ledger(TWO + "dispute A-1 2026-11-10 80.00")
    (found,) = book.services.disputes.of_instalment(part(book, "A-1"))
    book.services.disputes.resolve(found.id, Resolution("credit_note", 3000))
    assert disputed(book) == [(7000, 5000), (5000, 0)]
    assert disputed(book, date(2026, 11, 12)) == [(10000, 8000), (5000, 0)]
    (rest,) = book.services.disputes.of_instalment(part(book, "A-1"))
    assert (rest.amount, rest.reason, rest.opened_on) == (5000, "quality", book.today)
    book.services.disputes.resolve(rest.id, Resolution("accepted"))
    assert disputed(book) == [(7000, 0), (5000, 0)]
    assert [each.result for each in book.services.disputes.of_customer(book.ids["A"])] == ["credit_note", "accepted"]


@pytest.mark.parametrize("result", ["accepted", "withdrawn", "court"])
def test_an_end_without_money_leaves_all_of_it_owed(book: Book, result: str) -> None:
    book.ledger(TWO)
    assert book.services.disputes.resolve(dispute(book, "A-1", 10000), Resolution(result)) is None
    assert disputed(book) == [(10000, 0), (5000, 0)]
    assert reasons(book)[0] == ("overdue", 10000, 1, 40)


def test_ended_disputes_do_not_end_again(book: Book) -> None:
    book.ledger(TWO)
    found = dispute(book, "A-1", 10000)
    book.services.disputes.resolve(found, Resolution("withdrawn"))
    with pytest.raises(UserError, match="ended already"):
        book.services.disputes.resolve(found, Resolution("withdrawn"))
    with pytest.raises(UserError, match="ended already"):
        book.services.disputes.update(found, {"note": "late"})


def test_no_more_is_credited_than_is_still_open(book: Book) -> None:
    """60.00 of 100.00 disputed, 70.00 paid since: 30.00 is open and credited, and the whole dispute is over."""
    book.ledger(TWO)
    found = dispute(book, "A-1", 6000)
    book.ledger("payment P-1 A 2026-11-20 70.00 -> A-1")
    with pytest.raises(Invalid) as refused:
        book.services.disputes.resolve(found, Resolution("credit_note", 3001))
    assert refused.value.field == "amount"
    book.services.disputes.resolve(found, Resolution("credit_note"))
    assert disputed(book) == [(5000, 0)]
    assert book.services.disputes.of_instalment(part(book, "A-1")) == []


@pytest.mark.parametrize(("field", "values"), [("reason", {"reason": "bad mood"}), ("note", {"note": "x" * 501})])
def test_what_cannot_be_taken_names_its_field(book: Book, field: str, values: dict[str, str]) -> None:
    book.ledger(TWO)
    found = dispute(book, "A-1", 10000)
    with pytest.raises(Invalid) as refused:
        book.services.disputes.update(found, values)
    assert refused.value.field == field


def test_a_foreign_dispute_is_rounded_in_one_way(book: Book) -> None:
    """3.33 USD disputed of 10.00 at 7.05 (70.50): 23.4765, so 23.48 on the page, in the balance and in the sums."""
    book.ledger("customer A USD\ninvoice A-1 A 2026-01-01 due 2026-10-12 10.00 USD @7.05")
    dispute(book, "A-1", 333)
    assert book.store.scalar("select disputed_base from customer_standing") == 2348
    (item,) = book.services.receivables.open_items(book.ids["A"])
    assert (item.disputed, item.disputed_base, item.in_base.disputed) == (333, 2348, 2348)
    assert [each.amount for each in book.services.accounts.page(book.ids["A"]).remarks if each.code == "disputed"] == [
        2348
    ]
    assert reasons(book)[0] == ("overdue", 7050 - 2348, 1, 40)


def test_a_foreign_credit_note_makes_no_exchange_difference(book: Book) -> None:
    book.ledger("customer A USD\ninvoice A-1 A 2026-01-01 due 2026-10-12 10.00 USD @7.05")
    book.services.disputes.resolve(dispute(book, "A-1", 333), Resolution("credit_note", number="CN-7"))
    (item,) = book.services.receivables.open_items(book.ids["A"])
    assert (item.open, item.open_base) == (667, 7050 - 2348)
    assert book.store.scalar("select sum(base_source-base_target) from allocation") == 0


def test_a_corrected_receivable_stays_in_dispute(book: Book) -> None:
    book.ledger(TWO)
    dispute(book, "A-1", 3000)
    correcting = book.services.corrections
    draft = correcting.receivable_draft(book.ids["A-1"])
    correcting.receivable(book.ids["A-1"], replace(draft, amount=9000), "typed wrongly")
    assert disputed(book) == [(9000, 3000), (5000, 0)]


def test_a_reason_that_an_import_left_open_may_stay_so(book: Book) -> None:
    book.ledger("customer A")
    draft = ReceivableDraft(book.ids["A"], 10000, date(2026, 10, 1), number="A-1", disputed=10000)
    book.ids["A-1"] = book.services.receivables.add(draft)
    (found,) = book.services.disputes.of_instalment(part(book, "A-1"))
    book.services.disputes.update(found.id, {"reason": "unspecified", "note": "asks for papers"})
    (after,) = book.services.disputes.of_instalment(part(book, "A-1"))
    assert (after.reason, after.note) == ("unspecified", "asks for papers")


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 11, 22)], ids=["before it was issued", "tomorrow"])
def test_a_dispute_begins_between_the_issue_and_today(book: Book, day: date) -> None:
    book.ledger(TWO)
    with pytest.raises(Invalid, match="from 2026-01-01") as refused:
        dispute(book, "A-1", 5000, opened_on=day)
    assert refused.value.field == "opened_on"


def test_a_dispute_ends_with_the_receivable_it_is_about(book: Book) -> None:
    book.ledger(TWO)
    made = dispute(book, "A-1", 2400)
    book.services.receivables.void(book.ids["A-1"], "never delivered")
    assert [(each.result, each.closed_on) for each in book.services.disputes.of_customer(book.ids["A"])] == [
        ("withdrawn", book.today)
    ]
    with pytest.raises(UserError, match="ended already"):
        book.services.disputes.resolve(made, Resolution("credit_note"))
