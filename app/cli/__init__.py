"""The command line: every figure that the window shows, for scripts, schedules and checks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from app import __version__, i18n
from app.cli.base import Asked, Group, Option, option
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


# Each command with the module that has it and its name there; a module is loaded when its command is asked for.
COMMANDS: Final = {
    **dict.fromkeys(("new", "backup", "restore", "verify", "history", "undo"), "books"),
    **dict.fromkeys(("import", "export"), "files"),
    **dict.fromkeys(("aging", "balance"), "figures"),
    **dict.fromkeys(("today", "dashboard", "screens"), "looks"),
    "remind": "reminders",
    "report": "reports",
    "review": "reviews",
    **dict.fromkeys(("statement", "form"), "papers"),
    "exposure": "exposure",
    "insurance": "insurance",
    "interest": "claims",
    "limit": "limits",
    "limitation": "clocks",
    "prepayment": "prepayments",
    "schedule": "schedule",
    "score": "scores",
    "check": "shipping",
    "bench": "bench",
    "calendar": "calendar",
}
for _name, _module in COMMANDS.items():
    main.later(_name, f"app.cli.{_module}")


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
