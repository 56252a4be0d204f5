"""What every command stands on: words in the language asked for, errors as one line, books, days, JSON, text tables."""

from __future__ import annotations

import errno
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from app.i18n import _, mark
from app.models.errors import UserError

if TYPE_CHECKING:
    from app.services.opening import OpenBook

F = TypeVar("F", bound=Callable[..., Any])
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)


class Place(click.Path):
    """The name of a file or folder, there or not; one that no file can have is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        try:
            path.exists()
        except OSError as problem:
            if problem.errno == errno.ENAMETOOLONG:
                raise UserError(
                    _("The name “{name}” is too long for a file. Choose a shorter one.").format(
                        name=f"{path.name[:40]}…"
                    )
                ) from problem
        return path


BOOK: Final = Place(path_type=Path)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands before the command."""

    user: str | None = None
    password_file: Path | None = None


def _words(text: str | None) -> str:
    return _(text) if text else ""


class Formatter(click.HelpFormatter):
    """Headings of the help in the language of the moment."""

    HEADINGS: Final = {"Options": mark("Options:"), "Commands": mark("Commands:")}

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        self.write(_(self.HEADINGS[heading]) + "\n")


class Context(click.Context):
    formatter_class = Formatter


class Worded(click.Command):
    """A command whose help is put into words when it is shown, in the language of the moment."""

    context_class = Context

    def get_short_help_str(self, limit: int = 100) -> str:
        return _words(self.help)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_words(self.help))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("Show this help and stop")
        return found


class Command(Worded):
    """One command."""


class Option(click.Option):
    """An option whose help is put into words when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if not record or not self.help:
            return record
        return record[0], record[1].replace(self.help, _(self.help)).replace("[required]", _("[required]"))


class Group(Worded, click.Group):
    """The commands; what a person can mend is told in one line: exit status 1, or 2 for a line that is written wrongly."""

    command_class = Command

    def __init__(self, *words: Any, **how: Any) -> None:
        super().__init__(*words, **how)
        self._later: dict[str, tuple[str, str]] = {}

    def later(self, name: str, module: str, told: str) -> None:
        """A command that stands in the tuple `..._COMMANDS` of a module, loaded when it is asked for; `told` = its help."""
        self._later[name] = module, told

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._later)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Without loading them: they are most of the program."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _(self._later[name][1])) for name in self.list_commands(ctx)])

    def make_context(self, *words: Any, **how: Any) -> click.Context:
        with _one_sentence():
            return super().make_context(*words, **how)

    def invoke(self, ctx: click.Context) -> Any:
        with _one_sentence():
            return super().invoke(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = self._loaded(cmd_name) if cmd_name in self._later else None
        if found is None and not ctx.resilient_parsing:
            raise Misused(_("There is no command “{name}”.").format(name=cmd_name), ctx)
        return found

    def _loaded(self, name: str) -> click.Command:
        module = vars(import_module(self._later[name][0]))
        tuples = (each for key, each in module.items() if key.endswith("_COMMANDS"))
        found: click.Command = next(command for commands in tuples for command in commands if command.name == name)
        return found


class Refused(click.ClickException):
    """`kedun: error: ...` on standard error."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo("kedun: error: " + " ".join(self.message.split()), err=True)


class Misused(Refused):
    """A line that is written wrongly; its help tells how."""

    exit_code = 2

    def __init__(self, problem: str, ctx: click.Context | None) -> None:
        command = ctx.command_path if ctx else "kedun"
        super().__init__(_("{problem} “{command} --help” shows how.").format(problem=problem, command=command))


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except UserError as problem:
        raise Refused(problem.text) from problem
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as problem:
        raise Misused(_misused(problem), problem.ctx) from problem


def _misused(problem: click.UsageError) -> str:
    """What is wrong with the line that was typed."""
    if isinstance(problem, click.NoSuchOption):
        return _("There is no option {name}.").format(name=problem.option_name)
    if isinstance(problem, click.MissingParameter):
        return _("{name} is missing.").format(name=_name(problem))
    if isinstance(problem, click.BadParameter):
        kind = problem.param.type if problem.param else None
        if isinstance(kind, click.Choice):
            return _("{name} is one of: {choices}.").format(name=_name(problem), choices=", ".join(kind.choices))
        return problem.message
    if isinstance(problem, click.BadOptionUsage):
        return _("Option {name} is not written like this.").format(name=problem.option_name)
    return _("There are more words on the line than this command takes.")


def _name(problem: click.BadParameter) -> str:
    """BOOK or --kind."""
    known = problem.param
    if known is None:
        return ""
    return known.opts[0] if isinstance(known, click.Option) else known.human_readable_name


def day_of(text: str | date) -> date:
    """The type of an option that is a calendar day."""
    try:
        on = text if isinstance(text, date) else date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(_("“{text}” is not a date. Write it like 2026-11-21.").format(text=text)) from None
    if not FIRST_DAY <= on <= LAST_DAY:
        raise click.BadParameter(_("The year {year} cannot be right. Check the date.").format(year=on.year))
    return on


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
    from app.services.opening import open_book

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
