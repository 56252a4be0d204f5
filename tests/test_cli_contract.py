"""The shapes of `--json` that others rely on: exact keys, kinds of values, decimals, order, exit status, languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.book import Book
from tests.commands import HEAD, document, done, table, two_customers

DAY = "2026-11-21"
KEYS = ["not_due", "1-30", "31-60", "61-90", "91-180", "181-365", "366-730", "731-1095", "1096+", "no_date"]
LEDGER = """
    customer A net 30 limit 100
    customer B
    customer C
    invoice A-1 A 2026-10-01 due 2026-10-22 {big}
    invoice A-2 A 2026-11-01 due 2026-12-01 {small}
    invoice B-1 B 2026-10-01 due 2026-10-02 {big}
    invoice C-1 C 2026-10-01 {small}
    payment P-1 A 2026-11-01 {small} -> A-1
    payment P-2 B 2026-11-02 {small}
    credit G-1 B 2026-11-03 {small}
    """
AMOUNTS = {"CNY": ("1234.50", "10.01"), "JPY": ("1234", "10"), "KWD": ("1234.567", "10.001")}
DECIMALS = {"CNY": 2, "JPY": 0, "KWD": 3}


@pytest.fixture(name="paths", scope="module")
def _paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same ledger in three currencies of two, no and three decimals."""
    found = {}
    for currency, (big, small) in AMOUNTS.items():
        book = Book(tmp_path_factory.mktemp(currency), currency=currency).ledger(LEDGER.format(big=big, small=small))
        book.close()
        found[currency] = book.path
    return found


@pytest.fixture(name="path")
def _path(paths: dict[str, Path]) -> Path:
    return paths["CNY"]


@pytest.fixture(name="own")
def _own(tmp_path: Path) -> Path:
    return two_customers(tmp_path)


def invoices(path: Path, *lines: str) -> Path:
    return table(path.parent / "invoices.csv", HEAD, *lines)


def of_shape(told: Any, shape: Any, place: str = "$") -> None:
    """`told` has exactly the keys of `shape`, at every depth; a list is of its first element, a callable is asked."""
    if isinstance(shape, dict):
        assert isinstance(told, dict), place
        assert list(told) == list(shape), place
        for key, part in shape.items():
            of_shape(told[key], part, f"{place}.{key}")
    elif isinstance(shape, list):
        assert isinstance(told, list), place
        for number, each in enumerate(told):
            of_shape(each, shape[0], f"{place}[{number}]")
    else:
        assert shape(told), f"{place}: {told!r}"


def text(value: Any) -> bool:
    return isinstance(value, str)


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def truth(value: Any) -> bool:
    return isinstance(value, bool)


def day(value: Any) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def maybe_day(value: Any) -> bool:
    return value is None or day(value)


def money(currency: str) -> Callable[[Any], bool]:
    decimals = DECIMALS[currency]
    digits = re.compile(r"-?\d+" + (rf"\.\d{{{decimals}}}" if decimals else ""))
    return lambda value: isinstance(value, str) and digits.fullmatch(value) is not None


def ageing_shape(keys: list[str], currency: str) -> dict[str, Any]:
    amount = money(currency)
    figures = {
        "total": amount,
        "buckets": dict.fromkeys(keys, amount),
        "unallocated": amount,
        "overdue_days_max": whole,
    }
    return {
        "as_of": day,
        "basis": text,
        "currency": text,
        "buckets": [text],
        "rows": [{"key": text, "name": text, **figures}],
        "total": figures,
        "check": {"ledger": amount, "difference": amount},
    }


@pytest.mark.parametrize("currency", AMOUNTS)
@pytest.mark.parametrize("by", ["customer", "invoice", "industry", "region", "owner", "currency"])
def test_aging_of_every_order(paths: dict[str, Path], currency: str, by: str) -> None:
    told = document("aging", paths[currency], "--by", by, "--as-of", DAY)
    of_shape(told, ageing_shape(KEYS, currency))
    assert (told["as_of"], told["basis"], told["currency"], told["buckets"]) == (DAY, "due", currency, KEYS)
    zero = {"CNY": "0.00", "JPY": "0", "KWD": "0.000"}[currency]
    assert told["check"] == {"ledger": told["total"]["total"], "difference": zero}
    keys = {
        "customer": ["A", "B", "C"],
        "invoice": ["B-1", "A-1", "A-2", "C-1", "", "G-1"],
        "currency": [currency],
    }
    assert [row["key"] for row in told["rows"]] == keys.get(by, [""])


def test_aging_figures_of_three_currencies(paths: dict[str, Path]) -> None:
    """B owes the big one less two small ones, A the big one, C a small one."""
    totals = {currency: document("aging", path, "--as-of", DAY) for currency, path in paths.items()}
    assert [row["total"] for row in totals["CNY"]["rows"]] == ["1234.50", "1214.48", "10.01"]
    assert [row["total"] for row in totals["JPY"]["rows"]] == ["1234", "1214", "10"]
    assert [row["total"] for row in totals["KWD"]["rows"]] == ["1234.567", "1214.565", "10.001"]


def test_aging_rows_stand_by_amount_then_key(own: Path) -> None:
    done("import", own, invoices(own, "1,B,2026-01-01,,5.00", "2,A,2026-01-01,,5.00"), "--kind", "invoices")
    assert [row["key"] for row in document("aging", own)["rows"]] == ["A", "B"]
    assert [row["key"] for row in document("aging", own, "--by", "invoice")["rows"]] == ["1", "2"]


def test_aging_by_own_limits_and_invoice_day(path: Path) -> None:
    told = document("aging", path, "--buckets", "30,60", "--as-of", DAY)
    of_shape(told, ageing_shape(["not_due", "1-30", "31-60", "61+", "no_date"], "CNY"))
    told = document("aging", path, "--basis", "invoice", "--as-of", DAY)
    of_shape(told, ageing_shape(["0-30", *KEYS[2:]], "CNY"))
    assert told["basis"] == "invoice"
    # Issued 51 days ago: A's rest, B's and C's; 20 days ago: A-2.
    assert [told["total"]["buckets"][key] for key in ("0-30", "31-60", "no_date")] == ["10.01", "2469.00", "0.00"]


def test_aging_of_a_day_before_everything_and_far_ahead(path: Path) -> None:
    told = document("aging", path, "--as-of", "1999-12-31")
    assert (told["rows"], told["total"]["total"]) == ([], "0.00")
    assert (
        document("aging", path, "--as-of", "2500-01-01")["total"]["total"] == document("aging", path)["total"]["total"]
    )


@pytest.mark.parametrize("currency", AMOUNTS)
def test_balance(paths: dict[str, Path], currency: str) -> None:
    amount = money(currency)
    item = {
        "number": text, "kind": text, "issue_date": day, "due_date": maybe_day, "amount": amount, "open": amount,
        "overdue_days": whole, "disputed": amount,
    }  # fmt: skip
    shape = {
        "customer": text,
        "currency": text,
        "open": [item],
        "unallocated": [{"number": text, "date": day, "open": amount}],
        "total": amount,
    }
    told = {code: document("balance", paths[currency], code, "--as-of", DAY) for code in "ABC"}
    for each in told.values():
        of_shape(each, shape)
    big, small = AMOUNTS[currency]
    assert [(each["number"], each["date"], each["open"]) for each in told["B"]["unallocated"]] == [
        ("P-2", "2026-11-02", small),
        ("G-1", "2026-11-03", small),
    ]
    assert told["C"]["open"][0]["due_date"] is None
    assert [each["overdue_days"] for each in told["A"]["open"]] == [30, 0]
    assert (told["A"]["open"][0]["amount"], told["A"]["currency"]) == (big, currency)


def test_balance_of_several_currencies_is_in_the_books(book: Book) -> None:
    """10.00 USD at 7 is 70.00; 4.00 of it were paid at 7.5, so 42.00 stay open, half of them disputed."""
    book.ledger("""
        customer A net 30
        invoice A-1 A 2026-10-01 due 2026-10-31 100.00
        invoice A-2 A 2026-10-01 due 2026-11-30 10.00 USD @7
        payment P-1 A 2026-10-05 4.00 USD @7.5 -> A-2:4
        payment P-2 A 2026-10-06 2.00 USD @8
        dispute A-2 2026-10-07 3.00
        """)
    told = document("balance", book.path, "A", "--as-of", DAY)
    assert told["currency"] == "CNY"
    assert [(each["number"], each["amount"], each["open"], each["disputed"]) for each in told["open"]] == [
        ("A-1", "100.00", "100.00", "0.00"),
        ("A-2", "70.00", "42.00", "21.00"),
    ]
    assert told["unallocated"] == [{"number": "P-2", "date": "2026-10-06", "open": "16.00"}]
    assert told["total"] == "126.00"


def test_balance_in_the_customers_one_currency(book: Book) -> None:
    book.ledger("""
        customer A USD
        invoice A-1 A 2026-10-01 10.00 USD @7
        """)
    told = document("balance", book.path, "A")
    assert (told["currency"], told["total"], told["open"][0]["amount"]) == ("USD", "10.00", "10.00")


@pytest.mark.parametrize("currency", AMOUNTS)
def test_today(paths: dict[str, Path], currency: str) -> None:
    amount = money(currency)
    reason = {"code": text, "text": text, "amount": amount}
    row = {"customer": text, "reasons": [reason], "amount": amount, "overdue_days": whole}
    told = document("today", paths[currency], "--as-of", DAY)
    of_shape(told, {"as_of": day, "rows": [row]})
    assert {each["customer"]: each["overdue_days"] for each in told["rows"]} == {"A": 30, "B": 50}


@pytest.mark.parametrize("currency", AMOUNTS)
def test_dashboard(paths: dict[str, Path], currency: str) -> None:
    amount = money(currency)
    kpi = "dso_simple dso_countback best_possible_dso add cei overdue_share hhi top_1_share top_5_share provision expected_loss"
    months = {"month": text, "days": number, "amount": amount}
    shape = {
        "as_of": day,
        "currency": text,
        "tiles": {
            "receivables": {"amount": amount, "last_month_end": amount, "customers": whole, "count": whole},
            "overdue": {"amount": amount, "share": number, "customers": whole},
            "due_soon": {"amount": amount, "count": whole},
            "received": {"amount": amount, "last_month": amount},
        },
        "kpi": dict.fromkeys(kpi.split(), number),
        "charts": {
            "ageing": [{"band": text, "amount": amount, "count": whole, "share": number}],
            "top_debtors": [{"customer": text, "name": text, "amount": amount, "overdue": amount}],
            "days_to_pay": {"months": [months], "agreed": number},
        },
    }
    told = document("dashboard", paths[currency], "--as-of", DAY)
    of_shape(told, shape)
    assert (told["currency"], told["tiles"]["receivables"]["customers"]) == (currency, 3)
    assert 0 < told["kpi"]["overdue_share"] < 1


def test_verify_and_history(path: Path) -> None:
    told = document("verify", path)
    of_shape(told, {"ok": truth, "checks": [{"name": text, "ok": truth, "detail": text}]})
    assert told["ok"] is True
    row = {"id": whole, "at": text, "person": text, "label": text, "customers": [text], "undone_by": number}
    told = document("history", path)
    of_shape(told, {"rows": [row]})
    assert [each["id"] for each in told["rows"]] == list(range(11, 0, -1))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each["at"]) for each in told["rows"])


def test_import(own: Path) -> None:
    file = invoices(own, "1,A,2026-01-01,,5.00", "2,A,2026-02-31,,5.00", "3,Nobody,2026-01-01,,5.00")
    told = document("import", own, file, "--kind", "invoices")
    problem = {"row": whole, "column": text, "value": text, "reason": text}
    shape = {"kind": text, "new": whole, "changed": whole, "same": whole, "wrong": whole, "problems": [problem]}
    of_shape(told, {**shape, "applied": truth})
    counts = [told[name] for name in ("kind", "new", "changed", "same", "wrong", "applied")]
    assert counts == ["invoices", 1, 0, 0, 2, True]
    assert [(each["row"], each["column"], each["value"]) for each in told["problems"]] == [
        (3, "issue_date", "2026-02-31"),
        (4, "customer", "Nobody"),
    ]
