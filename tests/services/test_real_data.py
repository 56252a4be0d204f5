"""2,466 real invoices of 100 customers through the import, against figures computed elsewhere."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.models import aged
from app.models.dates import end_of_month
from app.models.money import to_minor
from app.services.imports.service import Options
from app.services.rules.ageing import Buckets
from tests.book import Book, opened

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ibm_late_payments"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real data (../shared/data) is not on this computer")
FIVE = (30, 60, 90)
TODAY = date(2014, 1, 31)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book in dollars with the three files imported one after another."""
    with opened(tmp_path_factory.mktemp("real"), today=TODAY, currency="USD") as book:
        counts = []
        for kind in ("customers", "invoices", "payments"):
            plan, written = book.services.imports.run(DATA / f"{kind}.csv", Options(kind=kind))
            counts.append((len(plan.new), len(plan.problems), written))
        assert counts == [(100, 0, True), (2466, 0, True), (2466, 0, True)]
        yield book


def cents(amount: float) -> int:
    return to_minor(Decimal(str(amount)), "USD")


def reference() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "reference_aging.json").read_text(encoding="utf-8"))["ibm"]
    return found


@pytest.mark.parametrize("on", ["2012-06-30", "2012-12-31", "2013-06-30", "2013-09-30", "2013-12-31"])
def test_the_figures_of_five_days(real: Book, on: str) -> None:
    expected, day = reference()[on], date.fromisoformat(on)
    sheet = real.services.reports.ageing(day, limits=FIVE)
    buckets = {key: cents(amount) for key, (_count, amount) in expected["buckets"].items()}
    found = dict(zip(sheet.keys, sheet.total.buckets, strict=True))
    assert found == {**{key: buckets[key] for key in found if key in buckets}, "91+": buckets[">90"], "no_date": 0}
    assert (sheet.total.total, sheet.difference) == (cents(expected["open_total"]), 0)
    bands = aged.bands(real.store, day, Buckets(FIVE).edges(day))
    assert [band.count for band in bands] == [count for count, _amount in expected["buckets"].values()] + [0]
    assert sum(band.count for band in bands) == expected["open_count"]


def test_every_month_end_and_forty_other_days_tie(real: Book) -> None:
    ends = [end_of_month(date(2012 + month // 12, month % 12 + 1, 1)) for month in range(24)]
    dice = random.Random(2012)
    others = [date(2012, 1, 1) + timedelta(days=dice.randrange(731)) for _ in range(40)]
    for on in (*ends, *others):
        sheet = real.services.reports.ageing(on)
        assert sheet.difference == 0, on
        assert sum(row.total for row in sheet.rows) == sheet.total.total


def test_any_day_is_the_sum_of_what_was_unpaid_then(real: Book) -> None:
    """By the published file itself: issued and not yet settled."""
    import csv

    with (DATA / "original.csv").open(encoding="utf-8") as file:
        rows = [
            (us_day(row["InvoiceDate"]), us_day(row["SettledDate"]), cents(float(row["InvoiceAmount"])))
            for row in csv.DictReader(file)
        ]
    for on in (date(2012, 3, 1), date(2012, 8, 17), date(2013, 2, 28), date(2013, 11, 5)):
        unpaid = sum(amount for issued, settled, amount in rows if issued <= on < settled)
        assert real.services.reports.ageing(on).total.total == unpaid


def us_day(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def test_importing_again_changes_nothing(real: Book) -> None:
    for kind in ("customers", "invoices", "payments"):
        plan, written = real.services.imports.run(DATA / f"{kind}.csv", Options(kind=kind))
        assert (len(plan.new), len(plan.changed), len(plan.problems), written) == (0, 0, 0, False), kind
