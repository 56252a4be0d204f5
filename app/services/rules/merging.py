"""Texts with named fields: a letter or a message from a text that anybody can edit, and the values of one case. Pure.

# Second notice                          the title, in the first line
Dear {contact},                          a line is a paragraph; it goes when one of its fields has no value
## What is owed                          a heading; it goes when nothing is left under it
1. first                                 numbered lines count anew when one of them goes
[table]                                  alone on a line: a block of the paper stands here

Values are put in once and never read again: what looks like a field or a block inside a value is text. Between 汉字 of the text and a
value that begins or ends with a Latin letter or a figure stands a space, as the text has it or not; a value stays as it is.

written(merged) is a text that anybody can edit, with the values in it, and read(text) takes it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FIELD: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BLOCK: Final = re.compile(r"\[([a-z][a-z0-9_]*)\]")
NUMBERED: Final = re.compile(r"\d{1,2}([.．、] ?)")
TITLE: Final = "# "
HEADING: Final = "## "
AS_IT_IS: Final = "\\"  # before a line that would be read as a heading or a block and is none
HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LATIN: Final = re.compile(r"[0-9A-Za-z#$%&*+./<=>@^_|~\u00a2-\u00a5\u00c0-\u024f\u20a0-\u20bf-]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; "" = a blank line. `heading` = it stands out."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The place of a part of the paper: a table, an account, a slip."""

    name: str


Part = Line | Block


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with its values in it. `title` is "" where the text names none."""

    title: str
    parts: tuple[Part, ...]


def merge(text: str, values: Mapping[str, str | None]) -> Merged:
    """The text with the values in their places. None and "" are no value; a name that is not among the values stays as it
    is written."""
    lines = [line.rstrip() for line in text.splitlines()]
    title = lines.pop(0).removeprefix(TITLE).strip() if lines and lines[0].startswith(TITLE) else ""
    kept = (line for line in lines if _complete(line, values))
    parts = [_part(line, values) for line in _numbered(kept)]
    return Merged(filled(title, values) if _complete(title, values) else "", tuple(_tidy(_headed(parts))))


def written(merged: Merged) -> str:
    """As a text again: values stand in it as words, blocks as their names; each line of a value is a line."""
    title = [f"{TITLE}{' '.join(merged.title.splitlines())}"] if merged.title else []
    return "\n".join([*title, *map(_written, merged.parts)])


def read(text: str) -> Merged:
    """What a person made of `written`: nothing in it is a field."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    title = lines.pop(0).removeprefix(TITLE).strip() if lines and lines[0].startswith(TITLE) else ""
    return Merged(title, tuple(_tidy(map(_read, lines))))


def filled(line: str, values: Mapping[str, str | None]) -> str:
    """A sentence with the values in the places of their names, spaced as Chinese is: its own words and values in turn."""
    made, place, after_value = "", 0, False
    for found in FIELD.finditer(line):
        value, words = values.get(found[1]), line[place : found.start()]
        made = _beside(made, words) if after_value else made + words
        made = _beside(made, value) if value else made + found[0]
        place, after_value = found.end(), bool(value)
    return _beside(made, line[place:]) if after_value else made + line[place:]


def fields(text: str) -> tuple[str, ...]:
    """The names of its fields, each once, in their order."""
    return tuple(dict.fromkeys(FIELD.findall(text)))


def blocks(text: str) -> tuple[str, ...]:
    """The names of its blocks, each once, in their order."""
    found = (BLOCK.fullmatch(line.strip()) for line in text.splitlines())
    return tuple(dict.fromkeys(each[1] for each in found if each))


def plain(merged: Merged, drawn: Callable[[str], Sequence[str]]) -> str:
    """As plain text, for a message; `drawn(name)` = the lines of a block."""
    lines = (line for part in merged.parts for line in ([part.text] if isinstance(part, Line) else drawn(part.name)))
    return "\n".join(lines).strip("\n")


def _complete(line: str, values: Mapping[str, str | None]) -> bool:
    return all(values[name] for name in FIELD.findall(line) if name in values)


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    """Numbered lines counted from 1 in each run of them."""
    count = 0
    for line in lines:
        found = NUMBERED.match(line)
        count = count + 1 if found else 0
        yield f"{count}{found[1]}{line[found.end() :]}" if found else line


def _written(part: Part) -> str:
    if isinstance(part, Block):
        return f"[{part.name}]"
    head = HEADING if part.heading else ""
    return "\n".join(f"{head}{AS_IT_IS if _is_odd(line) else ''}{line}" for line in part.text.splitlines() or [""])


def _is_odd(line: str) -> bool:
    """Whether it would be read as something else than words."""
    return line.startswith((AS_IT_IS, TITLE, HEADING)) or BLOCK.fullmatch(line.strip()) is not None


def _read(line: str) -> Part:
    block = BLOCK.fullmatch(line.strip())
    if block:
        return Block(block[1])
    return Line(line.removeprefix(HEADING).removeprefix(AS_IT_IS), line.startswith(HEADING))


def _part(line: str, values: Mapping[str, str | None]) -> Part:
    block = BLOCK.fullmatch(line.strip())
    if block:
        return Block(block[1])
    return Line(filled(line.removeprefix(HEADING), values), line.startswith(HEADING))


def _beside(left: str, right: str) -> str:
    """One after the other, with a space where 汉字 and Latin letters or figures meet."""
    before, after = left[-1:], right[:1]
    meet = (HAN.match(before) and LATIN.match(after)) or (LATIN.match(before) and HAN.match(after))
    return f"{left} {right}" if meet else left + right


def _headed(parts: Sequence[Part]) -> Iterator[Part]:
    """Without headings over nothing."""
    for place, part in enumerate(parts):
        after = next((each for each in parts[place + 1 :] if not _is_blank(each)), None)
        if not _is_heading(part) or (after is not None and not _is_heading(after)):
            yield part


def _tidy(parts: Iterable[Part]) -> Iterator[Part]:
    """Never two blank lines in turn, none at the beginning."""
    before: Part = Line("")
    for part in parts:
        if not (_is_blank(part) and _is_blank(before)):
            yield part
        before = part


def _is_heading(part: Part) -> bool:
    return isinstance(part, Line) and part.heading


def _is_blank(part: Part) -> bool:
    return isinstance(part, Line) and not part.text
