"""The one way in: a book or nothing opens the window, a command word the command line."""

from __future__ import annotations

import sys
from pathlib import Path

WITH_VALUE = ("--lang", "--user", "--password-file")


def main() -> int:
    """Exit status of the program."""
    words = sys.argv[1:]
    if words[:1] == ["--read-table"]:
        from app.services.imports import child

        return child.main(words[1:])
    if opens_window(words):
        from app.ui import application

        return application.run(book_of(words))
    from app import cli

    return cli.run(words)


def opens_window(words: list[str]) -> bool:
    """Without a command, or with a book in its place; --help and --version are the command line's."""
    first = _first(words)
    return first is None or (first.endswith(".kedun") and not first.startswith("-"))


def book_of(words: list[str]) -> Path | None:
    first = _first(words)
    return None if first is None else Path(first)


def _first(words: list[str]) -> str | None:
    """The first word that is not an option of ours with its value."""
    rest = list(words)
    while rest and (rest[0] in WITH_VALUE or rest[0].startswith(tuple(f"{name}=" for name in WITH_VALUE))):
        rest = rest[2:] if rest[0] in WITH_VALUE else rest[1:]
    return rest[0] if rest else None


if __name__ == "__main__":
    sys.exit(main())
