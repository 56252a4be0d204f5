"""Likelihood x severity as five by five cells: each tells its product, its level by shade and frame, and the lines that stand in it.

matrix.show_places({(3, 4): ["1", "2"]})       # lines 1 and 2: likelihood 3, severity 4
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from app.i18n import _
from app.services.formats import joined
from app.services.risk_wording import LEVELS
from app.services.rules.register import level
from app.ui.theme import Theme, font
from app.ui.widgets.painted import Painted

STEPS: Final = 5
CELL: Final = (48, 34)
CIRCLE: Final = 18
EDGE: Final = 22  # for the figures at the left and below
SMALL: Final = 8
SHADES: Final = {"low": "low", "medium": "watch", "high": "high", "severe": "stop"}  # of the risk colours of the theme


class RiskMatrix(Painted):
    """Likelihood upwards, severity to the right."""

    def __init__(self) -> None:
        super().__init__()
        self._places: Mapping[tuple[int, int], Sequence[str]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Risks by likelihood and severity"))

    def show_places(self, places: Mapping[tuple[int, int], Sequence[str]]) -> None:
        self._places = places
        line = _("No. {lines}: likelihood {likely}, severity {severe}")
        told = (
            line.format(lines=", ".join(lines), likely=likely, severe=severe)
            for (likely, severe), lines in places.items()
        )
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        px = Theme.current().px
        return QSize(px(EDGE + STEPS * CELL[0] + 2), px(EDGE + STEPS * CELL[1] + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cells = [(likely, severe) for likely in range(1, STEPS + 1) for severe in range(1, STEPS + 1)]
        for cell in sorted(cells, key=lambda each: each in self._places):  # their frames last, over those beside them
            self._cell(painter, *cell)
        painter.setPen(Theme.current().colour("text2"))
        painter.setFont(font(SMALL))
        for step in range(1, STEPS + 1):
            beside, under = self._box(step, 1), self._box(1, step)
            px = Theme.current().px
            painter.drawText(
                QRectF(0, beside.top(), px(EDGE - 4), beside.height()), Qt.AlignmentFlag.AlignCenter, str(step)
            )
            painter.drawText(
                QRectF(under.left(), under.bottom(), under.width(), px(EDGE)), Qt.AlignmentFlag.AlignCenter, str(step)
            )

    def _cell(self, painter: QPainter, likely: int, severe: int) -> None:
        theme, box = Theme.current(), self._box(likely, severe)
        fill, text = (QColor(name) for name in theme.risk[SHADES[level(likely * severe)]])
        lines = self._places.get((likely, severe), ())
        painter.setPen(QPen(theme.colour("text" if lines else "hairline"), 2 if lines else 1))
        painter.setBrush(fill)
        painter.drawRect(box)
        painter.setPen(text)
        painter.setFont(font(SMALL))
        inner = box.adjusted(3, 1, -3, -1)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(likely * severe))
        for place, line in enumerate(lines):
            self._circle(painter, box, place, line)

    @staticmethod
    def _circle(painter: QPainter, box: QRectF, place: int, line: str) -> None:
        """The number of a line; further ones stand closer where there is no room."""
        theme = Theme.current()
        side = theme.px(CIRCLE)
        left = box.left() + 3 + min(place * (side + 1), box.width() - side - 6)
        round_ = QRectF(left, box.bottom() - side - 2, side, side)
        painter.setPen(QPen(theme.colour("text"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(round_)
        painter.setPen(theme.colour("text"))
        painter.drawText(round_, Qt.AlignmentFlag.AlignCenter, line)

    def _box(self, likely: int, severe: int) -> QRectF:
        px = Theme.current().px
        wide, high = px(CELL[0]), px(CELL[1])
        return QRectF(px(EDGE) + (severe - 1) * wide, (STEPS - likely) * high + 1, wide, high)


def legend() -> str:
    """What the shades mean, in figures and words."""
    steps = ("1–4", "5–9", "10–16", "17–25")
    told = joined(f"{span} {_(name).lower()}" for span, name in zip(steps, LEVELS.values(), strict=True))
    words = _("Likelihood upwards, severity to the right: {levels}. A circle is a line of the list.")
    return words.format(levels=told)
