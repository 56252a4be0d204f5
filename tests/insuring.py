"""Insuring customers of a test's book: a policy, a limit for a buyer, what was reported, the cover of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.services.insurance import Insurance
from app.services.insurance_cover import Cover
from app.services.insurance_drafts import BuyerLimitDraft, EventDraft, PolicyDraft
from tests.book import Book

START = date(2026, 1, 1)
DAY = date(2026, 6, 30)
LEDGER = """
customer A net 60
invoice  A-1 A 2026-05-01 due 2026-07-30 150000.00
invoice  A-2 A 2026-06-01 due 2026-08-30 140000.00
"""


STOP = """
customer A net 30
invoice  A-1 A 2026-03-01 due 2026-03-31 10000.00
invoice  A-2 A 2026-05-30 due 2026-06-29 20000.00
invoice  A-3 A 2026-05-31 due 2026-06-30 30000.00
"""


def take_out(book: Book, **terms: Any) -> int:
    """A domestic policy of 2026; its id."""
    known = {"insurer": "Insurer", "number": "P-1", "from_on": START, "to_on": date(2026, 12, 31), "cover_bp": 9000}
    return book.services.insurance.add_policy(PolicyDraft(**{**known, **terms}))


def grant(book: Book, policy: int, code: str, amount: str, since: date = START, **more: Any) -> int:
    return book.services.insurance.set_limit(
        BuyerLimitDraft(policy, book.ids[code], int(float(amount) * 100), since, **more)
    )


def cover(book: Book, code: str = "A", on: date = DAY) -> Cover:
    found = Insurance(book.store, on).cover(book.ids[code])
    assert found is not None
    return found


def whys(found: Cover) -> dict[str, str]:
    return {each.item.number: each.why for each in found.invoices}


def report(book: Book, policy: int, kind: str, number: str, on: date, **more: Any) -> int:
    draft = EventDraft(policy, kind, on, book.ids["A"], book.ids[number], **more)
    return Insurance(book.store, on).record(draft)
