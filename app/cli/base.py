"""What every command stands on: words in the language asked for, errors as one line, books, days, JSON, text tables."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from app.i18n import _, mark
from app.models.errors import UserError
from app.services.opening import OpenBook, open_book

F = TypeVar("F", bound=Callable[..., Any])
BOOK: Final = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands before the command."""

    user: str | None = None
    password_file: Path | None = None


def _words(text: str | None) -> str:
    return _(text) if text else ""


class Command(click.Command):
    """A command whose help is put into words when it is shown, in the language of the moment."""

    def get_short_help_str(self, limit: int = 100) -> str:
        return _words(self.help)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_words(self.help))


class Option(click.Option):
    """An option whose help is put into words when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return (record[0], record[1].replace(self.help, _(self.help))) if record and self.help else record


class Group(click.Group):
    """The commands; what a person can mend is told in one line, with exit status 1."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as problem:
            raise Refused(problem.text) from problem

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_words(self.help))


class Refused(click.ClickException):
    """`kedun: error: ...` on standard error."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo("kedun: error: " + " ".join(self.message.split()), err=True)


def day_of(text: str | date) -> date:
    """The type of an option that is a calendar day."""
    try:
        return text if isinstance(text, date) else date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(_("“{text}” is not a date. Write it like 2026-11-21.").format(text=text)) from None


def option(*names: str, **how: Any) -> Callable[[F], F]:
    return click.option(*names, cls=Option, **how)


book_argument = click.argument("book", type=BOOK)
json_option = option("--json", "as_json", is_flag=True, help=mark("One JSON document on standard output"))
day_option = option(
    "--as-of", "on", type=day_of, metavar="DAY", help=mark("The state at the end of this day; today when left out")
)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the person's own calendar


def key_of(password_file: Path | None) -> str | None:
    """The first line of the file; None without a file."""
    if password_file is None:
        return None
    try:
        text = password_file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(
            _("The password file “{name}” cannot be read. Check the name and the permissions.").format(
                name=password_file.name
            )
        ) from problem
    if not text.strip():
        raise UserError(
            _("The password file “{name}” is empty. Put the password on its first line.").format(
                name=password_file.name
            )
        )
    return text.splitlines()[0]


def asked() -> Asked:
    found: Asked = click.get_current_context().find_object(Asked) or Asked()
    return found


def opened(path: Path, *, write: bool = False) -> OpenBook:
    """The book of a command, as a context manager."""
    before = asked()
    return open_book(path, today(), write=write, person=before.user, key=key_of(before.password_file))


def emit(document: Any) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Aligned columns for a terminal; those named in `right` are figures. A Chinese character takes two places."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(head))]
    for line in lines:
        cells = [_padded(cell, widths[i], i in right) for i, cell in enumerate(line)]
        click.echo("  ".join(cells).rstrip())


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
