"""Sentences made of codes: no change without words, no word without its Chinese place."""

from __future__ import annotations

import re
from pathlib import Path

from app.services import change_words, method_wording, wording
from app.services.payments import METHODS

SERVICES = Path(__file__).resolve().parents[2] / "app" / "services"


def test_every_change_that_services_make_has_words() -> None:
    written = re.compile(r"""(?:\.change|_apply)\(\s*"([a-z]+\.[a-z_]+)\"""")
    labels = {label for path in SERVICES.rglob("*.py") for label in written.findall(path.read_text(encoding="utf-8"))}
    assert {"payment.record", "customer.add", "receivable.void"} <= labels
    assert labels - set(change_words.CHANGES) == set()


def test_an_unknown_change_stands_for_itself() -> None:
    assert change_words.change_text("payment.record") == "Log a payment"
    assert change_words.change_text("later.thing") == "later.thing"


def test_bands_are_named_by_their_days() -> None:
    keys = ("not_due", "1-30", "61-90", "91+", "no_date")
    assert [wording.band_text(key) for key in keys] == [
        *("Not due", "1–30 days", "61–90 days", "Over 90 days", "No due date"),
    ]


def test_every_way_of_paying_has_its_word() -> None:
    assert set(method_wording.METHODS) == set(METHODS)
