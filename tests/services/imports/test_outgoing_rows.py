"""Files that tell what was given up, paid back, returned or kept: what is taken, what is refused and why; each file twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.services.imports import sitting
from app.services.imports.plan import ImportPlan
from app.services.imports.service import Options
from app.services.imports.sitting import Wishes
from tests.book import TODAY, Book, assert_sound

INVOICES = "number,customer,issue_date,due_date,amount,currency,rate,kind,applies_to,disputed_amount,instalments,note\n"
PAYMENTS = "number,customer,date,amount,currency,type,applies_to,returns,refund_of,note\n"
LEDGER = """
    customer A net 30
    invoice  A-1 A 2026-01-10 due 2026-02-09 100.00
    invoice  A-2 A 2026-01-10 due 2026-02-09:60 2026-03-09:40 100.00
    invoice  U-1 A 2026-01-10 due 2026-02-09 100.00 USD @7
    credit   G-1 A 2026-02-01 20.00
    payment  P-1 A 2026-02-20 50.00 -> A-1:30
    """


def run(book: Book, kind: str, text: str) -> ImportPlan:
    path = book.path.with_name(f"{kind}.csv")
    path.write_text((INVOICES if kind == "invoices" else PAYMENTS) + text, encoding="utf-8")
    plan, _applied = book.services.imports.run(path, Options(kind=kind))
    assert_sound(book.store)
    return plan


def told(plan: ImportPlan) -> tuple[int, int, int, int]:
    return len(plan.new), len(plan.changed), plan.same, plan.wrong


def open_(book: Book, on: date = TODAY) -> list[tuple[str, int]]:
    """(number, open) of each item; a credit below zero."""
    items = book.services.receivables.open_items(book.ids["A"], on)
    return [(item.number, item.open if item.side == "debit" else -item.open) for item in items]


@pytest.fixture
def shop(tmp_path: Path) -> Book:
    return Book(tmp_path).ledger(LEDGER)


def test_what_is_given_up_is_known_again(shop: Book) -> None:
    text = (
        "W-1,A,2026-03-01,,25.00,,,坏账核销,A-1,,,gone\n"
        "A-2,A,2026-03-01,,7.00,,,allowance,A-2:7.00#2,,,\n"
        "A-2,A,2026-03-01,,7.00,,,allowance,A-2:7.00#2,,,\n"
        "A-2,A,2026-03-01,,0.05,,,尾差,,,,\n"
    )
    assert told(run(shop, "invoices", text)) == (4, 0, 0, 0)
    assert told(run(shop, "invoices", text)) == (0, 0, 4, 0)
    assert open_(shop)[:3] == [("A-1", 4500), ("A-2", 5995), ("U-1", 10000)]
    assert ("A-2", 2600) in open_(shop)  # 40 - 7 - 7
    shop.services.adjustments.recover(1, 1000, date(2026, 4, 1))
    assert told(run(shop, "invoices", text)) == (0, 0, 4, 0)
    shop.services.adjustments.void(2, "typed twice")
    assert told(run(shop, "invoices", text)) == (0, 0, 3, 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("W-1,A,2026-03-01,,70.01,,,write_off,A-1,,,gone", "applies_to"),  # 70.00 is open
        ("W-1,A,2026-03-01,,70.00,,,write_off,A-1,,,", "note"),  # a write-off says why
        ("W-1,A,2026-03-01,,7.00,,,write_off,A-1; A-2,,,gone", "applies_to"),
        ("W-1,A,2026-01-09,,7.00,,,write_off,A-1,,,gone", "issue_date"),
        ("W-1,A,2026-03-01,,7.00,,,write_off,Z-9,,,gone", "applies_to"),
        ("G-2,A,2026-03-01,,-70.01,,,,A-1:70.01,,,", "applies_to"),
        ("G-2,A,2026-03-01,,-10.00,,,,A-1:20.00,,,", "applies_to"),
        ("G-2,A,2026-03-01,,-10.00,,,,Z-9,,,", "applies_to"),
        ("N-1,A,2026-03-01,,100.00,,,,,100.01,,", "disputed_amount"),
        ("N-1,A,2026-03-01,,100.00,,,,,40.01#2,60 2026-04-01; 40 acceptance+30,", "disputed_amount"),
        ("N-1,A,2026-03-01,,100.00,,,,,1.00#3,60 2026-04-01; 40 -,", "disputed_amount"),
        ("N-1,A,2026-03-01,,100.00,,,,,,60 2026-04-01; 40 sometime,", "instalments"),
    ],
)
def test_rows_that_do_not_fit_are_told(shop: Book, row: str, column: str) -> None:
    before = open_(shop)
    plan = run(shop, "invoices", row + "\n")
    assert told(plan) == (0, 0, 0, 1)
    assert [(each.row, each.column) for each in plan.problems] == [(2, column)]
    assert open_(shop) == before


def test_a_credit_note_may_stand_above_what_it_settles(shop: Book) -> None:
    text = "G-2,A,2026-03-02,,-30.00,,,,N-1,,,\nN-1,A,2026-03-01,2026-04-01,50.00,,,,,,,\nW-1,A,2026-03-03,,5.00,,,write_off,N-1,,,gone\n"
    assert told(run(shop, "invoices", text)) == (3, 0, 0, 0)
    assert ("N-1", 1500) in open_(shop)
    assert told(run(shop, "invoices", text)) == (0, 0, 3, 0)


def test_what_a_file_lowers_can_be_settled_only_so_far(shop: Book) -> None:
    text = "A-1,A,2026-01-10,2026-02-09,60.00,,,,,,,\nG-2,A,2026-03-02,,-40.00,,,,A-1:40.00,,,\n"
    plan = run(shop, "invoices", text)
    assert told(plan) == (0, 1, 0, 1)  # 60 less the 30 paid leaves 30
    assert ("A-1", 3000) in open_(shop)


def test_instalments_that_wait_are_held_back_and_are_in_dispute(shop: Book) -> None:
    text = "N-1,A,2026-03-01,,100.00,,,,,5.00#2,60 2026-04-01; 35 验收后30天; 5 - 质保金,\n"
    assert told(run(shop, "invoices", text)) == (1, 0, 0, 0)
    sql = """select i.due_on, i.amount, i.event, i.event_days, i.retention, (select sum(amount) from dispute where instalment_id=i.id)
      from instalment i join receivable r on r.id=i.receivable_id where r.number='N-1' order by i.seq"""
    assert shop.store.rows(lambda *row: row, sql) == [
        ("2026-04-01", 6000, None, None, 0, None),
        (None, 3500, "acceptance", 30, 0, 500),
        (None, 500, None, None, 1, None),
    ]
    assert told(run(shop, "invoices", text)) == (0, 0, 1, 0)


def test_money_of_another_currency_and_of_one_instalment(shop: Book) -> None:
    text = "P-2,A,2026-03-01,200.00,CNY,,U-1:20.00=145.00; A-2:40.00#2,,,\n"
    assert told(run(shop, "payments", text)) == (1, 0, 0, 0)
    items = open_(shop)
    assert ("U-1", 8000) in items and ("P-2", -1500) in items and ("A-2", 4000) not in items
    (gain,) = shop.services.payments.exchange_differences(date(2026, 3, 1), date(2026, 3, 1))
    assert (gain.amount, gain.gain_base) == (2000, 500)  # 20 dollars, booked as 140 yuan, brought 145


def test_money_that_went_out_in_every_way(shop: Book) -> None:
    text = (
        "P-2,A,2026-03-01,10.00,,,A-1:10.00,,,\n"
        ",A,2026-03-05,-10.00,,退票,,P-2,,no funds\n"
        "R-1,A,2026-03-06,-5.00,,,,,P-1,\n"
        "R-2,A,2026-03-06,-8.00,,refund,,,G-1:8.00,\n"
        ",A,2026-03-07,-3.00,,kept,,,P-1:3.00,nobody asks\n"
        "R-3,A,2026-03-08,-13.00,,,,,,\n"
    )
    assert told(run(shop, "payments", text)) == (6, 0, 0, 0)
    assert ("A-1", 7000) in open_(shop) and ("A-1", 6000) in open_(shop, date(2026, 3, 4))
    # P-1 had 20 left: 5 and 3 went, then 12 of R-3; its last 1 came from the credit note: 20 - 8 - 1
    assert [item for item in open_(shop) if item[1] < 0] == [("G-1", -1100)]
    assert told(run(shop, "payments", text)) == (0, 0, 6, 0)


@pytest.mark.parametrize(
    ("kind", "text", "balance"),
    [
        # 100 + 100 + 700 - 20 - 50 = 830, less 7, 3 and 30
        ("invoices", "A-1,A,2026-03-01,,7.00,,,allowance,,,,\nW,A,2026-03-01,,3.00,,,rounding,A-1,,,\nG-2,A,2026-03-02,,-30.00,,,,A-2,,,\n", 790_00),
        # 830 and 50 that came back, 8 paid back, 2 kept
        ("payments", ",A,2026-03-05,-50.00,,return,,P-1,,\nR-2,A,2026-03-06,-8.00,,,,,G-1,\n,A,2026-03-07,-2.00,,kept,,,G-1,\n", 890_00),
    ],
)  # fmt: skip
def test_the_balance_afterwards_is_told_before(shop: Book, kind: str, text: str, balance: int) -> None:
    path = shop.path.with_name(f"{kind}.csv")
    path.write_text((INVOICES if kind == "invoices" else PAYMENTS) + text, encoding="utf-8")
    found = sitting.look(shop.services, path)
    draft = sitting.draft(shop.services, found, kind)
    checked = sitting.check(shop.services, found, draft, Wishes(draft.proposal.indexes))
    assert (checked.counts["wrong"], checked.balance) == (0, balance)
    sitting.write(shop.services, checked, backed_up=True)
    assert shop.services.reports.ageing().total.total == balance


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("R-1,A,2026-03-06,-40.01,,,,,,", "amount"),  # 20 of the receipt and 20 of the credit note are left
        ("R-1,A,2026-03-06,-20.01,,,,,P-1,", "amount"),
        ("R-1,A,2026-03-06,-25.00,,,,,P-1:15.00; P-1:10.00,", "refund_of"),
        ("R-1,A,2026-03-06,-5.00,USD,,,,P-1,", "rate"),
        ("R-1,A,2026-03-06,-5.00,,,,,Z-9,", "refund_of"),
        (",A,2026-03-06,-5.00,,kept,,,,", "refund_of"),
        (",A,2026-03-06,-50.00,,return,,,,", "returns"),
        (",A,2026-03-06,-49.00,,return,,P-1,,", "amount"),
        (",A,2026-02-19,-50.00,,return,,P-1,,", "date"),
        (",A,2026-03-06,-20.00,,return,,G-1,,", "returns"),
        ("P-2,A,2026-03-06,-20.00,,receipt,,,,", "type"),
        ("P-2,A,2026-03-06,20.00,CNY,,U-1:20.00=21.00,,,", "applies_to"),
        ("P-2,A,2026-03-06,20.00,CNY,,A-2:41.00#2,,,", "applies_to"),
    ],
)
def test_money_that_cannot_have_gone_out_is_told(shop: Book, row: str, column: str) -> None:
    before = open_(shop)
    plan = run(shop, "payments", row + "\n")
    assert told(plan) == (0, 0, 0, 1)
    assert [(each.row, each.column) for each in plan.problems] == [(2, column)]
    assert open_(shop) == before


def test_a_receipt_and_a_credit_note_of_one_number(shop: Book) -> None:
    shop.ledger("payment G-1 A 2026-02-20 9.00 ->")
    assert told(
        run(shop, "payments", "R-1,A,2026-03-06,-15.00,,,,,G-1:15.00,\nR-2,A,2026-03-06,-9.00,,,,,G-1:9.00,\n")
    ) == (2, 0, 0, 0)
    assert [item for item in open_(shop) if item[1] < 0] == [("G-1", -500), ("P-1", -2000)]


def test_a_receipt_comes_back_once(shop: Book) -> None:
    text = ",A,2026-03-06,-50.00,,return,,P-1,,no funds\n"
    assert told(run(shop, "payments", text)) == (1, 0, 0, 0)
    assert ("A-1", 10000) in open_(shop)
    assert told(run(shop, "payments", text)) == (0, 0, 1, 0)
    assert told(run(shop, "payments", text.replace("03-06", "03-07"))) == (0, 0, 0, 1)


def test_one_of_two_alike_was_voided_and_the_file_has_the_other(shop: Book) -> None:
    line = ",A,2026-03-01,30.00,,,,,,\n"
    run(shop, "payments", line * 2)
    shop.services.payments.void(2, "typed twice")
    assert told(run(shop, "payments", line)) == (0, 0, 1, 0)
    assert told(run(shop, "payments", line * 2)) == (0, 0, 1, 1)
    assert told(run(shop, "payments", line * 3)) == (1, 0, 1, 1)
