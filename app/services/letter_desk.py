"""What the window of texts stands on: which texts there are, what may stand in them, and how one reads.

page = letter_desk.page(services, "letter_2", "zh_CN")
tried = letter_desk.tried(services, "letter_2", "zh_CN", body)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.i18n import _, mark, speaking
from app.models.errors import Invalid
from app.services import letter_drawing, letter_fields, letter_plain, letter_texts, letter_values
from app.services.letter_drawing import Addressed
from app.services.letter_texts import shipped
from app.services.policy_labels import LETTERS
from app.services.rules import merging
from app.services.rules.reminder_ladder import is_with_lawyer

NOTICES: Final = {
    "notice_suspension": mark("Stopping performance"),
    "notice_guarantor_joint": mark("Demand on a guarantor (jointly liable)"),
    "notice_guarantor_general": mark("Demand on a guarantor (liable after the debtor)"),
    "notice_refused_bill": mark("A draft was refused"),
    "notice_assignment": mark("Assignment of the claim"),
    "notice_set_off": mark("Set-off"),
    "notice_repayment": mark("Repayment agreement"),
    "notice_payment_order": mark("Data for a payment order"),
    "notice_lawyer_letter": mark("Lawyer's letter (draft)"),
}


@dataclass(frozen=True, slots=True)
class TextPage:
    """One text: as the book has it, `own` = a person wrote it; `fields` = (as typed, what it stands for)."""

    code: str
    language: str
    text: str
    shipped: str
    own: bool
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """How a text reads for `whose` case, "" = its fields stand for themselves; `lost` = what cannot be filled in."""

    text: str
    whose: str
    lost: tuple[str, ...]


def entries(kind: str) -> list[tuple[str, str]]:
    """(code, name) of the texts of a kind: letter, message, notice."""
    return [(code, text_name(code)) for code in letter_texts.codes(kind)]


def text_name(code: str) -> str:
    last = code.rpartition("_")[2]
    if last.isdecimal():
        return f"{last} {_(LETTERS[int(last)])}"
    return _(NOTICES[code]) if code in NOTICES else code


def page(services: Any, code: str, lang: str) -> TextPage:
    texts, kind, own = services.letter_texts, letter_fields.kind_of(code), shipped(code, lang)
    fields = {**dict.fromkeys(merging.fields(own), ""), **letter_fields.KINDS[kind]}
    blocks = dict.fromkeys((*letter_fields.PLACES.get(kind, ()), *merging.blocks(own)))
    rows = [(f"{{{name}}}", words) for name, words in fields.items()]
    rows += [(f"[{name}]", letter_fields.BLOCKS.get(name, "")) for name in blocks]
    told = tuple((typed, _(words) if words else _("of this paper alone")) for typed, words in rows)
    return TextPage(code, lang, texts.text(code, lang), own, texts.is_own(code, lang), told)


def tried(services: Any, code: str, lang: str, body: str) -> Tried:
    """With the values of a customer who owes something where there is one, else with the words of its fields."""
    lost = letter_fields.unknown(code, body, shipped(code, lang))
    level = code.rpartition("_")[2]
    found = _example(services, int(level)) if level.isdecimal() else None
    if found is None:
        values = {name: _(words) for name, words in letter_fields.KINDS[letter_fields.kind_of(code)].items()}
        merged = merging.merge(body, values)
        return Tried(merging.plain(merged, lambda name: [f"[{name}]"]), "", lost)
    sheet = letter_drawing.draw(services.store, services.today, found, Addressed(language=lang), body)
    with speaking(lang):
        if code.startswith("letter"):
            return Tried(letter_plain.text(sheet), found.name, lost)
        merged = merging.Merged(sheet.title, sheet.parts)
        text = merging.plain(merged, lambda _name: letter_values.list_lines(sheet, "wechat"))
    return Tried(text, found.name, lost)


def save(services: Any, texts: Mapping[tuple[str, str], str]) -> None:
    """Keeps several texts, each a change of its own. Raises Invalid whose field is "code language"."""
    for (code, lang), body in texts.items():
        try:
            services.letter_texts.save(code, lang, body)
        except Invalid as problem:
            raise Invalid(f"{code} {lang}", f"{text_name(code)} · {problem.text}") from problem


def _example(services: Any, level: int) -> Any:
    """Somebody who owes, as if this letter were due; the one for whom it is comes first."""
    listed = [(each, _named(each, level)) for each in services.reminders.listing()]
    fit = [(each, named) for each, named in listed if named]
    found, named = next((pair for pair in fit if pair[0].level == level), fit[0] if fit else (None, []))
    return services.reminders.chosen(found, named, level) if found else None


def _named(found: Any, level: int) -> list[int]:
    return [each.instalment_id for each in found.items if not is_with_lawyer(each, level)]
