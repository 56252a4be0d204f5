"""Statements side by side: ratios beside those of the period before, what they mean in words, the figures themselves.

sheet = ratio_sheet.sheet(services, services.credit_file.file(7))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark
from app.models.financials import LINES, FinancialStatement
from app.services import credit_wording as words
from app.services import policies, policy_labels, reason_wording
from app.services.formats import MINUS, NOTHING, percent
from app.services.rules import distress, ratios, statements
from app.services.rules.parameters import Policy
from app.services.rules.ratios import Band, Ratio
from app.services.statement_grid import in_unit

if TYPE_CHECKING:
    from app.services.credit_view import CreditFileView
    from app.services.services import Services

PERIODS: Final = 3
TIMES: Final = ("current", "quick", "cash", "interest_cover")
DAYS: Final = ("receivable_days", "inventory_days")
LEVELS: Final = ((75.0, mark("Good")), (50.0, mark("Fair")), (25.0, mark("Thin")), (0.0, mark("Weak")))
ZONES: Final = {"safe": mark("Safe zone"), "grey": mark("Grey zone"), "distress": mark("Distress zone")}
NOTES: Final = {
    "missing": mark("A line is not stated"),
    "no_divisor": mark("Cannot be worked out"),
    "no_interest": mark("No interest paid"),
    "no_equity": mark("Equity is used up"),
}
Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatioSheet:
    """`head` and `rows` as text, the first column a name, the last one words; `periods` = ids of the statements between;
    `remarks` = what is odd about the newest one."""

    head: Line
    rows: tuple[Line, ...]
    periods: tuple[int, ...]
    remarks: tuple[str, ...] = ()


def of_customer(services: Services, customer_id: int) -> tuple[CreditFileView, RatioSheet]:
    """The file of a customer, and its statements side by side."""
    file = services.credit_file.file(customer_id)
    return file, sheet(services, file)


def sheet(services: Services, file: CreditFileView) -> RatioSheet:
    """The newest three periods of a file, each in its own unit."""
    shown = file.statements[:PERIODS]
    policy = policies.on(services.store, file.on)
    titles = [f"{each.period_end} ({words.unit_name(each.unit)})" for each in shown]
    rows = [
        *_about(shown),
        *_ratios(shown, file.profile.sector, policy),
        *_beside(file.statements),
        *_models(shown),
        *_figures(shown),
    ]
    head = ("", *titles, _("In words"))
    return RatioSheet(head, tuple(rows), tuple(each.id for each in shown), _odd(file.statements))


def _odd(known: Sequence[FinancialStatement]) -> tuple[str, ...]:
    found = statements.remarks(known[0], ratios.year_before(known)) if known else ()
    return tuple(words.remark_text(each, known[0].currency) for each in found)


def _about(shown: Sequence[FinancialStatement]) -> list[Line]:
    quality = [words.quality_name(each.quality) for each in shown]
    months = [str(each.months) for each in shown]
    opinions = [each.opinion or "" for each in shown]
    return [
        (_("Kind of statement"), *quality, opinions[0] if opinions else ""),
        *([(_("Months"), *months, "")] if any(each.months != 12 for each in shown) else []),
    ]


def _ratios(shown: Sequence[FinancialStatement], sector: str | None, policy: Policy) -> list[Line]:
    found = [ratios.ratios(each) for each in shown]
    bands = ratios.bands(sector, policy)
    names = [name for name, band in bands.items() if band.weight > 0] if shown else []
    return [
        (
            _(policy_labels.WORDS[name]),
            *(_value(name, each[name]) for each in found),
            _told(name, [each[name] for each in found], bands[name]),
        )
        for name in names
    ]


def _beside(known: Sequence[FinancialStatement]) -> list[Line]:
    """Ratios for information; the growth of a period is told where the year before is on file."""
    found = [statements.beside(each, ratios.year_before(known[place:])) for place, each in enumerate(known[:PERIODS])]
    names = [name for name in (found[0] if found else ()) if any(each[name].value is not None for each in found)]
    return [
        (
            reason_wording.ratio_name(name),
            *(reason_wording.ratio_figure(name, each[name].value) for each in found),
            _("for information, no part of the score"),
        )
        for name in names
    ]


def _value(name: str, ratio: Ratio) -> str:
    return NOTHING if ratio.value is None else _shown(name, ratio.value)


def _shown(name: str, value: float) -> str:
    if name in TIMES:
        return f"{value:.2f}".replace("-", MINUS)
    return f"{value:.0f}" if name in DAYS else percent(Decimal(str(value)))


def _told(name: str, found: Sequence[Ratio], band: Band) -> str:
    """Where the newest one stands in its band, and whether it got better."""
    newest, points = found[0], ratios.ratio_points(found[0], band)
    if points is None:
        return _(NOTES[newest.note]) if newest.note else ""
    level = next(word for least, word in LEVELS if points >= least)
    before = ratios.ratio_points(found[1], band) if len(found) > 1 else None
    moved = ""
    if before is not None and before != points:
        moved = _("better than before") if points > before else _("worse than before")
    ends = _("weak at {bad}, good from {good}").format(bad=_shown(name, band.bad), good=_shown(name, band.good))
    return " · ".join(filter(None, (_(level), moved, _(NOTES[newest.note]) if newest.note else ends)))


def _models(shown: Sequence[FinancialStatement]) -> list[Line]:
    """For information: they are no part of the score."""
    if not shown:
        return []
    z, general = _zs(shown, distress.z_private), _zs(shown, distress.z_general)
    rank = [distress.zmijewski(each) for each in shown]
    hint = _("for information, no part of the score")
    likely = (
        "" if rank[0] is None else _("Above 0: in distress") if rank[0].value > 0 else _("Below 0: not in distress")
    )
    return [
        (_("Altman Z′ (manufacturers)"), *(_z(each) for each in z), _zone(z[0], hint)),
        (_("Altman Z″ (others)"), *(_z(each) for each in general), _zone(general[0], hint)),
        (
            _("Zmijewski"),
            *(NOTHING if each is None else _shown("quick", each.value) for each in rank),
            " · ".join(filter(None, (likely, hint))),
        ),
    ]


Z = distress.ZScore | None


def _zs(shown: Sequence[FinancialStatement], model: Callable[[FinancialStatement], Z]) -> list[Z]:
    return [model(each) for each in shown]


def _z(found: Z) -> str:
    return NOTHING if found is None else _shown("quick", found.value)


def _zone(found: Z, hint: str) -> str:
    return hint if found is None else " · ".join((_(ZONES[found.zone]), hint))


def _figures(shown: Sequence[FinancialStatement]) -> list[Line]:
    """Lines that at least one period states."""
    stated = [line for line in LINES if any(getattr(each, line) is not None for each in shown)]
    return [
        (words.line_name(line), *(in_unit(getattr(each, line), each) or NOTHING for each in shown), "")
        for line in stated
    ]
