"""Receivables as a table: any spelling of day, amount and customer; all or nothing unless rows are set aside; one undo."""

from __future__ import annotations

import pytest

from app.models import receivables
from app.models.errors import UserError
from app.services import entry_grid
from app.services.entry_grid import AMOUNT, CUSTOMER, DUE, ISSUED, NUMBER, Row
from tests.book import TODAY, Book

LEDGER = """
customer HD net 30
customer YC net 60
invoice  OLD-1 HD 2026-10-01 due 2026-10-31 100.00
"""


@pytest.fixture
def filled(book: Book) -> Book:
    book.ledger(LEDGER)
    for code, name, short in (
        ("HD", "杭州宏达建材有限公司", "宏达建材"),
        ("YC", "永昌五金（宁波）有限公司", "永昌五金"),
    ):
        book.services.customers.update(book.ids[code], {"name": name, "short_name": short})
    return book


def row(who: str, number: str, issued: str, due: str, amount: str, currency: str = "", note: str = "") -> Row:
    return (who, number, issued, due, amount, currency, note)


def test_every_spelling_of_day_amount_and_customer(filled: Book) -> None:
    rows = [
        row("hdjc", "N-1", "1105", "+30", "6万"),
        row("永昌五金(宁波)有限公司", "N-2", "2026/11/6", "", "¥1,234.50"),
        row("YC", "N-3", "11-07", "月底", "3000+2500", "CNY", "展柜"),
        row("宏达建材", "N-4", "45968", "31 Dec 2026", "６００００"),
    ]
    checked = entry_grid.check(filled.services, rows)
    assert checked.problems == {}
    cells = [[checked.shown.get((place, column), rows[place][column]) for column in range(5)] for place in range(4)]
    assert cells == [
        ["宏达建材", "N-1", "2026-11-05", "2026-12-21", "60,000.00"],
        ["永昌五金", "N-2", "2026-11-06", "2027-01-05", "1,234.50"],
        ["永昌五金", "N-3", "2026-11-07", "2026-11-30", "5,500.00"],
        ["宏达建材", "N-4", "2025-11-07", "2026-12-31", "60,000.00"],
    ]
    assert checked.totals == {"CNY": 6000000 + 123450 + 550000 + 6000000}


def test_saving_is_one_change_and_one_undo(filled: Book) -> None:
    rows = [row("hdjc", "", "1105", "", "100"), row("", "", "", "", ""), row("YC", "", "1106", "", "250.50")]
    assert entry_grid.save(filled.services, rows) == entry_grid.Saved(2, ())
    numbers = [
        (each.number, each.amount) for each in receivables.numbered(filled.store, filled.ids["HD"], "YS-2026-0001")
    ]
    assert numbers == [("YS-2026-0001", 10000)]
    assert filled.services.reports.ageing(TODAY).total.total == 10000 + 10000 + 25050
    undo = filled.services.history.can_undo()
    assert undo is not None
    assert undo.label == "receivable.grid"
    filled.services.history.undo()
    assert filled.services.reports.ageing(TODAY).total.total == 10000


def test_each_problem_is_at_its_cell_and_nothing_is_written(filled: Book) -> None:
    rows = [
        row("HD", "N-1", "1105", "", "100"),
        row("nobody", "N-2", "1105", "", "100"),
        row("HD", "N-3", "13-45", "", "100"),
        row("HD", "N-4", "1105", "soon", "待定"),
        row("HD", "OLD-1", "1105", "", "100"),
        row("HD", "N-1", "1106", "", "7"),
        row("", "", "", "", "5"),
    ]
    checked = entry_grid.check(filled.services, rows)
    places = [(1, CUSTOMER), (2, ISSUED), (3, DUE), (3, AMOUNT), (4, NUMBER), (5, NUMBER), (6, CUSTOMER)]
    assert sorted(checked.problems) == places
    assert (checked.ready, checked.wrong) == ([0], [1, 2, 3, 4, 5, 6])
    with pytest.raises(UserError, match="6 rows need fixing"):
        entry_grid.save(filled.services, rows)
    assert filled.services.reports.ageing(TODAY).total.total == 10000
    assert entry_grid.save(filled.services, rows, set_aside=True) == entry_grid.Saved(1, (1, 2, 3, 4, 5, 6))
    assert filled.services.reports.ageing(TODAY).total.total == 20000


def test_pasted_columns_stand_under_their_headings(filled: Book) -> None:
    text = "金额\t客户\t业务日期\t单号\n1,000.00\t宏达建材\t2026-11-05\tN-1\n\n2000\tYC\t2026-11-06\tN-2\n"
    assert entry_grid.rows_of(text) == [
        row("宏达建材", "N-1", "2026-11-05", "", "1,000.00"),
        row("YC", "N-2", "2026-11-06", "", "2000"),
    ]
    assert entry_grid.rows_of('HD\tN-1\t1105\t\t5\tCNY\t"two\nlines"') == [
        row("HD", "N-1", "1105", "", "5", "CNY", "two\nlines")
    ]


def test_a_day_that_can_be_read_in_two_ways_is_asked_about(filled: Book) -> None:
    rows = [row("HD", "N-1", "03/04/2026", "", "100")]
    assert set(entry_grid.check(filled.services, rows).problems) == {(0, ISSUED)}
    rows.append(row("HD", "N-2", "25/04/2026", "", "100"))
    checked = entry_grid.check(filled.services, rows)
    assert (checked.problems, checked.shown[0, ISSUED]) == ({}, "2026-04-03")


def test_five_thousand_rows_at_once(filled: Book) -> None:
    rows = [row("HD" if place % 2 else "yongchang", "", "2026-11-05", "", f"{place + 1}.00") for place in range(5000)]
    saved = entry_grid.save(filled.services, rows)
    assert saved.written == 5000
    assert filled.services.reports.ageing(TODAY).total.total == 10000 + 100 * 5000 * 5001 // 2
