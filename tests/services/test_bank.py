"""Bank statements from the file to the payment: known lines, matches, acceptance, and the ways back."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models import bank, invariants, payers, payments
from app.models.errors import UserError
from app.models.listing import Query
from app.services.bank_review import BankPreview
from app.services.bank_wording import why_text
from tests.banking import DATA, ROWS, entered, real, saved
from tests.book import Book, opened


def take(book: Book, path: Path) -> BankPreview:
    return book.services.bank.take(book.services.bank.read(path))


def open_of(book: Book, *numbers: str) -> list[int]:
    ids = [book.ids[number] for number in numbers]
    parts = {each.number: each.open for each in bank.open_parts(book.store)}
    assert ids
    return [parts.get(number, 0) for number in numbers]


@pytest.fixture(name="taken")
def taken_fixture(book: Book, tmp_path: Path) -> Book:
    """A book with four open lines of 550.00, 80.00, 61.00 and 0.55."""
    entered(book)
    take(book, saved(tmp_path))
    return book


def test_money_in_is_kept_and_money_out_is_counted(book: Book, tmp_path: Path) -> None:
    entered(book)
    found = take(book, saved(tmp_path))
    assert (found.count, found.same, found.out) == (4, 0, 1)
    assert [line.amount for line in bank.lines(book.store)] == [55000, 8000, 6100, 55]
    assert bank.last_difference(book.store) == (0, "CNY")


def test_the_same_file_again_and_a_longer_one_bring_only_what_is_new(taken: Book, tmp_path: Path) -> None:
    again = take(taken, saved(tmp_path))
    assert (again.count, again.same) == (0, 4)
    twin = "2026-11-04,货款 YS-0150,,80.00,1731.55,李军,622200003333\n"
    longer = take(taken, saved(tmp_path, ROWS + twin))
    assert (longer.count, longer.same) == (1, 4)
    assert bank.counts(taken.store) == {"open": 5, "matched": 0, "ignored": 0}


def test_taking_a_file_is_one_change_that_can_be_undone(taken: Book, tmp_path: Path) -> None:
    taken.services.history.undo()
    assert bank.counts(taken.store)["open"] == 0
    assert take(taken, saved(tmp_path)).count == 4


def test_lines_are_matched_with_reasons_in_words(taken: Book) -> None:
    review = taken.services.bank.review()
    first, second, third, fourth = (review.matches[line.id] for line in review.lines)
    assert [each.strength for each in (first, second, third, fourth)] == ["likely", "likely", "possible", "none"]
    assert why_text(first.suggestions[0], review.names, "CNY") == "Payer = 宏达建材; amount = YS-0112 + YS-0140"
    assert why_text(second.suggestions[0], review.names, "CNY") == "The text names YS-0150; amount fits"
    assert why_text(third.suggestions[0], review.names, "CNY") == "Amount = YS-0151"


def test_a_line_becomes_one_payment_and_its_payer_is_learnt(taken: Book) -> None:
    review = taken.services.bank.review()
    line = review.lines[1]
    made = taken.services.bank.accept(line.id, review.matches[line.id].suggestions[0])
    found = payments.payment(taken.store, made.payment_id)
    assert found is not None
    assert (found.amount, found.paid_on, found.payer_name, found.method) == (
        8000,
        date(2026, 11, 4),
        "李军",
        "transfer",
    )
    assert open_of(taken, "YS-0150", "YS-0151") == [0, 6100]
    assert (made.customer, made.payer) == ("永昌贸易", "李军")
    known = bank.line(taken.store, line.id)
    assert known is not None
    assert (known.status, known.payment_id) == ("matched", made.payment_id)
    assert [payer.name for payer in payers.of_customer(taken.store, taken.ids["永昌贸易"])] == ["李军"]


def test_a_learnt_payer_is_thought_of_next_time_and_can_be_forgotten(taken: Book, tmp_path: Path) -> None:
    review = taken.services.bank.review()
    line = review.lines[1]
    made = taken.services.bank.accept(line.id, review.matches[line.id].suggestions[0])
    take(taken, saved(tmp_path, "2026-11-09,款,,61.00,1.00,李军,622200003333\n"))
    later = taken.services.bank.review()
    match = later.matches[later.lines[-1].id].suggestions[0]
    assert [reason.code for reason in match.reasons] == ["payer", "exact"]
    assert made.learnt is not None
    taken.services.payers.forget(made.learnt)
    again = taken.services.bank.review()
    assert [reason.code for reason in again.matches[again.lines[-1].id].suggestions[0].reasons] == ["exact"]


def test_undo_and_voiding_open_the_line_again(taken: Book) -> None:
    review = taken.services.bank.review()
    line = review.lines[0]
    best = review.matches[line.id].suggestions[0]
    taken.services.bank.accept(line.id, best)
    assert open_of(taken, "YS-0112", "YS-0140") == [0, 0]
    taken.services.history.undo()
    assert bank.counts(taken.store) == {"open": 4, "matched": 0, "ignored": 0}
    assert open_of(taken, "YS-0112", "YS-0140") == [20000, 35000]
    made = taken.services.bank.accept(line.id, best)
    taken.services.payments.void(made.payment_id, "wrong customer")
    assert bank.counts(taken.store) == {"open": 4, "matched": 0, "ignored": 0}
    taken.services.history.undo()
    assert bank.counts(taken.store)["matched"] == 1


@pytest.mark.parametrize(
    "damage",
    [
        "update bank_line set status='open' where status='matched'",
        "update bank_line set amount=amount+1",
        "update payment set voided_on='2026-11-20'",
    ],
)
def test_a_line_and_its_payment_that_drift_apart_are_noticed(taken: Book, damage: str) -> None:
    review = taken.services.bank.review()
    taken.services.bank.accept(review.lines[0].id, review.matches[review.lines[0].id].suggestions[0])
    taken.store.db.execute("begin")
    taken.store.db.execute(damage)
    assert "I23" in invariants.broken(taken.store)
    taken.store.db.execute("rollback")
    assert invariants.broken(taken.store) == {}


def test_all_very_likely_lines_are_one_change(taken: Book) -> None:
    review = taken.services.bank.review()
    made = taken.services.bank.accept_all([(line.id, best) for line, best in review.likely()])
    assert len(made) == 2
    assert open_of(taken, "YS-0112", "YS-0140", "YS-0150") == [0, 0, 0]
    taken.services.history.undo()
    assert open_of(taken, "YS-0112", "YS-0140", "YS-0150") == [20000, 35000, 8000]


def test_a_suggestion_that_does_not_fit_any_more_writes_nothing(taken: Book) -> None:
    review = taken.services.bank.review()
    likely = review.likely()
    taken.ledger("payment P-1 永昌贸易 2026-11-10 20.00 -> YS-0150")
    with pytest.raises(UserError, match="settled meanwhile"):
        taken.services.bank.accept_all([(line.id, best) for line, best in likely])
    assert bank.counts(taken.store)["matched"] == 0
    assert open_of(taken, "YS-0112") == [20000]


def test_a_customer_chosen_by_hand_and_money_over(taken: Book) -> None:
    line = taken.services.bank.review().lines[0]
    made = taken.services.bank.accept_for(line.id, taken.ids["永昌贸易"])
    assert open_of(taken, "YS-0150", "YS-0151") == [0, 0]
    assert payments.open_of(taken.store, "payment_id", made.payment_id)[0] == 55000 - 8000 - 6100


def test_an_ignored_line_keeps_its_reason_and_can_be_opened(taken: Book) -> None:
    line = taken.services.bank.review().lines[3]
    taken.services.bank.ignore([line.id], "interest")
    assert [(each.id, each.ignore_reason) for each in bank.lines(taken.store, "ignored")] == [(line.id, "interest")]
    with pytest.raises(UserError, match="decided already"):
        taken.services.bank.accept_for(line.id, taken.ids["宏达建材"])
    taken.services.bank.reopen(line.id)
    assert bank.counts(taken.store)["open"] == 4


def test_a_bank_fee_settles_the_rest_of_the_invoice(book: Book, tmp_path: Path) -> None:
    entered(book, "customer ACME net 30 USD\ninvoice E-1 ACME 2026-09-01 due 2026-10-01 5000.00 USD @7.1")
    book.services.rates.add_exchange("USD", date(2026, 1, 1), "7.1")
    path = tmp_path / "usd.csv"
    path.write_text("交易日期,摘要,支出,收入,币种,对方户名\n2026-11-02,T/T,,4980.00,美元,ACME\n", "utf-8")
    take(book, path)
    review = book.services.bank.review()
    best = review.matches[review.lines[0].id].suggestions[0]
    assert (best.strength, best.fee) == ("possible", 2000)
    book.services.bank.accept(review.lines[0].id, best)
    assert open_of(book, "E-1") == [0]


@real
def test_a_file_of_two_statements_tells_what_both_lack(book: Book) -> None:
    take(book, DATA / "mt940/Jejik/Tests/MT940/Fixture/document/postfinance.txt")
    assert bank.last_difference(book.store) == (20, "CHF")


@real
def test_lines_of_the_real_files_match_a_book_made_for_them(book: Book) -> None:
    entered(
        book,
        """
        customer ABC公司 net 30
        customer 李四 net 30
        customer Dorn net 30 EUR
        customer 客户甲 net 30
        invoice F-1 ABC公司 2023-03-01 due 2023-04-01 1000.00
        invoice F-2 ABC公司 2023-03-05 due 2023-04-05 234.56
        invoice F-3 李四 2023-03-05 due 2023-04-05 1234.56
        invoice F-4 客户甲 2022-12-05 due 2023-01-05 222228.50
        invoice F-5 Dorn 2020-01-05 due 2020-02-05 65.00 EUR @7.1
        invoice 4654654654654654 Dorn 2014-12-01 due 2014-12-31 8.85 EUR @7.1
        """,
    )

    tables = DATA / "alipay_wechat_cn"
    for path in (
        tables / "icbc/example-icbc-debit-v2-records.csv",
        tables / "alipay/example-alipay-records.csv",
        DATA / "mt940/Jejik/Tests/MT940/Fixture/document/volksbankenraiffeisenbanken.txt",
        DATA / "camt/data/camt053.v2.minimal.xml",
    ):
        assert take(book, path).count
    review = book.services.bank.review()
    found = {
        (line.payer_name, line.amount): why_text(match.suggestions[0], review.names, line.currency)
        for line in review.lines
        if (match := review.matches[line.id]).suggestions
    }
    assert found["ABC公司", 123456] == "Payer = ABC公司; amount = F-1 + F-2"
    assert found["李四", 123456] == "Payer = 李四; amount = F-3"
    assert found["xxxx", 22222850] == "Amount = F-4"
    assert found["Olivia Dorn", 6500].endswith("amount = F-5")
    assert found["NAME NAME", 885] == "The text names 4654654654654654; amount fits"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    opens=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 40)), min_size=1, max_size=8),
    moneys=st.lists(
        st.tuples(st.sampled_from(["甲建材", "乙贸易", "丙五金", "路人"]), st.integers(1, 60)), min_size=1, max_size=8
    ),
)
def test_whatever_is_accepted_the_money_is_all_there_and_nothing_is_settled_twice(
    opens: list[tuple[int, int]], moneys: list[tuple[str, int]]
) -> None:
    names = ("甲建材", "乙贸易", "丙五金")
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as book:
        book.ledger("\n".join(f"customer {name} net 30" for name in names))
        for number, (whose, amount) in enumerate(opens, 1):
            book.ledger(f"invoice YS-{number:04} {names[whose]} 2026-09-01 due 2026-10-01 {amount}.00")
        rows = "".join(f"2026-11-02,货款,,{amount}.00,,{payer},\n" for payer, amount in moneys)
        take(book, saved(Path(folder), rows))
        review = book.services.bank.review()
        made = book.services.bank.accept_all([(line.id, best) for line, best in review.likely()])
        for line in book.services.bank.review().lines:
            match = book.services.bank.review().matches[line.id]
            if match.suggestions:
                made.append(book.services.bank.accept(line.id, match.suggestions[0]))
        received = [payments.payment(book.store, each.payment_id) for each in made]
        accepted = sum(line.amount for line in bank.lines(book.store, "matched"))
        assert sum(each.amount for each in received if each) == accepted
        assert (
            accepted + sum(line.amount for line in bank.lines(book.store)) == sum(amount for _p, amount in moneys) * 100
        )
        opened_before = sum(amount for _whose, amount in opens) * 100
        left = sum(each.open for each in bank.open_parts(book.store))
        applied = accepted - sum(payments.open_of(book.store, "payment_id", each.payment_id)[0] for each in made)
        assert opened_before - left == applied


def test_list_of_payments_tells_what_came_from_the_bank(taken: Book) -> None:
    review = taken.services.bank.review()
    taken.services.bank.accept(review.lines[0].id, review.matches[review.lines[0].id].suggestions[0])
    taken.ledger("customer Z\npayment P-9 Z 2026-03-01 5.00 ->")
    lists = taken.services.lists
    rows = lists.page("payments", lists.keys("payments", Query()))
    assert {row.amount: row.from_bank for row in rows} == {55000: 1, 500: 0}
