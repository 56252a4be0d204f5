"""The days ahead as a calendar file (.ics, RFC 5545) for the phone: all-day entries that a newer file replaces.

services.calendar.write(path)                    # no amounts: a phone is easily lost
services.calendar.write(path, amounts=True)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app import __version__, i18n
from app.i18n import _
from app.models import book
from app.models.dates import add_days
from app.models.store import Store
from app.services import calendar_wording as words
from app.services.calendar_entries import Entry, entries
from app.services.outfile import whole_file

if TYPE_CHECKING:
    from icalendar import Alarm, Event

MORNING: Final = 9  # o'clock, when the phone calls to mind
EPOCH: Final = date(2000, 1, 1)  # from which the number of a version is counted
ENDING: Final = ".ics"


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of a book on a day."""

    company: str
    uuid: str
    on: date
    entries: tuple[Entry, ...]


class Calendar:
    """Reads, and writes files outside the book."""

    def __init__(self, store: Store, today: date) -> None:
        self._store, self._today = store, today

    def days(self, on: date | None = None) -> Days:
        """What lies ahead of a day."""
        day = on or self._today
        with self._store.snapshot():
            return Days(book.company(self._store).name, book.uuid(self._store), day, entries(self._store, day))

    def write(self, path: Path, *, amounts: bool = False, on: date | None = None) -> int:
        """Writes the file in the language in use; returns how many entries it has. Raises UserError where it cannot be written."""
        days = self.days(on)
        content = ics(days, amounts=amounts)
        with whole_file(path) as partial:
            partial.write_bytes(content)
        return len(days.entries)


def ics(days: Days, *, amounts: bool = False) -> bytes:
    """The file: the same days give the same bytes. Lines end as the standard says and are folded at 75 octets."""
    from icalendar import Calendar as File

    file = File()
    file.add("prodid", f"-//Kedun//Kedun {__version__}//{i18n.language()[:2].upper()}")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    name = _("Kedun: {company}").format(company=_plain(days.company))
    for key in ("name", "x-wr-calname"):
        file.add(key, name)
    for entry in days.entries:
        file.add_component(_event(days, entry, amounts=amounts))
    content: bytes = file.to_ical()
    return content


def _event(days: Days, entry: Entry, *, amounts: bool) -> Event:
    """An all-day entry ends on the next day and keeps nobody busy. A version made on a later day has a higher number."""
    from icalendar import Event

    event = Event()
    event.add("uid", uid(days.uuid, entry))
    event.add("dtstamp", datetime.combine(days.on, time(), UTC))
    event.add("sequence", (days.on - EPOCH).days)
    event.add("summary", _plain(words.title(entry, amounts=amounts)))
    event.add("dtstart", entry.on)
    event.add("dtend", add_days(entry.on, 1))
    event.add("description", _plain(words.note(entry)))
    event.add("categories", [words.kind_name(entry.kind)])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in sorted({*entry.alarms, 0}, reverse=True):
        if add_days(entry.on, -before) >= days.on:
            event.add_component(_alarm(before, words.title(entry, amounts=False)))
    return event


def _alarm(before: int, text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(text))
    alarm.add("trigger", timedelta(days=-before, hours=MORNING))
    return alarm


def uid(book_uuid: str, entry: Entry) -> str:
    """The same for the same thing in the same book, whenever the file is made."""
    told = hashlib.sha256(f"{book_uuid} {entry.kind} {entry.key}".encode()).hexdigest()
    return f"{told[:32]}@kedun"


def _plain(text: str) -> str:
    """No signs that a calendar could not carry."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def as_json(days: Days) -> dict[str, Any]:
    """The shape of `kedun calendar --json`: no amounts."""
    rows = [
        {
            "date": each.on.isoformat(), "kind": each.kind, "customer": each.customer, "title": words.title(each),
            "document": each.document, "count": each.count, "uid": uid(days.uuid, each),
        }
        for each in days.entries
    ]  # fmt: skip
    return {"as_of": days.on.isoformat(), "rows": rows}
