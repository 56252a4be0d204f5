"""Figures of the whole book on a day."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.models.change import Change
from app.services import dashboard, figures, wording
from app.services.dashboard import Dashboard, DashboardFigures
from app.services.figures import Look
from tests.book import TODAY, Book, book_fixture

__all__ = ["book_fixture"]

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "ibm_late_payments"

# Portfolio T-F of the rules paper in yuan, with the sales of the 90 days before.
T_F = """
customer 甲
customer 乙
customer 丙
customer 丁
customer 戊
opening A-1 甲 2026-06-01 due 2026-07-20 100000
opening A-2 甲 2026-05-01 due 2026-06-30 40000
opening A-3 甲 2026-05-01 due 2026-06-10 50000
opening B-1 乙 2026-04-01 due 2026-05-15 80000
opening B-2 乙 2026-03-01 due 2026-04-20 20000
opening C-1 丙 2026-01-01 due 2026-02-15 60000
opening D-1 丁 2025-11-01 due 2025-12-01 30000
opening D-2 丁 2025-04-30 due 2025-05-31 10000
opening E-1 戊 2024-04-30 due 2024-05-31 5000
opening E-2 戊 2023-04-30 due 2023-05-31 5000
invoice S-4 甲 2026-04-05 due 2026-04-20 220000
invoice S-5 甲 2026-05-05 due 2026-05-20 180000
invoice S-6 甲 2026-06-05 due 2026-06-20 200000
payment P-4 甲 2026-04-20 220000 -> S-4
payment P-5 甲 2026-05-20 180000 -> S-5
payment P-6 甲 2026-06-20 200000 -> S-6
"""
DAY = date(2026, 6, 30)


def figures_of(book: Book, on: date = DAY) -> DashboardFigures:
    return Dashboard(book.store, book.today).figures(on)


def test_portfolio_of_the_rules_paper(book: Book) -> None:
    found = figures_of(book.ledger(T_F))
    kpi = {name: value if value is None else round(float(value), 6) for name, value in found.kpi.items()}
    assert kpi == {
        "dso_simple": 60.0,
        "dso_countback": 63.727273,
        "best_possible_dso": 21.0,
        "add": 39.0,
        "cei": round((300000 + 200000 - 400000) / (300000 + 200000 - 140000) * 100, 6),
        "overdue_share": 0.65,
        "hhi": 0.32125,
        "top_1_share": 0.475,
        "top_5_share": 1.0,
        "provision": None,
        "expected_loss": None,
    }


def test_bands_of_the_rules_paper(book: Book) -> None:
    found = figures_of(book.ledger(T_F))
    assert [(band.key, band.amount // 100, band.count) for band in found.ageing] == [
        ("not_due", 140000, 2), ("1-30", 50000, 1), ("31-60", 80000, 1), ("61-90", 20000, 1), ("91+", 110000, 5),
    ]  # fmt: skip
    assert found.ageing[4].share == Decimal("0.275")
    assert wording.ageing_title(found) == ("¥110.0K is more than 90 days overdue, mostly 丙 Company and 丁 Company")


def test_tiles_compare_with_last_month(book: Book) -> None:
    tiles = Dashboard(book.ledger(T_F).store, TODAY).tiles(DAY)
    assert (tiles.balance, tiles.balance_before) == (40000000, 30000000)
    assert (tiles.overdue, tiles.overdue_customers, tiles.customers, tiles.count) == (26000000, 5, 5, 10)
    assert (tiles.due_soon, tiles.due_soon_count) == (4000000, 1)
    assert (tiles.received, tiles.received_before) == (20000000, 18000000)
    assert Dashboard(book.store, TODAY).tiles(date(2026, 6, 19)).received_before == 0


def test_money_not_applied_lowers_the_balance_and_not_the_share(book: Book) -> None:
    book.ledger("""
        customer A
        invoice A-1 A 2026-05-01 due 2026-06-01 100.00
        invoice A-2 A 2026-06-01 due 2026-08-01 100.00
        invoice A-3 A 2026-06-01 50.00
        payment P-1 A 2026-06-15 30.00
    """)
    found = figures_of(book)
    assert (found.tiles.balance, found.tiles.open) == (22000, 25000)
    assert wording.balance_sum(found.tiles) == "¥250.00 open − ¥30.00 received and not applied = ¥220.00"
    assert found.tiles.overdue_share == Decimal("0.4")
    assert [(band.key, band.amount) for band in found.ageing][-1] == ("no_date", 5000)


def test_top_debtors_are_eight_with_their_overdue_part(book: Book) -> None:
    lines = [f"customer K{n}\ninvoice I-{n} K{n} 2026-06-01 due 2026-06-{n + 20} {n}00.00" for n in range(1, 11)]
    found = figures_of(book.ledger("\n".join(lines)), date(2026, 6, 28))
    assert [(one.code, one.amount, one.overdue) for one in found.debtors] == [
        *((f"K{n}", n * 10000, 0) for n in (10, 9, 8)),
        *((f"K{n}", n * 10000, n * 10000) for n in (7, 6, 5, 4, 3)),
    ]
    assert wording.debtors_title(found) == "K10 Company owes most, ¥1,000; the top 5 owe 73% of it all"


def test_days_to_pay_are_weighted_by_what_was_settled_in_the_month(book: Book) -> None:
    book.ledger("""
        customer A
        invoice A-1 A 2026-05-01 due 2026-05-31 100.00
        invoice A-2 A 2026-05-11 due 2026-05-31 300.00
        payment P-1 A 2026-05-21 100.00 -> A-1:40 A-2:60
        payment P-2 A 2026-06-10 300.00 -> A-1:60 A-2:240
        credit  G-1 A 2026-06-20 10.00
    """)
    found = figures_of(book)
    assert [month.month for month in found.days_to_pay][::11] == ["2025-07", "2026-06"]
    by_month = {month.month: month.days for month in found.days_to_pay if month.days is not None}
    assert by_month == {"2026-05": Decimal(40 * 20 + 60 * 10) / 100, "2026-06": Decimal(60 * 40 + 240 * 30) / 300}
    assert found.agreed_days == Decimal(100 * 30 + 300 * 20) / 400
    assert wording.days_title(found) == "Paid after 28 days lately, 6 days later than agreed"


def test_an_empty_book_has_no_figures_rather_than_zeros(book: Book) -> None:
    found = figures_of(book)
    assert set(found.kpi.values()) == {None}
    assert (found.receivables, found.debtors, found.agreed_days) == (0, (), None)
    shape = dashboard.as_json(found)
    assert json.loads(json.dumps(shape)) == shape
    assert list(shape) == ["as_of", "currency", "tiles", "kpi", "charts"]
    assert list(shape["kpi"]) == [
        *("dso_simple", "dso_countback", "best_possible_dso", "add", "cei", "overdue_share", "hhi"),
        *("top_1_share", "top_5_share", "provision", "expected_loss"),
    ]


def test_charts_write_names_as_they_are_and_never_an_axis_without_data(book: Book) -> None:
    look = Look.light(480, 210)
    empty = figures_of(book)
    for draw in figures.CHARTS.values():
        axes = draw(empty, look).axes[0]
        assert (len(axes.lines), len(axes.patches), len(axes.texts)) == (0, 0, 1)
    found = figures_of(book.ledger(T_F.replace("甲", "$x_1$")))
    chart = figures.top_debtors(found, look)
    assert "$x_1$ Company" in [text.get_text() for text in chart.axes[0].texts]
    assert not any(text.get_parse_math() for text in chart.axes[0].texts)
    assert figures.png(chart).startswith(b"\x89PNG")


@pytest.mark.parametrize(("width", "height", "points"), [(480, 210, 9.0), (300, 160, 9.0), (480, 210, 18.0)])
def test_nothing_of_a_chart_is_cut_off(book: Book, width: int, height: int, points: float) -> None:
    found = figures_of(book.ledger(T_F))
    longer = replace(found.debtors[0], name="A very long name of a company that sells furniture")
    found = replace(found, debtors=(longer, *found.debtors[1:]))
    look = Look.of(dict(Look.light(1, 1).colours), Look.light(1, 1).ageing, width, height, points=points)
    for draw in (figures.ageing_bars, figures.top_debtors):
        chart = draw(found, look)
        renderer = chart.canvas.get_renderer()  # type: ignore[attr-defined]
        boxes = [text.get_window_extent(renderer) for text in chart.axes[0].texts]
        assert min(box.x0 for box in boxes) >= 0
        assert max(box.x1 for box in boxes) <= width


@pytest.mark.skipif(not DATA.is_dir(), reason="the sample ledgers of ../shared/data are not here")
@pytest.mark.slow
def test_days_of_sales_of_a_published_ledger(book: Book) -> None:
    """2,466 invoices; open totals and DSO at five dates were computed by others from the same rows."""
    _fill(book)
    reference = json.loads((DATA / "reference_aging.json").read_text(encoding="utf-8"))["ibm"]
    for day in ("2012-06-30", "2012-12-31", "2013-06-30", "2013-09-30", "2013-12-31"):
        found, told = figures_of(book, date.fromisoformat(day)), reference[day]
        assert found.tiles.balance == round(told["open_total"] * 100)
        assert round(float(found.kpi["dso_simple"] or 0), 2) == told["dso_90"]
        assert round(float(found.kpi["dso_countback"] or 0), 2) == told["dso_countback"]


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _minor(row: dict[str, str]) -> int:
    return int(Decimal(row["amount"]) * 100)


def _fill(book: Book) -> None:
    """The rows of the files through bulk inserts, one change; each payment settles one invoice."""
    with book.store.change("import.invoices") as change:
        codes = [row["code"] for row in _read("customers.csv")]
        ids = change.bulk("customer", ("code", "name", "currency", "search_key"), [(c, c, "CNY", c) for c in codes])
        of = dict(zip(codes, ids, strict=True))
        debts = _fill_invoices(change, of)
        _fill_payments(change, of, debts)


def _fill_invoices(change: Change, of: dict[str, int]) -> dict[str, tuple[int, str]]:
    rows = _read("invoices.csv")
    head = ("customer_id", "kind", "number", "issued_on", "currency", "amount", "amount_base")
    ids = change.bulk(
        "receivable",
        head,
        [(of[r["customer"]], "invoice", r["number"], r["issue_date"], "CNY", _minor(r), _minor(r)) for r in rows],
    )
    parts = [(i, of[r["customer"]], 1, r["due_date"], _minor(r), _minor(r)) for i, r in zip(ids, rows, strict=True)]
    debts = change.bulk("instalment", ("receivable_id", "customer_id", "seq", "due_on", "amount", "amount_base"), parts)
    return {r["number"]: (debt, r["issue_date"]) for debt, r in zip(debts, rows, strict=True)}


def _fill_payments(change: Change, of: dict[str, int], debts: dict[str, tuple[int, str]]) -> None:
    rows = _read("payments.csv")
    head = ("customer_id", "kind", "number", "paid_on", "currency", "amount", "amount_base", "method", "natural_key")
    paid = [
        (of[r["customer"]], "receipt", r["number"], r["date"], "CNY", _minor(r), _minor(r), "transfer", r["number"])
        for r in rows
    ]
    ids = change.bulk("payment", head, paid)
    money = ("amount", "source_amount", "base_target", "base_source")
    settled = []
    for payment, row in zip(ids, rows, strict=True):
        debt, issued_on = debts[row["applies_to"]]
        settled.append((of[row["customer"]], payment, debt, max(row["date"], issued_on), *[_minor(row)] * 4))
    change.bulk("allocation", ("customer_id", "payment_id", "instalment_id", "on_day", *money), settled)
