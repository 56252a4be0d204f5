"""Letters as frozen sheets: what the window shows, what the PDF prints, what the book keeps so that it can be printed again.

sheet = LetterSheet(title="...", parts=merge(text, values).parts, ...)
documents.render(sheet, path)                       # any letter whose text is a file: demands, notices, agreements
thawed(frozen(sheet)) == sheet                      # plain JSON between them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.models.book import Account
from app.services.documents.blocks import Table
from app.services.rules.merging import Block, Line, Part
from app.services.statement_sheets import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterItem:
    """One instalment in a letter; minor units. `open` = asked for (or, among the disputed, the part in dispute), `paid` = came
    in already. `overdue_days` below 1 = not due yet; `interest` to the day of the letter, 0 = none is told; `invoice` = the tax
    invoice; `delivered_on` = when the goods were signed for or delivered, None where it is not known or not told."""

    number: str
    contract: str
    issued_on: date
    due_on: date
    amount: int
    paid: int
    open: int
    overdue_days: int
    interest: int = 0
    invoice: str = ""
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """A letter of ours. `parts` = its text; minor units of `currency`.

    `number` "" = not recorded yet. `facts` = (name, value) lines at its head, after number and date. `level` 0 to 4 of a
    reminder, None of any other. `credits` = money received that is not applied yet, `amount` = asked for after it;
    `interest`, `fees` and `compensation` come on top. `tables` = (block name, table) of letters with tables of their own;
    `signers` = who signs at [signatures]; `enclosures` = what goes with it, in words. `stamp` lies across each page.
    """

    number: str
    title: str
    company: Party
    customer: Party
    code: str
    language: str
    made_on: date
    parts: tuple[Part, ...]
    contact: str = ""
    sender: str = ""
    level: int | None = None
    deadline_on: date | None = None
    facts: tuple[tuple[str, str], ...] = ()
    currency: str = ""
    items: tuple[LetterItem, ...] = ()
    disputed: tuple[LetterItem, ...] = ()
    amount: int = 0
    credits: int = 0
    interest: int = 0
    fees: int = 0
    compensation: int = 0
    accounts: tuple[Account, ...] = ()
    tables: tuple[tuple[str, Table], ...] = ()
    signers: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    stamp: str = ""

    @property
    def total(self) -> int:
        return self.amount + self.interest + self.fees + self.compensation


def frozen(sheet: LetterSheet) -> dict[str, Any]:
    """Plain JSON values, for the `data` of a row."""
    found = {name: _plain(value) for name, value in asdict(sheet).items() if name != "parts"}
    found["parts"] = [
        [each.name] if isinstance(each, Block) else [each.text, int(each.heading)] for each in sheet.parts
    ]
    return found


def thawed(data: Mapping[str, Any]) -> LetterSheet:
    """The sheet again. Raises KeyError or TypeError where the data is of something else."""
    values = dict(data)
    for name in ("made_on", "deadline_on"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    for name in ("company", "customer"):
        values[name] = Party(**values[name])
    for name in ("items", "disputed"):
        values[name] = tuple(_item(each) for each in values[name])
    values["accounts"] = tuple(Account(**each) for each in values["accounts"])
    values["parts"] = tuple(
        Block(*each) if len(each) == 1 else Line(each[0], bool(each[1])) for each in values["parts"]
    )
    values["facts"] = tuple((name, text) for name, text in values["facts"])
    values["tables"] = tuple((name, _table(table)) for name, table in values["tables"])
    for name in ("signers", "enclosures"):
        values[name] = tuple(values.get(name, ()))
    return LetterSheet(**values)


def _plain(value: Any) -> Any:
    """asdict leaves days and tuples as they are."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value


def _item(values: Mapping[str, Any]) -> LetterItem:
    names = ("issued_on", "due_on", "delivered_on")
    days = {name: date.fromisoformat(values[name]) for name in names if values.get(name)}
    return LetterItem(**{**values, **days})


def _table(values: Mapping[str, Any]) -> Table:
    return Table(
        head=tuple(values["head"]),
        rows=tuple(tuple(row) for row in values["rows"]),
        shares=tuple(values["shares"]),
        figures=values["figures"],
        strong=frozenset(values["strong"]),
        spans=frozenset(values["spans"]),
    )
