"""Making and opening books: one writer, clear refusals, nothing half-made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.models import derived, journal
from app.models.errors import Damaged, UserError
from app.models.store import Store
from app.services import opening, places
from tests.book import TODAY, Book, assert_sound

ROOT = Path(__file__).resolve().parent.parent.parent
HOLD = """
import sys
from datetime import date
from pathlib import Path
from app.services import opening
with opening.open_book(Path(sys.argv[1]), date(2026, 11, 21), write=True) as book:
    print("open", flush=True)
    sys.stdin.read()
"""


def make(path: Path, **how: object) -> None:
    given = {"name": "宏达", "currency": "CNY", "country": "CN", "pack": None, "owner": "王芳", **how}
    opening.create(path, **given)  # type: ignore[arg-type]


def closed_book(folder: Path) -> Path:
    book = Book(folder)
    book.ledger("customer A net 30\ninvoice A-1 A 2026-10-20 100.00")
    book.close()
    return book.path


def test_new_book_knows_its_company_and_owner(tmp_path: Path) -> None:
    make(tmp_path / "宏达 2026.kedun", currency="USD", pack="export", sample=True)
    with opening.open_book(tmp_path / "宏达 2026.kedun", TODAY, write=True) as opened:
        from app.models import book

        company = book.company(opened.services.store)
        assert (company.name, company.currency, company.pack, company.sample) == ("宏达", "USD", "export", True)
        assert [(each.name, each.role) for each in book.people(opened.services.store)] == [("王芳", "owner")]
        assert opened.services.history.can_undo() is None
        assert_sound(opened.services.store)


def test_new_book_is_never_written_over_a_file(tmp_path: Path) -> None:
    path = closed_book(tmp_path)
    before = path.read_bytes()
    with pytest.raises(UserError, match="already, and nothing is written over it"):
        make(path)
    assert path.read_bytes() == before


def test_new_book_in_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        make(tmp_path / "no" / "a.kedun")
    assert not (tmp_path / "no").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder that takes no files even from root")
def test_new_book_where_nothing_can_be_written() -> None:
    with pytest.raises(UserError, match="cannot be made in"):
        make(Path("/proc/a.kedun"))


def test_half_made_book_is_removed(tmp_path: Path) -> None:
    """A company without a name cannot be founded; no file stays behind."""
    with pytest.raises(Exception, match="NOT NULL"):
        make(tmp_path / "a.kedun", name=None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [True, False])
def test_what_is_no_book(tmp_path: Path, write: bool) -> None:
    (tmp_path / "empty.kedun").touch()
    (tmp_path / "folder.kedun").mkdir()
    (tmp_path / "letter.kedun").write_text("Dear customer, please pay. " * 200, encoding="utf-8")
    for name, kind, words in (
        ("missing.kedun", UserError, "There is no book “missing.kedun”"),
        ("empty.kedun", Damaged, "is an empty file"),
        ("folder.kedun", UserError, "is a folder"),
        ("letter.kedun", Damaged, "it is not a Kedun book"),
    ):
        with pytest.raises(kind, match=words):
            opening.open_book(tmp_path / name, TODAY, write=write)
        assert not (tmp_path / f"{name}.lock.json").exists()
    assert not (tmp_path / "missing.kedun").exists()


def test_cut_off_book_is_told_as_damaged(tmp_path: Path) -> None:
    path = closed_book(tmp_path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(Damaged, match="restore a backup"):
        opening.open_book(path, TODAY, write=True).services.reports.ageing(TODAY)


def test_book_with_a_foreign_trigger_is_not_written_to(tmp_path: Path) -> None:
    path = closed_book(tmp_path)
    store = Store(path)
    store.db.execute("create trigger rogue after insert on payment begin update receivable set amount=1; end")
    store.close()
    with pytest.raises(Damaged, match="instructions that Kedun did not put there"):
        opening.open_book(path, TODAY, write=True)
    with opening.open_book(path, TODAY, write=False) as opened:
        assert opened.services.reports.ageing(TODAY).total.total == 10000


def test_second_program_is_refused_and_told_who(tmp_path: Path) -> None:
    path = closed_book(tmp_path)
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(UserError, match=r"is being used by Owner on \S+ since 20\d\d-\d\d-\d\d \d\d:\d\d"):
            opening.open_book(path, TODAY, write=True)
        with opening.open_book(path, TODAY, write=True, or_read_only=True) as opened:
            assert opened.read_only
            assert opened.holder is not None
            assert (opened.holder.person, opened.holder.pid) == ("Owner", other.pid)
            assert opened.services.reports.ageing(TODAY).total.total == 10000
            with pytest.raises(UserError, match="looking only"):
                opened.services.customers.add({"name": "B"})
        other.kill()
        other.wait()
    with opening.open_book(path, TODAY, write=True) as opened:
        assert not opened.read_only
        opened.services.customers.add({"name": "B"})


def test_reading_needs_no_lock(book: Book) -> None:
    book.ledger("customer A net 30\ninvoice A-1 A 2026-10-20 100.00")
    with opening.open_book(book.path, TODAY, write=False) as reading:
        assert reading.services.reports.ageing(TODAY).total.total == 10000


def test_person_is_who_was_named(tmp_path: Path) -> None:
    path = closed_book(tmp_path)
    with opening.open_book(path, TODAY, write=True) as opened, opened.services.store.change("person.add") as change:
        change.insert("person", {"name": "李伟"})
    with opening.open_book(path, TODAY, write=True, person="李伟") as opened:
        opened.services.customers.add({"name": "B"})
        assert journal.entries(opened.services.store)[0].person == "李伟"
        assert opened.another(read_only=False).store.person_id == 2
    with pytest.raises(UserError, match=r"Nobody in this book is called “Zhang”\. It knows: Owner, 李伟"):
        opening.open_book(path, TODAY, write=True, person="Zhang")
    opening.open_book(path, TODAY, write=True).close()


def test_figures_are_brought_to_today(tmp_path: Path) -> None:
    """Due 2026-11-19: not overdue on the 19th, 2 days overdue on the 21st."""
    path = closed_book(tmp_path)
    for day, overdue in ((date(2026, 11, 19), 0), (date(2026, 11, 21), 10000)):
        with opening.open_book(path, day, write=True) as opened:
            assert derived.standing_day(opened.services.store) == day
            assert opened.services.store.scalar("select overdue_base from customer_standing") == overdue


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file be replaced")
def test_book_replaced_under_us_is_not_written_to(tmp_path: Path) -> None:
    path = closed_book(tmp_path)
    (tmp_path / "other").mkdir()
    shutil.copy(path, tmp_path / "other" / "copy")
    with opening.open_book(path, TODAY, write=True) as opened:
        opened.services.customers.add({"name": "B"})
        (tmp_path / "other" / "copy").replace(path)
        with pytest.raises(UserError, match="was moved or replaced by another program"):
            opened.services.customers.add({"name": "C"})
        with pytest.raises(UserError, match="was moved or replaced by another program"):
            opened.another(read_only=False)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/li/OneDrive - Hongda/账本/a.kedun", "sync"),
        ("/data/li/Dropbox/a.kedun", "sync"),
        ("/data/li/Library/Mobile Documents/com~apple/a.kedun", "sync"),
        ("/data/坚果云/a.kedun", "sync"),
        ("/srv/cloud/a.kedun", "sync"),
        ("/mnt/share/books/a.kedun", "network"),
        ("/mnt/with space/a.kedun", "network"),
        ("//server/share/a.kedun", "network"),
        ("/mnt/stick/a.kedun", None),
        ("/srv/books/a.kedun", None),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="POSIX paths")
def test_folders_where_a_book_is_not_safe(path: str, kind: str | None) -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\n//nas/x /mnt/share cifs rw 0 0\nnas:/y /mnt/with\\040space nfs4 rw 0 0\n/dev/sdb1 /mnt/stick vfat rw 0 0\n"
    assert places.kind(Path(path), {"OneDrive": "/srv/cloud"}, mounts) == kind


def test_warning_names_the_book(tmp_path: Path) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    path = closed_book(synced)
    with opening.open_book(path, TODAY, write=True) as opened:
        assert "“test.kedun” is in a folder that is kept in step" in (opened.warning or "")
