"""Cash deposits: taken, used for what is owed, given back; never more than lies with us. Figures counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import deposits
from app.models.errors import Invalid, UserError
from app.services.deposits import DepositDraft, Taking
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    invoice  A-1 A 2026-09-01 due 2026-10-01 300.00
    invoice  A-2 A 2026-10-01 due 2026-10-31 500.00
"""


@pytest.fixture
def ledger(book: Book) -> Book:
    return book.ledger(LEDGER)


def take(book: Book, amount: int, on: date = date(2026, 10, 1)) -> int:
    draft = DepositDraft(book.ids["A"], amount, on, refund_condition="contract done", refund_due_on=date(2026, 12, 31))
    return book.services.deposits.receive(draft)


def out(book: Book, amount: int, on: date = date(2026, 11, 10)) -> Taking:
    return Taking(book.ids["A"], amount, on)


def left(book: Book, on: date = TODAY) -> int:
    return sum(amount for _who, _currency, amount in deposits.balances(book.store, on))


def owes(book: Book) -> int:
    return book.services.reports.balance(book.ids["A"], TODAY).total


def test_what_is_used_pays_the_oldest_debt(ledger: Book) -> None:
    take(ledger, 400_00)
    assert (left(ledger), owes(ledger)) == (400_00, 800_00)
    ledger.services.deposits.offset(out(ledger, 350_00))
    assert (left(ledger), owes(ledger)) == (50_00, 450_00)  # 300 of A-1 and 50 of A-2
    ledger.services.history.undo()
    assert (left(ledger), owes(ledger)) == (400_00, 800_00)


def test_what_is_given_back_leaves_the_debt_as_it_is(ledger: Book) -> None:
    take(ledger, 400_00)
    ledger.services.deposits.refund(out(ledger, 400_00))
    assert (left(ledger), owes(ledger)) == (0, 800_00)
    assert left(ledger, date(2026, 11, 9)) == 400_00
    assert ledger.services.deposits.held() == []


def test_never_more_than_lies_with_us_on_any_day(ledger: Book) -> None:
    take(ledger, 400_00)
    with pytest.raises(Invalid, match=r"Only ¥400\.00"):
        ledger.services.deposits.refund(out(ledger, 400_01))
    ledger.services.deposits.refund(out(ledger, 300_00))
    with pytest.raises(Invalid, match=r"Only ¥100\.00"):
        ledger.services.deposits.offset(
            out(ledger, 150_00, date(2026, 10, 5))
        )  # it would lack on the day of the refund
    with pytest.raises(Invalid, match=r"Only ¥0\.00"):
        ledger.services.deposits.refund(out(ledger, 1, date(2026, 9, 30)))


def test_no_more_is_used_than_they_owe(ledger: Book) -> None:
    take(ledger, 1_000_00)
    with pytest.raises(Invalid, match=r"They owe ¥800\.00"):
        ledger.services.deposits.offset(out(ledger, 900_00))


def test_voiding_takes_the_payment_along(ledger: Book) -> None:
    taken = take(ledger, 400_00)
    used = ledger.services.deposits.offset(out(ledger, 350_00))
    with pytest.raises(UserError, match="was used or given back"):
        ledger.services.deposits.void(taken, "typed twice")
    ledger.services.deposits.void(used, "wrong customer")
    assert (left(ledger), owes(ledger)) == (400_00, 800_00)
    ledger.services.deposits.void(taken, "typed twice")
    assert left(ledger) == 0


def test_a_voided_payment_gives_the_deposit_back_its_money(ledger: Book) -> None:
    take(ledger, 400_00)
    used = ledger.services.deposits.offset(out(ledger, 350_00))
    move = deposits.move(ledger.store, used)
    assert move is not None and move.payment_id is not None
    ledger.services.payments.void(move.payment_id, "wrong")
    assert (left(ledger), owes(ledger)) == (400_00, 800_00)


def test_the_day_for_giving_it_back_is_a_last_day(ledger: Book) -> None:
    take(ledger, 400_00)
    rows = ledger.services.clocks.rows(TODAY, ledger.ids["A"])
    found = [each.clock for each in rows if each.clock.kind == "deposit_refund"]
    assert [(each.ends_on, each.document) for each in found] == [(date(2026, 12, 31), "A Company")]


def test_days_that_cannot_be(ledger: Book) -> None:
    early = DepositDraft(ledger.ids["A"], 1_00, date(2026, 10, 1), refund_due_on=date(2026, 9, 30))
    with pytest.raises(Invalid) as refused:
        ledger.services.deposits.receive(early)
    assert refused.value.field == "refund_due_on"
    with pytest.raises(Invalid) as ahead:
        take(ledger, 1_00, date(2026, 11, 22))
    assert ahead.value.field == "on_day"


def test_money_out_of_a_deposit_is_taken_back_only_whole(ledger: Book) -> None:
    take(ledger, 400_00)
    move = deposits.move(ledger.store, ledger.services.deposits.offset(out(ledger, 350_00)))
    assert move is not None and move.payment_id is not None
    with pytest.raises(UserError, match="out of a cash deposit"):
        ledger.services.payments.bounce(move.payment_id, TODAY, "refused")
    with pytest.raises(UserError, match="in its own place"):
        ledger.services.corrections.payment_draft(move.payment_id)
    assert (left(ledger), owes(ledger)) == (50_00, 450_00)
