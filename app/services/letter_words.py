"""The words of one letter as a person changed them before it goes out; the text in the book stays as it is.

words = Words(text, opened.values)              # what became of `opened.text`, and what stood in its fields when the writing began
read(words, template, values)                   # what is printed; raises Invalid where something is missing, or is not true any more
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.i18n import _
from app.models.errors import Invalid
from app.services import letter_fields
from app.services.letter_texts import LONGEST
from app.services.rules import merging
from app.services.rules.merging import Block, Line, Merged
from app.services.signs import clean

FIELD: Final = "text"  # what the problem is about
TABLE: Final = Block("table")
# What a letter must not say of another day: amounts and last days.
TRUE: Final = (
    "amount", "amount_full", "total", "total_full", "interest", "per_day", "fees", "compensation", "deadline", "date",
)  # fmt: skip
NAMES: Final = letter_fields.KINDS["letter"]


@dataclass(frozen=True, slots=True)
class Words:
    """`text` as `merging.written` gives it, changed by a person; `values` = field -> what stood in it when the writing began."""

    text: str
    values: Mapping[str, str]


def used(template: str, values: Mapping[str, str | None]) -> dict[str, str]:
    """The fields of a text that have a value."""
    return {name: value for name in merging.fields(template) if (value := values.get(name))}


def read(words: Words, template: str, values: Mapping[str, str | None]) -> Merged:
    """What is to be printed; `values` as they are now. Raises Invalid."""
    text = clean(words.text)
    if len(text) > LONGEST:
        raise Invalid(FIELD, _("At most {count} characters, please.").format(count=f"{LONGEST:,}"))
    merged, made = merging.read(text), merging.merge(template, values)
    if not any(isinstance(part, Line) and part.text.strip() for part in merged.parts):
        raise Invalid(FIELD, _("The letter says nothing. Write its words, or have it written anew."))
    problems = (
        *_unfilled(text, merging.written(made)),
        *_blocks(merged, made, template),
        *_emptied(text, template),
        *_outdated(text, words.values, used(template, values)),
    )
    if problems:
        raise Invalid(FIELD, "\n".join(dict.fromkeys(problems)))
    return merged


def _unfilled(text: str, made: str) -> Iterator[str]:
    """What stands in braces is somebody's name only where the letter had it from the book."""
    more = Counter(merging.FIELD.findall(text)) - Counter(merging.FIELD.findall(made))
    for name in more:
        words = _("{field} is not filled in. Write what belongs there, or take it out.")
        yield words.format(field=f"{{{name}}}")


def _blocks(merged: Merged, made: Merged, template: str) -> Iterator[str]:
    known = {*letter_fields.PLACES["letter"], *merging.blocks(template)}
    for part in merged.parts:
        if isinstance(part, Block) and part.name not in known:
            words = _("{place} is no part of a letter. Take it out, or write it otherwise than alone on its line.")
            yield words.format(place=f"[{part.name}]")
    if TABLE in made.parts and TABLE not in merged.parts:
        yield _("The table of what is asked for is missing: put {place} alone on a line.").format(place="[table]")


def _emptied(text: str, template: str) -> Iterator[str]:
    """A line that still reads as the text has it, with nothing left where a value stood."""
    lines = [_bare(line) for line in text.splitlines()]
    for given in map(_bare, template.splitlines()):
        names, pieces = merging.FIELD.findall(given), merging.FIELD.split(given)[::2]
        if not names or not "".join(pieces).strip():
            continue
        pattern = re.compile(r"\s*(.*?)\s*".join(re.escape(piece.strip()) for piece in pieces))
        for line in lines:
            found = pattern.fullmatch(line)
            for name in (name for name, value in zip(names, found.groups(), strict=True) if not value) if found else ():
                words = _("“{field}” was taken out of the line “{line}”. Write it again, or take out the line.")
                yield words.format(field=_named(name), line=line)


def _named(name: str) -> str:
    return _(NAMES[name]) if name in NAMES else name


def _bare(line: str) -> str:
    """Without its number, which may be another one, each gap one space."""
    found = merging.NUMBERED.match(line)
    return " ".join(line[found.end() if found else 0 :].split())


def _outdated(text: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """A payment came meanwhile, another debt was ticked: what was written is not so any more."""
    for name in TRUE:
        was, now_is = then.get(name), now.get(name)
        if was is None or was == now_is or was in now.values():
            continue
        if re.search(rf"(?<!\d){re.escape(was)}(?!\d)", text):
            words = _("{field}: the letter says {was}, now it is {now}. Change it, or have the letter written anew.")
            yield words.format(field=_(NAMES[name]), was=was, now=now_is or _("nothing"))
