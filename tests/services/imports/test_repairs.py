"""Rows that cannot be taken: how they are put together, what mends them, and the table of those left out."""

from __future__ import annotations

from app.services.imports import repairs, sitting
from app.services.imports.plan import PartPlan
from app.services.imports.repairs import BLANK, CREATE, SKIP, Place
from app.services.imports.sitting import Checked, Wishes
from tests.book import TODAY, Book, assert_sound

HEAD = "number,customer,issue_date,due_date,amount,kind,applies_to\n"


def checked(book: Book, text: str, kind: str = "invoices", **wishes: object) -> Checked:
    path = book.path.with_name("file.csv")
    path.write_text(text, encoding="utf-8")
    found = sitting.look(book.services, path)
    draft = sitting.draft(book.services, found, kind)
    columns = {name: place for place, name in enumerate(text.splitlines()[0].split(","))}
    wanted = Wishes(columns, **wishes)  # type: ignore[arg-type]
    return sitting.check(book.services, found, draft, wanted)


def groups(found: Checked) -> list[tuple[str, tuple[int, ...], tuple[str, ...], tuple[str, ...]]]:
    return [(each.field, each.lines, each.values, each.repairs) for each in found.groups]


def test_rows_with_the_same_trouble_are_one_group(book: Book) -> None:
    book.ledger("customer A")
    rows = "1,A,2026-01-01,,待定,,\n2,A,2026-01-01,,/x,,\n3,A,2026-01-01,bald,5,,\n4,Z,2026-01-01,,5,,\n5,A,2026-01-01,,5,,\n"
    found = checked(book, HEAD + rows)
    assert groups(found) == [
        ("amount", (2, 3), ("待定", "/x"), (SKIP,)),
        ("due_date", (4,), ("bald",), (SKIP, BLANK)),
        ("customer", (5,), ("Z",), (SKIP, CREATE)),
    ]
    assert found.counts == {"new": 1, "changed": 0, "same": 0, "wrong": 4}


def test_numbers_used_twice_are_one_group_whatever_row_had_them_first(book: Book) -> None:
    book.ledger("customer A")
    rows = "1,A,2026-01-01,,1,,\n2,A,2026-01-01,,2,,\n1,A,2026-01-01,,3,,\n2,A,2026-01-01,,4,,\n"
    (group,) = checked(book, HEAD + rows).groups
    assert (group.lines, group.why) == (
        (4, 5),
        "Row … has the same number for this customer. A number can be used once.",
    )


def test_emptied_cells_let_the_row_in_and_leave_the_file_alone(book: Book) -> None:
    book.ledger("customer A net 30")
    text = HEAD + "1,A,2026-01-01,soon,5,,\n"
    assert checked(book, text).counts["wrong"] == 1
    found = checked(book, text, emptied=frozenset({Place(2, "due_date")}))
    assert (found.counts["new"], found.counts["wrong"]) == (1, 0)
    assert found.plan.new[0].parts == (PartPlan("2026-01-31", 500, 500),)
    assert checked(book, text).counts["wrong"] == 1


def test_what_an_amount_means_is_never_emptied(book: Book) -> None:
    book.ledger("customer A")
    found = checked(book, "number,customer,issue_date,amount,currency\n1,A,2026-01-01,5,Taler\n")
    assert groups(found) == [("currency", (2,), ("Taler",), (SKIP,))]


def test_left_out_rows_keep_their_cells_and_get_a_reason(book: Book) -> None:
    book.ledger("customer A")
    table = checked(book, HEAD + "1,A,2026-01-01,,5,,\n2,A,,soon,x,,\n").left_out
    assert [column.name for column in table.columns] == [
        "Row", "Reason", "number", "customer", "issue_date", "due_date", "amount", "kind", "applies_to",
    ]  # fmt: skip
    (row,) = table.rows
    assert row[0] == 3
    assert row[1] == (
        "Transaction date: This cell is empty, and it is needed "
        "Amount: This is not a number Due date: This is not a day, such as 2026-01-31"
    )
    assert row[2:] == ["2", "A", None, "soon", "x", None, None]


def test_balance_afterwards_is_that_of_the_ageing_report(book: Book) -> None:
    book.ledger(
        """
        customer A
        customer U USD
        invoice A-1 A 2026-01-01 due 2026-02-01 100.00
        invoice U-1 U 2026-01-01 due 2026-02-01 10.00 USD @7.00
        """
    )
    invoices = HEAD + "A-1,A,2026-01-01,2026-02-01,150,,\nA-2,A,2026-03-01,,-20,,\nA-3,A,2027-01-01,,999,,\n"
    found = checked(book, invoices)
    assert found.balance == 15000 + 7000 - 2000
    sitting.write(book.services, found, backed_up=True)
    assert book.services.reports.ageing(TODAY).total.total == 20000
    payments = "number,customer,date,amount,currency,rate,applies_to\nP-1,U,2026-05-01,10,USD,7.20,U-1\nP-2,A,2026-05-01,30,CNY,,\n"
    found = checked(book, payments, "payments")
    assert found.balance == 20000 - 7000 - 3000
    sitting.write(book.services, found, backed_up=True)
    assert book.services.reports.ageing(TODAY).total.total == 10000
    assert_sound(book.store)


def test_unknown_customers_are_counted_once_and_totals_not_at_all(book: Book) -> None:
    book.ledger("customer A")
    path = book.path.with_name("file.csv")
    path.write_text(
        "单据编号,客户名称,开单日期,金额\n1,甲公司,2026-01-01,5\n2,甲公司,2026-01-02,6\n3,A,2026-01-03,7\n,合计,,18\n",
        encoding="utf-8",
    )
    found = sitting.look(book.services, path)
    draft = sitting.draft(book.services, found, "invoices")
    assert (found.kind, found.sheets, draft.unknown, draft.fresh, draft.own) == (
        "invoices", (("file", 5),), 1, False, "CNY",
    )  # fmt: skip


def test_preview_tells_what_becomes_of_each_row(book: Book) -> None:
    book.ledger(
        "customer A\ninvoice A-1 A 2026-01-01 due 2026-02-01 100.00\ninvoice A-2 A 2026-01-01 due 2026-02-01 5.00"
    )
    rows = "A-1,A,2026-01-01,2026-03-01,120,,\nA-2,A,2026-01-01,2026-02-01,5,,\nN-1,甲公司,2026-01-01,,-7,,\nN-2,A,x,,1,,\n"
    found = checked(book, HEAD + rows, create_customers=True)
    assert [(row.id, row.state, row.cells["amount"], row.what) for row in found.preview.rows(found.preview.lines())] == [
        (2, "changed", "¥120.00", "Update: Amount ¥100.00 → ¥120.00, Due date 2026-02-01 → 2026-03-01"),
        (3, "same", "5", "In the book already"),
        (4, "new", "−¥7.00", "New, customer too"),
        (5, "wrong", "1", "Transaction date: This is not a day, such as 2026-01-31"),
    ]  # fmt: skip
    assert found.preview.lines("same") == [3]


def test_groups_of_a_sound_file_are_none(book: Book) -> None:
    book.ledger("customer A")
    assert repairs.groups(checked(book, HEAD + "1,A,2026-01-01,,5,,\n").plan) == []
