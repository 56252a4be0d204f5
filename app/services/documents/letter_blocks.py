"""The parts of a letter that are no text: what is asked for, what it comes to, where to pay, the reply, proof of delivery, seals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from app.i18n import _
from app.services.documents import blocks, letterhead
from app.services.documents.blocks import Cell, Table
from app.services.documents.letterhead import FLUSH, WIDTH
from app.services.documents.pen import Pen
from app.services.formats import NOTHING, figure, joined, letter_day, money
from app.services.letter_sheets import LetterItem, LetterSheet
from app.services.letter_texts import LONGEST
from app.services.letter_values import enclosure_lines

PLAN_LINES: Final = 3
SIZE: Final = 8.5
FREE: Final = 3  # columns beside the six that every letter has
Column = tuple[str, float, Callable[[LetterItem], str]]


def block(pen: Pen, sheet: LetterSheet, name: str) -> list[Any]:
    """The parts of a block; nothing where it has nothing to show."""
    own = dict(sheet.tables).get(name)
    if own is not None:
        return [blocks.table(pen, own, size=SIZE, pad=3), pen.gap(6)]
    return MAKERS[name](pen, sheet) if name in MAKERS else []


def _table(pen: Pen, sheet: LetterSheet) -> list[Any]:
    """Debt by debt; what was received and is not applied comes off the sum."""
    if not sheet.items:
        return []
    columns = list(_columns(sheet))
    rows = [tuple(show(each) for _name, _share, show in columns) for each in sheet.items]
    totals = list(_totals(sheet))
    lines = range(len(rows), len(rows) + len(totals))
    rows += [_total(columns, sheet, name, minor) for name, minor, _bold in totals]
    names = [name for name, _share, _show in columns]
    table = Table(
        tuple(names),
        tuple(rows),
        tuple(share for _name, share, _show in columns),
        figures=names.index(_amount_name(sheet)),
        strong=frozenset(line for line, total in zip(lines, totals, strict=True) if total[2]),
        spans=frozenset(lines),
    )
    return [blocks.table(pen, table), pen.gap(6)]


def _columns(sheet: LetterSheet) -> Iterator[Column]:
    """Where there are too many for a page, a contract stands under the number and a delivery under the date of its debt."""

    def shown(minor: int) -> str:
        return letterhead.plain_figure(minor, sheet.currency)

    late = any(each.overdue_days > 0 for each in sheet.items)
    invoices = any(each.invoice for each in sheet.items)
    yield from _named(
        sheet, crowded=sum((_has_contract(sheet), invoices, _has_goods(sheet), late, bool(sheet.interest))) > FREE
    )
    yield _("Due date"), 1.3, lambda each: each.due_on.isoformat()
    yield _amount_name(sheet), 1.5, lambda each: shown(each.amount)
    yield _("Received"), 1.35, lambda each: shown(each.paid)
    if late:
        yield _("Days overdue"), 1.0, lambda each: str(each.overdue_days) if each.overdue_days > 0 else NOTHING
    if sheet.interest:
        yield _("Late interest"), 1.25, lambda each: shown(each.interest)
    yield _("To pay"), 1.5, lambda each: shown(each.open)


def _named(sheet: LetterSheet, *, crowded: bool) -> Iterator[Column]:
    """Which debt, and the days of its goods."""
    number: Column = (_("Receivable no."), 1.6, lambda each: each.number)
    contract: Column = (_("Contract no."), 1.4, lambda each: each.contract or NOTHING)
    made: Column = (_("Transaction date"), 1.35, lambda each: each.issued_on.isoformat())
    goods: Column = (
        _("Delivered on"),
        1.35,
        lambda each: each.delivered_on.isoformat() if each.delivered_on else NOTHING,
    )
    yield from _beside((number, *((contract,) if _has_contract(sheet) else ())), crowded=crowded)
    if any(each.invoice for each in sheet.items):
        yield _("Tax invoice no."), 1.6, lambda each: each.invoice or NOTHING
    yield from _beside((made, *((goods,) if _has_goods(sheet) else ())), crowded=crowded)


def _beside(columns: Sequence[Column], *, crowded: bool) -> Iterator[Column]:
    """As they are, or one over the other."""
    if not crowded:
        yield from columns
        return
    title = "\n".join(name for name, _share, _show in columns)
    yield title, columns[0][1], lambda each: "\n".join(show(each) for _name, _share, show in columns)


def _has_contract(sheet: LetterSheet) -> bool:
    return any(each.contract for each in sheet.items)


def _has_goods(sheet: LetterSheet) -> bool:
    return any(each.delivered_on for each in sheet.items)


def _amount_name(sheet: LetterSheet) -> str:
    return _("Amount ({currency})").format(currency=sheet.currency)


def _totals(sheet: LetterSheet) -> Iterator[tuple[str, int, bool]]:
    """(name, minor, bold); one line only needs no sum."""
    if len(sheet.items) > 1 or sheet.credits:
        yield _("Total"), sum(each.open for each in sheet.items), not sheet.credits
    if sheet.credits:
        yield _("Less money received, not applied yet"), -sheet.credits, False
        yield _("To pay"), sheet.amount, True


def _total(columns: Sequence[Column], sheet: LetterSheet, name: str, minor: int) -> tuple[str, ...]:
    """The name under the first column, the figure under the last; the interest of all under its own."""
    cells = [""] * len(columns)
    cells[0], cells[-1] = name, figure(minor, sheet.currency)
    for place, column in enumerate(columns):
        if name == _("Total") and column[0] == _("Late interest"):
            cells[place] = figure(sheet.interest, sheet.currency)
    return tuple(cells)


def _sums(pen: Pen, sheet: LetterSheet) -> list[Any]:
    """Debt, interest, fees, and all of it in figures and in words."""
    told = [
        (_("Overdue amount"), sheet.amount),
        (_("Late interest to {day}").format(day=letter_day(sheet.made_on)), sheet.interest),
        (_("Fees"), sheet.fees),
        (_("Fixed sum by law"), sheet.compensation),
    ]
    cells = [Cell(name, money(minor, sheet.currency), wide=True) for name, minor in told if minor]
    whole = Cell(_("All together"), letterhead.both(sheet.total, sheet.currency), wide=True, bold=True)
    return [blocks.cells(pen, [*cells, whole], pad=3, size=9.5, name=0.34), pen.gap(6)]


def _disputed(pen: Pen, sheet: LetterSheet) -> list[Any]:
    if not sheet.disputed:
        return []
    head = (_("Receivable no."), _("Transaction date"), _("Due date"), _amount_name(sheet), _("In dispute"))
    rows = tuple(
        (
            each.number,
            each.issued_on.isoformat(),
            each.due_on.isoformat(),
            figure(each.amount, sheet.currency),
            figure(each.open, sheet.currency),
        )
        for each in sheet.disputed
    )
    table = Table(head, rows, (1.6, 1.2, 1.2, 1.5, 1.5), figures=3)
    title = letterhead.heading(pen, _("In dispute, not part of what is asked for here"))
    return [pen.together([pen.gap(3), title, blocks.table(pen, table), pen.gap(6)])]


def _account(pen: Pen, sheet: LetterSheet) -> list[Any]:
    return letterhead.account_table(pen, sheet.accounts, sheet.company.name)


def _enclosures(pen: Pen, sheet: LetterSheet) -> list[Any]:
    lines = [pen.text(line, size=9.5, leading=1.4, longest=LONGEST) for line in enclosure_lines(sheet)]
    return [pen.together([pen.gap(3), *lines, pen.gap(6)])] if lines else []


def _cut(pen: Pen, _sheet: LetterSheet) -> list[Any]:
    return [pen.rule(0.6, dashed=True, before=10, after=6)]


def _plan(pen: Pen, sheet: LetterSheet) -> list[Any]:
    """Empty lines for days and amounts."""
    head = (_("Day of payment"), _("Amount ({currency})").format(currency=sheet.currency), _("Remark"))
    table = Table(head, (("", "", ""),) * PLAN_LINES, (1, 1, 2))
    return [blocks.table(pen, table, size=SIZE, pad=blocks.WRITING, lines=True), pen.gap(6)]


def _reply_seal(pen: Pen, _sheet: LetterSheet) -> list[Any]:
    return [blocks.signatures(pen, (_("Handled by"), _("Seal of the customer")), ink=26), pen.gap(6)]


def _service(pen: Pen, sheet: LetterSheet) -> list[Any]:
    """How it got there, to be filled in by hand; what is written on the waybill says what is inside."""
    inside = [sheet.title, sheet.number, money(sheet.amount, sheet.currency) if sheet.amount else ""]
    cells = [
        Cell(_("To be written on the waybill"), joined([each for each in inside if each]), wide=True),
        Cell(_("Delivered by"), blocks.ticks([_("courier"), _("by hand"), _("e-mail")]), wide=True),
        Cell(_("Waybill no.")),
        Cell(_("Sent on")),
        Cell(_("Signed for by")),
        Cell(_("Signed for on")),
    ]
    title = letterhead.heading(pen, _("Proof of delivery"))
    return [pen.together([pen.gap(6), title, blocks.cells(pen, cells, pad=blocks.WRITING)])]


def _seal(pen: Pen, sheet: LetterSheet) -> list[Any]:
    lines = (sheet.company.name, _("(seal)"), letter_day(sheet.made_on))
    signed = [pen.text(line, size=9.5, align="centre") for line in lines]
    return [pen.gap(8), pen.table([["", signed]], [WIDTH * 0.55, WIDTH * 0.45], FLUSH), pen.gap(6)]


def _signatures(pen: Pen, sheet: LetterSheet) -> list[Any]:
    return [pen.together([pen.gap(8), blocks.signatures(pen, sheet.signers, ink=36)])] if sheet.signers else []


MAKERS: Final[dict[str, Callable[[Pen, LetterSheet], list[Any]]]] = {
    "table": _table,
    "sums": _sums,
    "disputed": _disputed,
    "account": _account,
    "enclosures": _enclosures,
    "reply_slip": _cut,
    "plan": _plan,
    "reply_seal": _reply_seal,
    "service": _service,
    "seal": _seal,
    "signatures": _signatures,
}
