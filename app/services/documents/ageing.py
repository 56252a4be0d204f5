"""账龄表 / ageing report: who owes what, by how long it is overdue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.i18n import _, mark
from app.services.documents import style
from app.services.documents.fonts import Faces, faces
from app.services.documents.style import Frame
from app.services.formats import NOTHING, figure, percent
from app.services.sheets import AgeingRow, AgeingSheet

BY: Final = {
    "customer": (mark("By customer"), mark("Customer")),
    "invoice": (mark("By receivable"), mark("Receivable")),
    "industry": (mark("By industry"), mark("Industry")),
    "region": (mark("By region"), mark("Region")),
    "owner": (mark("By salesperson"), mark("Salesperson")),
    "currency": (mark("By currency"), mark("Currency")),
}
BASIS: Final = {"due": mark("Age counted from the due date"), "invoice": mark("Age counted from the transaction date")}
# The finer bands of the standard sheet that a paper shows as one, "over 90 days".
OVER_90: Final = ("91-180", "181-365", "366-730", "731-1095", "1096+")
# Page forms from the most to the least pleasant: landscape or not, and the size of type.
FORMS: Final = ((False, 9.0), (False, 8.5), (True, 9.0), (True, 8.0), (True, 7.0))
NAME_WIDTH: Final = 32 * style.MM
SHORT: Final = 5  # a heading of so many characters is not broken
SIDE: Final = 3.0  # space left and right inside a cell, points
LINE: Final = 1.3  # line height, as a multiple of the size of type


@dataclass(frozen=True, slots=True)
class Content:
    """The words and figures of the table, line by line; the first column is the name, the last the days."""

    subtitle: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    feet: tuple[tuple[str, ...], ...]  # total and share; none where currencies are mixed
    notes: tuple[str, ...]

    def plain(self) -> set[str]:
        return {self.subtitle, *self.notes, *(row[0] for row in self.rows), *(foot[0] for foot in self.feet)}

    def bold(self) -> set[str]:
        return {*self.head, *(cell for foot in self.feet for cell in foot)}


def write_paper(sheet: AgeingSheet, path: Path, printed: date | None = None) -> None:
    """The PDF of the sheet. Raises UserError where `path` cannot be written."""
    words = content(sheet)
    title = _("Ageing report")
    plain = Frame(title, sheet.company, sheet.as_of, printed)
    used = faces(words.plain() | plain.texts(), words.bold() | {title})
    landscape, size, widths = layout(words, used)
    frame = Frame(title, sheet.company, sheet.as_of, printed, landscape)
    style.write(path, frame, used, story(words, title, used, size, widths))


def content(sheet: AgeingSheet) -> Content:
    """The sheet in words: five bands for the standard keys, other keys as they are; "no due date" only where used."""
    bands = [band for band in _bands(sheet.keys) if band != ("no_date",) or _used(sheet, "no_date")]
    places = [[sheet.keys.index(key) for key in band] for band in bands]
    by, kind = BY[sheet.by]
    unit = _("in each currency") if sheet.by == "currency" else unit_name(sheet.currency)
    parts = (
        _(by),
        _(BASIS[sheet.basis]),
        _("As of {date}").format(date=sheet.as_of),
        _("Unit: {unit}").format(unit=unit),
    )
    days = _("Most days overdue")
    return Content(
        subtitle=" · ".join(parts),
        head=(_(kind), *(band_name(band) for band in bands), _("Unapplied"), _("Total"), days),
        rows=tuple(_line(label(sheet.by, row), row, places) for row in sheet.rows),
        feet=() if mixed(sheet) else (_line(_("Total"), sheet.total, places), _shares(sheet.total, places)),
        notes=_notes(sheet),
    )


def _bands(keys: Sequence[str]) -> list[tuple[str, ...]]:
    """Groups of keys that are one column of the paper."""
    if not set(OVER_90) <= set(keys) or "61-90" not in keys:
        return [(key,) for key in keys]
    singles: list[tuple[str, ...]] = [(key,) for key in keys if key not in OVER_90]
    after = singles.index(("61-90",)) + 1
    return [*singles[:after], OVER_90, *singles[after:]]


def _used(sheet: AgeingSheet, key: str) -> bool:
    place = sheet.keys.index(key)
    return any(row.buckets[place] for row in (*sheet.rows, sheet.total))


def band_name(band: Sequence[str]) -> str:
    """The words of a band: "1–30 days", "Over 90 days", "Not due", "No due date"."""
    first = band[0]
    if first == "not_due":
        return _("Not due")
    if first == "no_date":
        return _("No due date")
    if band[-1].endswith("+"):
        return _("Over {days} days").format(days=int(first.rstrip("+").split("-")[0]) - 1)
    start, end = first.split("-")[0], band[-1].split("-")[1]
    return _("{start}–{end} days").format(start=start, end=end)


def unit_name(currency: str) -> str:
    return _("yuan") if currency == "CNY" else currency


def label(by: str, row: AgeingRow) -> str:
    """What a line is called; a receivable by its number and its customer."""
    key, name = style.clean(row.key), style.clean(row.name)
    if by == "invoice" and key and name and key != name:
        return f"{key} {name}"
    return name or key or _("Not filled in")


def mixed(sheet: AgeingSheet) -> bool:
    """Whether the rows are of several currencies, whose figures have no sum."""
    return any(row.currency != sheet.total.currency for row in sheet.rows)


def _line(name: str, row: AgeingRow, places: list[list[int]]) -> tuple[str, ...]:
    amounts = [sum(row.buckets[i] for i in band) for band in places]
    figures = (figure(minor, row.currency, dash=True) for minor in (*amounts, row.unallocated, row.total))
    return (name, *figures, f"{row.overdue_days_max:,}" if row.overdue_days_max else NOTHING)


def _shares(total: AgeingRow, places: list[list[int]]) -> tuple[str, ...]:
    amounts = [sum(total.buckets[i] for i in band) for band in places]
    shares = (_share(minor, total.total) for minor in (*amounts, total.unallocated, total.total))
    return (_("Share of the total"), *shares, "")


def _share(part: int, whole: int) -> str:
    """A dash where there is no part, or no whole to be part of."""
    return percent(Decimal(part) / whole) if part and whole > 0 else NOTHING


def _notes(sheet: AgeingSheet) -> tuple[str, ...]:
    meaning = _(
        "Unapplied: payments and credit notes not yet applied to a receivable; negative, and counted in the total."
    )
    ledger, difference = (figure(minor, sheet.currency) for minor in (sheet.ledger, sheet.difference))
    if mixed(sheet):
        check = _("Check: the difference of this table from the ledger is {difference}.")
    else:
        check = _("Check: the ledger balance is {ledger}, the difference from this table is {difference}.")
    nothing = () if sheet.rows else (_("Nothing is outstanding on this day."),)
    return (*nothing, meaning, check.format(ledger=ledger, difference=difference))


def layout(words: Content, used: Faces) -> tuple[bool, float, list[float]]:
    """Landscape or not, the size of type, and column widths that hold every figure whole, in points."""
    for landscape, size in FORMS:
        room = _page_width(landscape) - NAME_WIDTH
        widths = _figure_widths(words, used, size)
        alike = [max(widths[:-1])] * (len(widths) - 1) + widths[-1:]
        for chosen in (alike, widths):
            if sum(chosen) <= room:
                return landscape, size, [NAME_WIDTH + room - sum(chosen), *chosen]
    # Many bands of one's own choosing: type as small as it takes.
    size *= room / sum(widths)
    widths = _figure_widths(words, used, size)
    return True, size, [NAME_WIDTH, *widths]


def _page_width(landscape: bool) -> float:
    return style.A4[1 if landscape else 0] - 2 * style.MARGIN


def _figure_widths(words: Content, used: Faces, size: float) -> list[float]:
    plain, bold = style.measure(used.plain, size), style.measure(used.bold, size)
    widths = []
    for i in range(1, len(words.head)):
        longest = max((row[i] for row in words.rows), key=len, default="")
        cells = [plain(longest), *(bold(foot[i]) for foot in words.feet)]
        whole, split = words.head[i], style.two_lines(words.head[i], bold)
        heading = bold(whole) if bold(whole) <= SHORT * size else style.widest(split, bold)
        widths.append(max(*cells, heading) + 2 * SIDE * size / style.BODY)
    return widths


def story(words: Content, title: str, used: Faces, size: float, widths: list[float]) -> list[Any]:
    """The parts of the paper, for reportlab."""
    from reportlab.platypus import Spacer

    notes = [style.paragraph(note, used.plain, style.SMALL, style.QUIET, after=2) for note in words.notes]
    return [
        style.paragraph(title, used.bold, style.TITLE, after=3),
        style.paragraph(words.subtitle, used.plain, style.SMALL, style.QUIET, after=6),
        _table(words, used, size, widths),
        Spacer(1, 8),
        *notes,
    ]


def _table(words: Content, used: Faces, size: float, widths: list[float]) -> Any:
    from reportlab.platypus import LongTable

    lines = [_heading(words.head, style.measure(used.bold, size), widths)]
    lines += [_named(row, style.measure(used.plain, size), widths) for row in words.rows]
    lines += [list(foot) for foot in words.feet]
    heights = [size * (LINE * (1 + max(cell.count("\n") for cell in line)) + 0.75) for line in lines]
    return LongTable(
        lines, colWidths=widths, rowHeights=heights, repeatRows=1, style=_look(used, size, bool(words.feet))
    )


def _heading(head: tuple[str, ...], measured: Callable[[str], float], widths: list[float]) -> list[str]:
    room = [width - 2 * SIDE for width in widths]
    return [h if measured(h) <= w else style.two_lines(h, measured) for h, w in zip(head, room, strict=True)]


def _named(row: tuple[str, ...], measured: Callable[[str], float], widths: list[float]) -> list[str]:
    """The cells of a line; a long name takes two lines and then ends in "…"."""
    return [style.fit(row[0], widths[0] - 2 * SIDE, measured, lines=2), *row[1:]]


def _look(used: Faces, size: float, summed: bool) -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import HexColor

    everything, head = ((0, 0), (-1, -1)), ((0, 0), (-1, 0))
    return [
        ("FONT", *everything, used.plain, size, size * LINE),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", *everything, "MIDDLE"),
        ("VALIGN", *head, "BOTTOM"),
        ("LEFTPADDING", *everything, SIDE),
        ("RIGHTPADDING", *everything, SIDE),
        ("TOPPADDING", *everything, size * 0.3),
        ("BOTTOMPADDING", *everything, size * 0.45),
        ("LINEBELOW", (0, 0), (-1, -3 if summed else -1), 0.4, HexColor(style.HAIRLINE)),
        ("BACKGROUND", *head, HexColor(style.TINT)),
        ("FONT", *head, used.bold, size, size * LINE),
        *(_look_of_totals(used, size) if summed else ()),
    ]


def _look_of_totals(used: Faces, size: float) -> list[tuple[Any, ...]]:
    from reportlab.lib.colors import HexColor, black

    total, last = ((0, -2), (-1, -2)), (-1, -1)
    return [
        ("BACKGROUND", *total, HexColor(style.TINT)),
        ("FONT", *total, used.bold, size, size * LINE),
        ("LINEABOVE", *total, 0.8, black),
        ("TEXTCOLOR", (0, -1), last, HexColor(style.QUIET)),
        # The totals do not stand alone on a page.
        ("NOSPLIT", (0, -3), last),
    ]
