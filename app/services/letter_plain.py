"""How a letter reads: its text, with a word where a part of the paper stands."""

from __future__ import annotations

from typing import Final

from app.i18n import _, mark, speaking
from app.services.letter_sheets import LetterSheet
from app.services.letter_values import account_line, enclosure_lines, list_lines
from app.services.rules.merging import Merged, plain

PLACES: Final = {
    "sums": mark("(what it comes to)"),
    "disputed": mark("(table of what is in dispute)"),
    "reply_slip": mark("(cut here: the reply)"),
    "plan": mark("(when and how much will be paid)"),
    "reply_seal": mark("(seal of the customer)"),
    "service": mark("(proof of delivery)"),
    "signatures": mark("(signatures)"),
}


def text(sheet: LetterSheet) -> str:
    """Title and text; tables as lists."""
    with speaking(sheet.language):
        return f"{sheet.title}\n\n{plain(Merged(sheet.title, sheet.parts), lambda name: _lines(sheet, name))}"


def _lines(sheet: LetterSheet, name: str) -> list[str]:
    own = dict(sheet.tables).get(name)
    if own is not None:
        return [" · ".join(filter(None, row)) for row in own.rows]
    if name in ("table", "list"):
        return list_lines(sheet, "letter")
    if name == "account":
        return [account_line(each, sheet.company.name) for each in sheet.accounts]
    if name == "seal":
        return [sheet.company.name, _("(seal)")]
    if name == "enclosures":
        return enclosure_lines(sheet)
    if name == "disputed" and not sheet.disputed:
        return []
    return [_(PLACES[name])] if name in PLACES else []
