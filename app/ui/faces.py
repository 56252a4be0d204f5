"""The faces of words, Chinese and Latin: those of the system, else those that came with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from app import i18n, machine

CHINESE_FACES: Final[tuple[str, ...]] = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
)
LATIN_FACES: Final[tuple[str, ...]] = ("Segoe UI", "SF Pro", ".AppleSystemUIFont", "Noto Sans")


def bold_weight() -> QFont.Weight:
    """600; the face that came with the program has one weight, which Qt makes heavier only from 700 on."""
    return QFont.Weight.Bold if _brings_its_face() else QFont.Weight.DemiBold


def _brings_its_face() -> bool:
    return not any(face in _installed() for face in CHINESE_FACES)


def families() -> list[str]:
    """Faces in the order to try them; the first Chinese one is always there.

    A Chinese face draws “ ” ’ … as wide as a character of its own: English words that have no face get narrow ones.
    """
    chinese = [face for face in CHINESE_FACES if face in _installed()] or [_brought_face()]
    latin = [face for face in LATIN_FACES if face in _installed()]
    ordered = [*chinese, *latin] if i18n.language() == "zh_CN" else [*(latin or [_narrow_quotes()]), *chinese]
    return [*ordered, "sans-serif"]


@cache
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


@cache
def _brought_face() -> str:
    """The Chinese face that came with the program, for systems that have none (architecture.md §8)."""
    from pylopdf_fonts_zh_cn import sans_path

    return _added(sans_path())


@cache
def _narrow_quotes() -> str:
    """Five signs of that face as English writes them, and nothing else."""
    return _added(machine.resources() / "fonts" / "quotes.otf")


def _added(path: Path) -> str:
    found = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return found[0] if found else "sans-serif"
