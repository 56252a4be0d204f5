"""Contract files, and the contract column of invoice files; each file twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.models import contracts
from app.services.imports import sitting
from app.services.imports.plan import ImportPlan
from app.services.imports.service import Options
from app.services.imports.sitting import Wishes
from app.services.imports.values import rate_a_day
from tests.book import Book

CONTRACTS = """合同号,客户,合同金额,签订日,合同名称,结束日期,日违约金,定制
HT-1,A Company,"160,000.00",2026-01-05,门窗,2026-12-31,0.05%,否
HT-2,A,8万元,2026-02-01,,,万分之三,是
HT-3,Nobody,100,2026-02-01,,,,
"""
INVOICES = """number,customer,issue_date,amount,contract,note
A-1,A,2026-03-01,100.00,HT-1,
A-2,A,2026-03-01,50.00,HT-9,second
"""


def run(book: Book, tmp_path: Path, kind: str, text: str) -> tuple[int, int, int, int]:
    plan = plan_of(book, tmp_path, kind, text)
    return len(plan.new), len(plan.changed), plan.same, plan.wrong


def plan_of(book: Book, tmp_path: Path, kind: str, text: str) -> ImportPlan:
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    plan, _written = book.services.imports.run(path, Options(kind=kind))
    return plan


def test_contracts_come_in_once(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    assert run(book, tmp_path, "contracts", CONTRACTS) == (2, 0, 0, 1)
    assert run(book, tmp_path, "contracts", CONTRACTS) == (0, 0, 2, 1)
    rows = [
        (c.number, c.amount, c.title, c.status, c.penalty_ppm_day, c.custom_goods) for c in contracts.every(book.store)
    ]
    assert rows == [("HT-1", 16000000, "门窗", "signed", 500, 0), ("HT-2", 8000000, None, "signed", 300, 1)]


def test_another_amount_changes_the_contract(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, "contracts", CONTRACTS)
    assert run(book, tmp_path, "contracts", CONTRACTS.replace("160,000", "170,000")) == (0, 1, 1, 1)
    assert book.services.contracts.by_number("HT-1").amount == 17000000


def test_what_is_not_kept_yet_is_refused_clearly(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    text = "number,customer,amount,signed_on,prepay_share\nHT-1,A,100,2026-01-05,30%\nHT-2,A,100,2026-01-05,\n"
    plan = plan_of(book, tmp_path, "contracts", text)
    assert (len(plan.new), [(each.row, each.column) for each in plan.problems]) == (1, [(2, "prepay_share")])


def test_invoices_name_contracts(book: Book, tmp_path: Path) -> None:
    """Before there are contracts their number stands in the description; afterwards an unknown one is a problem."""
    book.ledger("customer A")
    assert run(book, tmp_path, "invoices", INVOICES) == (2, 0, 0, 0)
    told = "select description, contract_id from receivable order by number"
    assert book.store.rows(lambda *row: row, told) == [("HT-1", None), ("second · HT-9", None)]
    assert run(book, tmp_path, "invoices", INVOICES) == (0, 0, 2, 0)
    run(book, tmp_path, "contracts", CONTRACTS)
    assert run(book, tmp_path, "invoices", INVOICES) == (0, 1, 0, 1)
    known = book.services.contracts.by_number("HT-1").id
    assert book.store.rows(lambda *row: row, told) == [("HT-1", known), ("second · HT-9", None)]
    assert run(book, tmp_path, "invoices", INVOICES) == (0, 0, 1, 1)


@pytest.mark.parametrize(
    ("cell", "ppm"),
    [
        ("0.05%", 500),
        ("0.5‰", 500),
        ("万分之五", 500),
        ("每日万分之3", 300),
        ("千分之一", 1000),
        ("0.0005", 500),
        (0.0005, 500),
        ("", None),
    ],
)
def test_penalties_a_day(cell: object, ppm: int | None) -> None:
    read = rate_a_day(cell)
    assert read == (None if ppm is None else Decimal(ppm) / 1_000_000)


@pytest.mark.parametrize("cell", ["5%", "0.05", "a lot"])
def test_what_is_no_penalty_a_day(cell: str) -> None:
    assert getattr(rate_a_day(cell), "code", "") == "not_a_rate"


def test_the_window_tells_what_a_file_changes(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, "contracts", CONTRACTS)
    path = tmp_path / "changed.csv"
    path.write_text(CONTRACTS.replace("160,000", "170,000").replace("0.05%", "0.06%"), encoding="utf-8")
    found = sitting.look(book.services, path)
    draft = sitting.draft(book.services, found, "contracts")
    preview = sitting.check(book.services, found, draft, Wishes(draft.proposal.indexes)).preview
    (row,) = preview.rows(preview.lines("changed"))
    assert row.what == "Update: Amount, Penalty a day"
    assert row.cells["amount"] == "170,000.00"
