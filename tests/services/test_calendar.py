"""The calendar file: read again with a strict parser; what stands in it, what does not, what stays the same tomorrow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from app import i18n
from app.models.dates import add_days
from app.services.calendar_entries import entries
from app.services.contacting import ContactDraft
from app.services.feedback import FeedbackDraft
from app.services.promises import PromiseDraft
from app.services.visits import VisitDraft
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30 CNY limit 5000
    invoice  A-1 A 2026-09-01 due 2026-10-01 4321.00
    invoice  A-2 A 2026-11-01 due 2026-12-20 77.00
"""
LONG = "浙江海天塑胶制品有限公司宁波北仑分公司第二销售部华东大区客户关系管理中心 A & B <C> $x_$; ,\\ 甲"


def filled(book: Book) -> Book:
    """A promise, a follow-up after it, a complaint and a visit of half a year ago."""
    who = book.ledger(LEDGER).ids["A"]
    s = book.services
    s.customers.update(who, {"short_name": LONG[:60]})
    s.visits.record(VisitDraft(customer_id=who, on=date(2026, 6, 1)))
    promise = PromiseDraft(customer_id=who, due_on=date(2026, 11, 30), amount=4321_00)
    s.contacting.log(ContactDraft(customer_id=who, result="promised", promise=promise))
    s.feedback.add(FeedbackDraft(who, "complaint", "Wet boxes", on=date(2026, 11, 1)))
    return book


def read(path: Path) -> list[Any]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def of(found: list[Any], category: str) -> Any:
    return next(each for each in found if str(each["categories"].cats[0]) == category)


def test_what_lies_ahead_stands_on_its_day(book: Book) -> None:
    filled(book)
    found = {each.kind: each for each in entries(book.store, TODAY)}
    assert found["promise"].on == date(2026, 11, 30)
    assert found["feedback"].on == TODAY  # was to be settled on the 16th and still waits
    # class A, not rated: every 6 months
    assert found["visit"].on == date(2026, 12, 1)
    assert "reminder" not in found  # the promise holds it back
    clocks = [each for each in entries(book.store, TODAY, 1200) if each.kind == "clock"]
    assert [(each.on, each.what, each.document) for each in clocks] == [
        (date(2029, 10, 1), "limitation", "A-1"),
        (date(2029, 12, 20), "limitation", "A-2"),
    ]
    assert "follow_up" not in found  # the day of the promise itself


def test_letters_stand_on_the_day_from_which_they_are_due(book: Book) -> None:
    book.ledger(LEDGER)
    (found,) = [each for each in entries(book.store, TODAY) if each.kind == "reminder"]
    assert (found.on, found.what, found.amount) == (TODAY, "1", 4321_00)
    (before,) = [each for each in entries(book.store, date(2026, 10, 3)) if each.kind == "reminder"]
    # not rated: the first letter 7 days after 1 October
    assert (before.on, before.what) == (date(2026, 10, 8), "1")


def test_file_is_read_again_and_tells_no_amount(book: Book, tmp_path: Path) -> None:
    filled(book)
    path, with_amounts = tmp_path / "a.ics", tmp_path / "b.ics"
    count = book.services.calendar.write(path)
    events = read(path)
    assert len(events) == count == len(entries(book.store, TODAY))
    promise = of(events, "Promise to pay")
    assert promise.decoded("dtstart") == date(2026, 11, 30)
    assert promise.decoded("dtend") == date(2026, 12, 1)
    assert str(promise["summary"]) == f"Promise to pay: {LONG[:60]}"
    assert promise.decoded("dtstamp") == datetime(2026, 11, 21, tzinfo=UTC)
    assert [each.decoded("trigger") for each in promise.walk("VALARM")] == [timedelta(hours=9)]
    visit = of(events, "Visit")
    assert [each.decoded("trigger") for each in visit.walk("VALARM")] == [
        timedelta(days=-7, hours=9),
        timedelta(hours=9),
    ]
    assert "4,321" not in path.read_text("utf-8").replace("\r\n ", "")
    book.services.calendar.write(with_amounts, amounts=True)
    assert "¥4\\,321.00" in with_amounts.read_text("utf-8").replace("\r\n ", "")


def test_lines_are_as_the_standard_wants_them(book: Book, tmp_path: Path) -> None:
    filled(book)
    path = tmp_path / "a.ics"
    book.services.calendar.write(path)
    content = path.read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)  # long Chinese lines are folded
    [line.decode("utf-8") for line in lines]  # never within a character
    assert {event["class"] for event in read(path)} == {"PRIVATE"}


def test_newer_file_replaces_the_older_one(book: Book, tmp_path: Path) -> None:
    filled(book)
    today, again, tomorrow = (tmp_path / name for name in ("a.ics", "b.ics", "c.ics"))
    book.services.calendar.write(today)
    book.services.calendar.write(again)
    assert today.read_bytes() == again.read_bytes()
    book.services.calendar.write(tomorrow, on=add_days(TODAY, 1))
    old, new = ({str(each["uid"]): each for each in read(path)} for path in (today, tomorrow))
    assert set(old) == set(new)
    assert len(old) == len(read(today))
    assert {new[each]["sequence"] - old[each]["sequence"] for each in old} == {1}


def test_words_are_those_of_the_window(book: Book, tmp_path: Path) -> None:
    filled(book)
    path = tmp_path / "zh.ics"
    with i18n.speaking("zh_CN"):
        book.services.calendar.write(path)
    assert b"//ZH" in path.read_bytes()
    assert str(of(read(path), "答应付款")["summary"]).startswith("答应付款")
