"""Headings made comparable: one plain key, and what a heading says about unit and currency on the side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNIT: Final = re.compile(
    r"(百万|千万|亿|万|千)\s*(?:元|(?=美元|欧元|港元|港币|日元|英镑|人民币)|(?=[)\]】/\s]|$))"
    r"|\b(?:in\s+)?(thousands?|millions?)\b|[(](k)[)]|(元)(?=\s*[)])"
)
_FACTORS: Final = {
    "元": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6, "k": 10**3,
}  # fmt: skip
_HINT: Final = re.compile(
    r"[*]|必填项?|选填项?|required|optional|单位[::]?|币种[::]?|yyyy\S*|天数?(?=[)])|[(]元[)]|元$"
)
_BRACKETS: Final = re.compile(r"[(\[{【〔<《].*?(?:[)\]}】〕>》]|$)")
_TITLE_UNIT: Final = re.compile(r"单位\s*[::]?\s*(?:人民币)?\s*[((]?(百万|千万|亿|万|千)?\s*(元|美元|欧元|港元|港币)")
_TITLE_CURRENCY: Final = re.compile(r"(?:币种|币别|货币|currency)\s*[::]?\s*(\S+)", re.I)

# The marks and words that name a currency beside its code; the longest is looked for first.
_CURRENCIES: Final = {
    "人民币": "CNY", "rmb": "CNY", "¥": "CNY", "美元": "USD", "美金": "USD", "us$": "USD", "欧元": "EUR", "€": "EUR",
    "港币": "HKD", "港元": "HKD", "hk$": "HKD", "日元": "JPY", "英镑": "GBP", "£": "GBP", "nt$": "TWD", "新台币": "TWD",
    "澳元": "AUD", "加元": "CAD", "新加坡元": "SGD", "韩元": "KRW", "₩": "KRW", "₹": "INR", "瑞士法郎": "CHF",
    "a$": "AUD", "c$": "CAD", "s$": "SGD", "卢布": "RUB", "$": "USD",
}  # fmt: skip
CODES: Final = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BDT",
        "BGN",
        "BHD",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNH",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "ISK",
        "JOD",
        "JPY",
        "KES",
        "KRW",
        "KWD",
        "KZT",
        "LKR",
        "LYD",
        "MAD",
        "MMK",
        "MNT",
        "MOP",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "OMR",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TND",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "UYU",
        "UZS",
        "VND",
        "XAF",
        "XOF",
        "XPF",
        "ZAR",
    ]
)
_MARK: Final = re.compile(
    "|".join(
        re.escape(word) for word in sorted(_CURRENCIES, key=len, reverse=True) if not word.isascii() or "$" in word
    )
    + r"|(?<![a-z])(?:rmb|"
    + "|".join(sorted(code.lower() for code in CODES))
    + r")(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`keys`: the plain forms, the whole one first; `loose`: without what stands in brackets, "" when the same."""

    text: str
    keys: tuple[str, ...]
    loose: str
    factor: int | None
    currency: str | None


def plain(text: str) -> str:
    """Letters and digits alone, half-width and lower case: "Invoice #" -> "invoiceno", "单据 编号：" -> "单据编号"."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("#", "no")
    return "".join(char for char in folded if char.isalnum())


def read_heading(text: str) -> Heading:
    """What a heading says; unit and currency are taken out of the second key."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text)).casefold().replace("_", " ")
    unit = _UNIT.search(spaced)
    factor = _FACTORS[next(part for part in unit.groups() if part)] if unit else None
    mark = _MARK.search(spaced)
    rest = _HINT.sub(" ", _MARK.sub(" ", _UNIT.sub(" ", spaced)))
    keys = tuple(dict.fromkeys(key for key in (plain(text), plain(rest)) if key))
    loose = plain(_BRACKETS.sub(" ", rest))
    return Heading(text.strip(), keys, "" if loose in keys else loose, factor, currency_of(mark[0]) if mark else None)


def currency_of(word: str) -> str | None:
    """The ISO code of a code, mark or name ("美元", "€", "rmb"), or None."""
    folded = unicodedata.normalize("NFKC", word).casefold().strip()
    code = _CURRENCIES.get(folded, folded.upper())
    code = "CNY" if code in ("CNH", "YUAN", "元", "人民币元") else code
    return code if code in CODES else None


def title_unit(text: str) -> tuple[int | None, str | None]:
    """Unit and currency told in a line above the table: "单位：万元" -> (10000, None)."""
    folded = unicodedata.normalize("NFKC", text)
    unit = _TITLE_UNIT.search(folded)
    named = _TITLE_CURRENCY.search(folded)
    currency = currency_of(named[1]) if named else None
    if unit is None:
        return None, currency
    return _FACTORS.get(unit[1] or "", 1), currency or (currency_of(unit[2]) if unit[2] != "元" else None)


def signature(texts: Sequence[str]) -> str:
    """The same for every file with these headings in this order."""
    return sha256("\n".join(map(plain, texts)).encode()).hexdigest()[:32]
