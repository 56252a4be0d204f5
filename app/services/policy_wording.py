"""Credit rules in words: sentences that end in a number, units, sources, what differs between two versions.

sentence("prior_pd", policy.prior_pd)   # "A customer we know nothing about fails within a year with a chance of 6%"
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from app.i18n import _, mark, ngettext
from app.models.errors import UserError
from app.services import credit_wording
from app.services import policy_labels as labels
from app.services.formats import MINUS, joined
from app.services.rules import policy_shape as shape
from app.services.rules.parameters import PARAMETERS, Policy
from app.services.rules.policy_shape import Cell, Path
from app.services.rules.score_types import GRADES

UNITS: Final = {"days": mark("days"), "months": mark("months"), "hours": mark("hours"), "points": mark("points")}
SHORT: Final = 4  # numbers that are told one after the other
SHARES: Final = frozenset({"share", "pd"})
_HEADS: Final = {
    "payment_weights": labels.MEASURES, "block_weights": labels.BLOCKS, "ramp": labels.RAMP, "limit_paid_factor": labels.PAID,
    "authority_shares": labels.AUTHORITY, "authority_grades": labels.AUTHORITY, "lgd_range": labels.RANGE,
    "clause_weights": labels.CLAUSES, "stop_days": labels.STOP_DAYS, "release_shares": labels.RELEASES, "release_days": labels.RELEASES,
    "remind_days": labels.LETTERS[1:], "remind_deadline": labels.LETTERS, "remind_follow": labels.LETTERS, "remind_fee": labels.LETTERS[1:],
    "remind_fee_share": labels.LETTERS[1:], "contact_steps": labels.STEPS, "visit_factor": labels.VALUES, "quiet_hours": labels.QUIET,
    "promise_prior": labels.KEPT,
}  # fmt: skip
_COLUMNS: Final = {
    "index_anchors": (mark("Days late"), mark("Points")),
    "collectable": (mark("Days overdue"), mark("Collectable")),
    "ratio_bands": labels.ENDS,
    "sector_bands": labels.ENDS,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One number of a rule that is not as before: `what` with the row it stands in, both values as text."""

    name: str
    what: str
    before: str
    after: str


def label(name: str) -> str:
    return _(labels.LABELS[name])


def source(name: str) -> str:
    return _(labels.SOURCES[PARAMETERS[name].source])


def sentence(name: str, value: Any) -> str:
    """A rule of one number, told whole."""
    return f"{label(name)} {value_text(name, value)}"


def unit_text(unit: str) -> str:
    """What stands behind a number of this unit."""
    return "%" if unit in SHARES else _(UNITS[unit]) if unit in UNITS else ""


def place_text(name: str, path: Path, value: Any) -> str:
    """What a row of a list or table is called: a grade, a block, an industry and its ratio."""
    if not path:
        return ""
    words = shape.names_of(value[path[0]])
    if words:
        return " · ".join(_(labels.WORDS[word]) for word in words)
    if name.endswith("_band"):
        return _(labels.ENDS[path[0]])
    if name in shape.FREE:
        return str(path[0] + 1)
    return _(_HEADS[name][path[0]]) if name in _HEADS else GRADES[path[0]]


def columns(name: str) -> tuple[str, ...]:
    """Titles of the numbers of a row, where there is more than one."""
    return tuple(map(_, _COLUMNS.get(name, ())))


def number(value: Any, unit: str) -> str:
    """As it is typed: 0.06 of a share is "6"."""
    if isinstance(value, str):
        return value
    exact = Decimal(str(value)) * (100 if unit in SHARES else 1)
    plain = f"{exact:,f}".replace("-", MINUS)
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def shown(value: Any, unit: str) -> str:
    """With its unit: "6%", "90 days"."""
    told, behind = number(value, unit), unit_text(unit)
    return f"{told}{behind}" if behind in ("", "%") else f"{told} {behind}"


def value_text(name: str, value: Any) -> str:
    """The whole value in one line."""
    if PARAMETERS[name].unit == "code":
        return joined(credit_wording.sector_name(each) for each in value) or _("none")
    return " · ".join(shown(shape.at(value, cell.path), cell.unit) for cell in shape.cells(name, value))


def other_text(name: str, value: Any, other: Any) -> str:
    """The other value of a rule: of a list only the numbers that are not the same, each with its place."""
    told = list(_of_one(name, value, other))
    if len(told) > SHORT:
        return ngettext("{count} other number", "{count} other numbers", len(told))
    places = (each.what.removeprefix(label(name)).removeprefix(" · ") for each in told)
    return " · ".join(f"{place} {each.after}".strip() for place, each in zip(places, told, strict=True))


def read(text: str, cell: Cell) -> float | int:
    """The number that was typed. Raises UserError when it is none, or out of its range."""
    plain = unicodedata.normalize("NFKC", text).replace(MINUS, "-").replace(",", "").replace("%", "").strip()
    try:
        exact = Decimal(plain)
    except InvalidOperation:
        exact = Decimal("nan")
    if not exact.is_finite():
        raise UserError(_("Only a number can be typed here, such as 6 or 0.5."))
    value = exact / 100 if cell.unit in SHARES else exact
    if cell.whole and value != int(value):
        raise UserError(_("Only a whole number can be typed here."))
    if problem := out_of_range(float(value), cell):
        raise UserError(problem)
    return int(value) if cell.whole else float(value)


def can_read(text: str, cell: Cell) -> bool:
    """Whether what was typed is a number of this rule."""
    try:
        read(text, cell)
    except UserError:
        return False
    return True


def out_of_range(value: float, cell: Cell) -> str:
    """Why a number cannot be taken, or ""."""
    if cell.low <= value <= cell.high:
        return ""
    words = _("{value} is outside what this rule can be. Enter a number from {low} to {high}.")
    return words.format(value=shown(value, cell.unit), low=shown(cell.low, cell.unit), high=shown(cell.high, cell.unit))


def differences(before: Policy, after: Policy) -> list[Difference]:
    """Number by number, in the order of the rules."""
    return [
        each
        for name in PARAMETERS
        if getattr(before, name) != getattr(after, name)
        for each in _of_one(name, getattr(before, name), getattr(after, name))
    ]


def _of_one(name: str, old: Any, new: Any) -> Iterator[Difference]:
    paths = [cell.path for cell in shape.cells(name, new)]
    if PARAMETERS[name].unit == "code" or [cell.path for cell in shape.cells(name, old)] != paths:
        yield Difference(name, label(name), value_text(name, old), value_text(name, new))
        return
    for cell in shape.cells(name, new):
        was, now = shape.at(old, cell.path), shape.at(new, cell.path)
        if was != now:
            yield Difference(name, _what(name, cell, new), shown(was, cell.unit), shown(now, cell.unit))


def _what(name: str, cell: Cell, value: Any) -> str:
    parts = [label(name), place_text(name, cell.path, value)]
    if columns(name) and len(cell.path) > 1:
        parts.append(columns(name)[cell.path[1] - len(shape.names_of(value[cell.path[0]]))])
    return " · ".join(filter(None, parts))


def effect_text(changed: int, graded: int, limited: int, *, limits: bool) -> str:
    """The answer that the page gives: how many customers change, and in what; `limits` = proposed limits are worked out."""
    if not limits:
        text = ngettext(
            "With these rules {count} customer changes.", "With these rules {count} customers change.", graded
        )
        return _("{first} {second}").format(first=text, second=_("Proposed limits are being worked out…"))
    if not changed:
        return _("With these rules no customer changes grade, risk level, proposed limit or terms.")
    text = ngettext("With these rules {count} customer changes:", "With these rules {count} customers change:", changed)
    parts = [ngettext("{count} in grade or risk level", "{count} in grade or risk level", graded)] if graded else []
    if limited:
        parts.append(
            ngettext("{count} in the proposed limit or terms", "{count} in the proposed limit or terms", limited)
        )
    return _("{first} {second}").format(first=text, second=_("{what}.").format(what=joined(parts)))
