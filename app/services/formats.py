"""Figures and dates as people read and type them: the one place a number becomes text, or text a number.

>>> money(123456789, "CNY"), figure(0, "CNY", dash=True), read_amount("6.5w", "CNY")
('¥1,234,567.89', '—', 6500000)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.i18n import _, language, ngettext
from app.models.dates import FIRST, LAST, end_of_month
from app.models.errors import UserError
from app.models.money import ABSURD, exponent, to_major

MINUS: Final = "\u2212"
NOTHING: Final = "—"
SYMBOLS: Final = {
    "CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$", "TWD": "NT$", "KRW": "₩", "INR": "₹",
}  # fmt: skip


def symbol(currency: str) -> str:
    """What stands before a figure: "¥", "$", or the code and a space ("CHF ")."""
    return SYMBOLS.get(currency, f"{currency} ")


def figure(minor: int, currency: str, *, dash: bool = False) -> str:
    """ "1,234,567.89" with the currency's decimals and a real minus; zero as "—" when `dash` (tables)."""
    if dash and minor == 0:
        return NOTHING
    sign = MINUS if minor < 0 else ""
    return f"{sign}{to_major(abs(minor), currency):,.{exponent(currency)}f}"


def money(minor: int, currency: str, *, dash: bool = False) -> str:
    """The figure with its symbol: "¥1,234.00", "−¥1,234.00"."""
    if dash and minor == 0:
        return NOTHING
    sign = MINUS if minor < 0 else ""
    return f"{sign}{symbol(currency)}{figure(abs(minor), currency)}"


def compact(minor: int, currency: str) -> str:
    """A short figure for tiles and charts: "186.4 万" and "1.23 亿", or "¥1.86M" in English.

    In Chinese the yuan is understood and has no symbol; other currencies keep theirs.
    """
    chinese = language() == "zh_CN"
    steps = _STEPS_ZH if chinese else _STEPS_EN
    sign = MINUS if minor < 0 else ""
    sign += "" if chinese and currency == "CNY" else symbol(currency)
    major = abs(to_major(minor, currency))
    for least, unit, places, word in steps:
        if major.quantize(Decimal(1), ROUND_HALF_UP) >= least:
            return f"{sign}{_rounded(major / unit, places)}{word}"
    return f"{sign}{_rounded(major, 0)}"


# (from this many major units, divided by, decimals, word); the starts stand half a step early so that
# 99,999,999 is "1.00 亿" and never "10000.0 万".
_STEPS_ZH: Final = ((99_995_000, 10**8, 2, " 亿"), (10_000, 10**4, 1, " 万"))
_STEPS_EN: Final = ((999_995_000, 10**9, 2, "B"), (999_950, 10**6, 2, "M"), (10_000, 10**3, 1, "K"))


def percent(ratio: Decimal, places: int = 1) -> str:
    """ "25.7%" for Decimal("0.257"), rounded half away from zero."""
    shown = _rounded(abs(ratio) * 100, places)
    return f"{MINUS if ratio < 0 and any(c in '123456789' for c in shown) else ''}{shown}%"


def _rounded(value: Decimal, places: int) -> str:
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def joined(texts: Iterable[str]) -> str:
    """A list within a sentence: "A, B", "A、B"."""
    return _(", ").join(texts)


# --- amounts in words --------------------------------------------------------------------------------------------

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def capitals(minor: int) -> str:
    """An amount of yuan (in fen) in the characters that cannot be altered: "人民币陆万元整".

    Source: 支付结算办法 (银发〔1997〕393号), 附一: 整 after 元 or 角, never after 分; 零 for a gap.
    """
    yuan, fen_part = divmod(abs(minor), 100)
    jiao, fen = divmod(fen_part, 10)
    text = f"{_in_characters(yuan)}元" if yuan or not fen_part else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        text += "零"
    text += f"{_DIGITS[fen]}分" if fen else "整"
    return f"人民币{'负' if minor < 0 else ''}{text}"


def _in_characters(number: int) -> str:
    for unit, word in _PLACES:
        if number >= unit:
            head, rest = divmod(number, unit)
            gap = "零" if 0 < rest < unit // 10 else ""
            return f"{_in_characters(head)}{word}{gap}{_in_characters(rest) if rest else ''}"
    return _DIGITS[number]


# --- reading amounts ---------------------------------------------------------------------------------------------

_TERM: Final = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(亿|万|千|w|k)?$")
_TIMES: Final = {None: 1, "千": 10**3, "k": 10**3, "万": 10**4, "w": 10**4, "亿": 10**8}
_LONGEST: Final = 60
_DASHES: Final = "-−–—‐‑‒"


def read_amount(text: str, currency: str, *, unit: int = 1) -> int:
    """Minor units of what was typed: 60,000 / ６００００ / 6万 / 6.5w / 3000+2500 / ¥60000 / 60000元; `unit` = 1000 where a
    figure means thousands.

    Raises UserError saying why it cannot be taken: not a number, below zero, too many decimals, absurdly large.
    """
    plain = _stripped(text, currency)
    if any(dash in plain for dash in _DASHES):
        raise UserError(_("An amount here cannot be below zero. Refunds and allowances are recorded on their own."))
    if len(plain) > _LONGEST:
        raise UserError(_("This amount is too large. Please check the number of zeros."))
    total = sum((_term(part) for part in plain.split("+")), Decimal(0))
    return _exact_minor(total * unit, currency)


def _stripped(text: str, currency: str) -> str:
    """Half-width, lower case, without blanks and the words and signs of the currency itself."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"\s", "", plain).replace("。", ".")
    sign = unicodedata.normalize("NFKC", symbol(currency)).strip().lower()
    for word in _YUAN if currency == "CNY" else (currency.lower(), sign, sign[-1]):
        plain = plain.replace(word, "")
    return plain


_YUAN: Final = ("人民币", "rmb", "cny", "¥", "元整", "元", "圆", "块")


def _term(part: str) -> Decimal:
    found = _TERM.match(part)
    if found is None:
        raise UserError(_("Only digits can be typed here, such as 60000 or 3000+2500."))
    return Decimal(found[1].replace(",", "")) * _TIMES[found[2]]


def _exact_minor(total: Decimal, currency: str) -> int:
    minor = total.scaleb(exponent(currency))
    if minor > ABSURD:
        raise UserError(_("This amount is too large. Please check the number of zeros."))
    if minor != int(minor):
        raise UserError(_too_many_decimals(exponent(currency)))
    return int(minor)


def _too_many_decimals(places: int) -> str:
    if places == 0:
        return _("This currency has no decimals.")
    return ngettext("At most {count} decimal here.", "At most {count} decimals here.", places)


# A mobile, a line with its area code (three figures in the largest cities), a number that the called one pays for.
_PHONES: Final = (
    (re.compile(r"(1\d{2})(\d{4})(\d{4})"), "{} {} {}"),
    (re.compile(r"(010|02\d)(\d{4})(\d{4})"), "{} {} {}"),
    (re.compile(r"(0[3-9]\d{2})(\d{3,4})(\d{4})"), "{} {} {}"),
    (re.compile(r"([48]00)(\d{3})(\d{4})"), "{} {} {}"),
)


def phone(digits: str | None) -> str:
    """In groups for reading: "138 0013 8000", "0571 8888 6666"; any other as it was written."""
    plain = phone_digits(digits or "")
    fitting = ((pattern.fullmatch(plain), words) for pattern, words in _PHONES)
    return next((words.format(*found.groups()) for found, words in fitting if found), digits or "")


def phone_digits(text: str) -> str:
    """What is kept of a number: its digits; as written where there is more to it, a country or an extension."""
    plain = re.sub(r"[\s\-–—()（）.]", "", unicodedata.normalize("NFKC", text))
    return plain if re.fullmatch(r"\d{3,}", plain) else text.strip()


# --- dates -------------------------------------------------------------------------------------------------------

_WEEKDAYS_ZH: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day(on: date | None) -> str:
    """2026-11-21, on screen and in files; "—" where there is none."""
    return NOTHING if on is None else on.isoformat()


def short_day(on: date, today: date) -> str:
    """Without the year where it is this one: "11-21", else "2027-11-10"."""
    return f"{on:%m-%d}" if on.year == today.year else on.isoformat()


def day_with_weekday(on: date) -> str:
    """ "2026-11-21 周六", "2026-11-21 Sat"."""
    weekday = f"周{_WEEKDAYS_ZH[on.weekday()]}" if language() == "zh_CN" else _WEEKDAYS_EN[on.weekday()]
    return f"{on.isoformat()} {weekday}"


_MONTHS_EN: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def letter_day(on: date) -> str:
    """The day as letters have it: 2026年11月21日, "21 Nov 2026"."""
    if language() == "zh_CN":
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {_MONTHS_EN[on.month - 1]} {on.year}"


_WORDS: Final = {
    "今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
    "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2,
}  # fmt: skip
_MONTH_END: Final = ("月底", "月末", "本月底", "monthend", "endofmonth")
_WEEKDAY: Final = re.compile(r"(周|星期)[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun")
_LONG: Final = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?")
_SHORT: Final = re.compile(r"\d{1,2}[-./月]\d{1,2}日?")


def read_day(text: str, on: date) -> date:
    """What was typed as a date, seen from `on` (today): 1121, 11-21, 11.21, 11/21, 20261121, 2026-11-21, 今天, +30, 月底.

    Month and day alone mean the year of `on`. Raises UserError.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text).lower())
    named = _named_day(plain, on)
    try:
        found = named or _numbered_day(_WEEKDAY.sub("", plain), on)
    except (ValueError, OverflowError):
        found = None
    if found is None or not FIRST <= found <= LAST:
        raise UserError(_("This is not a date. Type it like 2026-11-21, 1121, +30 or today."))
    return found


def _named_day(plain: str, on: date) -> date | None:
    if plain in _WORDS:
        return on + timedelta(days=_WORDS[plain])
    if plain in _MONTH_END:
        return end_of_month(on)
    if re.fullmatch(r"[+\-−]\d{1,5}", plain):
        return on + timedelta(days=int(plain.replace(MINUS, "-")))
    return None


def _numbered_day(plain: str, on: date) -> date | None:
    if re.fullmatch(r"\d{4}", plain):
        return date(on.year, int(plain[:2]), int(plain[2:]))
    if re.fullmatch(r"\d{8}", plain):
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    parts = [int(part) for part in re.split(r"[-./年月]", plain.removesuffix("日")) if part.isdigit()]
    if len(parts) == 3 and _LONG.fullmatch(plain):
        return date(*parts)
    if len(parts) == 2 and _SHORT.fullmatch(plain):
        return date(on.year, *parts)
    return None
