"""Papers that were made: numbers, files, sent, come back, void."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.models import disputes, journal
from app.models.errors import Cancelled, Invalid, UserError
from app.models.listing import Query
from app.services.statement_drawing import StatementDraft
from tests.book import TODAY, Book

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
LEDGER = """
customer A net 30
invoice A-1 A 2026-09-05 due 2026-09-30 1000.00
invoice A-2 A 2026-10-10 due 2026-11-09 2000.00 USD @7
payment P-1 A 2026-10-20 400.00 -> A-1
"""


def row(book: Book, number: str) -> dict[str, object]:
    found = book.store.scalar("select id from confirmation where number=?", (number,))
    image = book.store.image("confirmation", found)
    assert image is not None
    return image


def events(book: Book) -> list[tuple[str, str, str, bool]]:
    sql = "select kind, on_day, strength, voided_on is null from claim_event order by id"
    return book.store.rows(lambda *each: (each[0], each[1], each[2], bool(each[3])), sql)


def made(book: Book, folder: Path, **how: object) -> int:
    draft = StatementDraft(book.ids["A"], *OCTOBER, **how)  # type: ignore[arg-type]
    return book.services.statements.make([draft], folder).ids[0]


def test_a_paper_of_two_currencies_has_one_number_and_two_rows(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    done = book.services.statements.make([StatementDraft(book.ids["A"], *OCTOBER)], tmp_path / "out")
    assert [path.name for path in done.files] == ["DZD-2026-0001 A Company.pdf"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["DZD-2026-0001 A Company.pdf"]
    yuan, dollars = row(book, "DZD-2026-0001"), row(book, "DZD-2026-0001/USD")
    assert (yuan["currency"], yuan["amount"], yuan["from_on"], yuan["cutoff_on"]) == (
        "CNY",
        600_00,
        "2026-10-01",
        "2026-10-31",
    )
    assert (dollars["currency"], dollars["amount"], dollars["made_on"]) == ("USD", 2_000_00, TODAY.isoformat())


def test_numbers_run_on_and_a_voided_one_is_not_used_again(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    first = made(book, tmp_path)
    book.services.statements.void(first, "wrong days")
    made(book, tmp_path)
    made(book, tmp_path, kind="confirmation")
    numbers = book.store.rows(str, "select number from confirmation where currency='CNY' order by id")
    assert numbers == ["DZD-2026-0001", "DZD-2026-0002", "DZH-2026-0001"]


def test_making_can_be_undone_sending_cannot(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    book.services.history.undo()
    assert book.store.scalar("select count(*) from confirmation") == 0
    paper = made(book, tmp_path)
    book.services.statements.mark_sent(paper, TODAY, "ems")
    with pytest.raises(UserError, match="cannot be undone"):
        journal.undo(book.store)
    assert row(book, "DZD-2026-0001/USD")["sent_on"] == TODAY.isoformat()


def limits(book: Book) -> dict[str, tuple[date, str]]:
    """By receivable, the day its limitation ends and the evidence that decided it."""
    rows = book.services.clocks.rows(TODAY, book.ids["A"])
    return {row.clock.document: (row.clock.ends_on, row.strength) for row in rows if row.clock.kind == "limitation"}


def test_a_sealed_reply_that_agrees_restarts_the_limitation_of_what_it_holds(book: Book, tmp_path: Path) -> None:
    book.ledger("""
    customer A net 30
    invoice A-1 A 2025-05-31 due 2025-06-30 1000.00
    invoice A-9 A 2026-11-03 due 2026-11-10 50.00
    """)
    paper = made(book, tmp_path)
    book.services.statements.mark_sent(paper, date(2026, 11, 2), "ems")
    assert limits(book)["A-1"] == (date(2028, 6, 30), "")  # a statement asks for nothing
    book.services.statements.reply(paper, date(2026, 11, 15), "agrees", sealed=True)
    assert limits(book) == {"A-1": (date(2029, 11, 15), "strong"), "A-9": (date(2029, 11, 10), "")}
    book.services.statements.void(paper, "it was another firm's")
    assert limits(book)["A-1"] == (date(2028, 6, 30), "")


def test_a_reply_without_a_seal_is_evidence_of_medium_strength(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    book.services.statements.reply(paper, date(2026, 11, 12), "agrees")
    assert events(book) == [("acknowledgement", "2026-11-12", "medium", True)] * 2  # of each receivable in it
    assert limits(book) == {each: (date(2029, 11, 12), "medium") for each in ("A-1", "A-2")}


def test_a_letter_that_demands_interrupts_for_what_was_overdue(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    draft = StatementDraft(book.ids["A"], TODAY, date(2026, 11, 1), "confirmation", demands=True)
    paper = book.services.statements.make([draft], tmp_path).ids[0]
    book.services.statements.mark_sent(paper, TODAY, "email")
    assert events(book) == [("demand", TODAY.isoformat(), "medium", True)]  # A-2 was not due yet
    assert limits(book) == {"A-1": (date(2029, 11, 21), "medium"), "A-2": (date(2029, 11, 9), "")}
    book.services.statements.void(paper, "it came back undelivered")
    assert events(book) == [("demand", TODAY.isoformat(), "medium", False)]


def test_differences_become_disputes_in_the_same_change(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    (instalment,) = book.store.rows(int, "select id from instalment where receivable_id=?", (book.ids["A-1"],))
    book.services.statements.reply(paper, TODAY, "differs", note="10 boxes short", differences={instalment: 250_00})
    (found,) = disputes.of_customer(book.store, book.ids["A"])
    assert (found.amount, found.note, found.confirmation_id, found.opened_on) == (
        250_00,
        "10 boxes short",
        paper,
        TODAY,
    )
    assert events(book) == []
    assert journal.entries(book.store, limit=1)[0].label == "statement.reply"
    sheet = book.services.statements.sheet(book.ids["A"], TODAY, TODAY)
    assert (sheet.sections[0].closing, sheet.sections[0].disputed) == (600_00, 250_00)
    book.services.statements.void(paper, "typed by mistake")
    (ended,) = disputes.of_customer(book.store, book.ids["A"])
    assert (ended.closed_on, ended.result) == (TODAY, "withdrawn")


def test_what_a_reply_cannot_say(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    (instalment,) = book.store.rows(int, "select id from instalment where receivable_id=?", (book.ids["A-1"],))
    answer = book.services.statements.reply
    wrong: list[tuple[str, date, str, dict[str, Any]]] = [
        ("note", TODAY, "differs", {}),
        ("on", TODAY + timedelta(1), "agrees", {}),
        ("on", date(2026, 10, 30), "agrees", {}),
        ("reply", TODAY, "agrees", {"differences": {instalment: 1}}),
        ("differences", TODAY, "differs", {"note": "x", "differences": {instalment: 600_01}}),
        ("differences", TODAY, "differs", {"note": "x", "differences": {instalment: 0}}),
    ]
    for field, on, reply, more in wrong:
        with pytest.raises(Invalid) as refused:
            answer(paper, on, reply, **more)  # type: ignore[arg-type]
        assert refused.value.field == field
    assert row(book, "DZD-2026-0001")["reply"] is None


def test_twice_is_refused(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    book.services.statements.mark_sent(paper, TODAY, "hand")
    with pytest.raises(UserError, match="recorded as sent on 2026-11-21"):
        book.services.statements.mark_sent(paper, TODAY, "hand")
    book.services.statements.reply(paper, TODAY, "agrees")
    with pytest.raises(UserError, match="recorded already"):
        book.services.statements.reply(paper, TODAY, "agrees")
    book.services.statements.void(paper, "sent to the wrong firm")
    with pytest.raises(UserError, match="voided already"):
        book.services.statements.void(paper, "again")


def test_a_batch_is_marked_sent_in_one_go_or_not_at_all(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    ids = book.services.statements.make([StatementDraft(book.ids["A"], *OCTOBER)] * 2, tmp_path).ids
    assert len(ids) == 4  # two papers of two currencies
    book.services.statements.mark_all_sent(ids, TODAY, "email")
    assert book.store.scalar("select count(*) from confirmation where sent_on=?", (TODAY.isoformat(),)) == 4
    third = made(book, tmp_path)
    with pytest.raises(UserError, match="DZD-2026-0001 is recorded as sent"):
        book.services.statements.mark_all_sent([third, ids[0]], TODAY, "email")
    assert row(book, "DZD-2026-0003")["sent_on"] is None


def test_a_paper_is_drawn_again_as_it_was(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path, language="en", reply_days=7)
    book.ledger("payment P-2 A 2026-11-05 100.00 -> A-1")
    again = book.services.statements.paper(paper)
    assert (again.number, again.language, again.until) == ("DZD-2026-0001", "en", OCTOBER[1])
    assert [each.closing for each in again.sections] == [600_00, 2_000_00]
    assert again.reply_by == date(2026, 12, 1)
    assert book.services.statements.moved(paper) == ()


def test_a_balance_that_is_another_now_is_told(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    book.ledger("payment P-0 A 2026-10-31 1.00 -> A-1")  # entered afterwards, dated before
    assert [(each.currency, each.amount) for each in book.services.statements.moved(paper)] == [("CNY", 600_00)]


def test_the_batch_is_one_change_and_one_file_or_many(book: Book, tmp_path: Path) -> None:
    for i in range(5):
        book.ledger(f"customer C{i} net 30\ninvoice I-{i} C{i} 2026-10-0{i + 1} due 2026-11-01 {i + 1}0.00")
    book.ledger("customer Z net 30")
    owing = book.services.statements.owing(OCTOBER[1])
    assert [(each.code, each.amount) for each in owing] == [(f"C{i}", (i + 1) * 10_00) for i in range(5)]
    drafts = [StatementDraft(each.customer_id, *OCTOBER) for each in owing]
    before = book.store.scalar("select count(*) from change")
    done = book.services.statements.make(drafts, tmp_path / "each")
    assert len(done.ids) == len(done.files) == len(list((tmp_path / "each").iterdir())) == 5
    whole = book.services.statements.make(drafts, tmp_path / "one", one_file="all.pdf")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["all.pdf"] == [path.name for path in whole.files]
    assert book.store.scalar("select count(*) from change") == before + 2


@pytest.mark.parametrize("one_file", ["", "all.pdf"])
@pytest.mark.parametrize("stop_at", [3, 30, 41])
def test_a_batch_of_thirty_that_is_stopped_leaves_nothing(
    book: Book, tmp_path: Path, one_file: str, stop_at: int
) -> None:
    """While the rows are written, and while the papers are drawn."""
    customers = [f"C{i}" for i in range(30)]
    book.ledger("\n".join(f"customer {c} net 30\ninvoice I-{c} {c} 2026-10-05 due 2026-11-01 9.00" for c in customers))
    drafts = [StatementDraft(book.ids[each], *OCTOBER) for each in customers]
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        book.services.statements.make(drafts, tmp_path / "out", one_file=one_file, report=report)
    assert told[-1] == (stop_at - 1, 60)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []
    assert book.store.scalar("select count(*) from confirmation") == 0


def test_a_folder_that_cannot_be_made_records_nothing(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError):
        made(book, tmp_path / "file" / "in")
    assert book.store.scalar("select count(*) from confirmation") == 0


def test_the_list_tells_how_each_paper_stands(book: Book, tmp_path: Path) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-09-05 due 2026-09-30 1000.00")
    draft = StatementDraft(book.ids["A"], *OCTOBER)
    papers = [book.services.statements.make([draft], tmp_path).ids[0] for _each in range(6)]
    statements = book.services.statements
    for paper in papers[1:4]:
        statements.mark_sent(paper, date(2026, 11, 2), "ems")
    with book.store.change("test.late") as change:
        change.update("confirmation", papers[1], {"reply_by": "2026-11-20"})
    statements.reply(papers[2], TODAY, "agrees")
    statements.reply(papers[4], TODAY, "differs", note="price")
    statements.void(papers[5], "twice")
    lists = book.services.lists
    states = [each.state for each in lists.page("statements", papers)]
    assert states == ["not_sent", "late", "agrees", "sent", "differs", "voided"]
    counted = lists.counts("statements")
    wanted = {"live": 5, "not_sent": 1, "sent": 2, "late": 1, "agrees": 1, "differs": 1, "voided": 1}
    assert {key: counted[key] for key in wanted} == wanted
    found = lists.summary("statements", Query(("live",)))
    assert (found.count, found.sums) == (5, {"amount": 5_000_00, "not_sent": 1, "waiting": 2})


def test_the_returned_paper_is_kept_with_its_reply(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    paper = made(book, tmp_path)
    scan = tmp_path / "sealed.pdf"
    scan.write_bytes(b"%PDF-1.4 sealed")
    book.services.statements.reply(paper, TODAY, "agrees", sealed=True, scan=scan)
    (kept,) = book.services.attachments.list(book.ids["A"])
    assert (kept.name, kept.size, kept.on_day) == ("sealed.pdf", 15, TODAY)
    with pytest.raises(Invalid) as refused:
        book.services.statements.reply(made(book, tmp_path), TODAY, "agrees", scan=tmp_path / "gone.pdf")
    assert refused.value.field == "file"
