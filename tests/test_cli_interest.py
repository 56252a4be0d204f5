"""The golden numbers of domain.md E1 and E9 from the command line, over books made for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.services import company
from tests.book import Book
from tests.commands import document, done, kedun, refused

LEDGER = """
customer A
customer B
customer D EUR
customer G GBP
customer U USD
invoice E1 A 2024-06-01 due 2024-06-30 100000
invoice PAID A 2024-06-01 due 2024-06-30 100000
payment P-1 A 2025-06-30 100000 -> PAID
invoice J A 2026-01-01 due 2026-06-30 100000
invoice EU D 2025-07-01 due 2025-07-31 10000 EUR @8
invoice UK G 2026-06-01 due 2026-07-31 10000 GBP @9
invoice US U 2026-06-01 due 2026-06-30 20000 USD @7
invoice SAME A 2026-01-01 due 2026-02-01 100
invoice SAME B 2026-01-01 due 2026-02-01 900
invoice PARTS A 2025-12-01 due 2025-12-31:600 2026-01-31:400 1000
payment P-2 A 2026-01-10 200 -> PARTS
payment P-3 A 2026-02-10 400 -> PARTS
credit CN A 2026-02-20 50
"""


@pytest.fixture(name="firm")
def firm_fixture(tmp_path: Path) -> Path:
    made = Book(tmp_path).ledger(LEDGER)
    made.close()
    return made.path


def interest(firm: Path, *words: object) -> Any:
    return document("interest", firm, *words)


def sums(found: Any) -> list[tuple[int, str]]:
    return [(each["days"], each["interest"]) for each in found["segments"]]


YEAR = ("E1", "--as-of", "2025-06-30")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "5175.00"),
        (("--uplift", "1.3"), "4485.00"),
        (("--floating",), "4756.44"),
        (("--floating", "--year", "360"), "4822.50"),
        (("--regime", "cn-sme"), "18250.00"),
        (("--exclude-payment-day",), "5160.82"),
        (("--rate", "6%"), "6000.00"),
    ],
)
def test_chinese_golden_numbers(firm: Path, words: tuple[str, ...], expected: str) -> None:
    found = interest(firm, *YEAR, *words)
    assert found["interest"] == expected
    assert sum(int(each["interest"].replace(".", "")) for each in found["segments"]) == int(expected.replace(".", ""))


def test_shape_of_the_document(firm: Path) -> None:
    assert interest(firm, *YEAR, "--floating") == {
        "invoice": "E1",
        "regime": "cn-lpr",
        "currency": "CNY",
        "principal": "100000.00",
        "interest": "4756.44",
        "segments": [
            {"from": start, "to": end, "days": days, "principal": "100000.00", "rate": rate, "interest": amount}
            for start, end, days, rate, amount in (
                ("2024-07-01", "2024-07-21", 21, 0.05175, "297.74"),
                ("2024-07-22", "2024-10-20", 91, 0.05025, "1252.81"),
                ("2024-10-21", "2025-05-19", 211, 0.0465, "2688.08"),
                ("2025-05-20", "2025-06-30", 42, 0.045, "517.81"),
            )
        ],
        "fixed_fee": "0.00",
    }


def test_what_was_paid_bears_no_more(firm: Path) -> None:
    paid, unpaid = interest(firm, "PAID"), interest(firm, *YEAR)
    assert (paid["interest"], paid["segments"]) == ("5175.00", unpaid["segments"])


def test_after_a_judgment(firm: Path) -> None:
    found = interest(firm, "J", "--as-of", "2026-09-28", "--regime", "flat", "--rate", "0.0175%/day")
    assert sums(found) == [(90, "1575.00")]


def test_european_british_and_american_examples(firm: Path) -> None:
    eu = interest(firm, "EU", "--as-of", "2025-09-14", "--regime", "eu")
    assert (eu["currency"], eu["interest"], eu["fixed_fee"]) == ("EUR", "125.14", "40.00")
    assert eu["segments"][0]["rate"] == 0.1015
    uk = interest(firm, "UK", "--as-of", "2026-09-29", "--regime", "uk")
    assert (uk["currency"], uk["interest"], uk["fixed_fee"]) == ("GBP", "193.15", "100.00")
    year = interest(firm, "US", "--as-of", "2026-08-14", "--regime", "flat", "--rate", "0.18")
    month = interest(firm, "US", "--as-of", "2026-08-14", "--regime", "flat", "--rate", "1.5%/month")
    assert (year["interest"], month["interest"], month["fixed_fee"]) == ("443.84", "450.00", "0.00")


def test_instalments_and_part_payments(firm: Path) -> None:
    """600 from 1 January, 400 of it left from the 11th, none from 11 February; 400 from 1 February."""
    found = interest(firm, "PARTS", "--as-of", "2026-03-02", "--rate", "0.1%/day")
    assert [(each["from"], each["principal"]) for each in found["segments"]] == [
        ("2026-01-01", "600.00"), ("2026-01-11", "400.00"), ("2026-02-01", "400.00"),
    ]  # fmt: skip
    assert sums(found) == [(10, "6.00"), (31, "12.40"), (30, "12.00")]
    assert (found["principal"], found["interest"]) == ("1000.00", "30.40")


def test_not_late_yet(firm: Path) -> None:
    found = interest(firm, "E1", "--as-of", "2024-06-30")
    assert (found["principal"], found["interest"], found["segments"]) == ("0.00", "0.00", [])
    assert "was not late by 2024-06-30" in done("interest", firm, "E1", "--as-of", "2024-06-30")


def test_whose_receivable_it_is(firm: Path) -> None:
    assert "A:SAME" in refused("interest", firm, "SAME")
    found = interest(firm, "B:SAME", "--as-of", "2026-02-02", "--rate", "1%/day")
    assert (found["invoice"], found["interest"]) == ("SAME", "9.00")
    refused("interest", firm, "C:SAME")
    refused("interest", firm, "nowhere")


def test_what_cannot_be_computed_is_said(firm: Path) -> None:
    assert "credit note" in refused("interest", firm, "CN")
    assert "Give the rate" in refused("interest", firm, "E1", "--regime", "contract")
    assert "Give the rate" in refused("interest", firm, "E1", "--regime", "flat")
    assert "from the law" in refused("interest", firm, "E1", "--regime", "eu", "--rate", "5%")
    refused("interest", firm, "E1", "--uplift", "1.6")
    refused("interest", firm, "E1", "--uplift", "x", status=2)
    refused("interest", firm, "E1", "--rate", "18", status=2)
    refused("interest", firm, "E1", "--regime", "nowhere", status=2)


def test_table_names_rule_source_and_law(firm: Path) -> None:
    text = done("interest", firm, *YEAR, "--floating")
    for part in (
        "One-year LPR as published × 1.5", "1,252.81", "4,756.44", "3.35% from 2024-07-22", "chinamoney.com.cn",
        "art. 18 (text read on 2025-04-19). A legal hint, not legal advice.",
    ):  # fmt: skip
        assert part in text
    assert "法律提示" in kedun("interest", firm, *YEAR, lang="zh_CN").stdout


def test_paper(firm: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    assert "sheet.pdf" in done("interest", firm, *YEAR, "--pdf", path)
    assert path.read_bytes().startswith(b"%PDF")
    refused("interest", firm, *YEAR, "--pdf", tmp_path / "sheet.txt")


def test_small_seller_and_large_buyer_are_found_by_themselves(tmp_path: Path) -> None:
    made = Book(tmp_path).ledger("customer A\ninvoice X A 2026-01-01 due 2026-01-31 1000")
    made.services.customers.update(made.ids["A"], {"size_class": "large"})
    company.update(made.store, {"size_class": "small", "sme_declared": True})
    made.close()
    found = interest(made.path, "X", "--as-of", "2026-03-02")
    assert (found["regime"], found["interest"], found["segments"][0]["rate"]) == ("cn-sme", "15.00", 0.1825)
