"""The banks' own formats: told apart by their first bytes, read into statements. For the child only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from app.services.imports.bank import camt, ofx, swift
from app.services.imports.bank.statement import BankStatement
from app.services.imports.limits import Stop

_READERS: Final[dict[str, Callable[[bytes], list[BankStatement]]]] = {
    "mt940": swift.read,
    "camt": camt.read,
    "ofx": ofx.read,
}
_TAGS: Final = (re.compile(rb"^:20:", re.M), re.compile(rb"^:25:", re.M))
_XML: Final = re.compile(rb"camt\.05[234]|<(?:\w+:)?BkToCstmr")
_OFX: Final = re.compile(rb"OFXHEADER|<OFX>", re.I)


def sniff(head: bytes) -> str:
    """ "mt940", "camt" or "ofx"; "" for everything else."""
    if all(tag.search(head.replace(b"\r", b"\n")) for tag in _TAGS):
        return "mt940"
    if b"<" in head[:200] and _XML.search(head):
        return "camt"
    return "ofx" if _OFX.search(head[:2000]) else ""


def read(kind: str, data: bytes) -> list[BankStatement]:
    """Every statement of the file. Raises Stop, "no_statement" when there is none."""
    statements = _READERS[kind](data)
    if not statements:
        raise Stop("no_statement")
    return statements
