"""The signs of the icons: the Phosphor font that comes with QtAwesome. The package itself, slow to import, is not needed."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase


@cache
def phosphor() -> tuple[str, dict[str, str]]:
    """The name of the face, and its signs by the names of the icons ("truck")."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome")
    fonts = Path(spec.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFont(str(fonts / "phosphor-1.3.0.ttf"))
    codes = json.loads((fonts / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    return QFontDatabase.applicationFontFamilies(number)[0], {name: chr(int(code, 16)) for name, code in codes.items()}
