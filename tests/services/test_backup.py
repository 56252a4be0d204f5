"""A backup counts only when it was checked; a restore never loses what it replaces."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from app import __version__, machine
from app.models import book as books
from app.models import engine, migrations
from app.models.errors import Damaged, UserError
from app.models.store import Store
from app.services import backup, opening
from tests.book import TODAY, Book, assert_sound

LEDGER = """
    customer A net 30
    invoice A-1 A 2026-10-20 100.00
    invoice A-2 A 2026-10-20 50.00 USD @7.1
    credit G-1 A 2026-10-21 10.00 -> A-1
    payment P-1 A 2026-10-22 40.00 -> A-1:30
    refund R-1 A 2026-10-23 4.00
    """
TOTALS = {
    "receivable": {"CNY": {"count": 2, "sum": 9000}, "USD": {"count": 1, "sum": 5000}},
    "payment": {"CNY": {"count": 2, "sum": 3600}},
    "allocation": {"CNY": {"count": 3, "sum": 4400}},
    "open": {"CNY": {"count": 2, "sum": 5400}, "USD": {"count": 1, "sum": 5000}},
}


@pytest.fixture(autouse=True)
def _clean_folder() -> Iterator[None]:
    shutil.rmtree(machine.backup_folder(), ignore_errors=True)
    yield
    shutil.rmtree(machine.backup_folder(), ignore_errors=True)


def total(path: Path) -> int:
    with opening.open_book(path, TODAY, write=False) as opened:
        return opened.services.reports.ageing(TODAY).total.total


def test_backup_of_an_open_book_is_complete_and_told(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    made = backup.make(book.path, "manual")
    assert made.path.parent == machine.backup_folder()
    assert made.path.name == f"{books.uuid(book.store)}-{made.at:%Y%m%dT%H%M%S}-manual.kedun"
    assert made.totals == TOTALS
    assert sorted(each.name for each in made.path.parent.iterdir()) == sorted(
        [made.path.name, f"{made.path.stem}.json"]
    )
    note = json.loads(made.path.with_suffix(".json").read_text(encoding="utf-8"))
    assert (note["program"], note["schema"], note["totals"]) == (__version__, migrations.VERSION, TOTALS)
    assert note["sha256"] == sha256(made.path.read_bytes()).hexdigest()
    assert total(made.path) == 54_00 + 355_00
    assert backup.latest(books.uuid(book.store)) == made


def test_backup_is_a_book_in_which_one_can_go_on(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    made = backup.make(book.path, "manual", tmp_path / "copy.kedun")
    with opening.open_book(made.path, TODAY, write=True) as opened:
        opened.services.history.undo()
        assert_sound(opened.services.store)


def test_two_backups_in_one_second_are_two_files(book: Book) -> None:
    first, second = backup.make(book.path, "manual"), backup.make(book.path, "manual")
    assert first.path != second.path
    assert [each.path for each in backup.all_of(books.uuid(book.store))] == [second.path, first.path]


def test_backup_only_when_something_changed(book: Book) -> None:
    book.ledger(LEDGER)
    first = backup.if_changed(book.path, "closing")
    assert first is not None
    assert backup.if_changed(book.path, "closing") is None
    book.services.history.undo()
    assert backup.if_changed(book.path, "closing") is not None
    first.path.unlink()
    assert backup.if_changed(book.path, "closing") is None


def test_backup_to_a_folder_or_a_name_but_never_over_a_file(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    assert backup.make(book.path, "manual", folder).path.parent == folder
    named = backup.make(book.path, "manual", folder / "mine.kedun").path
    before = named.read_bytes()
    for taken in (named, book.path):
        with pytest.raises(UserError, match="nothing is written over it"):
            backup.make(book.path, "manual", taken)
    assert named.read_bytes() == before
    with pytest.raises(UserError, match="does not exist"):
        backup.make(book.path, "manual", tmp_path / "gone" / "mine.kedun")


@pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("mount"), reason="needs a small tmpfs")
def test_full_disk_is_told_with_figures_and_leaves_nothing(book: Book, tmp_path: Path) -> None:
    book.ledger(LEDGER)
    disk = tmp_path / "stick"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        with pytest.raises(UserError, match=r"is full \(needs [01]\.\d MB, 0\.1 MB left\)"):
            backup.make(book.path, "manual", disk)
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_book_that_breaks_an_invariant_gives_no_backup(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.ledger(LEDGER)
    book.store.db.execute("update instalment set amount=amount+1 where id=1")
    with pytest.raises(UserError, match=r"did not pass its checks \(I1, I7\)"):
        backup.make(book.path, "manual")
    assert list(machine.backup_folder().iterdir()) == []
    book.close()


def test_backup_while_another_thread_writes(book: Book) -> None:
    """Each copy is of one moment: its totals are those of its own newest change."""
    from threading import Event, Thread

    book.ledger("customer A net 30")
    stop = Event()

    def write() -> None:
        services = book.open.another(read_only=False)
        while not stop.is_set():
            with services.store.change("customer.update") as change:
                change.update("customer", 1, {"note": str(change.id)})
        services.close()

    writer = Thread(target=write)
    writer.start()
    try:
        made = backup.make(book.path, "manual")
    finally:
        stop.set()
        writer.join()
    with opening.open_book(made.path, TODAY, write=False) as opened:
        assert opened.services.store.scalar("select max(id) from change") == made.change
        assert_sound(opened.services.store)


def test_restore_after_a_loss_gives_every_figure_back(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.ledger(LEDGER)
    before = book.services.reports.ageing(TODAY)
    made = backup.make(book.path, "manual")
    book.close()
    book.path.unlink()
    assert backup.restore(made.path, book.path) is None
    with opening.open_book(book.path, TODAY, write=True) as opened:
        assert opened.services.reports.ageing(TODAY) == before
        assert_sound(opened.services.store)


def test_restore_keeps_the_replaced_book(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.ledger(LEDGER)
    made = backup.make(book.path, "manual")
    book.ledger("invoice A-3 A 2026-10-20 1.00")
    book.close()
    kept = backup.restore(made.path, book.path)
    assert kept is not None
    assert kept.name.startswith("test-before-restore-20")
    assert (total(book.path), total(kept)) == (40900, 41000)


def test_restore_over_a_damaged_book_keeps_it_too(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.ledger(LEDGER)
    made = backup.make(book.path, "manual")
    book.close()
    book.path.write_bytes(b"\0" * 5000)
    kept = backup.restore(made.path, book.path)
    assert kept is not None
    assert kept.read_bytes() == b"\0" * 5000
    assert total(book.path) == 40900


def test_restore_is_refused_while_the_book_is_open(book: Book) -> None:
    book.ledger(LEDGER)
    made = backup.make(book.path, "manual")
    book.ledger("invoice A-3 A 2026-10-20 1.00")
    with pytest.raises(UserError, match="is open, so it cannot be replaced"):
        backup.restore(made.path, book.path)
    assert book.services.reports.ageing(TODAY).total.total == 41000


def test_restore_of_a_book_into_itself_is_refused(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.close()
    with pytest.raises(UserError, match="cannot be the place"):
        backup.restore(book.path, book.path)


def spoil(path: Path, statement: str) -> None:
    db = engine.connect(path)
    db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("create trigger rogue after insert on payment begin update receivable set amount=1; end", "schema"),
        ("update receivable set amount=1", "I1"),
    ],
)
def test_backup_from_somebody_else_is_looked_over(tmp_path: Path, statement: str, words: str) -> None:
    """Even without our note beside it, and with the note even before the figures are looked at."""
    book = Book(tmp_path)
    book.ledger(LEDGER)
    book.close()
    made = backup.make(book.path, "manual", tmp_path / "copy.kedun")
    spoil(made.path, statement)
    with pytest.raises(Damaged, match="was altered after it was made"):
        backup.restore(made.path, book.path)
    made.path.with_suffix(".json").unlink()
    with pytest.raises(Damaged, match=rf"did not pass its checks \(.*{words}"):
        backup.restore(made.path, book.path)
    assert total(book.path) == 40900
    assert [each.name for each in tmp_path.iterdir() if "before-restore" in each.name] == []


@pytest.mark.parametrize("content", [b"", b"not a book at all" * 300])
def test_what_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.kedun").write_bytes(content)
    with pytest.raises(UserError, match=r"x\.kedun"):
        backup.restore(tmp_path / "x.kedun", tmp_path / "new.kedun")
    assert not (tmp_path / "new.kedun").exists()
    with pytest.raises(UserError, match="There is no backup"):
        backup.restore(tmp_path / "y.kedun", tmp_path / "new.kedun")


def test_old_backups_go_and_files_of_others_stay(book: Book) -> None:
    folder = machine.backup_folder()
    made = backup.make(book.path, "manual")
    uuid = books.uuid(book.store)
    others = [
        f"{uuid}-holiday.kedun",
        f"x{uuid}-20200101T000000-manual.kedun",
        "00000000-0000-0000-0000-000000000000-20200101T000000-manual.kedun",
        "photo.jpg",
    ]
    for name in others:
        (folder / name).write_bytes(b"x")
    month = made.at - timedelta(days=30)
    old = [f"{uuid}-{month + timedelta(minutes=i):%Y%m%dT%H%M%S}-closing" for i in range(5)]
    upgrade = f"{uuid}-20200101T000000-before-upgrade.kedun"
    for name in old:
        shutil.copy(made.path, folder / f"{name}.kedun")
        shutil.copy(made.path.with_suffix(".json"), folder / f"{name}.json")
    shutil.copy(made.path, folder / upgrade)
    backup.make(book.path, "manual")
    left = {each.name for each in folder.iterdir()}
    assert {*others, upgrade, made.path.name} <= left
    # One of that day stays; of the good ones at least three.
    assert [name for name in old if f"{name}.kedun" in left] == [old[4]]
    assert [name for name in old if f"{name}.json" in left] == [old[4]]


def test_names_carry_utc_seconds() -> None:
    found = backup.OUR_NAME.fullmatch("0f2b9cbf-684c-49bf-a02b-fb761edb7fcc-20261121T090203-before-upgrade.kedun")
    assert found is not None
    assert datetime.strptime(found["at"], backup.STAMP) == datetime(2026, 11, 21, 9, 2, 3)  # noqa: DTZ001, DTZ007
    assert found["reason"] == "before-upgrade"


def test_protected_book_is_backed_up_protected(tmp_path: Path) -> None:
    path = tmp_path / "a.kedun"
    opening.create(path, name="宏达", currency="CNY", country="CN", pack=None, owner="王芳", key="秘密 it's")
    made = backup.make(path, "manual", tmp_path / "copy.kedun", key="秘密 it's")
    assert b"SQLite format 3" not in made.path.read_bytes()
    with pytest.raises(Damaged, match="protected or damaged"):
        Store(made.path, read_only=True)
    Store(made.path, read_only=True, key="秘密 it's").close()
