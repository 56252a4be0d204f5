"""Promises in the book: what the ledger makes of them, what an open one holds back, whom a broken one costs a grade."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models.errors import Invalid, UserError
from app.services import promise_states, promises
from app.services.contact_wording import touch_lines
from app.services.customer_wording import remark_text
from app.services.promises import PromiseDraft
from app.services.securities import SecurityDraft
from app.services.services import Services
from tests.book import TODAY, Book, assert_sound

LEDGER = """
    customer A net 30
    customer B net 30
    invoice  A-1 A 2026-08-01 due 2026-08-31 100.00
    invoice  A-2 A 2026-09-01 due 2026-10-01 100.00
    invoice  A-3 A 2026-11-01 due 2026-12-01 100.00
    invoice  B-1 B 2026-09-01 due 2026-10-01 100.00
"""
DUE = date(2026, 11, 10)


def told(book: Book, on: date = TODAY, customer: str = "A") -> list[tuple[str, int]]:
    """State and money of each promise, the oldest first."""
    found = promise_states.states(book.store, on, (book.ids[customer],))
    return [(each.state, each.received) for each in found]


def named(book: Book, found: dict[int, date]) -> dict[str, date]:
    """By the number of the receivable."""
    sql = "select i.id, r.number from instalment i join receivable r on r.id=i.receivable_id"
    numbers = dict(book.store.rows(lambda *row: row, sql))
    return {numbers[item]: until for item, until in found.items()}


def test_kept_by_money_of_the_customer(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00\npayment P-1 B 2026-11-05 100.00 -> auto")
    assert told(book) == [("broken", 0)]
    book.ledger("payment P-2 A 2026-11-05 95.00 -> auto")
    assert told(book) == [("kept", 9500)]
    assert told(book, date(2026, 11, 4)) == [("pending", 0)]
    assert told(book, date(2026, 10, 31)) == []


def test_a_payment_that_came_back_breaks_it_again_from_that_day(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00\npayment P-1 A 2026-11-05 100.00 -> A-1")
    book.ledger("bounce P-1 2026-11-18")
    assert told(book, date(2026, 11, 17)) == [("kept", 10000)]
    assert told(book, date(2026, 11, 18)) == [("broken", 0)]


def test_money_paid_back_keeps_nothing(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00\npayment P-1 A 2026-11-05 100.00 ->")
    book.ledger("refund R-1 A 2026-11-15 60.00")
    assert (told(book, date(2026, 11, 14)), told(book)) == ([("kept", 10000)], [("broken", 4000)])


def test_money_moved_to_another_debt(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00 -> A-1\npayment P-1 A 2026-11-05 100.00 -> A-1")
    assert told(book) == [("kept", 10000)]
    book.ledger("move P-1 2026-11-15 A-1 -> A-2")
    assert (told(book, date(2026, 11, 14)), told(book)) == ([("kept", 10000)], [("broken", 0)])


def test_a_payment_voided_never_came(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00\npayment P-1 A 2026-11-05 100.00 -> auto")
    book.ledger("void P-1")
    assert told(book, date(2026, 11, 8)) == [("pending", 0)]


def test_another_currency_keeps_nothing_unless_it_settles_what_was_promised(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00 -> A-1")
    book.ledger("payment P-1 A 2026-11-05 50.00 USD @7 ->")
    assert told(book) == [("broken", 0)]
    book.ledger("across P-2 A 2026-11-06 14.00 USD @7 -> A-1:14=98")
    assert told(book) == [("kept", 9800)]


def test_two_promises_and_one_payment(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-10 100.00\npromise T-2 A 2026-11-02 2026-11-12 100.00")
    book.ledger("payment P-1 A 2026-11-05 150.00 -> auto")
    assert told(book) == [("kept", 10000), ("partly", 5000)]


def test_withdrawn_from_its_day_and_voided_for_ever(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-18 2026-11-25 100.00\nwithdraw T-1 2026-11-20")
    assert (told(book, date(2026, 11, 19)), told(book)) == ([("pending", 0)], [("withdrawn", 0)])
    with pytest.raises(UserError, match="withdrawn already"):
        book.services.promises.withdraw(book.ids["T-1"])
    book.services.promises.void(book.ids["T-1"])
    assert told(book, date(2026, 11, 19)) == []
    with pytest.raises(UserError, match="voided already"):
        book.services.promises.void(book.ids["T-1"])


def test_an_open_promise_holds_back_the_oldest_debts_or_those_it_names(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-20 2026-11-25 150.00")
    assert named(book, promises.pauses(book.store, TODAY)) == dict.fromkeys(("A-1", "A-2"), date(2026, 11, 27))
    book.ledger("payment P-1 A 2026-11-21 60.00 -> A-1")
    assert named(book, promises.pauses(book.store, TODAY)) == dict.fromkeys(("A-1", "A-2"), date(2026, 11, 27))
    book.ledger("promise T-2 B 2026-11-20 2026-11-30 10.00 -> B-1")
    assert named(book, promises.pauses(book.store, TODAY, (book.ids["B"],))) == {"B-1": date(2026, 12, 2)}
    assert promises.pauses(book.store, date(2026, 12, 3)) == {}


def test_what_is_in_dispute_is_not_what_was_promised(book: Book) -> None:
    book.ledger(LEDGER + "dispute A-1 2026-11-01 100.00\npromise T-1 A 2026-11-20 2026-11-25 100.00")
    assert list(named(book, promises.pauses(book.store, TODAY))) == ["A-2"]


def test_the_third_after_two_broken_ones_holds_nothing_back(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-02 50.00\npromise T-2 A 2026-11-06 2026-11-07 50.00")
    book.ledger("promise T-3 A 2026-11-12 2026-11-25 50.00")
    assert promises.pauses(book.store, TODAY) == {}
    book.ledger("payment P-1 A 2026-11-08 100.00 -> auto")
    assert list(named(book, promises.pauses(book.store, TODAY))) == ["A-2"]


@pytest.mark.parametrize(("due", "held"), [("2026-11-24", True), ("2026-11-26", False)])
def test_never_past_a_last_day_of_the_law(book: Book, due: str, held: bool) -> None:
    """Due on 2023-11-27, the claim runs out on 2026-11-27; spoken words do not start it anew."""
    book.ledger(f"customer C\ninvoice C-1 C 2023-10-01 due 2023-11-27 100.00\npromise T-1 C 2026-11-20 {due} 100.00")
    assert (promises.pauses(book.store, TODAY) != {}) == held


def test_never_past_the_last_day_of_a_guarantee(book: Book) -> None:
    book.ledger(
        "customer C\ninvoice C-1 C 2026-05-01 due 2026-05-25 100.00\npromise T-1 C 2026-11-20 2026-11-24 100.00"
    )
    assert promises.pauses(book.store, TODAY) != {}
    guarantee = SecurityDraft(
        book.ids["C"],
        "guarantee_company",
        date(2026, 5, 1),
        10000,
        giver="Li Co",
        joint=True,
        resolution_on=date(2026, 5, 1),
    )
    book.services.securities.add(guarantee)  # six months from the due day: 2026-11-25
    assert promises.pauses(book.store, TODAY) == {}


def test_a_written_promise_starts_limitation_anew(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-20 2026-11-25 100.00")

    def ends() -> set[str]:
        rows = book.services.clocks.rows(None, book.ids["A"])
        return {f"{row.clock.document} {row.clock.ends_on}" for row in rows if row.clock.kind == "limitation"}

    before = {"A-1 2029-08-31", "A-2 2029-10-01", "A-3 2029-12-01"}
    assert ends() == before
    book.ledger("promise T-2 A 2026-11-20 2026-11-25 100.00 written -> A-1")
    assert ends() == {"A-1 2029-11-20", "A-2 2029-10-01", "A-3 2029-12-01"}
    paper = tmp_path / "wechat.png"
    paper.write_bytes(b"\x89PNG\r\n\x1a\nx")
    book.services.promises.add(
        PromiseDraft(customer_id=book.ids["A"], due_on=date(2026, 12, 1), amount=1, written=True, file=paper)
    )
    sql = "select strength from claim_event where kind='promise' order by id"
    assert book.store.rows(str, sql) == ["medium", "strong"]
    assert ends() == {"A-1 2029-11-21", "A-2 2029-11-21", "A-3 2029-12-01"}
    book.services.promises.void(book.ids["T-2"])
    book.services.promises.void(int(book.store.scalar("select max(id) from promise")))
    assert ends() == before


def test_two_broken_in_ninety_days_are_no_better_than_bb(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-05 50.00\npromise T-2 A 2026-11-06 2026-11-12 50.00")
    scored = book.services.scoring.score(book.ids["A"])
    assert scored.facts.standing.broken_promises == 2
    assert ("broken_promises", "BB") in [(cap.code, cap.grade) for cap in scored.score.caps]
    book.ledger("payment P-1 A 2026-11-07 50.00 -> A-1")
    scored = book.services.scoring.score(book.ids["A"])
    assert scored.facts.standing.broken_promises == 1
    assert "broken_promises" not in [cap.code for cap in scored.score.caps]


def test_a_promise_breaks_by_itself_when_the_day_comes(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-10 2026-11-19 50.00")

    def broken(services: Services) -> int:
        return services.scoring.score(book.ids["A"]).facts.standing.broken_promises

    assert broken(book.services) == 0  # its grace ends today
    tomorrow = Services(book.store, date(2026, 11, 22))
    assert tomorrow.standing.for_today()
    assert broken(tomorrow) == 1
    assert_sound(book.store, date(2026, 11, 22))
    assert Services(book.store, TODAY).standing.for_today()


def test_shipping_asks_while_the_debt_of_a_broken_promise_is_open(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-05 100.00 -> A-1")

    def rules() -> tuple[str, ...]:
        return book.services.shipping.ask(book.ids["A"], 100).broken

    assert "broken" in rules()
    book.ledger("payment P-1 A 2026-11-20 100.00 -> A-1")  # too late to keep it
    assert told(book) == [("broken", 0)]
    assert "broken" not in rules()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"due_on": date(2026, 11, 20)}, "due_on"),
        ({"made_on": date(2026, 11, 22), "due_on": date(2026, 11, 25)}, "made_on"),
        ({"currency": "yuan"}, "currency"),
        ({"channel": "pigeon"}, "channel"),
        ({"currency": "USD", "named": "A-1"}, "instalments"),
        ({"named": "B-1"}, "instalments"),
    ],
)
def test_refusals(book: Book, changed: dict[str, object], field: str) -> None:
    book.ledger(LEDGER)
    number = changed.pop("named", None)
    if number:
        changed["instalments"] = (int(book.store.scalar(
            "select i.id from instalment i where i.receivable_id=?", (book.ids[str(number)],)
        )),)  # fmt: skip
    values = {"customer_id": book.ids["A"], "due_on": TODAY, "amount": 100, **changed}
    with pytest.raises(Invalid) as refused:
        book.services.promises.add(PromiseDraft(**values))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert promise_states.states(book.store, TODAY) == []


def test_the_page_of_a_customer_says_what_was_broken_and_what_is_to_come(book: Book) -> None:
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-05 50.00\npromise T-2 A 2026-11-20 2026-11-25 50.00")
    book.ledger("contact A 2026-11-20 no_answer\ncontact A 2026-11-19 other next 2026-11-24")
    found = book.services.accounts.page(book.ids["A"])
    assert "1 promise was broken in the last 90 days: that counts in the score" in map(remark_text, found.remarks)
    assert [line[0] for line in touch_lines(found.touch)] == [
        "Promised: ¥50.00 by 2026-11-05",
        "Promised: ¥50.00 by 2026-11-25",
        "Next follow-up: 2026-11-23",
        "2026-11-20 · No answer",
        "2026-11-19 · Something else",
    ]
    calm = book.services.accounts.page(book.ids["B"])
    assert touch_lines(calm.touch) == []


def test_a_limit_of_the_score_stays_on_its_day(book: Book) -> None:
    """Undo of the payment that kept a promise breaks it again: stored scores follow."""
    book.ledger(LEDGER + "promise T-1 A 2026-11-01 2026-11-05 50.00\npayment P-1 A 2026-11-04 50.00 -> auto")
    assert book.services.scoring.score(book.ids["A"]).facts.standing.broken_promises == 0
    book.services.history.undo()
    assert book.services.scoring.score(book.ids["A"]).facts.standing.broken_promises == 1
    book.services.history.redo()
    assert told(book) == [("kept", 5000)]


def test_the_review_sheet_tells_how_far_promises_are_kept(book: Book) -> None:
    """One kept, two not: (1 + 7) / (3 + 10). One that is still open does not count, a sheet without any says nothing."""
    book.ledger(LEDGER)
    none = book.services.reviews.preview(book.ids["A"]).payment
    assert (none.promises, none.kept_rate) == (0, None)
    book.ledger("promise T-1 A 2026-10-01 2026-10-05 50.00\npromise T-2 A 2026-10-06 2026-10-12 50.00")
    book.ledger("promise T-3 A 2026-11-01 2026-11-10 40.00\npayment P-1 A 2026-11-05 40.00 -> A-1")
    book.ledger("promise T-4 A 2026-11-18 2026-11-30 10.00")
    found = book.services.reviews.preview(book.ids["A"]).payment
    assert (found.promises, found.kept_rate) == (3, 8 / 13)
