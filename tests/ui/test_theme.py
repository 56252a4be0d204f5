"""The look: contrast of the tokens, sizes at every text size, icons that follow the theme."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from app import i18n
from app.ui import theme
from app.ui.glyphs import phosphor
from app.ui.preferences import Preferences

THEMES = ("light", "dark")
ON_SURFACES = ("text", "text2", "accent", "overdue", "good", "caution")
PAIRS = (
    ("selected_text", "selected"),
    ("on_accent", "accent"),
    ("accent", "accent_tint"),
    ("overdue", "overdue_tint"),
    ("caution", "caution_tint"),
    ("good", "good_tint"),
    ("text", "overdue_tint"),
    ("text", "caution_tint"),
    ("text", "accent_tint"),
    ("surface", "text"),
)


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert round(contrast("#FFFFFF", "#000000"), 1) == 21.0
    assert round(contrast("#57606A", "#FFFFFF"), 1) == 6.4


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_everywhere(name: str) -> None:
    colours = theme.read(name).colours
    for ground in ("surface", "window", "row_tint"):
        weak = {role: contrast(colours[role], colours[ground]) for role in ON_SURFACES}
        assert {role: value for role, value in weak.items() if value < 4.5} == {}
    weak = {f"{front} on {ground}": contrast(colours[front], colours[ground]) for front, ground in PAIRS}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_borders_and_focus_can_be_seen(name: str) -> None:
    colours = theme.read(name).colours
    for role in ("border", "accent", "outline", "plus", "minus"):
        for ground in ("surface", "window"):
            assert contrast(colours[role], colours[ground]) >= 3, (role, ground)


@pytest.mark.parametrize("name", THEMES)
def test_risk_chips_can_be_read_and_darken_as_risk_rises(name: str) -> None:
    risk = theme.read(name).risk
    assert list(risk) == ["low", "watch", "high", "stop", "unrated"]
    assert [level for level, (fill, text) in risk.items() if contrast(fill, text) < 4.5] == []
    assert set(theme.RISK_ICONS) == set(risk)


@pytest.mark.parametrize("name", THEMES)
def test_the_palette_is_ours_and_nothing_of_the_style_sheet_is_unfilled(name: str) -> None:
    made = theme.apply(Preferences(theme="dark" if name == "dark" else "light"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().color(QPalette.ColorRole.Window).name().upper() == made.colours["window"]
    assert "$" not in app.styleSheet()


def test_text_size_multiplies_type_rows_and_paddings() -> None:
    theme.apply(Preferences(theme="light", zoom=200, row_height="compact"))
    now = theme.Theme.current()
    assert (now.px(12), now.row_height, theme.font().pointSizeF()) == (24, 56, 20.0)
    assert "font-size: 18pt" in theme.style_sheet(now)
    sheet = theme.style_sheet(theme.read("light", 80))
    assert "min-height: 22px" in sheet
    assert re.search(r"border: [12]px solid", sheet)


def test_the_style_sheet_leaves_boxes_with_arrows_alone() -> None:
    rules = re.sub(r"/\*.*?\*/", "", theme.style_sheet(theme.read("light")), flags=re.DOTALL)
    styled = {part.strip() for rule in re.findall(r"([^{}]+)\{", rules) for part in rule.split(",")}
    assert not styled & {"QComboBox", "QDateEdit", "QSpinBox", "QDoubleSpinBox", "QAbstractSpinBox"}


def test_chinese_is_drawn_with_a_chinese_face() -> None:
    from PySide6.QtGui import QFontMetrics, QRawFont

    drawn = QRawFont.fromFont(theme.font())
    assert QFontMetrics(theme.font()).inFont("款") or drawn.supportsCharacter("款")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_signs_are_as_wide_as_they_are_written_in_each_language(language: str) -> None:
    """A Chinese name keeps its full-width comma in English words, whose own quotes are narrow; figures stand in columns."""
    i18n.use(language)
    wide = QFontMetricsF(theme.font()).horizontalAdvance
    character = wide("国")
    assert {sign: wide(sign) for sign in "，。；（"} == dict.fromkeys("，。；（", character)
    assert all(wide(sign) < character * 0.6 for sign in "“”‘’") == (language == "en")
    assert len({wide(figure) for figure in "0123456789"}) == 1


def test_an_icon_follows_the_theme() -> None:
    arrow = theme.icon("caret-up")
    seen = set()
    for name in THEMES:
        theme.apply(Preferences(theme="dark" if name == "dark" else "light"))
        image = arrow.pixmap(32, 32).toImage()
        pixels = (image.pixelColor(x, y) for x in range(32) for y in range(32))
        strongest = max(pixels, key=lambda pixel: pixel.alpha())
        seen.add(strongest.name().upper())
    assert seen == {theme.read(name).colours["text"] for name in THEMES}


def test_every_icon_named_exists() -> None:
    from pathlib import Path

    names = set(theme.RISK_ICONS.values())
    for path in (Path(theme.__file__).parent).rglob("*.py"):
        names |= set(re.findall(r'\bicon\("([a-z-]+)"', path.read_text(encoding="utf-8")))
    _family, known = phosphor()
    assert sorted(name for name in names if name not in known) == []
