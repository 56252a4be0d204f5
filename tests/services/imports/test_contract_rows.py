"""Contract files, and the contract column of invoice files; each file twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.models import contracts, plans
from app.services import book_export
from app.services.imports import plan_cells, sitting
from app.services.imports.plan import ImportPlan
from app.services.imports.service import Options
from app.services.imports.sitting import Wishes
from app.services.imports.values import rate_a_day
from tests.book import TODAY, Book, opened

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


PLANS = """number,customer,amount,signed_on,prepay_share,deposit,margin,payment plan
HT-1,A,160000,2026-01-05,,,20%,30% signing; 60% acceptance; 10% acceptance+365 retention
HT-2,A,1000000,2026-01-05,50%,20%,,
HT-3,A,1000,2026-01-05,30%,,,
HT-4,A,1000,2026-01-05,,,,"500 签约 定金；500 2026-12-31"
"""


def lines(book: Book, number: str) -> list[tuple[str, str, int, int | None, str]]:
    found = plans.lines(book.store, book.services.contracts.by_number(number).id)
    return [(each.node, each.nature, each.amount, each.days_after, str(each.fixed_on)) for each in found]


def test_plans_shares_and_earnest_money_come_in_once(book: Book, tmp_path: Path) -> None:
    """50 % of a million with 20 % earnest money: 200,000 and 300,000 at signing, the rest by the terms."""
    book.ledger("customer A")
    assert run(book, tmp_path, "contracts", PLANS) == (4, 0, 0, 0)
    assert lines(book, "HT-1") == [
        ("signing", "prepayment", 4_800_000, None, "None"),
        ("acceptance", "payment", 9_600_000, 0, "None"),
        ("retention", "payment", 1_600_000, 365, "None"),
    ]
    assert lines(book, "HT-2") == [
        ("signing", "earnest", 20_000_000, None, "None"),
        ("signing", "prepayment", 30_000_000, None, "None"),
        ("delivery", "payment", 50_000_000, None, "None"),
    ]
    assert lines(book, "HT-3") == []
    assert lines(book, "HT-4") == [
        ("signing", "earnest", 50_000, None, "None"),
        ("fixed", "payment", 50_000, None, "2026-12-31"),
    ]
    known = [book.services.contracts.by_number(each) for each in ("HT-1", "HT-2", "HT-3")]
    assert [(each.margin_bp, each.prepay_bp) for each in known] == [(2_000, None), (None, 5_000), (None, 3_000)]
    assert run(book, tmp_path, "contracts", PLANS) == (0, 0, 4, 0)


def test_earnest_money_is_part_of_what_a_plan_wants_first(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    text = (
        "number,customer,amount,signed_on,deposit,payment plan\nHT-1,A,1000,2026-01-05,100,30% signing; 70% delivery\n"
    )
    assert run(book, tmp_path, "contracts", text) == (1, 0, 0, 0)
    assert [each[:3] for each in lines(book, "HT-1")] == [
        ("signing", "earnest", 10_000), ("signing", "prepayment", 20_000), ("delivery", "payment", 70_000),
    ]  # fmt: skip
    assert run(book, tmp_path, "contracts", text) == (0, 0, 1, 0)


def test_a_file_changes_a_plan_and_an_amount_takes_it_along(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A")
    run(book, tmp_path, "contracts", PLANS)
    assert run(book, tmp_path, "contracts", PLANS.replace("30% signing; 60%", "40% signing; 50%")) == (0, 1, 3, 0)
    assert [each[2] for each in lines(book, "HT-1")] == [6_400_000, 8_000_000, 1_600_000]
    text = "number,customer,amount,signed_on\nHT-1,A,200000,2026-01-05\n"
    assert run(book, tmp_path, "contracts", text) == (0, 1, 0, 0)
    assert [each[2] for each in lines(book, "HT-1")] == [8_000_000, 10_000_000, 2_000_000]
    book.ids["HT-1"] = book.services.contracts.by_number("HT-1").id
    book.ledger("ship HT-1 2026-10-01 150000 despite")
    assert run(book, tmp_path, "contracts", text.replace("200000", "149999")) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("120%,,,", "prepay_share"),
        (",,,30% signing; 60% delivery", "instalments"),
        (",,,30 signing; 60 delivery", "instalments"),
        (",,,30% one day; 70% delivery", "instalments"),
        ("50%,,,30% signing; 70% delivery", "prepay_share"),
        (",40%,,30% signing; 70% delivery", "deposit"),
        (",20%,,10% signing earnest; 20% signing; 70% delivery", "deposit"),
        ("10%,20%,,", "deposit"),
        (",,a lot,", "margin"),
    ],
)
def test_what_makes_no_plan_names_its_column(book: Book, tmp_path: Path, cells: str, column: str) -> None:
    book.ledger("customer A")
    text = f"number,customer,amount,signed_on,prepay_share,deposit,margin,payment plan\nHT-1,A,100,2026-01-05,{cells}\n"
    plan = plan_of(book, tmp_path, "contracts", text)
    assert (len(plan.new), [(each.row, each.column) for each in plan.problems]) == (0, [(2, column)])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("30%签约；70%月结", [("signing", None), ("delivery", None)]),
        ("30% 发货前; 70% 验收后30天", [("before_shipment", None), ("acceptance", 30)]),
        ("50% 货到; 50% delivery+terms", [("delivery", 0), ("delivery", None)]),
        ("签约30%；发货前40%；验收后30天30%", [("signing", None), ("before_shipment", None), ("acceptance", 30)]),
        ("预付30%、货到 60%、质保金:10%", [("signing", None), ("delivery", 0), ("retention", None)]),
        ("95% 交货+60天、5% 验收+365 质保金", [("delivery", 60), ("retention", 365)]),
    ],
)
def test_plans_as_people_write_them(cell: str, expected: list[tuple[str, int | None]]) -> None:
    read = plan_cells.plan(cell)
    assert isinstance(read, tuple)
    assert [(each.node, each.days_after) for each in read] == expected


def test_an_exported_plan_is_the_plan(book: Book, tmp_path: Path) -> None:
    """Every contract of an export is known again, to the cent and the day."""
    book.ledger("customer A net 30\ncontract K-0 A 2026-09-01 1000")
    book.ledger("""
        contract K-1 A 2026-09-01 1000
        plan K-1 33.33%:signing 10%:before_shipment 20%:delivery 20%:delivery+60 10%:fixed=2026-12-31 0:retention+365
        contract K-2 A 2026-09-01 333.33 plan three_six_one
        """)
    book_export.export(book.store, tmp_path, "csv", TODAY)
    text = (tmp_path / "contracts.csv").read_text(encoding="utf-8-sig")
    assert run(book, tmp_path, "contracts", text) == (0, 0, 3, 0)
    (tmp_path / "other").mkdir()
    with opened(tmp_path / "other") as other:
        other.ledger("customer A net 30")
        assert run(other, tmp_path, "contracts", text) == (3, 0, 0, 0)
        assert [lines(other, each) for each in ("K-0", "K-1", "K-2")] == [
            lines(book, each) for each in ("K-0", "K-1", "K-2")
        ]


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
