"""Whose money a line of a bank's statement is, and which receivables it settles. Source: screens.md §2.8.

In this order: a payer learnt before, the amount of one open row, the sum of up to four, a number in the text, a name
that is alike, an amount that a bank took a small fee from. Names come as plain keys: their making needs words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from app.models.money import exponent
from app.services.rules.bank_lines import Code, Known, Line, Match, OpenRow, Reason, Suggestion

MOST_ROWS: Final = 4  # rows that one payment is tried to be the sum of
OLDEST: Final = 12  # rows of a customer among which a sum is looked for: 781 ways at most
SHORTEST_NUMBER: Final = 4  # "7" stands in every text
SHORTEST_NAME: Final = 3  # for being looked for in a text, or for being alike
ALIKE: Final = 0.6  # share of pairs of signs that two names have in common (Dice)
VERY_ALIKE: Final = 0.75
FEE_UNITS: Final = 60  # a foreign transfer costs 15 to 50 in its currency
FEE_SHARE: Final = 100  # and at most one hundredth of the amount
ALTERNATIVES: Final = 5


def match_all(lines: Iterable[Line], rows: Iterable[OpenRow], known: Known) -> list[Match]:
    """Every line in turn; what one very likely settles is not offered to the next. `rows` are oldest due first."""
    finder = _Finder(rows, known)
    return [finder.match(line) for line in lines]


_WHO: Final[dict[Code, int]] = {"payer": 0, "account": 0, "name": 0, "number": 1, "alike": 2}
_WHAT: Final[dict[Code, int]] = {"exact": 0, "number": 0, "sum": 1, "fee": 2, "part": 3, "advance": 4}


class _Finder:
    """The open rows by customer, amount and number, and the customers by name, each looked up once."""

    def __init__(self, rows: Iterable[OpenRow], known: Known) -> None:
        self.left: dict[int, int] = {}
        self.of: dict[tuple[int, str], list[OpenRow]] = defaultdict(list)
        self.amounts: dict[tuple[str, int], list[OpenRow]] = defaultdict(list)
        self.numbers: list[tuple[str, OpenRow]] = []
        for row in rows:
            self.left[row.id] = row.open
            self.of[row.customer_id, row.currency].append(row)
            self.amounts[row.currency, row.open].append(row)
            self.numbers += [(number, row) for number in row.numbers if len(number) >= SHORTEST_NUMBER]
        self.known = known
        self.names: dict[str, set[int]] = defaultdict(set)
        self.pairs: dict[str, set[str]] = defaultdict(set)
        for name, customer in known.names:
            if name:
                self.names[name].add(customer)
            for pair in _pairs(name) if len(name) >= SHORTEST_NAME else ():
                self.pairs[pair].add(name)

    def match(self, line: Line) -> Match:
        found = sorted(self._suggestions(line), key=_rank)
        once = {suggestion.customer_id: suggestion for suggestion in reversed(found)}
        kept = [each for each in found if once[each.customer_id] is each][:ALTERNATIVES]
        if kept and kept[0].strength == "likely":
            for row_id, part in kept[0].parts:
                self.left[row_id] -= part
        return Match(line.id, tuple(kept))

    def _suggestions(self, line: Line) -> Iterator[Suggestion]:
        named = self._named(line)
        who = self._who(line)
        sure = {customer for customer, reason, _closeness in who if _WHO[reason.code] == 0}
        for customer, reason, closeness in who:
            alone = len(sure) == 1 if sure else len(who) == 1 and closeness >= VERY_ALIKE
            yield self._of_customer(line, customer, reason, named.get(customer, []), certain=alone)
        for customer, rows in named.items():
            if customer not in {each[0] for each in who}:
                yield self._by_number(line, customer, rows, certain=not sure and len(named) == 1)
        if not sure:
            yield from self._by_amount(line, {each[0] for each in who} | named.keys())

    def _who(self, line: Line) -> list[tuple[int, Reason, float]]:
        """(customer, why, how alike) by what the line says of its payer; sure ones alone where there are any."""
        ways: tuple[tuple[Code, Iterable[int]], ...] = (
            ("payer", self.known.payers.get(line.payer, ())),
            ("name", self.names.get(line.payer, ())),
            ("account", self.known.tails.get(line.tail, ())),
        )
        for code, customers in ways:
            if customers:
                return [(customer, Reason(code), 1.0) for customer in sorted(customers)]
        close: dict[int, float] = {}
        for name, closeness in self._alike(line):
            for customer in self.names[name]:
                close[customer] = max(closeness, close.get(customer, 0.0))
        best = sorted(close.items(), key=lambda each: (-each[1], each[0]))[:ALTERNATIVES]
        return [(customer, Reason("alike"), closeness) for customer, closeness in best]

    def _alike(self, line: Line) -> Iterator[tuple[str, float]]:
        """Names like the payer's; where the bank tells no payer, names that stand in the text."""
        if not line.payer:
            yield from ((name, 1.0) for name in self.names if len(name) >= SHORTEST_NAME and name in line.words)
            return
        own = _pairs(line.payer)
        shared: dict[str, int] = defaultdict(int)
        for pair in own:
            for name in self.pairs.get(pair, ()):
                shared[name] += 1
        for name, count in shared.items():
            closeness = 2 * count / (len(own) + len(_pairs(name)))
            if len(name) > SHORTEST_NAME and (name in line.payer or line.payer in name):
                closeness = max(closeness, VERY_ALIKE)
            if closeness >= ALIKE:
                yield name, closeness

    def _named(self, line: Line) -> dict[int, list[OpenRow]]:
        """Rows whose number stands in the text, by customer."""
        found: dict[int, list[OpenRow]] = defaultdict(list)
        for number, row in self.numbers:
            there = number in line.text and _stands_alone(number, line.text)
            if there and row.currency == line.currency and self.left[row.id] > 0 and row not in found[row.customer_id]:
                found[row.customer_id].append(row)
        return {customer: rows for customer, rows in found.items() if rows}

    def _of_customer(
        self, line: Line, customer: int, who: Reason, named: list[OpenRow], *, certain: bool
    ) -> Suggestion:
        if named:
            return self._by_number(line, customer, named, certain=certain, who=who)
        rows = [row for row in self.of.get((customer, line.currency), ()) if self.left[row.id] > 0]
        ways: tuple[tuple[Code, list[OpenRow]], ...] = (
            ("exact", self._single(line, rows)),
            ("sum", self._sum(line, rows)),
        )
        for code, chosen in ways:
            if chosen:
                reason = Reason(code, tuple(row.number for row in chosen))
                return self._made(line, customer, chosen, certain, who, reason)
        short = self._short(line, rows)
        if short:
            fee = sum(self.left[row.id] for row in short) - line.amount
            reason = Reason("fee", tuple(row.number for row in short), fee)
            return self._made(line, customer, short, False, who, reason, fee=fee)
        return self._oldest(line, customer, rows, who)

    def _by_number(
        self, line: Line, customer: int, rows: list[OpenRow], *, certain: bool, who: Reason | None = None
    ) -> Suggestion:
        """The rows that the text names; only an amount that is theirs to the cent makes it very likely."""
        fits = sum(self.left[row.id] for row in rows) == line.amount
        reason = Reason("number", tuple(row.number for row in rows))
        reasons = (who, reason) if who else (reason,)
        if fits:
            return self._made(line, customer, rows, certain, *reasons, Reason("exact", reason.numbers))
        others = [row for row in self.of[customer, line.currency] if row not in rows]
        return self._oldest(line, customer, [*rows, *others], *reasons)

    def _by_amount(self, line: Line, but: Iterable[int]) -> Iterator[Suggestion]:
        """Nothing tells who paid: rows of exactly this amount."""
        seen = set(but)
        for row in self.amounts.get((line.currency, line.amount), ()):
            if row.customer_id not in seen and self.left[row.id] == line.amount:
                seen.add(row.customer_id)
                yield self._made(line, row.customer_id, [row], False, Reason("exact", (row.number,)))

    def _single(self, line: Line, rows: list[OpenRow]) -> list[OpenRow]:
        return next(([row] for row in rows if self.left[row.id] == line.amount), [])

    def _sum(self, line: Line, rows: list[OpenRow]) -> list[OpenRow]:
        """The oldest rows in a row first; then any few of the oldest."""
        for count in range(2, min(MOST_ROWS, len(rows)) + 1):
            if sum(self.left[row.id] for row in rows[:count]) == line.amount:
                return rows[:count]
        for count in range(2, MOST_ROWS + 1):
            for chosen in combinations(rows[:OLDEST], count):
                if sum(self.left[row.id] for row in chosen) == line.amount:
                    return list(chosen)
        return []

    def _short(self, line: Line, rows: list[OpenRow]) -> list[OpenRow]:
        """One row, or the oldest few, that the line falls short of by no more than a bank's fee."""
        most = min(FEE_UNITS * max(10 ** exponent(line.currency), 100), line.amount // FEE_SHARE)
        ways = [[row] for row in rows] + [rows[:count] for count in range(2, min(MOST_ROWS, len(rows)) + 1)]
        for chosen in ways:
            fee = sum(self.left[row.id] for row in chosen) - line.amount
            if 0 < fee <= most and fee < self.left[chosen[-1].id]:
                return chosen
        return []

    def _oldest(self, line: Line, customer: int, rows: list[OpenRow], *reasons: Reason) -> Suggestion:
        """As much as fits, in the order of the rows; what is over is an advance."""
        numbers, rest = [], line.amount
        for row in rows:
            if rest > 0 and self.left[row.id] > 0:
                numbers.append(row)
                rest -= min(rest, self.left[row.id])
        found = Reason("part", tuple(row.number for row in numbers)) if numbers else Reason("advance", (), line.amount)
        return self._made(line, customer, numbers, False, *reasons, found)

    def _made(
        self, line: Line, customer: int, rows: Sequence[OpenRow], certain: bool, *reasons: Reason, fee: int = 0
    ) -> Suggestion:
        parts, rest = [], line.amount
        for row in rows:
            part = min(rest, self.left[row.id])
            parts.append((row.id, part))
            rest -= part
        return Suggestion(customer, tuple(parts), rest, fee, "likely" if certain else "possible", reasons)


def _rank(found: Suggestion) -> tuple[bool, int, int]:
    """Very likely first, then by how well it is told who paid and what for."""
    codes = [reason.code for reason in found.reasons]
    who = min((_WHO[code] for code in codes if code in _WHO), default=3)
    what = min((_WHAT[code] for code in codes if code in _WHAT and code != "number"), default=4)
    return found.strength != "likely", who + what, found.customer_id


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def _stands_alone(number: str, text: str) -> bool:
    """Not a piece of a longer number: "0112" does not stand in "201128"."""
    at = text.find(number)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(number) : at + len(number) + 1]
        if not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum()):
            return True
        at = text.find(number, at + 1)
    return False
