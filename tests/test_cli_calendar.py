"""kedun calendar: a file for the phone, the same as JSON, refusals."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar

from tests.commands import document, done, refused, two_customers


def test_file_and_document_tell_the_same_days(tmp_path: Path) -> None:
    book, ics = two_customers(tmp_path), tmp_path / "days.ics"
    found = document("calendar", book, "--as-of", "2026-11-22", "--json")
    done("calendar", book, "--as-of", "2026-11-22", "--ics", ics)
    events = list(Calendar.from_ical(ics.read_bytes()).walk("VEVENT"))
    assert found["as_of"] == "2026-11-22"
    assert [row["uid"] for row in found["rows"]] == [str(each["uid"]) for each in events]
    assert [row["date"] for row in found["rows"]] == [each.decoded("dtstart").isoformat() for each in events]
    assert f"{len(events)} entr" in done("calendar", book, "--as-of", "2026-11-22")


def test_name_of_the_file_ends_as_its_kind(tmp_path: Path) -> None:
    assert "must end in .ics" in refused("calendar", two_customers(tmp_path), "--ics", tmp_path / "days.txt")
