"""What a recorded reminder leaves behind: steps, contact, fee, demand; undone, voided, served, returned."""

from __future__ import annotations

from datetime import date

import pytest

from app.models import charges
from app.models.errors import Invalid, UserError
from app.models.reminding import levels
from app.services.reminders import ReminderDraft, Serving, draft_of
from tests.book import Book, book_fixture
from tests.reminding import day, due, ladder, of, one

__all__ = ["book_fixture"]
OWES = "customer A net 30\ninvoice I-1 A 2026-09-01 due 2026-10-01 100.00"


# --- what was sent


def test_recording_writes_the_contact_the_follow_up_and_the_steps(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06")
    reminders, a = book.services.reminders, book.ids["A"]
    (made,) = reminders.of_customer(a)
    assert (made.number, made.level, made.amount, made.made_on) == ("CK-2026-0001", 1, 10000, date(2026, 10, 6))
    assert [(each.number, each.level, each.open, each.overdue_days) for each in reminders.items(made.id)] == [
        ("I-1", 1, 10000, 5)
    ]
    (contact,) = book.services.contacting.of_customer(a)
    assert (contact.result, contact.on_day, contact.next_on) == ("reminded", date(2026, 10, 6), date(2026, 10, 15))


def test_a_reminder_undone_never_was(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger("remind A 2026-10-06")
    assert due(book, "2026-10-20") == []
    book.services.history.undo()
    assert due(book, "2026-10-20") == [("A", "CNY", 1, 10000)]
    assert book.services.charges.open_of(book.ids["A"]) == []
    assert book.services.contacting.of_customer(book.ids["A"]) == []


def test_a_voided_letter_takes_its_fee_and_its_contact_along(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger("remind A 2026-10-06")
    reminders, a = book.services.reminders, book.ids["A"]
    reminders.void(reminders.of_customer(a)[0].id, "Sent to nobody")
    assert one(book, "2026-10-20").level == 1
    assert book.services.charges.open_of(a) == []
    assert [each.voided_on is None for each in book.services.contacting.of_customer(a)] == [False]
    with pytest.raises(UserError, match="voided already"):
        reminders.void(reminders.of_customer(a)[0].id, "Again")


def test_a_letter_by_hand_takes_its_step(book: Book) -> None:
    """On the third day somebody reminds anyway: the first letter is done then."""
    ladder(book).ledger(OWES)
    found = of(book, "2026-10-04")
    assert (found.due, found.level, [each.level for each in found.items]) == (False, 1, [1])
    draft = ReminderDraft(book.ids["A"], "CNY", 1, (found.items[0].instalment_id,), on=day("2026-10-04"))
    book.services.reminders.record(draft)
    assert due(book, "2026-10-20") == []
    assert due(book, "2026-10-21") == [("A", "CNY", 2, 10000)]


def test_a_higher_letter_by_hand_takes_along_who_is_furthest(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\ninvoice I-2 A 2026-09-20 due 2026-10-20 50.00")
    found = of(book, "2026-10-22")
    named = [each.instalment_id for each in found.items]
    chosen = book.services.reminders.chosen(found, named, 3, day("2026-10-22"))
    assert [(each.number, each.level) for each in chosen.items] == [("I-1", 3), ("I-2", 0)]
    lower = book.services.reminders.chosen(found, named[1:], 1, day("2026-10-22"))
    assert ([(each.number, each.level) for each in lower.items], lower.amount) == ([("I-2", 1)], 5000)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"instalments": ()}, "instalments"), ({"instalments": (99,)}, "instalments"), ({"level": 5}, "level"),
        ({"channel": "pigeon"}, "channel"), ({"lang": "fr"}, "lang"), ({"contact_id": 9}, "contact_id"),
        ({"on": date(2026, 12, 24)}, "on"), ({"deadline_on": date(2026, 10, 1)}, "deadline_on"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_is_refused(book: Book, change: dict[str, object], field: str) -> None:
    ladder(book).ledger(OWES)
    row: dict[str, object] = {
        "instalments": (one(book, "2026-10-06").items[0].instalment_id,),
        "level": 1,
        "on": day("2026-10-06"),
    }
    with pytest.raises(Invalid) as told:
        book.services.reminders.record(ReminderDraft(book.ids["A"], "CNY", **(row | change)))  # type: ignore[arg-type]
    assert told.value.field == field


def test_nothing_is_recorded_of_who_owes_nothing(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("payment P-1 A 2026-10-03 100.00 -> I-1")
    with pytest.raises(UserError, match="owes nothing in CNY"):
        book.services.reminders.record(ReminderDraft(book.ids["A"], "CNY", 1, (1,), on=day("2026-10-06")))


# --- served, returned


def served(book: Book, how: str, on: str) -> None:
    reminders = book.services.reminders
    newest = reminders.of_customer(book.ids["A"])[0]
    reminders.serve(newest.id, Serving(how, day(on), "EMS 1", "Wang"))


def until(book: Book) -> date:
    """The last day of limitation."""
    (row,) = [each for each in book.services.clocks.rows(book.today) if each.clock.kind == "limitation"]
    return row.clock.ends_on


def test_a_signed_letter_begins_the_three_years_anew(book: Book) -> None:
    """T-E3: due 2024-06-30 -> 2027-06-30; a demand signed for on 2025-03-15 -> 2028-03-15."""
    ladder(book).ledger(
        "customer A net 30\ninvoice I-1 A 2024-06-01 due 2024-06-30 100.00\nremind A 2024-07-10\nremind A 2025-03-10"
    )
    assert until(book) == date(2027, 6, 30)
    served(book, "signed", "2025-03-15")
    assert until(book) == date(2028, 3, 15)
    book.services.reminders.void(book.services.reminders.of_customer(book.ids["A"])[0].id, "Wrong firm")
    assert until(book) == date(2027, 6, 30)


def test_a_friendly_reminder_demands_nothing(book: Book) -> None:
    ladder(book).ledger("customer A net 30\ninvoice I-1 A 2024-06-01 due 2024-06-30 100.00\nremind A 2024-07-10")
    served(book, "signed", "2024-07-12")
    assert until(book) == date(2027, 6, 30)


def test_a_letter_that_came_back_never_reached_them(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger("remind A 2026-10-06")
    served(book, "returned", "2026-10-12")
    assert due(book, "2026-10-11") == []
    found = one(book, "2026-10-12")
    assert (found.level, found.fees) == (1, 1000)  # the fee of the lost one is gone
    served(book, "signed", "2026-10-12")
    assert due(book, "2026-10-12") == []
    assert [each.amount for each in book.services.charges.open_of(book.ids["A"])] == [1000]


def test_the_fee_of_a_letter_was_owed_until_it_came_back(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger(
        "remind A 2026-10-06\nserve A 2026-10-12 returned"
    )
    assert [of(book, on).fees for on in ("2026-10-05", "2026-10-06", "2026-10-11")] == [1000, 1000, 1000]
    found = one(book, "2026-10-12")
    assert (found.fees, found.fee, book.services.charges.open_of(book.ids["A"])) == (
        1000,
        1000,
        [],
    )  # of the new letter
    book.services.reminders.void(book.services.reminders.of_customer(book.ids["A"])[0].id, "Never sent")
    assert of(book, "2026-10-11").fee == of(book, "2026-10-11").fees == 1000  # the first letter is still to come


def test_a_fee_voided_by_hand_does_not_come_again_with_the_letter(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger("remind A 2026-10-06")
    (charge,) = book.services.charges.open_of(book.ids["A"])
    book.services.charges.void(charge.id)
    book.ledger("serve A 2026-10-12 returned\nserve A 2026-10-12 signed")
    assert (of(book, "2026-10-11").fees, book.services.charges.open_of(book.ids["A"])) == (0, [])


def test_a_demand_stood_until_its_letter_came_back(book: Book) -> None:
    """The courier said delivered, and brought it back a week later: until then the three years had begun anew."""
    ladder(book).ledger(
        "customer A net 30\ninvoice I-1 A 2024-06-01 due 2024-06-30 100.00\nremind A 2024-07-10\nremind A 2025-03-10"
    )
    book.ledger("serve A 2025-03-15 delivered\nserve A 2025-03-22 returned")

    def ends(on: str) -> date:
        (row,) = [each for each in book.services.clocks.rows(day(on)) if each.clock.kind == "limitation"]
        return row.clock.ends_on

    before, since = date(2027, 6, 30), date(2028, 3, 15)
    assert [ends(on) for on in ("2025-03-14", "2025-03-15", "2025-03-21", "2025-03-22", "2026-11-20")] == [
        before,
        since,
        since,
        before,
        before,
    ]
    assert [of(book, on).items[0].step for on in ("2025-03-21", "2025-03-22")] == [2, 1]
    book.ledger("serve A 2025-03-23 signed")  # it was found at their gate
    assert (ends("2025-03-22"), ends("2025-03-23")) == (before, date(2028, 3, 23))


# --- the past, and what changes at once


def test_a_past_day_knows_what_was_true_then(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\npayment P-1 A 2026-10-30 100.00 -> I-1")
    assert due(book, "2026-10-06") == []
    assert due(book, "2026-10-21") == [("A", "CNY", 2, 10000)]
    assert due(book, "2026-10-29") == [("A", "CNY", 2, 10000)]
    assert due(book, "2026-10-30") == []


def test_may_i_ship_knows_how_far_they_were_reminded(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\nremind A 2026-10-21")
    assert levels(book.store, book.today) == {book.ids["A"]: 2}
    book.ledger("payment P-1 A 2026-11-20 100.00 -> I-1")
    assert levels(book.store, book.today) == {}


def test_the_fee_of_a_letter_is_not_the_fixed_sum_of_a_law(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger("remind A 2026-10-06")
    (charge,) = book.services.charges.open_of(book.ids["A"])
    assert charge.amount == 1000
    (row,) = book.store.rows(int, "select receivable_id from instalment where id=?", (charge.instalment_id,))
    assert charges.claimed(book.store, {row}) == {}


def test_nothing_leaves_on_credit_after_the_final_demand(book: Book) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06\nremind A 2026-10-21")
    ask = book.services.shipping.ask
    assert "reminder" not in [each.code for each in ask(book.ids["A"], 100).reasons]
    book.ledger("remind A 2026-11-10")
    (told,) = [each for each in ask(book.ids["A"], 100).reasons if each.code == "reminder"]
    assert told.verdict == "stop"


def test_the_newest_money_is_told(book: Book) -> None:
    ladder(book, stale_days=7).ledger(OWES).ledger("payment P-1 A 2026-10-03 10.00 -> I-1")
    reminders = book.services.reminders
    assert [
        (f.days, f.stale) for f in (reminders.freshness(day("2026-10-10")), reminders.freshness(day("2026-10-11")))
    ] == [
        (7, False),
        (8, True),
    ]


# --- a past day that is written down afterwards


def asked(book: Book, on: str) -> tuple[list[tuple[int, list[str]]], list[tuple[str, int, str]]]:
    """What can be recorded of a past day (level and debts of each letter), and what is left out: debt, level, the later letter."""
    found = book.services.reminders.listing(day(on), afterwards=True)
    letters = [(each.level, [item.number for item in each.items]) for each in found if each.due]
    return letters, [(left.item.number, left.item.level, left.number) for each in found for left in each.left]


def test_what_a_later_letter_asked_for_is_not_written_again(book: Book) -> None:
    ladder(book, remind_fee=[10.0, 0.0, 0.0, 0.0]).ledger(OWES).ledger("remind A 2026-10-21")
    assert due(book, "2026-10-06") == [("A", "CNY", 1, 10000)]  # so it was that day
    assert asked(book, "2026-10-06") == ([], [("I-1", 1, "CK-2026-0001")])
    first = book.services.reminders.due(day("2026-10-06"))[0]
    before = book.store.scalar("select count(*) from change")
    with pytest.raises(Invalid, match="later letter CK-2026-0001 of 2026-10-21 asked for I-1 already") as told:
        book.services.reminders.record(draft_of(first, on=day("2026-10-06")))
    assert told.value.field == "instalments"
    assert book.store.scalar("select count(*) from change") == before
    assert [each.amount for each in book.services.charges.open_of(book.ids["A"])] == [1000]


def test_a_step_that_no_later_letter_was_for_is_written(book: Book) -> None:
    """The later letter named I-1 at the second step and I-2 at none: the first letter of I-2 is missing still."""
    ladder(book).ledger(OWES).ledger(
        "remind A 2026-10-06\ninvoice I-2 A 2026-09-10 due 2026-10-20 50.00\nremind A 2026-10-22"
    )
    book.ledger("invoice I-3 A 2026-09-01 due 2026-10-02 30.00")  # typed in late
    assert asked(book, "2026-10-08") == ([(1, ["I-1", "I-3"])], [])
    assert asked(book, "2026-10-21") == ([(1, ["I-3", "I-2"])], [("I-1", 2, "CK-2026-0002")])
    (found,) = [each for each in book.services.reminders.listing(day("2026-10-21"), afterwards=True) if each.due]
    assert (found.amount, found.reason and found.reason.number) == (8000, "I-3")
    book.services.reminders.record(draft_of(found, on=day("2026-10-21")))
    assert asked(book, "2026-10-21") == ([], [("I-1", 2, "CK-2026-0002")])
    assert [each.step for each in of(book, "2026-10-23").items] == [2, 1, 0]


def test_a_lower_letter_later_hinders_none(book: Book) -> None:
    """The second notice went out on 10-21 and was not noted; what was noted is a first one of 10-24, by hand."""
    ladder(book).ledger(OWES).ledger("remind A 2026-10-06")
    named = (of(book, "2026-10-24").items[0].instalment_id,)
    book.services.reminders.record(ReminderDraft(book.ids["A"], "CNY", 1, named, on=day("2026-10-24")))
    assert asked(book, "2026-10-21") == ([(2, ["I-1"])], [])


@pytest.mark.parametrize("undone", ["void", "back"])
def test_a_later_letter_that_is_no_more_hinders_none(book: Book, undone: str) -> None:
    ladder(book).ledger(OWES).ledger("remind A 2026-10-21")
    if undone == "void":
        book.services.reminders.void(book.services.reminders.of_customer(book.ids["A"])[0].id, "Never sent")
    else:
        book.ledger("serve A 2026-10-25 returned")
    assert asked(book, "2026-10-06") == ([(1, ["I-1"])], [])


def test_a_notice_of_what_came_due_is_not_written_after_its_reminder(book: Book) -> None:
    ladder(book, remind_before=7).ledger(OWES).ledger("remind A 2026-10-06")
    assert asked(book, "2026-09-24") == ([], [("I-1", 0, "CK-2026-0001")])
    waiting = book.services.reminders.listing(day("2026-09-24"), afterwards=True)[0].waiting
    assert waiting is not None and waiting.code == "asked"
