"""Receivables: their due days, instalments, numbers, disputes and voiding. Every book is sound at the end of its test."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import customers, receivables
from app.models.errors import Invalid, UserError
from app.models.money import ABSURD
from app.services.receivables import ReceivableDraft
from tests.book import TODAY, Book


def draft(book: Book, amount: int, **more: object) -> ReceivableDraft:
    values: dict[str, object] = {"customer_id": book.ids["A"], "amount": amount, "issued_on": TODAY, **more}
    return ReceivableDraft(**values)  # type: ignore[arg-type]  # each test names fields of the draft


def add(book: Book, amount: int, **more: object) -> int:
    return book.services.receivables.add(draft(book, amount, **more))


def parts_of(book: Book, receivable_id: int) -> list[tuple[str, int, int]]:
    rows = receivables.instalments(book.store, receivable_id)
    return [(str(row.due_on), row.amount, row.amount_base) for row in rows]


def number_of(book: Book, receivable_id: int) -> str:
    found = receivables.receivable(book.store, receivable_id)
    assert found is not None
    return found.number


@pytest.mark.parametrize(
    ("basis", "days", "day_of_month", "due"),
    [
        ("net", 30, None, "2026-03-02"),
        ("eom", 30, None, "2026-02-28"),
        ("eom_day", 0, 31, "2026-02-28"),
        ("cash", 0, None, "2026-01-31"),
    ],
)
def test_the_due_day_follows_the_terms(book: Book, basis: str, days: int, day_of_month: int | None, due: str) -> None:
    book.ledger("customer A")
    with book.store.change("customer.terms") as change:
        values = {"basis": basis, "days": days, "day_of_month": day_of_month}
        customers.set_terms(change, book.ids["A"], "2020-01-01", values)
    made = add(book, 10000, issued_on=date(2026, 1, 31))
    assert parts_of(book, made) == [(due, 10000, 10000)]


def test_without_terms_there_is_no_due_day_and_nothing_is_overdue(book: Book) -> None:
    book.ledger("customer A")
    made = add(book, 10000, issued_on=date(2020, 1, 31))
    assert parts_of(book, made) == [("None", 10000, 10000)]
    sheet = book.services.reports.ageing(TODAY)
    assert dict(zip(sheet.keys, sheet.total.buckets, strict=True))["no_date"] == 10000
    assert sheet.total.overdue_days_max == 0


def test_a_due_day_given_beats_the_terms(book: Book) -> None:
    book.ledger("customer A net 30")
    assert parts_of(book, add(book, 100, due_on=date(2027, 1, 5)))[0][0] == "2027-01-05"


def test_instalments_share_the_base_amount_exactly(book: Book) -> None:
    book.ledger("customer A USD")
    three = ((date(2026, 12, 1), 3333), (date(2027, 1, 1), 3333), (None, 3334))
    made = add(book, 10000, rate="7.1234", instalments=three)
    assert parts_of(book, made) == [("2026-12-01", 3333, 23742), ("2027-01-01", 3333, 23742), ("None", 3334, 23750)]


@pytest.mark.parametrize("parts", [((None, 99),), ((None, 101),), ((None, 110), (None, -10)), ((None, 100), (None, 0))])
def test_instalments_that_do_not_make_the_amount(book: Book, parts: tuple[tuple[None, int], ...]) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid) as refused:
        add(book, 100, instalments=parts)
    assert refused.value.field == "instalments"


def test_foreign_currency_takes_the_rate_given_then_the_newest_known(book: Book) -> None:
    book.ledger("customer A USD")
    with book.store.change("rate.add") as change:
        for day, rate in (("2026-10-01", "7.0"), ("2026-11-01", "7.2"), ("2026-12-01", "9")):
            change.insert("exchange_rate", {"currency": "USD", "on_day": day, "rate": rate})
    assert parts_of(book, add(book, 10000))[0][2] == 72000
    assert parts_of(book, add(book, 10000, issued_on=date(2026, 10, 31)))[0][2] == 70000
    assert parts_of(book, add(book, 10000, rate="6.5"))[0][2] == 65000
    with pytest.raises(Invalid, match="no exchange rate for USD on 2026-09-30") as refused:
        add(book, 10000, issued_on=date(2026, 9, 30))
    assert refused.value.field == "rate"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"amount": ABSURD}, "amount"),
        ({"issued_on": date(2206, 1, 1)}, "issued_on"),
        ({"due_on": date(1900, 1, 1)}, "due_on"),
        ({"customer_id": 7}, "customer_id"),
        ({"number": "Z" * 61}, "number"),
        ({"description": "d" * 501}, "description"),
        ({"currency": "ZZZ", "rate": "0"}, "rate"),
        ({"currency": "ZZZ", "rate": "NaN"}, "rate"),
        ({"currency": "ZZZ", "rate": "Infinity"}, "rate"),
        ({"currency": "US$", "rate": "7"}, "currency"),
    ],
)
def test_what_cannot_be_recorded(book: Book, more: dict[str, object], field: str) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid) as refused:
        add(book, **{"amount": 100, **more})  # type: ignore[arg-type]
    assert refused.value.field == field
    assert book.services.receivables.open_items(book.ids["A"]) == []


def test_numbers_run_on_and_are_never_used_twice(book: Book) -> None:
    book.ledger("customer A")
    first, second = add(book, 100), add(book, 100)
    assert (number_of(book, first), number_of(book, second)) == ("YS-2026-0001", "YS-2026-0002")
    book.services.receivables.void(second, "typing mistake")
    assert number_of(book, add(book, 100)) == "YS-2026-0003"
    assert number_of(book, add(book, 100, issued_on=date(2025, 12, 31))) == "YS-2025-0001"


def test_a_number_typed_by_hand_does_not_stop_the_numbering(book: Book) -> None:
    book.ledger("customer A")
    add(book, 100)
    add(book, 100, number="YS-2026-0001-copy")
    assert number_of(book, add(book, 100)) == "YS-2026-0002"


def test_a_number_of_this_customer_is_taken_once(book: Book) -> None:
    book.ledger("customer A\ncustomer B\ninvoice 77 A 2026-01-01 due - 1.00")
    with pytest.raises(Invalid, match="already has a receivable “77”"):
        add(book, 100, number="77")
    add(book, 100, number="77", customer_id=book.ids["B"])
    book.ledger("invoice 88 A 2026-01-01 due - 1.00\nvoid 88")
    with pytest.raises(Invalid, match="used and voided") as refused:
        add(book, 100, number=" 88 ")
    assert refused.value.field == "number"


def test_a_changed_due_day_holds_from_the_day_it_was_changed(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-01 due 2026-02-01 1.00\ndue A-1 2026-03-10 2026-04-30")
    for on, due in (("2026-03-09", "2026-02-01"), ("2026-03-10", "2026-04-30")):
        items = receivables.open_items(book.store, book.ids["A"], date.fromisoformat(on))
        assert [str(item.due_on) for item in items] == [due]


def test_a_due_day_of_a_voided_receivable_stays(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-01 due 2026-02-01 1.00")
    part = receivables.instalments(book.store, book.ids["A-1"])[0]
    book.ledger("void A-1")
    with pytest.raises(UserError, match="voided already"):
        book.services.receivables.change_due(part.id, TODAY, "agreed")


def test_a_receivable_can_begin_in_dispute(book: Book) -> None:
    book.ledger("customer A")
    add(book, 10000, disputed=2500)
    assert [(i.open, i.disputed) for i in book.services.receivables.open_items(book.ids["A"])] == [(10000, 2500)]


def test_voiding_waits_until_no_money_is_applied(book: Book) -> None:
    book.ledger(
        """
        customer A
        invoice  A-1 A 2026-01-01 due 2026-02-01 100.00
        invoice  A-2 A 2026-01-01 due 2026-03-01 100.00
        payment  P-1 A 2026-02-01 30.00 -> A-1
        """
    )
    with pytest.raises(UserError, match="Money is applied"):
        book.services.receivables.void(book.ids["A-1"], "typing mistake")
    book.ledger("move P-1 2026-02-20 A-1 -> A-2\nvoid A-1")
    assert [(i.number, i.open) for i in book.services.receivables.open_items(book.ids["A"])] == [("A-2", 7000)]
    then = receivables.open_items(book.store, book.ids["A"], date(2026, 2, 10))
    assert [(i.number, i.open) for i in then] == [("A-2", 10000), ("P-1", 3000)]
    assert book.services.reports.ageing(date(2026, 2, 10)).difference == 0


def test_a_voided_payment_sets_its_receivable_free_to_be_voided(book: Book) -> None:
    book.ledger(
        "customer A\ninvoice A-1 A 2026-01-01 due - 9.00\npayment P-1 A 2026-02-01 9.00 -> auto\nvoid P-1\nvoid A-1"
    )
    assert book.services.receivables.open_items(book.ids["A"]) == []
    with pytest.raises(UserError, match="voided already"):
        book.services.receivables.void(book.ids["A-1"], "again")


def test_what_a_voided_credit_note_settled_is_owed_again(book: Book) -> None:
    book.ledger("customer A\ninvoice A-1 A 2026-01-01 due - 9.00\ncredit G-1 A 2026-02-01 4.00 -> A-1")
    assert [item.open for item in book.services.receivables.open_items(book.ids["A"])] == [500]
    book.services.receivables.void(book.ids["G-1"], "typing mistake")
    assert [item.open for item in book.services.receivables.open_items(book.ids["A"])] == [900]
    assert [item.open for item in book.services.receivables.open_items(book.ids["A"], date(2026, 3, 1))] == [900]


def test_a_credit_note_that_was_paid_out_cannot_be_voided(book: Book) -> None:
    book.ledger("customer A\ncredit G-1 A 2026-02-01 4.00\npayout R-1 G-1 2026-02-10 4.00")
    with pytest.raises(UserError, match="went back to the customer"):
        book.services.receivables.void(book.ids["G-1"], "typing mistake")
    book.ledger("void R-1")
    book.services.receivables.void(book.ids["G-1"], "typing mistake")


@pytest.mark.parametrize(
    ("kind", "disputed"), [("invoice", -1), ("invoice", 10001), ("credit_note", 1)], ids=["minus", "too much", "credit"]
)
def test_a_part_that_cannot_be_in_dispute(book: Book, kind: str, disputed: int) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid) as refused:
        add(book, 10000, kind=kind, disputed=disputed)
    assert refused.value.field == "disputed"
    assert book.store.scalar("select count(*) from receivable") == 0


def test_an_instalment_of_another_century_is_refused(book: Book) -> None:
    book.ledger("customer A")
    with pytest.raises(Invalid, match="1800"):
        add(book, 10000, instalments=((TODAY, 4000), (date(1800, 1, 1), 6000)))


def test_what_is_claimed_beside_a_voided_receivable_is_voided_too(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-01-10 due 2026-02-09 100.00")
    part = receivables.instalments(book.store, book.ids["A-1"])[0].id
    book.services.charges.claim(part, "interest", 500, date(2026, 3, 1), {})
    book.services.receivables.void(book.ids["A-1"], "never delivered")
    assert book.services.charges.open_of(book.ids["A"]) == []
    book.services.history.undo()
    assert [claim.amount for claim in book.services.charges.open_of(book.ids["A"])] == [500]


def test_a_currency_in_small_letters_is_the_same_one(book: Book) -> None:
    book.ledger("customer A")
    add(book, 100, currency="usd", rate="7")
    assert [item.currency for item in book.services.receivables.open_items(book.ids["A"])] == ["USD"]
