"""Payment files that name drafts: each becomes a draft of the book, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.models import bills, journal
from app.services.imports.plan import ImportPlan
from app.services.imports.service import Options
from tests.book import TODAY, Book

LEDGER = """
    customer A net 30
    invoice  A-1 A 2026-03-01 due 2026-03-31 1000.00
    invoice  A-2 A 2026-03-02 due 2026-04-01 250.00
"""
HEAD = "customer,date,amount,method,bill_no,bill_acceptor,bill_due,applies_to,note"
BANK = "A,2026-03-10,1000.00,银行承兑汇票,5313-01,宁波银行,2026-08-31,A-1,by courier"
CHEQUE = "A,2026-03-12,250.00,cheque,C-7,,2026-03-20,A-2,"


def imported(book: Book, folder: Path, *lines: str) -> ImportPlan:
    path = folder / "payments.csv"
    path.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    plan, _written = book.services.imports.run(path, Options(kind="payments"))
    return plan


def shown(book: Book) -> list[tuple[str, str | None, str, int, str, str]]:
    found = bills.received(book.store, date.max)
    return [(b.kind, b.number, b.acceptor, b.amount, str(b.received_on), str(b.matures_on)) for b in found]


def test_a_file_makes_drafts_and_knows_them_again(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    plan = imported(book, tmp_path, BANK, CHEQUE)
    assert (len(plan.new), plan.wrong) == (2, 0)
    assert shown(book) == [
        ("cheque", "C-7", "", 250_00, "2026-03-12", "2026-03-20"),
        ("bank", "5313-01", "宁波银行", 1000_00, "2026-03-10", "2026-08-31"),
    ]
    rows = book.services.lists.page("payments", [1, 2])
    assert [(row.method, row.reference, row.applied_to, row.note) for row in rows] == [
        ("bank_bill", "5313-01", "A-1", "by courier"),
        ("cheque", "C-7", "A-2", None),
    ]
    assert book.services.reports.ageing(TODAY).total.total == 0
    assert sum(each.amount for each in book.services.bills.at_risk(TODAY)) == 1250_00
    again = imported(book, tmp_path, BANK, CHEQUE)
    assert (len(again.new), len(again.changed), again.same, again.wrong) == (0, 0, 2, 0)
    assert len(shown(book)) == 2


def test_one_undo_takes_all_of_it_back(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    imported(book, tmp_path, BANK, CHEQUE)
    journal.undo(book.store)
    assert (shown(book), book.services.reports.ageing(TODAY).total.total) == ([], 1250_00)
    journal.redo(book.store)
    assert (len(shown(book)), book.services.reports.ageing(TODAY).total.total) == (2, 0)
    journal.undo(book.store)
    assert len(imported(book, tmp_path, BANK, CHEQUE).new) == 2
    assert len(shown(book)) == 2


def test_an_imported_draft_can_be_refused(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    imported(book, tmp_path, BANK)
    bill = bills.received(book.store, TODAY)[0].id
    book.services.bills.event(bill, "presented", date(2026, 9, 1))
    book.services.bills.refuse(bill, date(2026, 9, 3))
    (first, _second) = book.services.receivables.open_items(book.ids["A"], TODAY)
    assert (first.number, first.open, first.due_on) == ("A-1", 1000_00, date(2026, 3, 31))
    assert imported(book, tmp_path, BANK).same == 1


def test_a_draft_of_another_row_or_of_the_book_is_refused(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    other = BANK.replace("1000.00", "250.00").replace("A-1", "A-2")
    plan = imported(book, tmp_path, BANK, other)
    assert (len(plan.new), [(p.row, p.column, p.value) for p in plan.problems]) == (1, [(3, "bill_no", "5313-01")])
    assert imported(book, tmp_path, other).wrong == 1


def test_what_is_no_draft_any_more_stays_in_the_note(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    imported(
        book,
        tmp_path,
        "A,2026-09-02,10.00,银行承兑汇票,5313-02,宁波银行,2026-08-31,,",  # the money of a draft that was due
        "A,2026-03-10,11.00,transfer,77,,2026-08-31,,",  # a number of something else
        "A,2026-03-10,12.00,trade_bill,5313-03,,,,old",  # due nobody knows when
        "A,2026-03-10,13.00,,5313-04,宁波银行,2026-08-31,,",  # no method, but the number of a draft
    )
    assert [row[1] for row in shown(book)] == ["5313-04"]
    assert [row.note for row in book.services.lists.page("payments", [1, 2, 3, 4])] == [
        "bill_no: 5313-02; bill_acceptor: 宁波银行; bill_due: 2026-08-31",
        "bill_no: 77; bill_due: 2026-08-31",
        "old; bill_no: 5313-03",
        None,
    ]


def test_a_corrected_file_corrects_the_draft_until_something_became_of_it(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    numbered = f"number,{HEAD}"
    first, later = ("P-9,A,{},{},bank_bill,5313-01,宁波银行,2026-08-31,,".format(*each) for each in
                    (("2026-03-10", "900.00"), ("2026-03-08", "950.00")))  # fmt: skip

    def take(line: str) -> ImportPlan:
        path = tmp_path / "numbered.csv"
        path.write_text(f"{numbered}\n{line}\n", encoding="utf-8")
        return book.services.imports.run(path, Options(kind="payments"))[0]

    take(first)
    assert len(take(later).changed) == 1
    assert shown(book) == [("bank", "5313-01", "宁波银行", 950_00, "2026-03-08", "2026-08-31")]
    bill = bills.received(book.store, TODAY)[0].id
    assert [each.on_day for each in book.services.bills.events(bill)] == [date(2026, 3, 8)]
    book.services.bills.event(bill, "endorsed", date(2026, 4, 1))
    plan = take(first)
    assert [(p.column, p.value) for p in plan.problems] == [("date", "2026-03-10")]
