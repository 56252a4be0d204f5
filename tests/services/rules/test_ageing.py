"""Age buckets: each edge on its right side, by due day and by issue day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.services.rules.ageing import STANDARD, Buckets, five_bands, overdue_days

DAY = date(2026, 6, 30)
STANDARD_KEYS = (
    "not_due", "1-30", "31-60", "61-90", "91-180", "181-365", "366-730", "731-1095", "1096+", "no_date",
)  # fmt: skip


def key(buckets: Buckets, days: int) -> str:
    """The bucket of an item whose governing day is that many days before the report."""
    return buckets.keys[buckets.place(DAY - timedelta(days=days), DAY)]


def test_the_standard_keys() -> None:
    assert Buckets().keys == STANDARD_KEYS


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-20, "not_due"), (0, "not_due"), (1, "1-30"), (29, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"),
        (90, "61-90"), (91, "91-180"), (180, "91-180"), (181, "181-365"), (365, "181-365"), (366, "366-730"), (730, "366-730"),
        (731, "731-1095"), (1095, "731-1095"), (1096, "1096+"), (9999, "1096+"),
    ],
)  # fmt: skip
def test_each_edge_by_due_day(days: int, expected: str) -> None:
    assert key(Buckets(), days) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, "0-30"), (0, "0-30"), (30, "0-30"), (31, "31-60"), (1095, "731-1095"), (1096, "1096+")],
)
def test_each_edge_by_issue_day(days: int, expected: str) -> None:
    buckets = Buckets(basis="invoice")
    assert buckets.keys == ("0-30", *STANDARD_KEYS[2:])
    assert key(buckets, days) == expected


def test_no_day_is_a_bucket_of_its_own() -> None:
    assert Buckets().place(None, DAY) == 9
    assert Buckets((30,), "invoice").place(None, DAY) == 2


def test_limits_of_ones_own() -> None:
    buckets = Buckets((30, 60))
    assert buckets.keys == ("not_due", "1-30", "31-60", "61+", "no_date")
    assert [key(buckets, days) for days in (0, 30, 31, 60, 61)] == ["not_due", "1-30", "31-60", "31-60", "61+"]
    assert Buckets((1,)).keys == ("not_due", "1-1", "2+", "no_date")


def test_edges_are_the_earliest_days_of_the_buckets() -> None:
    assert Buckets((30, 60)).edges(DAY) == ("2026-06-30", "2026-05-31", "2026-05-01")
    assert Buckets((30, 60), "invoice").edges(DAY) == ("2026-05-31", "2026-05-01")


@pytest.mark.parametrize("limits", [(), (0, 30), (-5,), (60, 30), (30, 30)])
def test_limits_must_rise_above_zero(limits: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="rising"):
        Buckets(limits)


def test_overdue_days_count_from_the_day_after() -> None:
    assert overdue_days(DAY, DAY) == 0
    assert overdue_days(DAY - timedelta(days=1), DAY) == 1
    assert overdue_days(DAY + timedelta(days=1), DAY) == 0
    assert overdue_days(None, DAY) == 0


def test_five_bands_put_the_old_ones_together() -> None:
    assert five_bands(Buckets(STANDARD).keys, range(10)) == (0, 1, 2, 3, 4 + 5 + 6 + 7 + 8)
    assert five_bands(Buckets(STANDARD, "invoice").keys, range(9)) == (0, 0, 1, 2, 3 + 4 + 5 + 6 + 7)
