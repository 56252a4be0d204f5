"""Papers. `render` is the one way to make a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.services.sheets import AgeingSheet


def render(sheet: AgeingSheet, path: Path, printed: date | None = None) -> None:
    """Makes the paper of `sheet` at `path`; `printed` is the day that stands at its head.

    Raises UserError where the place cannot be written; an old file at `path` is then as it was.
    """
    from app.services.documents import ageing

    makers = {AgeingSheet: ageing.write_paper}
    makers[type(sheet)](sheet, path, printed)
