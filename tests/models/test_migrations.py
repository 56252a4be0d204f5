"""From an empty or older file to today's tables; what is newer, foreign or broken is refused in a sentence."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from app import machine
from app.models import copies, engine, migrations
from app.models.change import MANY_ROWS
from app.models.errors import Damaged, NewerBook, UserError
from app.models.store import Store
from app.services import opening
from tests.book import TODAY, Book, assert_sound

OLD = Path(__file__).parents[1] / "old_files"


def closed_book(folder: Path) -> Path:
    book = Book(folder)
    book.ledger("customer A net 30\ninvoice A-1 A 2026-01-10 100.00")
    book.close()
    return book.path


def run(path: Path, statement: str) -> None:
    db = engine.connect(path)
    db.execute(statement)
    db.close()


def test_new_book_has_exactly_the_expected_tables(book: Book) -> None:
    assert migrations.version_of(book.store.db) == migrations.VERSION
    assert migrations.fingerprint(book.store.db) == migrations.expected_fingerprint()
    assert bytes.fromhex(f"{book.store.scalar('pragma application_id'):x}") == b"KEDN"
    assert (
        book.store.scalar(
            "select count(*) from pragma_table_list where type='table' and strict=0 and name glob '[a-z]*' and name not like 'sqlite%'"
        )
        == 0
    )


@pytest.mark.parametrize(
    "statement",
    [
        "create trigger rogue after insert on payment begin update receivable set amount=1; end",
        "create view v as select 1",
        "create index i on receivable(amount)",
        "drop index allocation_day",
        "alter table customer add column more text",
    ],
)
def test_any_foreign_part_changes_the_fingerprint(tmp_path: Path, statement: str) -> None:
    path = closed_book(tmp_path)
    run(path, statement)
    store = Store(path, read_only=True)
    assert migrations.fingerprint(store.db) != migrations.expected_fingerprint()
    assert not copies.is_as_made(store)
    store.close()


@pytest.mark.parametrize("write", [True, False])
def test_book_of_a_newer_program_is_refused_and_untouched(tmp_path: Path, write: bool) -> None:
    path = closed_book(tmp_path)
    run(path, f"pragma user_version = {migrations.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(
        NewerBook,
        match=rf"newer Kedun \(file version {migrations.VERSION + 1}, this program knows {migrations.VERSION}\)",
    ):
        opening.open_book(path, TODAY, write=write)
    assert path.read_bytes() == before


def test_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    run(path, "create table orders(id)")
    with pytest.raises(Damaged, match="another program"):
        opening.open_book(path, TODAY, write=True)


def test_older_book_is_backed_up_before_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next release adds a table: the copy is of the old version, the book of the new one, the figures stay."""
    path = closed_book(tmp_path)
    monkeypatch.setattr(
        migrations, "STEPS", (*migrations.STEPS, "create table extra(id integer primary key) strict;\n")
    )
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with pytest.raises(UserError, match="of an older Kedun"):
        opening.open_book(path, TODAY, write=False)
    with opening.open_book(path, TODAY, write=True) as opened:
        assert migrations.version_of(opened.services.store.db) == migrations.VERSION
        assert opened.services.reports.ageing(TODAY).total.total == 10000
    (kept,) = {each for each in machine.backup_folder().glob("*-before-upgrade.kedun") if is_copy_of(each, path)}
    assert migrations.version_of(engine.connect(kept, read_only=True)) == migrations.VERSION - 1


def is_copy_of(copy: Path, book: Path) -> bool:
    def uuid(path: Path) -> str:
        db = engine.connect(path, read_only=True)
        found = str(db.execute("select uuid from book").fetchone()[0])
        db.close()
        return found

    return uuid(copy) == uuid(book)


def test_step_that_breaks_leaves_the_old_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_book(tmp_path)
    broken = "create table extra(id integer primary key) strict;\ncreate table extra(id integer primary key) strict;\n"
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with pytest.raises(engine.EngineError, match="already exists"):
        opening.open_book(path, TODAY, write=True)
    monkeypatch.undo()
    with opening.open_book(path, TODAY, write=True) as opened:
        assert copies.is_as_made(opened.services.store)
        assert opened.services.reports.ageing(TODAY).total.total == 10000


def test_book_of_the_first_version_keeps_its_figures(tmp_path: Path) -> None:
    """A real file of version 1: two customers, 1,250.00 invoiced, 130.00 received, one allocation moved."""
    path = tmp_path / "old.kedun"
    path.write_bytes(gzip.decompress((OLD / "version_1.kedun.gz").read_bytes()))
    with opening.open_book(path, TODAY, write=True) as opened:
        assert opened.services.reports.ageing(TODAY).total.total == 112000
        assert copies.is_as_made(opened.services.store)
        assert_sound(opened.services.store)


def test_book_of_the_second_version_keeps_its_figures(tmp_path: Path) -> None:
    """A real file of version 2: A owes 200.00 less 120.00, B 5,000.00 after a payment of 1,000.00 bounced."""
    path = tmp_path / "old.kedun"
    path.write_bytes(gzip.decompress((OLD / "version_2.kedun.gz").read_bytes()))
    with opening.open_book(path, TODAY, write=True) as opened:
        assert opened.services.reports.ageing(TODAY).total.total == 508000
        assert copies.is_as_made(opened.services.store)
        assert_sound(opened.services.store)


def test_book_of_the_third_version_keeps_its_figures(tmp_path: Path) -> None:
    """A real file of version 3: A owes 600.00, B 5,000.00; of a person's guarantee 30 % counts since, of a bank's all."""
    path = tmp_path / "old.kedun"
    path.write_bytes(gzip.decompress((OLD / "version_3.kedun.gz").read_bytes()))
    with opening.open_book(path, TODAY, write=True) as opened:
        store = opened.services.store
        assert opened.services.reports.ageing(TODAY).total.total == 560000
        assert store.rows(int, "select haircut_bp from security order by id") == [3000, 10000]
        assert copies.is_as_made(store)
        assert_sound(store)


def test_book_of_the_fourth_version_keeps_its_figures(tmp_path: Path) -> None:
    """A real file of version 4: A owes 500.00 and 2,000.00 beyond a prepayment, B 4,700.00 after a write-off; reminders are held."""
    path = tmp_path / "old.kedun"
    path.write_bytes(gzip.decompress((OLD / "version_4.kedun.gz").read_bytes()))
    with opening.open_book(path, TODAY, write=True) as opened:
        store = opened.services.store
        assert opened.services.reports.ageing(TODAY).total.total == 720000
        assert store.rows(str, "select reason from hold where kind='reminder'") == ["talks"]
        assert copies.is_as_made(store)
        assert_sound(store)


def test_many_rows_at_once_leave_every_index_in_its_place(book: Book) -> None:
    """Indexes are dropped and made again around them; undo takes the rows away, and the book is as made."""
    book.ledger("customer A net 30")
    row = (book.ids["A"], "credit_note", "2026-01-01", "CNY", 100, 100)
    columns = ("customer_id", "kind", "issued_on", "currency", "amount", "amount_base", "number")
    with book.store.change("import.invoices") as change:
        change.bulk("receivable", columns, [(*row, f"N-{n}") for n in range(MANY_ROWS)])
    assert migrations.fingerprint(book.store.db) == migrations.expected_fingerprint()
    assert book.services.receivables.search("N-19999")[0][1] == "N-19999"
    book.services.history.undo()
    assert book.store.scalar("select count(*) from receivable") == 0
