"""Days as files write them, and the order of day and month."""

from __future__ import annotations

from datetime import date

import pytest

from app.services.imports.days import Order, find_order, read_day
from app.services.imports.reasons import Bad

JANUARY = date(2026, 1, 31)


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-31", "2026/1/31", "2026.1.31", "20260131", "20260131.0", "2026年1月31日", "2026 年 01 月 31 日", "31.01.2026", "31.1.26",
        "2026-01-31T10:46:40.923Z", "2026-01-31 00:00:00", "2026/1/31 8:05", "31 Jan 2026", "31-Jan-26", "Jan 31, 2026",
        "31. Januar 2026", "２０２６－０１－３１", " 2026-01-31 ", "'2026-01-31", "46053", "46053.0", 46053, 46053.0, 46053.75, 20260131,
        20260131.0, JANUARY,
    ],
)  # fmt: skip
def test_forms_of_one_day(written: object) -> None:
    assert read_day(written) == JANUARY


def test_the_order_reads_what_it_must() -> None:
    assert read_day("01/02/2026", "dmy") == date(2026, 2, 1)
    assert read_day("01/02/2026", "mdy") == date(2026, 1, 2)
    assert read_day("01/02/26", "ymd") == date(2001, 2, 26)
    assert read_day("1/31/2026 12:00", "mdy") == JANUARY
    assert read_day("01/02/2026") == Bad("not_a_day")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-02-31", "no_such_day"),
        ("31.02.2026", "no_such_day"),
        ("20260231", "no_such_day"),
        ("1026-01-31", "day_range"),
        ("2226-01-31", "day_range"),
        ("05:23.4", "time_only"),
        ("00:00.0", "time_only"),
        ("下月底", "not_a_day"),
        ("2026-01", "not_a_day"),
        (-5, "not_a_day"),
        (10**12, "not_a_day"),
        (3, "day_range"),
        (True, "not_a_day"),
    ],
)
def test_what_is_no_day(written: object, code: str) -> None:
    assert read_day(written) == Bad(code)


@pytest.mark.parametrize("blank", ["", "-", "/", "N/A", "无", "NaT", None])
def test_blanks(blank: str | None) -> None:
    assert read_day(blank) is None


def order(*texts: str) -> Order:
    return find_order(enumerate(texts, 2))


def test_one_day_beyond_twelve_tells_the_order_of_the_file() -> None:
    assert order("01/02/2026", "03/13/2026") == Order("mdy", True, 3, "03/13/2026")
    assert order("01/02/2026", "13/03/2026") == Order("dmy", True, 3, "13/03/2026")
    assert order("30-03-2020") == Order("dmy", True, 2, "30-03-2020")


def test_nothing_to_tell_where_nothing_depends_on_it() -> None:
    assert order("2026-01-02", "03.04.2026").settled
    assert order("05/05/2026").settled
    assert order("x", "") == Order(None, True)


def test_two_readings_or_none_are_not_settled() -> None:
    assert order("05/05/2026", "01/02/2026") == Order(None, False, 3, "01/02/2026")
    assert order("13/01/2026", "01/13/2026") == Order(None, False, 3, "01/13/2026")
    assert order("31/13/2026").settled


def test_short_years() -> None:
    assert order("1/29/26", "12/5/25") == Order("mdy", True, 2, "1/29/26")
    assert order("95/1/2", "96/2/3") == Order("ymd", True, 2, "95/1/2")
    assert order("26-1-31", "26-2-10") == Order(None, False, 2, "26-1-31")
    assert order("26-1-31", "25-12-5") == Order("ymd", True, 3, "25-12-5")
    assert order("26-1-31", "26-2-29") == Order("dmy", True, 3, "26-2-29")
