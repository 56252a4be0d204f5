"""Colours, type, sizes and icons: one quiet look, light or dark, at 80-200 % text size.

    apply(preferences)                                   # once at the start, and after a preference changed
    Theme.current().colour("overdue"); Theme.current().px(12); icon("truck")

A change of theme repaints everything: widgets that compute colours or sizes do so when painting, or in `changeEvent`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyleFactory

from app import machine
from app.ui.faces import bold_weight, families
from app.ui.glyphs import phosphor

if TYPE_CHECKING:
    from app.ui.preferences import Preferences

BODY_POINTS: Final = 10
GLYPH: Final = 0.875  # of an icon's height that its sign takes
ROW_HEIGHTS: Final = {"comfortable": 34, "compact": 28}
RISK_ICONS: Final = {
    "low": "check-circle",
    "watch": "eye",
    "high": "warning",
    "stop": "prohibit",
    "unrated": "question",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of `resources/themes/*.json` and the sizes in force."""

    name: str
    colours: dict[str, str]
    risk: dict[str, tuple[str, str]]  # level -> fill, text
    ageing: tuple[str, ...]  # five bands, not due first
    zoom: int = 100
    row: int = ROW_HEIGHTS["comfortable"]

    @staticmethod
    def current() -> Theme:
        """The theme in force; light at 100 % before `apply` was called."""
        return _in_force[-1] if _in_force else read("light")

    def colour(self, role: str) -> QColor:
        """A token as a colour; raises KeyError for a role that is no token."""
        return QColor(self.colours[role])

    def px(self, size: float) -> int:
        """Logical pixels at the person's text size."""
        return round(size * self.zoom / 100)

    @property
    def row_height(self) -> int:
        return self.px(self.row)

    @property
    def is_dark(self) -> bool:
        return self.name == "dark"


_in_force: list[Theme] = []


def read(name: str, zoom: int = 100, row: int = ROW_HEIGHTS["comfortable"]) -> Theme:
    """The theme "light" or "dark" from its file."""
    tokens = _tokens(name)
    risk = {level: (fill, text) for level, (fill, text) in tokens["risk"].items()}
    return Theme(tokens["name"], tokens["colours"], risk, tuple(tokens["ageing"]), zoom, row)


@cache
def _tokens(name: str) -> dict[str, Any]:
    text = (machine.resources() / "themes" / f"{name}.json").read_text(encoding="utf-8")
    tokens: dict[str, Any] = json.loads(text)
    return tokens


def apply(preferences: Preferences) -> Theme:
    """Dress the application as the preferences say: palette, style sheet, font. Follows the system when asked to."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the theme needs a QApplication")
    _begin(app, preferences)
    name = preferences.theme if preferences.theme != "system" else _system_theme()
    theme = read(name, preferences.zoom, ROW_HEIGHTS[preferences.row_height])
    _in_force[:] = [theme]
    app.setFont(font())
    app.setPalette(_palette(theme))
    for kind in ("QComboBox", "QAbstractSpinBox", "QCheckBox", "QRadioButton", "QListWidget"):
        app.setPalette(outlined(theme), kind)  # type: ignore[arg-type]  # the stub says bytes, Qt takes str
    app.setStyleSheet(style_sheet(theme))
    return theme


def _begin(app: QApplication, preferences: Preferences) -> None:
    hints = QGuiApplication.styleHints()
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    if app.property("kedun_dressed") is None:
        app.setProperty("kedun_dressed", True)
        app.setStyle(QStyleFactory.create("Fusion"))
        hints.colorSchemeChanged.connect(lambda: _system_changed(preferences))
    hints.setColorScheme(scheme.get(preferences.theme, Qt.ColorScheme.Unknown))


def _system_changed(preferences: Preferences) -> None:
    if preferences.theme == "system" and Theme.current().name != _system_theme():
        apply(preferences)


def _system_theme() -> str:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def style_sheet(theme: Theme) -> str:
    """`widgets.qss` with the theme's colours, its sizes multiplied by the text size (hairlines of 1-2 px stay)."""
    text = (machine.resources() / "themes" / "widgets.qss").read_text(encoding="utf-8")
    text = Template(text).substitute(theme.colours, bold=int(bold_weight()))
    text = re.sub(r"\b([3-9]|\d\d+)px", lambda m: f"{theme.px(int(m[1]))}px", text)
    return re.sub(r"\b(\d+)pt", lambda m: f"{int(m[1]) * theme.zoom / 100:g}pt", text)


# --- palette -----------------------------------------------------------------------------------------------------

_ROLES: Final = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "row_tint",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "selected_text",
    QPalette.ColorRole.PlaceholderText: "text2",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Shadow: "border",
}


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("text2"))
    return palette


def outlined(theme: Theme) -> QPalette:
    """Fusion draws the outline of boxes as Window darkened by 140 %: give it the Window that makes our border."""
    palette = _palette(theme)
    palette.setColor(QPalette.ColorRole.Window, theme.colour("border").lighter(140))
    return palette


# --- type --------------------------------------------------------------------------------------------------------


def font(points: float = BODY_POINTS, *, bold: bool = False) -> QFont:
    """The face of the language at `points` times the text size; figures of equal width where the face has them.

    No feature is asked for that makes signs narrower: it would also narrow the ， of a Chinese name in English words.
    """
    face = QFont()
    face.setFamilies(families())
    face.setPointSizeF(points * Theme.current().zoom / 100)
    face.setWeight(bold_weight() if bold else QFont.Weight.Normal)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


# --- icons -------------------------------------------------------------------------------------------------------


def icon(name: str, role: str = "text") -> QIcon:
    """A Phosphor icon ("truck", "calendar-check") in a theme colour; it follows a change of theme by itself."""
    return _icon(name, role)


@cache
def _icon(name: str, role: str) -> QIcon:
    return QIcon(_TintedIcon(name, role))


class _TintedIcon(QIconEngine):
    """Paints the glyph in the colour its role has at that moment. The font is loaded at the first paint."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "text2" if mode == QIcon.Mode.Disabled else self._role
        paint_icon(painter, rect, self._name, Theme.current().colour(role))

    def iconName(self) -> str:
        return self._name

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        if made.isNull():
            return made
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Paint a Phosphor icon filling `rect` in any colour (chips, charts). Raises KeyError for a name that is none."""
    family, signs = phosphor()
    face = QFont(family)
    face.setPixelSize(max(1, round(rect.height() * GLYPH)))
    painter.save()
    painter.setPen(colour)
    painter.setFont(face)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, signs[name])
    painter.restore()
