"""Parts of the papers of a legal matter: the claim with its rules, facts, evidence with its gaps in red, clocks, addresses, days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from app.i18n import _, mark
from app.services import chronology, interest_wording, matter_wording
from app.services.documents import blocks, letterhead
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import WIDTH
from app.services.documents.pen import Look, Pen
from app.services.formats import NOTHING, figure, joined, letter_day, money
from app.services.legal_wording import clock_name, left_text, rule_text, strength_text
from app.services.matter_claim import ClaimLine
from app.services.matter_evidence import NAMES, PROVES, Piece
from app.services.matter_papers import MatterPaper

SIZE: Final = 8.5
RED: Final = "#B42318"
STATES: Final = {
    "there": mark("copy in the book"),
    "uncopied": mark("GAP: no copy in the book"),
    "gaps": mark("GAP: not for every debt"),
    "missing": mark("GAP: missing"),
    "none": mark("none known"),
}
# One cell: its words and whether they are a gap.
Told = tuple[str, bool]


def claim(sheet: MatterPaper, pen: Pen) -> list[Any]:
    """Debt by debt, what it comes to, by which rules, what a court takes for it."""
    found = sheet.claim
    sums = [Cell(name, amount) for name, amount in matter_wording.totals(found)]
    words = letterhead.in_words(found.total, found.currency)
    total = (
        [Cell(_("Claim in words"), letterhead.both(found.total, found.currency), wide=True, bold=True)] if words else []
    )
    fees = [Cell(name, amount) for name, amount in matter_wording.court_lines(found)]
    notes = [*_rules(sheet), matter_wording.not_due_text(found), matter_wording.unapplied_text(found)]
    return [
        _claim_table(sheet, pen),
        pen.gap(4),
        blocks.cells(pen, [*sums, *total], size=SIZE, name=0.2),
        pen.gap(4),
        *[blocks.note(pen, text, after=1.5) for text in notes if text],
        *([pen.gap(3), blocks.cells(pen, fees, size=SIZE, name=0.26)] if fees else []),
        pen.gap(2),
        blocks.note(pen, matter_wording.court_source(found), after=1.5),
        *[blocks.note(pen, text) for text in (matter_wording.small_text(found, sheet.wage),) if text],
    ]


def _claim_table(sheet: MatterPaper, pen: Pen) -> Any:
    """A column of days of delivery where one is known."""
    found, currency = sheet.claim, sheet.claim.currency
    goods = any(line.delivered_on for line in found.lines)
    head = (
        _("Receivable no."), _("Contract no."), *((_("Delivered on"),) if goods else ()), _("Due date"),
        _("Amount ({currency})").format(currency=currency), _("Open and due"), _("of it disputed"), _("Late interest"), _("Fees"),
    )  # fmt: skip
    rows = [_claim_row(line, currency, goods) for line in found.lines]
    sums = (found.principal, found.disputed, found.interest, found.fees)
    amount = figure(sum(line.amount for line in found.lines), currency)
    first = 4 if goods else 3
    total = (_("Total"), *[""] * (first - 1), amount, *(figure(each, currency, dash=True) for each in sums))
    shares = (15, 13, *((12,) if goods else ()), 12, 14, 13, 11, 12, 10)
    return blocks.table(pen, Table(head, (*rows, total), shares, first, frozenset({len(rows)})))


def _claim_row(line: ClaimLine, currency: str, goods: bool) -> tuple[str, ...]:
    amounts = (line.open, line.disputed, line.interest, line.fees)
    return (
        line.number, line.contract or NOTHING, *((_day(line.delivered_on),) if goods else ()), _day(line.due_on),
        figure(line.amount, currency), *(figure(each, currency, dash=True) for each in amounts),
    )  # fmt: skip


def _day(on: date | None) -> str:
    return on.isoformat() if on else NOTHING


def _rules(sheet: MatterPaper) -> Iterator[str]:
    """The rules of the interest, then the laws behind them."""
    yield from matter_wording.rule_lines(sheet.claim)
    for regime in dict.fromkeys(line.sheet.regime for line in sheet.claim.lines if line.sheet is not None):
        yield interest_wording.legal_hint(regime)


def facts(sheet: MatterPaper, pen: Pen) -> list[Any]:
    if not sheet.facts:
        return [pen.text(_("The book knows nothing yet."), size=SIZE)]
    rows = tuple((letter_day(fact.on), chronology.sentence(fact)) for fact in sheet.facts)
    return [blocks.table(pen, Table((_("Day"), _("What happened")), rows, (18, 82)), size=SIZE)]


def evidence(sheet: MatterPaper, pen: Pen) -> list[Any]:
    """What is there and what is not; a gap in red, and in words."""
    head = (_("Place"), _("Paper"), _("What it proves"), _("What the book holds"), _("Original"), _("State"))
    rows = [_piece(place, each) for place, each in enumerate(sheet.evidence, 1)]
    words = _gaps(sheet.gaps)
    return [blocks.note(pen, words, after=3), _marked(pen, head, rows, (7, 19, 23, 20, 11, 20))]


def _piece(place: int, each: Piece) -> list[Told]:
    held = joined([*each.files, *each.papers]) or NOTHING
    original = joined(each.originals) or (NOTHING if each.state in ("none", "missing") else "")
    return [
        (str(place), False), (_(NAMES[each.item]), each.is_gap), (_(PROVES[each.item]), False), (held, False), (original, False),
        (_state(each), each.is_gap),
    ]  # fmt: skip


def _state(each: Piece) -> str:
    words = _(STATES[each.state])
    lacking = each.missing if each.state == "gaps" else each.uncopied if each.state == "uncopied" else ()
    told = _("{state}: {numbers}").format(state=words, numbers=joined(lacking)) if lacking else words
    if each.state == "gaps" and each.uncopied:
        more = _("no copy: {numbers}").format(numbers=joined(each.uncopied))
        return _("{first}; {second}").format(first=told, second=more)
    return told


def _gaps(count: int) -> str:
    if not count:
        return _("Every paper that is usually wanted is at hand. Where the originals lie is to be filled in.")
    return _(
        "Lines marked GAP: get the paper, or be ready to say why there is none. Where the originals lie is to be filled in."
    )


def _marked(pen: Pen, head: Sequence[str], rows: Sequence[Sequence[Told]], shares: Sequence[float]) -> Any:
    """A table some of whose cells are red and bold."""
    made = [[pen.text(text, size=8, bold=True, leading=1.3) for text in head]]
    made += [
        [
            pen.text(text, size=8, bold=gap, colour=RED if gap else "#000000", leading=1.3) if text else ""
            for text, gap in row
        ]
        for row in rows
    ]
    widths = [WIDTH * share / sum(shares) for share in shares]
    looks: list[Look] = [*blocks.boxed(), ("VALIGN", (0, 0), (-1, -1), "TOP"), *blocks.padded(2.5)]
    return pen.table(made, widths, looks, repeat=1)


def clocks(sheet: MatterPaper, pen: Pen) -> list[Any]:
    """Last days of its debts and of guarantees behind them, a passed one in red."""
    if not sheet.clocks:
        return [pen.text(_("No last day is known: a due date is missing."), size=SIZE)]
    head = (_("What ends"), _("About"), _("Ends on"), _("Left"), _("By which rule"), _("Evidence"))
    rows = [
        [
            (clock_name(row.clock.kind), False), (row.clock.document or NOTHING, False), (letter_day(row.clock.ends_on), row.passed),
            (left_text(row.days_left), row.passed), (rule_text(row), False), (strength_text(row.strength) if row.strength else NOTHING, False),
        ]
        for row in sheet.clocks
    ]  # fmt: skip
    return [_marked(pen, head, rows, (17, 13, 15, 13, 30, 12))]


def pairs(pen: Pen, given: Sequence[tuple[str, str]], nothing: str) -> list[Any]:
    """(what, where); a gap in red where there is none."""
    if not given:
        return [pen.text(nothing, size=SIZE, bold=True, colour=RED)]
    return [blocks.cells(pen, [Cell(what, where, wide=True) for what, where in given], size=SIZE, name=0.26)]


def dates(sheet: MatterPaper, pen: Pen) -> list[Any]:
    if not sheet.dates:
        return []
    rows = tuple(
        (letter_day(each.on_day), matter_wording.kind_name(each.kind), each.note or "",
         matter_wording.date_state(each, sheet.made_on)[0])
        for each in sheet.dates
    )  # fmt: skip
    table = Table((_("Day"), _("Kind"), _("Note"), _("State")), rows, (16, 24, 40, 20))
    return [pen.gap(5), blocks.table(pen, table, size=SIZE)]


def checks(sheet: MatterPaper, pen: Pen) -> list[Any]:
    """What the court or a lawyer asks before a payment order."""
    found = sheet.claim
    disputed = money(found.disputed, found.currency) if found.disputed else _("nothing, as far as the book knows")
    free = money(found.unapplied, found.currency) if found.unapplied else _("nothing")
    cells = [
        Cell(_("Disputed by the debtor"), disputed, wide=True),
        Cell(_("Money of theirs not applied yet"), free, wide=True),
        Cell(_("Do we owe them something"), blocks.ticks((_("no, nothing"), _("yes, namely"))), wide=True),
        Cell(
            _("Can it be handed over to them"), blocks.ticks((_("yes, at the address above"), _("not sure"))), wide=True
        ),
        Cell(_("Court"), sheet.matter.court or "", wide=True),
    ]
    steps = _(
        "Payment order (Civil Procedure Law 226, 227): the court decides in 5 days whether to take it and issues it within 15 days; "
        "the debtor can object within 15 days, then only a suit helps."
    )
    return [blocks.cells(pen, cells, size=SIZE, name=0.3), pen.gap(3), blocks.note(pen, steps)]
