"""Headings against canonical columns: exact names first, names within a heading only to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.services.imports import amounts, kinds
from app.services.imports.converters import converter
from app.services.imports.headings import Heading
from app.services.imports.reasons import Bad
from app.services.imports.workbook import Cell

Certainty = Literal["auto", "confirm"]

_TYPED: Final = (
    "day",
    "amount",
    "figure",
    "number",
    "currency",
    "choice",
    "flag",
    "days",
    "limit",
    "instalments",
    "shares",
    "per_cent",
    "plan",
    "share",
    "portion",
)
# Without these an amount means something else, or is due on another day: a column that is named so is never passed over
# because of its cells.
_TELLING: Final = frozenset(("currency", "rate", "instalments", "due_date", "prepay_share", "deposit", "margin"))


@dataclass(frozen=True, slots=True)
class Match:
    """The column taken for a field, and whether a person should look at it."""

    index: int
    certainty: Certainty


def match(
    headings: Sequence[Heading], fields: Sequence[kinds.Field], below: Sequence[Sequence[Cell]]
) -> dict[str, Match]:
    """The best column of each field, no column twice; fields earlier in the list choose first."""
    taken: dict[str, Match] = {}
    for field in fields:
        free = [index for index in range(len(headings)) if index not in {found.index for found in taken.values()}]
        found = _exact(headings, field, free, below)
        if found is not None:
            taken[field.name] = found
    for field in fields:
        if field.required and field.name not in taken:
            free = [index for index in range(len(headings)) if index not in {found.index for found in taken.values()}]
            found = _within(headings, field, free, below)
            if found is not None:
                taken[field.name] = found
    return taken


def _exact(
    headings: Sequence[Heading], field: kinds.Field, free: list[int], below: Sequence[Sequence[Cell]]
) -> Match | None:
    """The column with the best name whose cells fit; a required or telling field takes one that does not fit rather than none."""
    ranked = sorted((rank, index) for index in free for rank in _ranks(headings[index], field))
    fitting = [(rank, index) for rank, index in ranked if _fits(field, headings[index], below, index)]
    if not fitting:
        named = bool(ranked) and (field.required or (field.name in _TELLING and ranked[0][0][0] == 0))
        return Match(ranked[0][1], "confirm") if named else None
    rank, index = fitting[0]
    rivals = {other for other_rank, other in fitting if other_rank == rank}
    return Match(index, "auto" if rank[0] == 0 and len(rivals) == 1 else "confirm")


def _ranks(heading: Heading, field: kinds.Field) -> Iterator[tuple[int, int]]:
    """(0, rank) for a good name, 1 without its brackets, 2 for a name that serves only when there is no other."""
    for key in heading.keys:
        if key in field.ranks:
            yield 0, field.ranks[key]
        elif key in field.weak:
            yield 2, field.weak[key]
    if heading.loose in field.ranks:
        yield 1, field.ranks[heading.loose]


def _within(
    headings: Sequence[Heading], field: kinds.Field, free: list[int], below: Sequence[Sequence[Cell]]
) -> Match | None:
    """A heading that holds a telling name of the field, when only one does and its cells fit."""
    names = [name for name in (*field.ranks, *field.weak) if len(name) >= (3 if not name.isascii() else 8)]
    found = [
        index
        for index in free
        if any(name in key for key in headings[index].keys for name in names)
        and _fits(field, headings[index], below, index)
    ]
    return Match(found[0], "confirm") if len(found) == 1 else None


def _fits(field: kinds.Field, heading: Heading, below: Sequence[Sequence[Cell]], index: int) -> bool:
    """Half or more of the cells below can be read as the field's type; blanks and repeated headings say nothing."""
    if field.type not in _TYPED:
        return True
    cells = [row[index] for row in below if index < len(row)]
    read = [_readable(field, cell) for cell in cells if str(cell).strip() != heading.text]
    known = [good for good in read if good is not None]
    return not known or sum(known) * 2 >= len(known)


def _readable(field: kinds.Field, cell: Cell) -> bool | None:
    found = [converter(field, amounts.Amounts(1, ".", {}), order)(cell) for order in ("dmy", "mdy")]
    if found[0] is None and found[1] is None:
        return None
    return not all(isinstance(one, Bad) and one.code != "two_ways" for one in found)
