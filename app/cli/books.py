"""Commands about the book itself: new, backup, restore, verify, history, undo."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from app.cli.base import (
    BOOK,
    Command,
    asked,
    book_argument,
    emit,
    json_option,
    key_of,
    opened,
    option,
    table,
    today,
)
from app.i18n import _, language, mark, ngettext
from app.models.dates import local_minute
from app.models.errors import UserError
from app.services import backup as backups
from app.services import checks, opening
from app.services.change_words import change_text
from app.services.services import Services

PACKS: Final = ("trading", "manufacturing", "services", "export")


@click.command(cls=Command, help=mark("Make a new book"))
@book_argument
@option("--sample", is_flag=True, help=mark("Fill it with the sample company, with dates around today"))
@option("--name", metavar="NAME", help=mark("Name of the company"))
@option("--currency", default="CNY", metavar="CODE", help=mark("Currency of the book, three letters"))
@option("--country", default="CN", metavar="CODE", help=mark("Country of the company, two letters"))
@option("--pack", type=click.Choice(PACKS), help=mark("Credit rules to begin with, by the kind of business"))
@option("--password-file", type=BOOK, metavar="FILE", help=mark("Protect the book with the first line of this file"))
@option(
    "--from",
    "source",
    type=BOOK,
    metavar="DIR",
    help=mark("Make it from the folder of an export, with every figure of then"),
)
def new(
    book: Path,
    sample: bool,
    source: Path | None,
    name: str | None,
    currency: str,
    country: str,
    pack: str | None,
    password_file: Path | None,
) -> None:
    key = key_of(password_file or asked().password_file)
    opening.create(
        book,
        name=_one_line("name", name) or (_("Sample company") if sample else _one_line("name", book.stem) or "Kedun"),
        currency=_code(currency, 3),
        country=_code(country, 2),
        pack=pack,
        owner=_one_line("user", asked().user) or _owner(),
        sample=sample,
        key=key,
    )
    if source is not None:
        from app.services import book_tables

        _filled(book, key, lambda services: book_tables.read(services, source))
    elif sample:
        from app.services import demo

        _filled(book, key, demo.fill)
    click.echo(_("“{name}” is ready.").format(name=book.name))


def _filled(book: Path, key: str | None, fill: Callable[[Services], None]) -> None:
    """What the book begins with; without it there is no book either."""
    try:
        with opening.open_book(book, today(), write=True, key=key) as found:
            fill(found.services)
    except BaseException:
        book.unlink(missing_ok=True)
        raise


def _one_line(field: str, text: str | None) -> str:
    return " ".join((checks.text(field, text, longest=200) or "").split())


def _owner() -> str:
    """Whoever is at the computer; a plain word where the computer does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "老板" if language() == "zh_CN" else "Owner"


def _code(text: str, letters: int) -> str:
    """A currency or country code in capitals."""
    if not (text.isascii() and text.isalpha() and len(text) == letters):
        raise UserError(
            _("“{text}” is not a code of {count} letters, such as {example}.").format(
                text=text, count=letters, example={3: "CNY", 2: "CN"}[letters]
            )
        )
    return text.upper()


@click.command(cls=Command, help=mark("Make a copy and check it; DEST is a file or a folder"))
@book_argument
@click.argument("dest", type=BOOK, required=False)
def backup(book: Path, dest: Path | None) -> None:
    with opened(book) as found:
        made = backups.make(found.path, "manual", dest, found.key)
    click.echo(_("Backup made and checked: {path}").format(path=made.path))


@click.command(cls=Command, help=mark("Put a backup in the place of a book; the replaced book is kept"))
@click.argument("source", metavar="BACKUP", type=BOOK)
@book_argument
def restore(source: Path, book: Path) -> None:
    kept = backups.restore(source, book, key_of(asked().password_file))
    click.echo(_("Restored: {path}").format(path=book))
    if kept is not None:
        click.echo(_("The replaced book is kept as {path}").format(path=kept))


@click.command(cls=Command, help=mark("Check the whole book: file, facts, history, everything computed"))
@book_argument
@json_option
def verify(book: Path, as_json: bool) -> None:
    from app.services.checking import verify as look

    with opened(book) as found:
        checks = look(found.services.store)
    wrong = [each for each in checks if not each.ok]
    if as_json:
        told = [{"name": each.name, "ok": each.ok, "detail": each.detail} for each in checks]
        emit({"ok": not wrong, "checks": told})
    else:
        rows = [(each.name, "✓" if each.ok else "✗", each.title, each.detail) for each in checks]
        table((_("Check"), "", _("What must hold"), _("Detail")), rows)
    if wrong:
        raise UserError(
            _("{count} of {all} checks did not pass ({names}). Keep this file and restore a backup.").format(
                count=len(wrong), all=len(checks), names=", ".join(each.name for each in wrong)
            )
        )


@click.command(cls=Command, help=mark("What was changed, by whom and when, newest first"))
@book_argument
@option("--customer", metavar="CODE", help=mark("Only what concerned this customer"))
@json_option
def history(book: Path, customer: str | None, as_json: bool) -> None:
    with opened(book) as found:
        services = found.services
        rows = services.history.rows(services.customers.by_code(customer).id if customer else None)
    if as_json:
        names = ("id", "at", "person", "label", "customers", "undone_by")
        emit({"rows": [{name: getattr(row, name) for name in names} for row in rows]})
        return
    lines = [
        (
            str(row.id),
            local_minute(row.at),
            row.person,
            change_text(row.label) if row.undoes is None else _("Undone: no. {id}").format(id=row.undoes),
            " ".join(row.customers[:5]) + (" …" if len(row.customers) > 5 else ""),
            _("undone") if row.undone_by else "",
        )
        for row in rows
    ]
    table(("", _("When"), _("Who"), _("What"), _("Customers"), ""), lines, right=(0,))
    click.echo(ngettext("{count} change", "{count} changes", len(rows)))


@click.command(cls=Command, help=mark("Take back the last change"))
@book_argument
def undo(book: Path) -> None:
    with opened(book, write=True) as found:
        taken = found.services.history.undo()
    click.echo(_("Taken back: {what} ({when})").format(what=change_text(taken.label), when=local_minute(taken.at)))


BOOK_COMMANDS: Final = (new, backup, restore, verify, history, undo)
