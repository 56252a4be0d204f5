"""The command line: every figure that the window shows, for scripts, schedules and checks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app import __version__, i18n
from app.cli.base import Asked, Group, Option, option
from app.cli.bench import BENCH_COMMANDS
from app.cli.books import BOOK_COMMANDS
from app.cli.claims import CLAIM_COMMANDS
from app.cli.clocks import CLOCK_COMMANDS
from app.cli.figures import FIGURE_COMMANDS
from app.cli.files import FILE_COMMANDS
from app.cli.looks import LOOK_COMMANDS
from app.cli.papers import PAPER_COMMANDS
from app.cli.reports import REPORT_COMMANDS
from app.cli.schedule import SCHEDULE_COMMANDS
from app.i18n import mark


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["--help"], "max_content_width": 120},
    help=mark("Who owes you what, since when, and what to do next. Without a command the window opens."),
)
@option("--lang", type=click.Choice(i18n.LANGUAGES), help=mark("Language of words and papers"))
@option("--user", metavar="NAME", help=mark("Who you are in the book"))
@option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=mark("The password of a protected book is the first line of this file"),
)
@click.version_option(
    __version__, cls=Option, prog_name="kedun", message="%(prog)s %(version)s", help=mark("Show the version and stop")
)
@click.pass_context
def main(ctx: click.Context, lang: str | None, user: str | None, password_file: Path | None) -> None:
    if lang:
        i18n.use(lang)
    ctx.obj = Asked(user, password_file)


for _command in (
    *BOOK_COMMANDS,
    *FILE_COMMANDS,
    *FIGURE_COMMANDS,
    *LOOK_COMMANDS,
    *BENCH_COMMANDS,
    *REPORT_COMMANDS,
    *SCHEDULE_COMMANDS,
    *PAPER_COMMANDS,
    *CLAIM_COMMANDS,
    *CLOCK_COMMANDS,
):
    main.add_command(_command)


def run(words: list[str]) -> int:
    """The whole command line: exit status 0 done, 1 what the person can mend, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console is not UTF-8 by itself
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    i18n.use(_language(words) or i18n.default_language())
    try:
        main.main(words, prog_name="kedun")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1


def _language(words: list[str]) -> str | None:
    """What --lang says, known before click reads it, so that help speaks that language too."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--lang" or word.startswith("--lang="):
            return word.partition("=")[2] or following
    return None
