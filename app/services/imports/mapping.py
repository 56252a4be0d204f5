"""Which sheet, which header row, which column is what: a proposal that a person can look through and change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from app.i18n import _
from app.models.errors import UserError
from app.services.formats import joined
from app.services.imports import amounts, days, kinds, values
from app.services.imports.headings import Heading, plain, read_heading, signature, title_unit
from app.services.imports.matching import Certainty, Match, match
from app.services.imports.workbook import Cell, Sheet, Workbook

_LOOKED: Final = 60  # rows from the top in which a header may stand
_EXAMPLES: Final = 3
_SAMPLED: Final = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file (`index` from 0) taken as a canonical `field`, with three of its values."""

    field: str
    index: int
    heading: str
    certainty: Certainty
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a sheet is to be read. `header` is the index of the last header row; `unused` holds (index, heading).

    `factors` multiply amounts (万元: 10,000) and `decimals` are their decimal marks, by field; `currency` is what
    headings and titles say; `order` is the order of day and month with its evidence; `missing` are required
    fields without a column; `signature` is the same for files with the same headings.
    """

    kind: str
    sheet: str
    header: int
    columns: tuple[Column, ...]
    unused: tuple[tuple[int, str], ...]
    factors: Mapping[str, int]
    decimals: Mapping[str, str]
    currency: str | None
    order: days.Order
    missing: tuple[str, ...]
    signature: str

    @property
    def indexes(self) -> dict[str, int]:
        """Canonical field -> column index."""
        return {column.field: column.index for column in self.columns}


Remembered = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Header:
    """A place where a header may stand, and what was matched there."""

    sheet: Sheet
    row: int
    headings: list[Heading]
    matches: dict[str, Match] = field(default_factory=dict)
    score: tuple[int, int, int] = (0, 0, 0)


def propose(
    workbook: Workbook, kind: str, *, sheet: str | None = None, remembered: Remembered | None = None
) -> Proposal:
    """The best reading of the file as `kind`; raises UserError when a required column is not there.

    `remembered`: signature -> {field: column index} confirmed before.
    """
    return _complete(draft(workbook, kind, sheet=sheet, remembered=remembered), workbook)


def draft(workbook: Workbook, kind: str, *, sheet: str | None = None, remembered: Remembered | None = None) -> Proposal:
    """As `propose`, but with `missing` columns for a person to fill in; raises UserError when there is no header."""
    header = _best(workbook, kind, sheet, remembered or {})
    if header is None:
        raise UserError(
            _("No row of {name} looks like the headings of a table. Give each column a heading.").format(
                name=workbook.path.name
            )
        )
    return _proposal(workbook, kind, header)


def remap(proposal: Proposal, workbook: Workbook, columns: Mapping[str, int]) -> Proposal:
    """The proposal with columns chosen by a person ({field: index}); raises UserError when a required one is missing."""
    sheet = workbook.sheet(proposal.sheet)
    texts = dict(proposal.unused) | {column.index: column.heading for column in proposal.columns}
    width = max(map(len, sheet.rows[proposal.header :]), default=0)
    headings = [read_heading(texts.get(index, "")) for index in range(width)]
    matches = {name: Match(index, "auto") for name, index in columns.items() if index < width}
    found = _proposal(workbook, proposal.kind, _Header(sheet, proposal.header, headings, matches))
    return _complete(replace(found, signature=proposal.signature), workbook)


def _complete(proposal: Proposal, workbook: Workbook) -> Proposal:
    if not proposal.missing:
        return proposal
    raise UserError(
        _("{name} has no column for {missing}, which is needed. Its headings are: {seen}.").format(
            name=workbook.path.name,
            missing=joined(kinds.label(proposal.kind, name) for name in proposal.missing),
            seen=joined(_texts(proposal)[:30]),
        )
    )


def _texts(proposal: Proposal) -> list[str]:
    found = [(column.index, column.heading) for column in proposal.columns] + list(proposal.unused)
    return [text for _index, text in sorted(found) if text]


def guess_kind(workbook: Workbook) -> tuple[str, Literal["auto", "confirm"]]:
    """The kind that fits best, and whether another fits nearly as well."""
    scores = {}
    for kind in kinds.KINDS:
        header = _best(workbook, kind, None, {})
        scores[kind] = _fullness(kind, header) + (2 if _hinted(workbook, kind) else 0)
    first, second = sorted(scores, key=lambda kind: -scores[kind])[:2]
    return first, "auto" if scores[first] >= scores[second] + 2 and scores[first] >= 8 else "confirm"


def _fullness(kind: str, header: _Header | None) -> int:
    """One for each sure column; much more when every required column is sure, little more when one is a guess."""
    if header is None:
        return 0
    needed = [header.matches.get(one.name) for one in kinds.fields(kind) if one.required]
    sure = sum(found.certainty == "auto" for found in header.matches.values())
    if None in needed:
        return sure
    telling = any(name in header.matches and header.matches[name].certainty == "auto" for name in _TELLING[kind])
    return sure + (100 if all(found and found.certainty == "auto" for found in needed) else 5) + (20 if telling else 0)


# Columns that tables of one kind have and others do not.
_TELLING: Final = {
    "invoices": ("due_date",),
    "payments": ("method", "payer"),
    "customers": ("terms_days", "credit_limit", "registration_no"),
    "contacts": ("role", "wechat"),
    "contracts": ("signed_on",),
    "financials": ("total_assets", "revenue", "equity"),
}
_HINTS: Final = {
    "invoices": ("invoice", "发票", "应收", "销售", "rechnung", "receivable", "aging", "ageing"),
    "payments": ("payment", "receipt", "收款", "回款", "到账", "zahlung"),
    "customers": ("customer", "client", "客户", "往来单位", "kunden", "parties"),
    "contacts": ("contact", "联系人", "ansprechpartner"),
    "contracts": ("contract", "合同", "vertrag"),
    "financials": ("financial", "balance sheet", "财务报表", "报表", "bilanz"),
}


def _hinted(workbook: Workbook, kind: str) -> bool:
    names = plain(workbook.path.stem + "".join(sheet.name for sheet in workbook.sheets))
    return any(hint in names for hint in _HINTS[kind])


def _best(workbook: Workbook, kind: str, sheet: str | None, remembered: Remembered) -> _Header | None:
    sheets = workbook.sheets if sheet is None else (workbook.sheet(sheet),)
    found = [_recalled(header, kind, remembered) for one in sheets for header in _headers(one, kind)]
    return max(found, key=lambda header: header.score, default=None)


def _recalled(header: _Header, kind: str, remembered: Remembered) -> _Header:
    """The header with the columns that a person chose before for these very headings."""
    known = remembered.get(signature([heading.text for heading in header.headings]))
    if known is None:
        return header
    matches = {name: Match(index, "auto") for name, index in known.items() if index < len(header.headings)}
    return replace(header, matches=matches, score=(len(kinds.fields(kind)), 0, -header.row))


def _headers(sheet: Sheet, kind: str) -> Iterator[_Header]:
    """Each row near the top that may be a header, alone and together with the row above it."""
    for row, cells in enumerate(sheet.rows[:_LOOKED]):
        if sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells) < 2:
            continue
        below = sheet.rows[row + 1 : row + 101]
        single = [read_heading(_shown(cell)) for cell in cells]
        yield _scored(_Header(sheet, row, single), kind, below)
        if row and _is_label_row(sheet.rows[row - 1]) and _is_label_row(cells):
            double = _two_lines(sheet.rows[row - 1], cells)
            yield _scored(_Header(sheet, row, double), kind, below)


def _scored(header: _Header, kind: str, below: Sequence[Sequence[Cell]]) -> _Header:
    matches = match(header.headings, kinds.fields(kind), below)
    required = [one.name for one in kinds.fields(kind) if one.required and one.name in matches]
    sure = sum(found.certainty == "auto" for found in matches.values())
    return replace(header, matches=matches, score=(len(required), sure + len(matches), -header.row))


def _shown(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _is_label_row(cells: Sequence[Cell]) -> bool:
    """Two words or more, and neither figures nor days."""
    given = [cell for cell in cells if cell not in ("", None)]
    return len(given) > 1 and all(isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in given)


def _two_lines(above: Sequence[Cell], below: Sequence[Cell]) -> list[Heading]:
    """Headings of two rows: a merged cell above is over all blanks after it."""
    headings = []
    over = ""
    for index in range(max(len(above), len(below))):
        top = _shown(above[index]).strip() if index < len(above) else ""
        low = _shown(below[index]).strip() if index < len(below) else ""
        over = top or (over if low else "")
        heading = read_heading(low or top)
        both = [key for text in (over + low, low + over) for key in read_heading(text).keys] if low and over else []
        headings.append(replace(heading, text=" ".join(filter(None, (top, low))), keys=(*both, *heading.keys)))
    return headings


def _proposal(workbook: Workbook, kind: str, header: _Header) -> Proposal:
    rows = header.sheet.rows[header.row + 1 :]
    above = [cell for row in header.sheet.rows[: header.row] for cell in row if isinstance(cell, str) and cell]
    unit, currency = _titles(above)
    fields = {one.name: one for one in kinds.fields(kind)}
    used = {name: found.index for name, found in header.matches.items() if name in fields}
    texts = [heading.text for heading in header.headings]
    money = {name: index for name, index in used.items() if fields[name].type in ("amount", "limit", "figure")}
    headings = {name: header.headings[index] for name, index in money.items()}
    told = [heading.currency for heading in headings.values() if heading.currency]
    return Proposal(
        kind=kind,
        sheet=header.sheet.name,
        header=header.row,
        columns=tuple(
            Column(name, index, texts[index], header.matches[name].certainty, _samples(rows, index))
            for name, index in used.items()
        ),
        unused=tuple((i, text) for i, text in enumerate(texts) if text and i not in used.values()),
        factors={name: heading.factor or unit or 1 for name, heading in headings.items()},
        decimals=_decimals(workbook, rows, fields, used),
        currency=told[0] if told else currency,
        order=days.find_order(
            (number, row[index])
            for name, index in used.items()
            if fields[name].type == "day"
            for number, row in enumerate(rows, header.row + 2)
            if index < len(row)
        ),
        missing=tuple(name for name, one in fields.items() if one.required and name not in used),
        signature=signature(texts),
    )


def _titles(above: list[str]) -> tuple[int | None, str | None]:
    units = [title_unit(text) for text in above]
    factor = next((factor for factor, _currency in units if factor), None)
    return factor, next((currency for _factor, currency in units if currency), None)


def _decimals(
    workbook: Workbook, rows: list[list[Cell]], fields: Mapping[str, kinds.Field], used: Mapping[str, int]
) -> dict[str, str]:
    hint = "," if workbook.delimiter == ";" else ""  # where the comma is decimal, Excel parts fields by semicolons
    return {
        name: amounts.find_separator((row[index] for row in rows if index < len(row)), hint)
        for name, index in used.items()
        if fields[name].type in ("amount", "limit", "number", "figure")
    }


def _samples(rows: list[list[Cell]], index: int) -> tuple[str, ...]:
    """The first different values: near the top, where a person looks too."""
    found: list[str] = []
    for row in rows[:_SAMPLED]:
        shown = values.text(row[index]) if index < len(row) else None
        if shown is not None and shown not in found:
            found.append(shown)
            if len(found) == _EXAMPLES:
                break
    return tuple(found)
