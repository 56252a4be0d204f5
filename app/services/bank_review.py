"""What is shown of a bank's statement: what a file would bring, the open lines with their matches, what was accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.bank import BankLine
from app.services.imports.bank.reading import BankFile
from app.services.imports.bank.statement import BankRow, BankStatement
from app.services.rules.bank_lines import Match, Suggestion


@dataclass(frozen=True, slots=True)
class BankPreview:
    """What taking a file would do: `new` lines of money in with their keys, by statement; counts of all others.

    `same` = money in that was imported before; `out` = money out; `beside` = neither.
    """

    file: BankFile
    new: tuple[tuple[BankStatement, tuple[tuple[str, BankRow], ...]], ...]
    same: int
    out: int
    beside: int

    @property
    def count(self) -> int:
        return sum(len(lines) for _statement, lines in self.new)


@dataclass(frozen=True, slots=True)
class Review:
    """The open lines with their matches; `names` of the customers and `numbers` of the instalments they speak of.

    `difference` = what the balances of the newest import lack, with its currency; None when they cannot be checked.
    """

    lines: tuple[BankLine, ...]
    matches: Mapping[int, Match]
    names: Mapping[int, str]
    counts: Mapping[str, int]
    difference: tuple[int, str] | None

    def likely(self) -> list[tuple[BankLine, Suggestion]]:
        """The lines that are very likely, each with its best suggestion."""
        best = [(line, self.matches[line.id]) for line in self.lines]
        return [(line, match.suggestions[0]) for line, match in best if match.strength == "likely"]


@dataclass(frozen=True, slots=True)
class Accepted:
    """The payment made of a line; `learnt` = id of the payer remembered by it, `payer` its name; None when none is new."""

    payment_id: int
    customer: str
    learnt: int | None
    payer: str | None
