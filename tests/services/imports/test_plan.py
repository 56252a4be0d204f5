"""Comparing a file with the book: new, changed, same, wrong; natural keys; one change that can be undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.models import journal
from app.models.errors import UserError
from app.services.imports.plan import ImportPlan
from app.services.imports.service import Options
from app.services.payments import PaymentDraft
from tests.book import Book, assert_sound

INVOICES = "number,customer,issue_date,due_date,amount,kind,applies_to\n"
PAYMENTS = "number,customer,date,amount,reference,applies_to\n"


def run(book: Book, kind: str, text: str, **options: object) -> ImportPlan:
    path = book.path.with_name(f"{kind}.csv")
    path.write_text(text, encoding="utf-8")
    plan, _applied = book.services.imports.run(path, Options(kind=kind, **options))  # type: ignore[arg-type]
    assert_sound(book.store, book.today)
    return plan


def told(plan: ImportPlan) -> tuple[int, int, int, int]:
    return len(plan.new), len(plan.changed), plan.same, plan.wrong


@pytest.fixture
def shop(tmp_path: Path) -> Book:
    made = Book(tmp_path)
    made.ledger("customer A net 30 CNY\ncustomer B net 0 CNY")
    return made


def test_importing_twice_says_nothing_new(shop: Book) -> None:
    text = INVOICES + "A-1,A,2026-01-10,2026-02-09,100.00,,\nA-2,A,2026-01-11,,50,,\nN-1,A,2026-01-12,,-20,,A-1\n"
    assert told(run(shop, "invoices", text)) == (3, 0, 0, 0)
    before = shop.store.scalar("select count(*) from change")
    assert told(run(shop, "invoices", text)) == (0, 0, 3, 0)
    assert shop.store.scalar("select count(*) from change") == before
    sheet = shop.services.reports.ageing(date(2026, 2, 10))
    assert (sheet.total.buckets[0], sheet.total.buckets[1], sheet.total.unallocated) == (5000, 8000, 0)
    assert shop.services.reports.balance(1, date(2026, 1, 31)).total == 13000


def test_due_day_by_terms_and_by_the_file(shop: Book) -> None:
    run(
        shop,
        "invoices",
        INVOICES + "A-1,A,2026-01-10,,100,,\nB-1,B,2026-01-10,,10,,\nB-2,B,2026-01-10,2026-05-01,10,,\n",
    )
    dues = shop.store.rows(
        lambda *row: row,
        "select r.number,i.due_on from instalment i join receivable r on r.id=i.receivable_id order by 1",
    )
    assert dues == [("A-1", "2026-02-09"), ("B-1", "2026-01-10"), ("B-2", "2026-05-01")]


def test_changed_amount_is_taken_unless_more_is_applied(shop: Book) -> None:
    run(shop, "invoices", INVOICES + "A-1,A,2026-01-10,2026-02-09,100,,\nA-2,A,2026-01-10,2026-02-09,100,,\n")
    run(shop, "payments", PAYMENTS + "P-1,A,2026-02-01,60,,A-1\n")
    plan = run(shop, "invoices", INVOICES + "A-1,A,2026-01-10,2026-02-09,59.99,,\nA-2,A,2026-01-10,2026-02-19,80,,\n")
    assert told(plan) == (0, 1, 0, 1)
    assert plan.problems[0].column == "amount"
    items = {item.number: item for item in shop.services.receivables.open_items(1)}
    assert (items["A-1"].open, items["A-2"].open, items["A-2"].due_on) == (4000, 8000, date(2026, 2, 19))


def test_a_number_used_twice_in_a_file_and_a_voided_one(shop: Book) -> None:
    shop.ledger("invoice V-1 A 2026-01-01 due 2026-01-31 10.00")
    shop.services.receivables.void(shop.ids["V-1"], "typed twice")
    plan = run(
        shop,
        "invoices",
        INVOICES + "A-1,A,2026-01-10,,100,,\nA-1,A,2026-01-10,,100,,\nA-1,A,2026-01-10,,99,,\nV-1,A,2026-01-10,,5,,\n",
    )
    assert told(plan) == (1, 0, 1, 2)
    assert [problem.row for problem in plan.problems] == [4, 5]


def test_unknown_customer_is_a_problem_or_is_created(shop: Book) -> None:
    text = INVOICES + "X-1,永昌样例有限公司,2026-01-10,,100,,\nX-2,永昌样例（有限公司）,2026-01-10,,50,,\n"
    assert told(run(shop, "invoices", text)) == (0, 0, 0, 2)
    plan = run(shop, "invoices", text, create_customers=True)
    assert told(plan) == (2, 0, 0, 0)
    assert shop.store.scalar("select count(*) from customer") == 3
    assert [hit.name for hit in shop.services.customers.search("ycyl")] == ["永昌样例有限公司"]


def test_two_customers_of_one_name_are_a_problem(shop: Book) -> None:
    shop.services.customers.add({"name": "Same Ltd", "code": "S1"})
    shop.services.customers.add({"name": "Same Ltd", "code": "S2"})
    assert told(run(shop, "invoices", INVOICES + "X-1,Same Ltd,2026-01-10,,100,,\nX-2,S2,2026-01-10,,100,,\n")) == (
        1,
        0,
        0,
        1,
    )


def test_payments_without_a_number_are_counted(shop: Book) -> None:
    text = PAYMENTS + ",A,2026-02-01,30,ref,\n,A,2026-02-01,30,ref,\n,A,2026-02-01,30,other,\n"
    assert told(run(shop, "payments", text)) == (3, 0, 0, 0)
    assert told(run(shop, "payments", text)) == (0, 0, 3, 0)
    assert told(run(shop, "payments", text + ",A,2026-02-01,30,ref,\n")) == (1, 0, 3, 0)


def test_what_payments_are_applied_to(shop: Book) -> None:
    run(shop, "invoices", INVOICES + "A-1,A,2026-01-10,2026-02-09,100,,\nA-2,A,2026-01-11,2026-02-01,50,,\n")
    plan = run(
        shop,
        "payments",
        PAYMENTS
        + "P-1,A,2026-02-01,60,,A-1:40.00; A-2\nP-2,A,2026-02-02,40,,auto\nP-3,A,2026-02-03,10,,\nP-4,A,2026-02-03,10,,Z-9\nP-5,A,2026-02-03,900,,A-1:900\n",
    )
    assert told(plan) == (3, 0, 0, 2)
    balance = shop.services.reports.balance(1)
    # A-1 100 - 40 - 10 of P-2; A-2 50 - 20 - 30 of P-2 (due first); P-3 stays unapplied
    assert [(item.number, item.open) for item in balance.open] == [("A-1", 5000)]
    assert [(item.number, item.open) for item in balance.unallocated] == [("P-3", 1000)]
    assert balance.total == 4000


def test_negative_payment_is_a_refund_of_what_was_not_applied(shop: Book) -> None:
    run(shop, "payments", PAYMENTS + "P-1,A,2026-02-01,60,,\nR-1,A,2026-02-05,-25,,\n")
    assert shop.services.reports.balance(1).total == -3500
    assert shop.services.reports.ageing(date(2026, 2, 4)).total.unallocated == -6000
    assert shop.services.reports.ageing(date(2026, 2, 5)).total.unallocated == -3500


def test_an_import_is_one_change_undone_and_new_again(shop: Book) -> None:
    text = INVOICES + "".join(f"A-{i},A,2026-01-10,,{i}.00,,\n" for i in range(1, 41))
    run(shop, "invoices", text)
    assert shop.services.reports.balance(1).total == 82000
    journal.undo(shop.store)
    assert_sound(shop.store, shop.today)
    assert shop.services.reports.balance(1).total == 0
    assert told(run(shop, "invoices", text)) == (40, 0, 0, 0)


def test_strict_applies_nothing_when_a_row_is_wrong(shop: Book) -> None:
    text = INVOICES + "A-1,A,2026-01-10,,100,,\nA-2,nobody,2026-01-10,,100,,\n"
    with pytest.raises(UserError):
        run(shop, "invoices", text, strict=True)
    assert shop.store.scalar("select count(*) from receivable") == 0


def test_customer_file_fills_terms_limit_group_owner_and_contact(shop: Book) -> None:
    header = "code,name,terms_days,credit_limit,owner,group,contact,phone\n"
    text = (
        header
        + "C1,宏达样例,30,350000,陈晓,宏达集团,王会计,13800000000\nC2,Open Co,,unlimited,,,,\nC3,Cash Co,0,0,,,,\nC4,Later Co,,,,,,\n"
    )
    assert told(run(shop, "customers", text)) == (4, 0, 0, 0)
    found = {code: shop.services.customers.by_code(code) for code in ("C1", "C2", "C3", "C4")}
    assert (found["C1"].limit_state, found["C1"].limit_amount, found["C1"].terms_days) == ("set", 35000000, 30)
    assert (found["C1"].owner, found["C1"].group) == ("陈晓", "宏达集团")
    assert [found[code].limit_state for code in ("C2", "C3", "C4")] == ["unlimited", "set", "not_set"]
    assert found["C3"].terms_basis == "cash"
    assert [contact.name for contact in shop.services.customers.contacts(found["C1"].id)] == ["王会计"]
    assert told(run(shop, "customers", text)) == (0, 0, 4, 0)
    assert told(run(shop, "customers", text.replace("350000", "400000"))) == (0, 1, 3, 0)
    assert shop.services.customers.by_code("C1").limit_amount == 40000000


def test_foreign_currency_needs_a_rate(shop: Book) -> None:
    header = "number,customer,issue_date,amount,currency,rate\n"
    plan = run(shop, "invoices", header + "U-1,A,2026-01-10,100,USD,7.1234\nU-2,A,2026-01-10,100,USD,\n")
    assert told(plan) == (1, 0, 0, 1)
    assert plan.problems[0].column == "rate"
    assert shop.services.reports.ageing().total.total == 71234


def test_a_file_with_code_and_name_makes_customers_with_both(shop: Book) -> None:
    header = "number,customer code,customer name,issue_date,amount\n"
    plan = run(
        shop,
        "invoices",
        header + "X-1,77,Beispiel GmbH,2026-01-10,100\nX-2,77,Beispiel GmbH,2026-01-11,50\n",
        create_customers=True,
    )
    assert told(plan) == (2, 0, 0, 0)
    assert shop.services.customers.by_code("77").name == "Beispiel GmbH"


def test_a_rate_given_by_the_person_serves_rows_without_one(shop: Book) -> None:
    header = "number,customer,issue_date,amount,currency,rate\n"
    plan = run(shop, "invoices", header + "U-1,A,2026-01-10,100,USD,7.5\nU-2,A,2026-01-10,100,USD,\n", rate="7")
    assert told(plan) == (2, 0, 0, 0)
    assert shop.services.reports.ageing().total.total == 75000 + 70000


def test_a_rate_that_is_no_number_is_a_problem(shop: Book) -> None:
    plan = run(shop, "invoices", "number,customer,issue_date,amount,currency\nU-1,A,2026-01-10,100,USD\n", rate="seven")
    assert [problem.reason for problem in plan.problems] == [
        "“seven” is not an exchange rate. Enter a number above zero."
    ]


def test_a_row_that_cannot_be_taken_makes_no_customer(shop: Book) -> None:
    text = "number,customer,issue_date,amount,currency\nX-1,New Ltd,2026-01-10,100,\nX-2,Nobody Ltd,2026-01-10,50,USD\n"
    plan = run(shop, "invoices", text, create_customers=True)
    assert told(plan) == (1, 0, 0, 1)  # there is no rate for the dollars
    names = shop.store.rows(str, "select name from customer order by id")
    assert names == ["A Company", "B Company", "New Ltd"]


def test_a_plan_for_a_book_that_was_changed_since_is_not_written(shop: Book) -> None:
    shop.ledger("invoice A-1 A 2026-01-10 due 2026-02-09 100.00")
    path = shop.path.with_name("payments.csv")
    path.write_text(PAYMENTS + "P-1,A,2026-02-01,80,,A-1\n", encoding="utf-8")
    imports, options = shop.services.imports, Options("payments")
    workbook = imports.read(path)
    typed = imports.type_rows(imports.propose(workbook, options), workbook, options)
    plan = imports.plan("payments", typed, options)
    shop.ledger("payment P-9 A 2026-02-01 70.00 -> A-1")  # 30.00 is left of it, the plan applies 80.00
    with pytest.raises(UserError, match="changed since"):
        imports.apply(plan)
    assert_sound(shop.store, shop.today)
    assert shop.services.reports.balance(shop.ids["A"]).total == 3000


@pytest.mark.parametrize("number", ["P-1", ""])
def test_a_voided_payment_does_not_come_back_with_its_file(shop: Book, number: str) -> None:
    text = PAYMENTS + f"{number},A,2026-02-01,60,,\n"
    run(shop, "payments", text)
    shop.services.payments.void(1, "typed twice")
    plan = run(shop, "payments", text)
    assert told(plan) == (0, 0, 0, 1)
    assert shop.services.reports.balance(shop.ids["A"]).total == 0


def test_a_payment_entered_again_after_it_was_voided_is_known(shop: Book) -> None:
    text = PAYMENTS + "P-1,A,2026-02-01,60,,\n"
    run(shop, "payments", text)
    shop.services.payments.void(1, "wrong customer")
    shop.ledger("payment P-1 A 2026-02-01 60.00 ->")
    assert told(run(shop, "payments", text)) == (0, 0, 1, 0)


def test_a_payment_logged_by_hand_is_known_whatever_the_blanks(shop: Book) -> None:
    money = PaymentDraft(shop.ids["A"], 6000, date(2026, 2, 1), reference=" 0187 ", parts={})
    shop.services.payments.record(money)
    assert told(run(shop, "payments", PAYMENTS + ",A,2026-02-01,60,0187,\n")) == (0, 0, 1, 0)
