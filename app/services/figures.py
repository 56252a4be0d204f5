"""Charts as matplotlib figures: bars and lines only; titles are sentences of `wording` and stand outside.

    figure = ageing_bars(found, Look.light(width=480, height=200))
    path.write_bytes(png(figure))

Every bar and point carries the key of what it shows as its `gid` (band, customer id, month). Sizes are logical pixels.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Final

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from app import machine
from app.i18n import _, language
from app.services import wording
from app.services.dashboard import DashboardFigures, MonthOfDays

CHINESE_FACES: Final = ["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC"]
LATIN_FACES: Final = ["Segoe UI", "SF Pro", "Noto Sans"]
DPI: Final = 100
GAP: Final = 6
OUTLINE: Final = 0.7
LONGEST_NAME: Final = 0.34
SHORTEST_BAR: Final = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Colours (tokens of `resources/themes`), logical pixels, device pixels per logical one, points of the type."""

    colours: tuple[tuple[str, str], ...]
    ageing: tuple[str, ...]
    width: int
    height: int
    ratio: float = 1.0
    points: float = 9.0

    @staticmethod
    def of(colours: Mapping[str, str], ageing: Sequence[str], width: int, height: int, **how: float) -> Look:
        return Look(tuple(colours.items()), tuple(ageing), width, height, **how)

    @staticmethod
    def light(width: int, height: int) -> Look:
        """For paper and files: the light theme."""
        tokens = json.loads((machine.resources() / "themes" / "light.json").read_text(encoding="utf-8"))
        return Look.of(tokens["colours"], tokens["ageing"], width, height, ratio=2.0)

    def colour(self, role: str) -> str:
        return dict(self.colours)[role]


def ageing_bars(found: DashboardFigures, look: Look) -> Figure:
    """One bar for each band, with amount, count and share at its end."""
    if not any(band.count for band in found.ageing):
        return _empty(look, _("Nothing is outstanding on this day."))
    colours = (*look.ageing, look.colour("neutral"))
    rows = [
        _Bar(band.key, wording.band_text(band.key), wording.band_value(band, found.currency), (band.amount,))
        for band in found.ageing
    ]
    return _bars(rows, look, [(colour,) for colour in colours])


def top_debtors(found: DashboardFigures, look: Look) -> Figure:
    """Who owes most: a bar for each customer, the overdue part of it hatched."""
    if not found.debtors:
        return _empty(look, _("Nobody owes anything"))
    rows = []
    for one in found.debtors:
        late = min(one.overdue, one.amount)
        value = wording.debtor_value(one, found.currency)
        rows.append(_Bar(str(one.customer_id), one.name, value, (one.amount - late, late)))
    colours = (look.colour("neutral"), look.colour("minus"))
    legend = ((_("Not due"), colours[0], ""), (_("Overdue"), colours[1], "////"))
    return _bars(rows, look, [colours] * len(rows), legend)


def days_to_pay(found: DashboardFigures, look: Look) -> Figure:
    """Days from issue to payment by month, from zero; the newest labelled; the agreed terms as a dashed line."""
    known = [(place, month) for place, month in enumerate(found.days_to_pay) if month.days is not None]
    if not known:
        return _empty(look, _("No payment in the last 12 months"))
    agreed = None if found.agreed_days is None else float(found.agreed_days)
    figure, axes = _figure(look)
    _frame_months(figure, axes, look, found.days_to_pay, agreed, wording.days_text(float(known[-1][1].days or 0)))
    days = [float("nan") if month.days is None else float(month.days) for month in found.days_to_pay]
    axes.plot(range(len(days)), days, color=look.colour("plus"), linewidth=2)
    for place, month in known:
        axes.plot([place], [days[place]], "o", color=look.colour("plus"), markersize=4, gid=month.month, clip_on=False)
    last = known[-1][0]
    axes.plot([last], [days[last]], "o", color=look.colour("plus"), markersize=8, clip_on=False)
    _write(axes, last, days[last], wording.days_text(days[last]), look, "text", shift=GAP)
    if agreed is not None:
        _mark_agreed(axes, look, agreed, [days[place] for place, _month in known[:5]])
    return figure


CHARTS: Final[Mapping[str, Callable[[DashboardFigures, Look], Figure]]] = {
    "ageing": ageing_bars,
    "top_debtors": top_debtors,
    "days_to_pay": days_to_pay,
}


def png(figure: Figure) -> bytes:
    """The figure as a picture file."""
    out = BytesIO()
    figure.savefig(out, format="png", facecolor=figure.get_facecolor())
    return out.getvalue()


# --- bars --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of one or two parts, its name on the left and its figures on the right."""

    key: str
    name: str
    value: str
    parts: tuple[int, ...]


def _bars(
    rows: Sequence[_Bar],
    look: Look,
    colours: Sequence[Sequence[str]],
    legend: Sequence[tuple[str, str, str]] = (),
) -> Figure:
    """Names and figures are measured first; the longest bar gets the room they leave."""
    figure, axes = _figure(look)
    widest = max(_width(figure, row.value, look) for row in rows)
    narrow = min(look.width * LONGEST_NAME, look.width - widest - 5 * GAP - SHORTEST_BAR)
    names = [_short(figure, row.name, look, narrow) for row in rows]
    left = max(_width(figure, name, look) for name in names) + 2 * GAP
    top = _legend(figure, axes, look, legend, left)
    room = look.width - left - GAP
    rooms = [room - _width(figure, row.value, look) - 2 * GAP for row in rows]
    lengths = [max(r, SHORTEST_BAR) / sum(row.parts) for r, row in zip(rooms, rows, strict=True) if sum(row.parts)]
    scale = min(lengths, default=1.0)
    step = (look.height - top) / len(rows)
    thick = min(step * 0.62, 22 * look.points / 9)
    for place, row in enumerate(rows):
        middle = top + step * (place + 0.5)
        _write(axes, left - GAP, middle, names[place], look, "text2", ha="right")
        end = left
        for part, colour, hatch in zip(row.parts, colours[place], ("", "////"), strict=False):
            width = max(part * scale, 1.0 if part > 0 else 0)
            _box(axes, (end, middle - thick / 2, width, thick), colour, look, hatch).set_gid(row.key)
            end += width
        _write(axes, end + GAP, middle, row.value, look, "text")
    return figure


def _legend(figure: Figure, axes: Any, look: Look, words: Sequence[tuple[str, str, str]], left: float) -> float:
    """Coloured squares and words above the plot; returns the height they take."""
    side, middle = look.points * 1.2, look.points * 1.1
    for text, colour, hatch in words:
        _box(axes, (left, middle - side / 2, side, side), colour, look, hatch)
        _write(axes, left + side + GAP, middle, text, look, "text2")
        left += side + 4 * GAP + _width(figure, text, look)
    return look.points * 2.4 if words else 0


def _box(axes: Any, place: tuple[float, float, float, float], colour: str, look: Look, hatch: str) -> Rectangle:
    left, top, width, height = place
    box = Rectangle((left, top), width, height, facecolor=colour, edgecolor=look.colour("outline"), hatch=hatch)
    box.set_linewidth(OUTLINE if width else 0)
    axes.add_patch(box)
    return box


# --- months ------------------------------------------------------------------------------------------------------


def _frame_months(
    figure: Figure, axes: Any, look: Look, months: Sequence[MonthOfDays], agreed: float | None, last: str
) -> None:
    """Zero-based lines at round numbers of days, months below; on the right room for the words at the last point."""
    most = max([float(month.days) for month in months if month.days is not None] + [agreed or 0, 10.0])
    step = next(step for step in (5, 10, 20, 30, 60, 120, 300, 1000, 10_000) if most * 1.15 <= step * 4)
    top = max(step, -(-most * 1.15 // step) * step)
    ticks = list(range(0, int(top) + 1, step))
    left = max(_width(figure, str(tick), look) for tick in ticks) + 2 * GAP
    below, above = look.points * 2.4, look.points * 1.6
    wide, high = look.width - left - _width(figure, last, look) - 2 * GAP, look.height - below - above
    axes.set_position((left / look.width, below / look.height, wide / look.width, high / look.height))
    axes.set_xlim(-0.4, len(months) - 0.9)
    axes.set_ylim(0, top)
    for tick in ticks:
        axes.axhline(tick, color=look.colour("hairline"), linewidth=0.8, zorder=0)
        _write(axes, -0.4, tick, str(tick), look, "text2", ha="right", shift=-GAP)
    for place, month in enumerate(months):
        if place % 3 == (len(months) - 1) % 3:
            _write(axes, place, 0, month.month, look, "text2", ha="center", lift=-look.points * 1.3)


def _mark_agreed(axes: Any, look: Look, agreed: float, first: Sequence[float]) -> None:
    """The dashed line and its words, on the side where the curve is not."""
    axes.axhline(agreed, color=look.colour("text2"), linewidth=1.2, linestyle=(0, (4, 3)))
    above = sum(first) / len(first) < agreed
    lift = look.points * (0.9 if above else -0.9)
    written = _write(axes, -0.3, agreed, wording.agreed_text(agreed), look, "text2", lift=lift)
    written.set_bbox({"facecolor": look.colour("surface"), "edgecolor": "none", "pad": 1})


# --- ground ------------------------------------------------------------------------------------------------------


def _figure(look: Look) -> tuple[Figure, Any]:
    """A figure whose axes count logical pixels from the top left corner, without lines of its own."""
    _prepare()
    figure = Figure(
        figsize=(look.width / DPI, look.height / DPI), dpi=DPI * look.ratio, facecolor=look.colour("surface")
    )
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, look.width)
    axes.set_ylim(look.height, 0)
    return figure, axes


def _empty(look: Look, text: str) -> Figure:
    """A sentence in place of an axis without data."""
    figure, axes = _figure(look)
    _write(axes, look.width / 2, look.height / 2, text, look, "text2", ha="center")
    return figure


def _write(
    axes: Any,
    x: float,
    y: float,
    text: str,
    look: Look,
    role: str,
    *,
    ha: str = "left",
    shift: float = 0,
    lift: float = 0,
) -> Any:
    """Text centred on a height of the axes, moved by points to the right and up."""
    how = {"ha": ha, "va": "center_baseline", "fontsize": look.points, "color": look.colour(role)}
    return axes.annotate(text, (x, y), (shift, lift), textcoords="offset points", annotation_clip=False, **how)


def _width(figure: Figure, text: str, look: Look) -> float:
    """Logical pixels a text takes."""
    canvas: Any = figure.canvas
    face = FontProperties(family=mpl.rcParams["font.family"], size=look.points)
    width, _height, _descent = canvas.get_renderer().get_text_width_height_descent(text, face, ismath=False)
    return float(width) / look.ratio


def _short(figure: Figure, text: str, look: Look, room: float) -> str:
    """The text, cut in the middle where it takes more room than there is."""
    short, keep = text, len(text)
    while keep > 2 and _width(figure, short, look) > room:
        keep -= 1
        short = f"{text[: (keep + 1) // 2]}…{text[len(text) - keep // 2 :]}"
    return short


def _prepare() -> None:
    """Names never become formulas, the minus is the font's own, and there is a face for Chinese."""
    families = _families(language())
    mpl.rcParams.update({"font.family": families, "text.parse_math": False, "axes.unicode_minus": False})


@cache
def _families(of_language: str) -> list[str]:
    """Faces in the order to try them: those installed, else the Chinese face that came with the program."""
    installed = {face.name for face in font_manager.fontManager.ttflist}
    chinese = [name for name in CHINESE_FACES if name in installed] or [_brought_face()]
    latin = [name for name in LATIN_FACES if name in installed]
    ordered = [*chinese, *latin] if of_language == "zh_CN" else [*latin, *chinese]
    return [*ordered, "DejaVu Sans"]


@cache
def _brought_face() -> str:
    from pylopdf_fonts_zh_cn import sans_path

    path = str(sans_path())
    font_manager.fontManager.addfont(path)
    return FontProperties(fname=path).get_name()
