"""What was done to a ledger, in lists, and a recount of any day from them in plain Python: nothing is read from a book."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

# Whose documents are mostly in which currency; B and C have some in the book's currency too.
CURRENCY_OF = {"A": "CNY", "B": "USD", "C": "JPY", "D": "CNY"}
RATES = {"CNY": None, "USD": "7.1234", "JPY": "0.0491"}
Buckets = dict[tuple[str, str], list[int]]


@dataclass(eq=False)
class Doc:
    """A document as the person knows it; `dues` = (from that day on, due day)."""

    kind: str
    id: int
    customer: str
    currency: str
    day: date
    amount: int
    dues: list[tuple[date, date | None]] = field(default_factory=list)
    void: bool = False
    whole: int = 0


@dataclass(eq=False)
class Use:
    """Money of `source` that settles `target` from a day on; moved money is a negative use of its own day.

    `taken` = what it takes of a source in another currency.
    """

    source: Doc
    target: Doc
    day: date
    amount: int
    back: bool = False
    taken: int | None = None

    def of(self, doc: Doc) -> int:
        """What it uses up of one of its two documents."""
        return self.amount if doc is self.target or self.taken is None else self.taken


def recount(docs: list[Doc], uses: list[Use], on: date) -> Buckets:
    """(customer, currency) -> ten age buckets and what is unallocated, at the end of the day."""
    sums: Buckets = defaultdict(lambda: [0] * 11)
    live = [use for use in uses if use.day <= on and not use.source.void and not use.target.void]
    for doc in docs:
        if doc.void or doc.day > on or doc.kind == "given_up":
            continue
        open_ = doc.amount - sum(use.of(doc) for use in live if doc in (use.source, use.target))
        row = sums[(doc.customer, doc.currency)]
        if doc.kind == "part":
            due = [due for since, due in doc.dues if since <= on or since == doc.dues[0][0]][-1]
            row[9 if due is None else bisect_left([0, 30, 60, 90, 180, 365, 730, 1095], (on - due).days)] += open_
        else:
            row[10] += open_ if doc.kind == "outgoing" else -open_
    return {key: row for key, row in sums.items() if any(row)}


class Done:
    """Every document and every use of one for another, in the order they were made."""

    def __init__(self) -> None:
        self.docs: list[Doc] = []
        self.uses: list[Use] = []
        self.moved: dict[Use, Use] = {}

    def take_back(self, use: Use, on: date, part: int) -> None:
        taken = None if use.taken is None else -use.taken
        self.uses.append(Use(use.source, use.target, on, -part, back=True, taken=taken))
        self.moved[self.uses[-1]] = use

    def went_back(self, doc: Doc) -> bool:
        return any(use.source is doc and use.target.kind == "outgoing" and not use.target.void for use in self.uses)

    def of_one_row(self, use: Use) -> list[Use]:
        return [use, *(back for back, of in self.moved.items() if of is use)]

    def live(self, *kinds: str) -> list[Doc]:
        return [doc for doc in self.docs if doc.kind in kinds and not doc.void]

    def left(self, doc: Doc) -> int:
        """Open after everything that was entered, whatever its day."""
        live = [use for use in self.uses if not use.source.void and not use.target.void]
        return doc.amount - sum(use.of(doc) for use in live if doc in (use.source, use.target))

    def wanted_docs(self, source: Doc) -> list[Doc]:
        same = [d for d in self.live("part") if (d.customer, d.currency) == (source.customer, source.currency)]
        return [doc for doc in same if self.left(doc)]

    def wanted(self, source: Doc, c: int, money: int) -> list[tuple[Doc, int]]:
        """Some of the money over up to two open instalments."""
        wanted: list[tuple[Doc, int]] = []
        for doc in self.wanted_docs(source)[c % 2 : c % 2 + 2]:
            part = min(money, self.left(doc) if c % 5 else 1 + self.left(doc) // 2)
            if part:
                wanted.append((doc, part))
                money -= part
        return wanted

    def use(self, source: Doc, wanted: list[tuple[Doc, int]], on: date) -> None:
        """From the latest of the day, both documents' days and the last day that money was moved away from the target."""
        for target, part in wanted:
            freed = [use.day for use in self.uses if use.back and use.target is target and not use.source.void]
            self.uses.append(Use(source, target, max(on, source.day, target.day, *freed), part))
