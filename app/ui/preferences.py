"""What this machine remembers: language, looks, window, tables. Never anything about customers.

preferences = Preferences.load(); preferences.zoom = 125; preferences.save()
preferences.table("receivables").widths["due_on"] = 110
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, Self

from app import machine

FILE: Final = "preferences.json"
SMALLEST_ZOOM, LARGEST_ZOOM = 80, 200
log = logging.getLogger("kedun")


@dataclass(slots=True)
class TablePreferences:
    """Columns of one table, by column key: widths in logical pixels at 100 %, shown or hidden by hand, order."""

    widths: dict[str, int] = field(default_factory=dict)
    shown: dict[str, bool] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SavedView:
    """A list as it was when it was saved: filters by key, words searched for, sorting, columns."""

    name: str = ""
    pinned: bool = False
    chips: list[str] = field(default_factory=list)
    search: str = ""
    picks: dict[str, str] = field(default_factory=dict)
    sort: list[tuple[str, bool]] = field(default_factory=list)
    columns: TablePreferences = field(default_factory=TablePreferences)


@dataclass(slots=True)
class Preferences:
    """All preferences; a field that cannot be read falls back to its default."""

    language: str = ""  # "" = the system's
    theme: Literal["system", "light", "dark"] = "system"
    zoom: int = 100  # percent, 80-200
    row_height: Literal["comfortable", "compact"] = "comfortable"
    side_pane: bool = True  # beside today's list, where there is room
    geometry: str = ""  # QWidget.saveGeometry() as base64
    last_tab: str = ""
    last_book: str = ""
    last_method: str = ""
    last_folder: str = ""
    tables: dict[str, TablePreferences] = field(default_factory=dict)
    views: dict[str, list[SavedView]] = field(default_factory=dict)  # by list
    path: Path | None = field(default=None, repr=False)

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The file's preferences, or the defaults where it is missing or cannot be understood."""
        path = path or machine.config_folder() / FILE
        preferences = cls(path=path)
        preferences._take(_read(path))
        return preferences

    def save(self) -> None:
        """Write the file whole or not at all. A folder that cannot be written is logged, not shown: nothing is lost."""
        if self.path is None:
            return
        values = asdict(self)
        del values["path"]
        try:
            _write_whole(self.path, json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True))
        except OSError as error:
            log.warning("preferences not saved: %s", error)

    def table(self, name: str) -> TablePreferences:
        """What is remembered of one table; kept with the rest."""
        return self.tables.setdefault(name, TablePreferences())

    def zoom_by(self, steps: int) -> int:
        """Larger or smaller text in steps of 10 %, within 80-200; the new percentage."""
        self.zoom = min(max(self.zoom + 10 * steps, SMALLEST_ZOOM), LARGEST_ZOOM)
        return self.zoom

    def _take(self, values: dict[str, Any]) -> None:
        for name in (f.name for f in fields(self) if f.name not in {"tables", "views", "path"}):
            if type(values.get(name)) is type(getattr(self, name)):
                setattr(self, name, values[name])
        self.zoom = min(max(self.zoom, SMALLEST_ZOOM), LARGEST_ZOOM)
        if self.theme not in {"system", "light", "dark"}:
            self.theme = "system"
        if self.row_height not in {"comfortable", "compact"}:
            self.row_height = "comfortable"
        tables = values.get("tables")
        if isinstance(tables, dict):
            self.tables = {str(name): _table(kept) for name, kept in tables.items() if isinstance(kept, dict)}
        views = values.get("views")
        if isinstance(views, dict):
            lists = {str(name): kept for name, kept in views.items() if isinstance(kept, list)}
            self.views = {name: [_view(one) for one in kept if isinstance(one, dict)] for name, kept in lists.items()}


def _table(kept: dict[str, Any]) -> TablePreferences:
    widths, shown, order = kept.get("widths"), kept.get("shown"), kept.get("order")
    return TablePreferences(
        {str(k): v for k, v in widths.items() if type(v) is int} if isinstance(widths, dict) else {},
        {str(k): v for k, v in shown.items() if type(v) is bool} if isinstance(shown, dict) else {},
        [str(key) for key in order] if isinstance(order, list) else [],
    )


def _view(kept: dict[str, Any]) -> SavedView:
    """What can be understood of a saved view; a list knows which of the names still mean something."""
    chips, picks, sort, columns = (kept.get(name) for name in ("chips", "picks", "sort", "columns"))
    pairs = [pair for pair in sort if isinstance(pair, list) and len(pair) == 2] if isinstance(sort, list) else []
    return SavedView(
        str(kept.get("name", "")),
        kept.get("pinned") is True,
        [str(key) for key in chips] if isinstance(chips, list) else [],
        str(kept.get("search", "")),
        {str(k): str(v) for k, v in picks.items()} if isinstance(picks, dict) else {},
        [(str(key), down is True) for key, down in pairs],
        _table(columns) if isinstance(columns, dict) else TablePreferences(),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _write_whole(path: Path, text: str) -> None:
    """Write beside the file, then put it in its place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
