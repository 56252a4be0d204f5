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


# Each command with the module that has it, and its help; a module is loaded when its command is asked for.
COMMANDS: Final = {
    "aging": ("figures", mark("Who owes what, by how long it is overdue")),
    "backup": ("books", mark("Make a copy and check it; DEST is a file or a folder")),
    "balance": ("figures", mark("What one customer owes and has paid ahead")),
    "bench": ("bench", mark("How fast the main operations are, against their floor measured in the same run")),
    "calendar": ("calendar", mark("What lies ahead, day by day; as a calendar file for the phone")),
    "check": ("shipping", mark("May I ship on credit? The verdict, why, and what would make it a plain yes")),
    "dashboard": ("looks", mark("Is the money safe: the figures of the whole book")),
    "export": ("files", mark("Write the whole book as tables that Excel opens and import takes")),
    "exposure": (
        "exposure",
        mark("Credit in use of a customer, line by line, beside the limit and what stands behind it"),
    ),
    "form": ("papers", mark("A form for a customer to fill: credit information, authorisation, papers asked for")),
    "history": ("books", mark("What was changed, by whom and when, newest first")),
    "import": (
        "files",
        mark(
            "Take in a table: customers, receivables, payments, contracts, financial statements, contact persons, a bank statement"
        ),
    ),
    "insurance": (
        "insurance",
        mark("The credit insurance of a customer: invoices covered, last days, papers for the insurer"),
    ),
    "interest": ("claims", mark("Late interest on a receivable, segment by segment")),
    "limit": ("limits", mark("All candidates for a credit limit, which one decides, what is in force")),
    "limitation": ("clocks", mark("Every legal clock: limitation, guarantees, registrations, drafts, contracts")),
    "new": ("books", mark("Make a new book")),
    "prepayment": ("prepayments", mark("What share of an order a customer pays before the goods leave, and why")),
    "remind": ("reminders", mark("Who is due for which reminder, and why; the program itself sends nothing")),
    "report": ("reports", mark("A report by its name, on any day")),
    "restore": ("books", mark("Put a backup in the place of a book; the replaced book is kept")),
    "review": ("reviews", mark("The review sheet of a customer: what is known, what it comes to, who decided")),
    "schedule": ("schedule", mark("Does a payment plan ever leave too much open? The least that would not")),
    "score": ("scores", mark("How good a customer is, as a sum of reasons; everybody when none is named")),
    "screens": ("looks", mark("Draw every page and dialog as pictures")),
    "statement": ("papers", mark("The statement of a customer, or a letter that asks to confirm the balance")),
    "today": ("looks", mark("Whom to call today, first things first")),
    "undo": ("books", mark("Take back the last change")),
    "verify": ("books", mark("Check the whole book: file, facts, history, everything computed")),
}
for _name, (_module, _help) in COMMANDS.items():
    main.later(_name, f"app.cli.{_module}", _help)


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
