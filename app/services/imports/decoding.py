"""Text files as rows: the encoding, the delimiter, the records. Strict: no character is guessed away."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.services.imports import limits
from app.services.imports.limits import Stop

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
_GB: Final = ("gb2312", "gbk", "gb18030", "cp936", "gb_2312-80", "hz-gb-2312")
DELIMITERS: Final = ",;\t|"

# What business papers are full of: decides between encodings that both fit.
_COMMON: Final = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "公司有限责任股份贸易商行科技材料建材经营部实业集团客户名称单位编号日期金额发票应收付款到账备注电话地址联系税号业务员合同"
    "購貨單號據編戶廠發票應實業務員開備註電話聯繫貿經營責國際稱額帳總計東華興達"
)
_LATIN: Final = frozenset("äöüßÄÖÜéèêëàâáåãçñíìîïóòôõøúùûæœøÅØÆÉÈÀÁÇÑÍÓÚŠšŽžÿý€£§°’‘“”–—…´©®«»·½¿¡ºª")


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding: mark, then NULs (UTF-16), then UTF-8, then the best of three; raises Stop."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding), encoding
    wide = _wide(data[:4096])
    if wide:
        return _strict(data, wide), wide
    if b"\0" in data[:4096]:
        raise Stop("not_a_table")
    try:
        return _whole(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _best(data)


def decode_markup(data: bytes) -> tuple[str, str]:
    """As `decode`, but the encoding that the page names is tried first."""
    named = _CHARSET.search(data[:2048])
    if named:
        name = named[1].decode("ascii", "ignore").lower()
        name = "gb18030" if name in _GB else name
        try:
            return _whole(data.decode(name)), name
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _whole(data.decode(encoding))
    except UnicodeDecodeError as problem:
        raise Stop("undecodable", encoding=encoding, line=data[: problem.start].count(b"\n") + 1) from problem


def _whole(text: str) -> str:
    if "\0" in text:
        raise Stop("not_a_table")
    if not text.strip("\ufeff \t\r\n"):
        raise Stop("empty")
    return text


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: the digits, commas and line ends of a table leave NULs on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    least = max(len(head) // 2 // 20, 2)
    if odd >= least and odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even >= least and even > 8 * odd else ""


def _best(data: bytes) -> tuple[str, str]:
    scored = []
    for encoding, score in (("gb18030", _gb_score), ("big5", _big5_score), ("cp1252", _latin_score)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        scored.append((score(text[:200_000]), encoding, text))
    if not scored:
        raise Stop("undecodable", encoding="UTF-8", line=0)
    best = max(scored, key=lambda one: one[0])
    return _whole(best[2]), best[1]


def _gb_score(text: str) -> float:
    return _chinese_score(text, "gb2312", 0xD8)


def _big5_score(text: str) -> float:
    return _chinese_score(text, "big5", 0xC7)


def _chinese_score(text: str, charset: str, rare: int) -> float:
    """From -1 to 2: the share of characters in the charset's common half, counted double where very frequent."""
    counts = Counter(char for char in text if char > "\x7f")
    total = sum(_commonness(char, charset, rare) * count for char, count in counts.items())
    return total / max(sum(counts.values()), 1)


def _commonness(char: str, charset: str, rare: int) -> float:
    if char in _COMMON:
        return 2.0
    try:
        first = char.encode(charset)[0]
    except UnicodeEncodeError:
        return -1.0
    return 1.0 if first < rare else 0.0


def _latin_score(text: str) -> float:
    """From -1 to 2: accented letters stand singly among plain ones; a Chinese text read so is a row of signs."""
    marks = [index for index, char in enumerate(text) if char > "\x7f"]
    total = 0.0
    for index in islice(marks, 5_000):
        beside = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
        alone = not any(char > "\x7f" for char in beside)
        total += (2.0 if text[index] in _LATIN else 0.5) if alone else -1.0
    return total / max(min(len(marks), 5_000), 1)


def sniff(text: str) -> str:
    """The delimiter that cuts most lines into the same, largest number of fields."""
    first = text[:200].split("\n", 1)[0].strip()
    if re.fullmatch(r"sep=[,;\t|]", first):
        return first[-1]
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(reader, 300) if row]
    except csv.Error:
        return 0.0
    width, lines = Counter(widths).most_common(1)[0] if widths else (1, 1)
    if width == 1:  # title lines may outnumber a short table
        wider = Counter(size for size in widths if size > 1)
        width, lines = wider.most_common(1)[0] if wider else (1, 0)
    return lines / max(len(widths), 1) * math.log2(max(width, 1))


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows as a spreadsheet would number them; raises Stop for a quotation mark that swallows lines."""
    csv.field_size_limit(limits.FIELD)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            for cell in row:
                if "\n" in cell and _swallowed(cell, delimiter, len(row)):
                    raise Stop("open_quote", row=number)
            yield [] if number == 1 and len(row) < 3 and row[:1] and row[0].startswith("sep=") else row
    except csv.Error as problem:
        raise Stop("open_quote", row=number + 1) from problem


def _swallowed(cell: str, delimiter: str, width: int) -> bool:
    """A cell that holds whole lines of the table, not a note of two lines."""
    if cell.count(delimiter) < 5:
        return False
    lines = cell.splitlines()[1:]
    return len(lines) > 3 or any(line.count(delimiter) >= max(width - 1, 4) for line in lines)
