"""Cells as typed values: text, codes, yes and no, terms, instalments, references to receivables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from app.services.imports import amounts, days
from app.services.imports.reasons import Bad
from app.services.signs import clean

_GUARDED: Final = frozenset(
    "=+-@\t\r＝＋－＠"
)  # our export puts ' before these, and before one that stands there already
_CODE_CHARS: Final = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\-－_＿/／.．#＃ 　]+")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?E\+\d+", re.I)
_FLAGS: Final = {
    **dict.fromkeys(
        ("1", "yes", "y", "true", "t", "是", "有", "对", "√", "✓", "x", "ja", "j", "wahr", "争议", "有争议"), True
    ),
    **dict.fromkeys(("0", "no", "n", "false", "f", "否", "无", "没有", "×", "nein", "falsch", "无争议"), False),
}
_DAYS: Final = re.compile(
    r"(?:netto|net|n/|within|in|月结|账期|信用期|赊销|票到|票后|开票后|发货后|货到|到货后|收货后|验收后|交货后)?[\s:]*(\d{1,3})(?:\.0+)?"
    r"\s*(?:天|日|days?|d|tagen?)?\s*(?:netto|net|内|后|内付款|付款|账期|月结)?"
)
_AT_ONCE: Final = frozenset(
    ("现结", "现金", "款到发货", "货到付款", "现款", "现款现货", "预付", "先款后货", "cash", "cod", "prepaid", "immediate",
     "due on receipt", "due upon receipt", "sofort", "vorkasse", "cash on delivery", "cia")
)  # fmt: skip
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"\s*(?:[:：](.*))?')
_PART: Final = re.compile(r"([\d.,]+)\s*(%)?\s*[@: ]\s*(\S.*?)(?:\s+(retention|质保金?|质量保证金))?")
_NO_DAY: Final = frozenset(("-", "none", "无", "未定"))
_WAITS: Final = re.compile(r"(delivery|acceptance|交货|验收)(?:后?\s*[+]?\s*(\d{1,4})\s*(?:天|日|days?)?)?")
_EVENTS: Final = {"交货": "delivery", "验收": "acceptance"}
_NTH: Final = re.compile(r"(.*?)\s*(?:#(\d{1,3}))?")
_PER_CENT: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\s*%?")


_PER_DAY: Final = re.compile(
    r"(?:每日|日|按日)?(千分之|万分之)?(\d+(?:\.\d+)?|[一二三四五六七八九十])\s*(%|‰|%o)?\s*(?:/天|/日|每日|每天|a day|per day|/day)?"
)
_UNITS_OF_RATES: Final = {"": 1, "%": 100, "‰": 1000, "%o": 1000, "千分之": 1000, "万分之": 10000}


class Part(NamedTuple):
    """One instalment: `share` of the whole (0.3) or an `amount` in major units, due on `due`.

    Without a due day it may wait for an `event` and be due `days` after it; `retention` = held back until then.
    """

    share: Decimal | None
    amount: Decimal | None
    due: date | None
    event: str | None = None
    days: int | None = None
    retention: bool = False

    def __str__(self) -> str:
        when = self.due or (f"{self.event}+{self.days}" if self.event and self.days else self.event) or "-"
        kept = " retention" if self.retention else ""
        return f"{self.amount if self.share is None else f'{(self.share * 100).normalize():f}%'} {when}{kept}"


class Applied(NamedTuple):
    """A receivable that a payment or credit note is for; `amount` (major units) None = as much as fits.

    `source` = what of the money that takes, where its currency is another; `nth` = the instalment (from 1), None = any.
    """

    number: str
    amount: Decimal | None
    source: Decimal | None = None
    nth: int | None = None

    def __str__(self) -> str:
        text = self.number if self.amount is None else f"{self.number}:{self.amount}"
        return "".join((text, f"={self.source}" if self.source else "", f"#{self.nth}" if self.nth else ""))


class Share(NamedTuple):
    """An amount (major units) of the instalment `nth` (from 1), None = of the first ones."""

    amount: Decimal
    nth: int | None

    def __str__(self) -> str:
        return f"{self.amount}#{self.nth}" if self.nth else str(self.amount)


AUTO: Final = "auto"


def text(cell: object) -> str | None:
    """NFC, trimmed, without control characters; line ends become blanks; None when nothing is left."""
    if not isinstance(cell, str):
        return None if cell is None else _written(cell)
    if cell.isascii() and cell.isprintable() and cell[:1] not in "' " and cell[-1] != " ":
        return cell  # as nearly every cell is: the rest is for the others
    return lines(cell.replace("\n", " "))


def lines(cell: object) -> str | None:
    """As `text`, but line ends stay."""
    kept = clean(cell).strip() if isinstance(cell, str) else text(cell) or ""
    if kept[:1] == "'" and kept.lstrip("'")[:1] in _GUARDED:
        kept = kept[1:]
    return kept or None


def _written(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def code(cell: object) -> str | Bad | None:
    """A number of a document or customer: figures stay whole, zeros in front stay, full-width becomes plain."""
    if isinstance(cell, float) and (not abs(cell) < 10**15):
        return Bad("digits_lost")
    kept = text(cell)
    if kept is None or kept.isascii():
        return Bad("digits_lost") if kept and "." in kept and _SCIENTIFIC.fullmatch(kept) else kept
    return unicodedata.normalize("NFKC", kept) if _CODE_CHARS.fullmatch(kept) else kept


def flag(cell: object) -> bool | Bad | None:
    word = (_written(cell) if not isinstance(cell, str) else cell).strip().casefold() if cell is not None else ""
    if word in ("", "-", "/"):
        return None
    return _FLAGS.get(word, Bad("not_a_flag"))


def term(cell: object) -> int | Bad | None:
    """Days of credit: 30, "Net 30", "月结60天", "款到发货" = 0."""
    word = unicodedata.normalize("NFKC", text(cell) or "").casefold()
    if word in amounts.BLANKS:
        return None
    if word in _AT_ONCE:
        return 0
    found = _DAYS.fullmatch(word)
    return int(found[1]) if found else Bad("not_days")


def rate_a_day(cell: object) -> Decimal | Bad | None:
    """A penalty as a share of the debt a day: "0.05%", "0.5‰", "万分之五", or 0.0005."""
    word = unicodedata.normalize("NFKC", text(cell) or "").casefold()
    found = _PER_DAY.fullmatch(word)
    if found is None:
        return None if word in amounts.BLANKS else Bad("not_a_rate")
    unit = found[1] or found[3] or ""
    digits = found[2] if found[2].isascii() else str("零一二三四五六七八九十".index(found[2]))
    share = Decimal(digits) / _UNITS_OF_RATES[unit]
    return share if share <= Decimal("0.01") else Bad("not_a_rate")


def per_cent(cell: object) -> Decimal | Bad | None:
    """Per cent: 2, "2%", "2.5 %"."""
    word = unicodedata.normalize("NFKC", text(cell) or "").casefold()
    found = _PER_CENT.fullmatch(word)
    return Decimal(found[1]) if found else None if word in amounts.BLANKS else Bad("not_a_number")


def instalments(cell: object) -> tuple[Part, ...] | Bad | None:
    """ "30% 2026-02-01; 70% 2026-03-01", or amounts in the place of shares.

    In the place of the day "delivery", "acceptance+30" (30 days after it) or "-" (no day yet); "retention" after it.
    """
    return _pieces(cell, _part, "not_instalments")


def shares(cell: object) -> tuple[Share, ...] | Bad | None:
    """ "25.00", or of several instalments "25.00#2; 10.00#3"."""
    return _pieces(cell, _share, "not_shares")


def _pieces(cell: object, read: Callable[[str], Any], why: str) -> tuple[Any, ...] | Bad | None:
    written = unicodedata.normalize("NFKC", text(cell) or "")
    parts = [read(piece.strip()) for piece in re.split(r"[;\n、]", written) if piece.strip()]
    if not parts:
        return None
    return tuple(parts) if all(parts) else Bad(why)


def _part(piece: str) -> Part | None:
    found = _PART.fullmatch(piece.casefold())
    number = _figure(found[1]) if found else None
    if found is None or number is None:
        return None
    share, amount = (number / 100, None) if found[2] else (None, number)
    waits = _WAITS.fullmatch(found[3])
    if waits:
        event = _EVENTS.get(waits[1], waits[1])
        return Part(share, amount, None, event, int(waits[2] or 0), bool(found[4]))
    due = None if found[3] in _NO_DAY else days.read_day(found[3])
    if found[3] not in _NO_DAY and not isinstance(due, date):
        return None
    return Part(share, amount, due if isinstance(due, date) else None, retention=bool(found[4]))


def _share(piece: str) -> Share | None:
    amount, nth = _counted(piece)
    read = _figure(amount)
    return None if read is None else Share(read, nth)


def _counted(piece: str) -> tuple[str, int | None]:
    """ "25.00#2" -> ("25.00", 2)."""
    found = _NTH.fullmatch(piece)
    return (found[1], int(found[2]) if found[2] else None) if found else (piece, None)


def _figure(written: str) -> Decimal | None:
    """An amount above zero, else None."""
    read = amounts.Amounts(1, ".", {})(written)
    return read if isinstance(read, Decimal) and read > 0 else None


def applies_to(cell: object) -> tuple[Applied, ...] | str | Bad | None:
    """ "INV1:100.00; INV2" as references; "auto" as itself; None = left unallocated. `"A;1":5` is a number with a mark in it.

    "INV1:20.00=140.00" settles 20.00 in the currency of INV1 with 140.00 of this money, "INV1:20.00#2" its second instalment.
    """
    written = code(cell)
    if not isinstance(written, str):
        return written
    if written.casefold() in (AUTO, "自动"):
        return AUTO
    if written.casefold() in amounts.BLANKS:
        return None
    marks = ";；、" if re.search("[:：]", written) else ";；、,，"
    pieces = re.findall(rf'\s*(?:"(?:[^"]|"")*"[^{marks}]*|[^{marks}]+)', written)
    parts: list[Any] = [_applied(piece.strip()) for piece in pieces if piece.strip()]
    return tuple(parts) if parts and all(parts) else Bad("not_applied")


def _applied(piece: str) -> Applied | None:
    quoted = _QUOTED.fullmatch(piece)
    if quoted:
        return _applied_part(quoted[1].replace('""', '"'), quoted[2])
    number, colon, amount = piece.replace("：", ":").rpartition(":")
    return _applied_part(number, amount) if colon else Applied(piece, None)


def _applied_part(number: str, amount: str | None) -> Applied | None:
    if amount is None:
        return Applied(number, None)
    text, nth = _counted(amount)
    target, equals, source = text.partition("=")
    read, money = _figure(target), _figure(source)
    if not number.strip() or read is None or (equals and money is None):
        return None
    return Applied(number.strip(), read, money, nth)
