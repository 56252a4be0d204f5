"""OFX 1 (SGML, end tags left out) and OFX 2 (XML): both are tags with a value behind them, read alike.

Own reader: of the libraries, ofxtools is GPL-3 (this program is MIT) and ofxparse has not been kept since 2021.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from app.services.imports import decoding
from app.services.imports.bank.statement import BankRow, BankStatement, day, minor, spanned, words
from app.services.imports.limits import Stop

_TAG: Final = re.compile(r"<(/?)([A-Za-z0-9._]+)\s*>([^<]*)")
_STATEMENTS: Final = ("STMTRS", "CCSTMTRS")
_ROW: Final = "STMTTRN"

Fields = dict[str, str]


def read(data: bytes) -> list[BankStatement]:
    """Every statement of the file. Raises Stop for what is cut off, declares entities or has no amount or day."""
    text, _encoding = decoding.decode_markup(data)
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise Stop("entities")
    if "</OFX>" not in text.upper():
        raise Stop("broken_statement", value="</OFX>")
    return list(_statements(text))


def _statements(text: str) -> Iterator[BankStatement]:
    """One pass over the tags: what stands in a statement is its head, what stands in a booking is the booking's."""
    head: Fields | None = None
    row: Fields | None = None
    rows: list[Fields] = []
    inside = ""
    for closing, name, value in _TAG.findall(text):
        tag = name.upper()
        if tag in _STATEMENTS:
            if closing and head is not None:
                yield _statement(head, rows)
            head, row, rows = (None, None, []) if closing else ({}, None, [])
        elif tag == _ROW and head is not None:
            row = None if closing else {}
            if row is not None:
                rows.append(row)
        elif not closing and head is not None:
            into, said = head if row is None else row, unescape(value).strip()
            inside = inside if said else tag
            if tag == "BALAMT":
                into[inside] = said  # the ledger's balance and the available one carry the same tag
            else:
                into.setdefault(tag, said)


def _statement(head: Fields, rows: list[Fields]) -> BankStatement:
    currency = head.get("CURDEF", "").upper()
    if len(currency) != 3:
        raise Stop("no_statement")
    account = head.get("ACCTID", "")
    closing = minor(head["LEDGERBAL"], currency) if head.get("LEDGERBAL") else None
    days = tuple(day(head[name]) if name in head else None for name in ("DTSTART", "DTEND"))
    lines = [_row(each, currency) for each in rows]
    return spanned(account, currency, [each for each in lines if each.amount], None, closing, 0, (days[0], days[1]))


def _row(told: Fields, currency: str) -> BankRow:
    code = told.get("CURSYM", currency).upper() if "ORIGCURRENCY" not in told else currency
    name, memo = told.get("NAME"), told.get("MEMO")
    reference = told.get("REFNUM") or told.get("CHECKNUM") or told.get("FITID")
    on = day(told.get("DTPOSTED", ""))
    return BankRow(
        on, minor(told.get("TRNAMT", ""), code), code, words(name), told.get("ACCTID"), words(memo), reference
    )
