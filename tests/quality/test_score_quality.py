"""The score on real data: what it foretells, beside what needs no program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.book import Book, assert_sound
from tests.commands import document
from tests.quality import bankruptcy, late_payments

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real data (../shared/data) is not on this computer")


@pytest.fixture(scope="module", name="real")
def real_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    made = late_payments.book(tmp_path_factory.mktemp("real"), DATA / "ibm_late_payments")
    yield made
    assert_sound(made.store, late_payments.END)
    made.close()


def test_the_way_of_paying_foretells_late_invoices(real: Book) -> None:
    """Known the day before, it ranks better than the share of late ones; the payment index better than the best known model."""
    found = late_payments.quality(real.store)
    assert (found.invoices, found.late) == (760, 135)
    assert found.past_share == pytest.approx(0.875, abs=0.001)
    assert found.block == pytest.approx(0.883, abs=0.001)
    assert found.index == pytest.approx(0.889, abs=0.001)


def test_the_ratios_foretell_bankruptcies() -> None:
    """Expert bands rank better than Altman's Z'' and than a regression that was trained on these firms."""
    found = bankruptcy.quality(DATA / "polish_bankruptcy" / "year1.csv")
    assert (found.firms, found.bankrupt) == (7027, 271)
    assert found.altman == pytest.approx(0.689, abs=0.001)
    assert found.block == pytest.approx(0.713, abs=0.001)


@pytest.mark.parametrize(("on", "rated"), [("2012-06-30", 94), ("2012-12-31", 100), ("2013-09-30", 100)])
def test_everybody_is_scored_on_three_days(real: Book, on: str, rated: int) -> None:
    rows = document("score", real.path, "--as-of", on)["rows"]
    assert len(rows) == 100
    assert sum(each["grade"] != "NR" for each in rows) == rated
    for each in rows:
        told = round(each["start"] + sum(reason["points"] for reason in each["reasons"]), 2)
        assert each["points"] is None or each["points"] == told
    assert date.fromisoformat(on) < date.fromisoformat(min(each["valid_to"] for each in rows))
