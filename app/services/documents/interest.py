"""逾期利息计算表 / late interest calculation: one receivable, its rule, its segments, its sums."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

from app.i18n import _
from app.services import interest_wording as words
from app.services.documents import style
from app.services.documents.fonts import Faces, faces
from app.services.documents.style import Frame
from app.services.formats import day, money
from app.services.interest_sheet import InterestSheet
from app.services.interest_wording import SegmentTable, segment_table

PAD: Final = 4.0  # points left and right inside a cell
LINE: Final = 1.35  # line height, as a multiple of the size of type


def write_paper(sheet: InterestSheet, path: Path, printed: date | None = None) -> None:
    """The PDF of the sheet. Raises UserError where `path` cannot be written."""
    title, table = title_of(), segment_table(sheet)
    frame = Frame(title, sheet.company, sheet.as_of, printed)
    facts, sums, notes = facts_of(sheet), tuple(words.totals(sheet)), notes_of(sheet)
    plain = {text for pair in (*facts, *sums) for text in pair} | {cell for row in table.rows for cell in row}
    used = faces(
        {style.clean(text) for text in plain | set(notes)} | frame.texts(),
        {style.clean(text) for text in {*table.head, *table.foot, title, *(amount for _name, amount in sums)}},
    )
    body = (
        [_segments(table, used, frame.width)]
        if sheet.parts
        else [style.paragraph(words.nothing_text(sheet), used.plain)]
    )
    story = [style.paragraph(title, used.bold, style.TITLE, after=6), _pairs(facts, used, used.plain), _gap(8), *body]
    story += [_gap(8), _pairs(sums, used, used.bold), _gap(10)]
    story += [style.paragraph(style.clean(note), used.plain, style.SMALL, style.QUIET, after=3) for note in notes]
    style.write(path, frame, used, story)


def title_of() -> str:
    return _("Late interest calculation")


def facts_of(sheet: InterestSheet) -> tuple[tuple[str, str], ...]:
    """Whose debt it is and by which rule."""
    dues = ", ".join(day(due) for due in sorted({part.due_on for part in sheet.parts}))
    found = (
        (_("Customer"), f"{sheet.customer_code} {sheet.customer}"),
        (_("Receivable no."), sheet.invoice),
        (_("Contract no."), sheet.contract or ""),
        (_("Transaction date"), day(sheet.issued_on)),
        (_("Due date"), dues),
        (_("Principal when interest began"), money(sheet.principal, sheet.currency)),
        (_("Rule"), words.rule_and_why(sheet)),
    )
    return tuple((name, text) for name, text in found if text)


def notes_of(sheet: InterestSheet) -> tuple[str, ...]:
    """How the days were counted, where the rates are from, what speaks against it, the legal text."""
    light = words.excess_text(sheet.excess) if sheet.excess else ""
    lines = (words.days_text(sheet), *map(words.source_text, sheet.rates), light, words.risks_text(sheet))
    return (*filter(None, lines), words.legal_hint(sheet.regime))


def _gap(points: float) -> Any:
    from reportlab.platypus import Spacer

    return Spacer(1, points)


def _pairs(pairs: tuple[tuple[str, str], ...], used: Faces, face: str) -> Any:
    """Names at the left, what they are beside them."""
    from reportlab.platypus import Table

    rows = [
        [
            style.paragraph(style.clean(name), used.plain, style.BODY, style.QUIET),
            style.paragraph(style.clean(text), face),
        ]
        for name, text in pairs
    ]
    width = style.A4[0] - 2 * style.MARGIN
    look = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    return (
        Table(rows, colWidths=[width * 0.27, width * 0.73], style=[*look, ("VALIGN", (0, 0), (-1, -1), "TOP")])
        if rows
        else _gap(0)
    )


def _segments(table: SegmentTable, used: Faces, room: float) -> Any:
    """Figures as wide as they are; the period takes the rest. A total that has no room below goes on with its last line."""
    from reportlab.platypus import LongTable

    lines = [table.head, *table.rows, table.foot]
    measured = style.measure(used.bold, style.BODY)
    widths = [max(measured(line[place]) for line in lines) + 2 * PAD + 6 for place in range(1, len(table.head))]
    spare = max(0.0, room - sum(widths) - max(measured(line[0]) for line in lines) - 2 * PAD) / len(table.head)
    widths = [width + spare for width in widths]
    cells = [[style.clean(cell) for cell in line] for line in lines]
    return LongTable(cells, colWidths=[room - sum(widths), *widths], repeatRows=1, style=_look(used))


def _look(used: Faces) -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import HexColor, black

    everything, head, last = ((0, 0), (-1, -1)), ((0, 0), (-1, 0)), ((0, -1), (-1, -1))
    return [
        ("FONT", *everything, used.plain, style.BODY, style.BODY * LINE),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("LEFTPADDING", *everything, PAD),
        ("RIGHTPADDING", *everything, PAD),
        ("TOPPADDING", *everything, 2),
        ("BOTTOMPADDING", *everything, 4),
        ("LINEBELOW", (0, 0), (-1, -2), 0.4, HexColor(style.HAIRLINE)),
        ("BACKGROUND", *head, HexColor(style.TINT)),
        ("FONT", *head, used.bold, style.BODY, style.BODY * LINE),
        ("BACKGROUND", *last, HexColor(style.TINT)),
        ("FONT", *last, used.bold, style.BODY, style.BODY * LINE),
        ("LINEABOVE", *last, 0.8, black),
        ("NOSPLIT", (0, -2), (-1, -1)),
    ]
