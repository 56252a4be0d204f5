"""Tables written as markup and named .xls: web pages of old exporters, and the XML spreadsheets of 2003."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from app.services.imports.limits import Stop

_START: Final = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|meta|body|style|workbook)", re.I)
_SPAN: Final = 1_000  # what a browser takes at most


def looks_like(head: bytes) -> bool:
    """Whether a file that begins with `head` is markup rather than lines of text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if head.startswith((b"\xff\xfe", b"\xfe\xff")[encoding.endswith("be")]):
            head = head[2 : len(head) // 2 * 2].decode(encoding, "ignore").encode()
    return bool(_START.match(head))


def tables(text: str) -> list[tuple[str, list[list[str]]]]:
    """Every table as (name, rows); raises Stop("not_a_table") when there is none."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    found = [(name or str(number), rows) for number, (name, rows) in enumerate(reader.tables, 1) if rows]
    if not found:
        raise Stop("not_a_table")
    return found


class _Tables(HTMLParser):
    """Gathers the cells of `table/tr/td` and of `Worksheet/Row/Cell`; a cell spanning columns leaves blanks after it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, list[list[str]]]] = []
        self._name = ""
        self._rows: list[list[str]] = [[]]
        self._cell: list[str] | None = None
        self._blanks = 0
        self._below: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "worksheet":
            self._name = given.get("ss:name") or ""
        elif tag == "table":
            self._rows = []
            self._below = {}
            self.tables.append((self._name, self._rows))
        elif tag in ("tr", "row"):
            self._start_row(_number(given.get("ss:index")))
        elif tag in ("td", "th", "cell"):
            self._start_cell(given)
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "cell", "tr", "row", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _start_row(self, index: int) -> None:
        self._end_cell()
        if len(self._rows) < index - 1 <= len(self._rows) + _SPAN:
            self._rows.extend([] for _ in range(index - 1 - len(self._rows)))
        self._rows.append([])

    def _start_cell(self, given: dict[str, str | None]) -> None:
        self._end_cell()
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        index = _number(given.get("ss:index"))
        row.extend([""] * min(max(index - 1 - len(row), 0), _SPAN))
        while self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")
        width = max(_number(given.get("colspan")), _number(given.get("ss:mergeacross")) + 1, 1)
        height = max(_number(given.get("rowspan")), 1)
        for column in range(len(row), len(row) + min(width, _SPAN)):
            self._below[column] = height - 1
        self._blanks = min(width, _SPAN) - 1
        self._cell = []

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._rows[-1].append(" ".join("".join(self._cell).split()))
            self._rows[-1].extend([""] * self._blanks)
        self._cell = None
        self._blanks = 0


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
