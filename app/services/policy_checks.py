"""What a set of credit rules must be before it can hold: known names, their shape, ranges, lists in order.

policy = check({"prior_pd": 0.05})      # raises Invalid("prior_pd", why and what to do); "grade_pd.3" for a number of a list
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.i18n import _
from app.models.errors import Invalid
from app.services import policy_wording as wording
from app.services.rules import policy_shape as shape
from app.services.rules.parameters import PARAMETERS, Policy
from app.services.rules.policy_shape import Path, key
from app.services.rules.score_types import GRADES

# name: (rising, never twice the same)
ORDERED: Final = {
    "grade_pd": (True, True), "grade_pd_typical": (True, True), "ramp": (True, False), "authority_shares": (True, False),
    "limit_net_worth": (False, False), "limit_working_capital": (False, False), "limit_coefficient": (False, False),
    "limit_paid_factor": (False, False), "terms_days": (False, False), "review_months": (False, False),
    "visit_months": (False, False), "lgd_range": (True, True),
}  # fmt: skip
WEIGHTS: Final = ("block_weights", "payment_weights", "ratio_weights", "conditions_weights")
BANDS: Final = ("index_band", "on_time_band", "worst_band", "trend_band", "concentration_band")
# The second of each is the later or larger one.
PAIRS: Final = (
    ("prior_pd_good", "prior_pd"), ("prior_pd", "prior_pd_bad"), ("statement_half_months", "statement_last_months"),
    ("report_half_months", "report_last_months"), ("stability_confidence", "stability_confidence_seen"),
)  # fmt: skip


def check(changed: Mapping[str, Any]) -> Policy:
    """The rules with these differences from the defaults. Raises Invalid."""
    for name in changed:
        if name not in PARAMETERS:
            raise Invalid(name, _("There is no credit rule “{name}”. Check its name.").format(name=name))
    policy = Policy.of(changed)
    for name in PARAMETERS:
        _value(name, getattr(policy, name))
    _in_order(policy)
    _weights(policy)
    _bands(policy)
    _pairs(policy)
    _industries(policy)
    return policy


def _value(name: str, value: Any) -> None:
    """Shape and range of every number."""
    if not shape.fits(name, value):
        raise Invalid(name, _("This rule cannot be read. Restore its usual value and change that."))
    for cell in shape.cells(name, value):
        each = shape.at(value, cell.path)
        if PARAMETERS[name].unit == "code":
            continue
        if PARAMETERS[name].unit == "grade":
            if each not in GRADES:
                raise Invalid(key(name, cell.path), _("There is no grade “{grade}”. Choose one.").format(grade=each))
        elif cell.whole and each != int(each):
            raise Invalid(key(name, cell.path), _("Only a whole number can be typed here."))
        elif problem := wording.out_of_range(each, cell):
            raise Invalid(key(name, cell.path), problem)


def _in_order(policy: Policy) -> None:
    for name, (rising, strictly) in ORDERED.items():
        _ordered(name, getattr(policy, name), (), rising=rising, strictly=strictly)
    for name in sorted(shape.FREE):
        table = getattr(policy, name)
        _ordered(name, tuple(row[0] for row in table), (0,), rising=True, strictly=True)
        _ordered(name, tuple(row[1] for row in table), (1,), rising=False, strictly=False)
    ranks = tuple(GRADES.index(grade) for grade in policy.authority_grades)
    place = shape.out_of_order(ranks, rising=True, strictly=False)
    if place is not None:
        words = _("A higher level of authority cannot be held to better grades. Choose {grade} or a worse grade.")
        text = words.format(grade=policy.authority_grades[place - 1])
        raise Invalid(key("authority_grades", (place,)), text)
    _typical(policy)


def _ordered(name: str, numbers: tuple[float, ...], column: Path, *, rising: bool, strictly: bool) -> None:
    place = shape.out_of_order(numbers, rising=rising, strictly=strictly)
    if place is None:
        return
    value = getattr(shape.USUAL, name)
    cell = shape.rows(name, value)[0][column[0] if column else 0]
    words = {
        (True, True): _("This must be above the number before it. Enter more than {number}."),
        (True, False): _("This cannot be below the number before it. Enter {number} or more."),
        (False, False): _("This cannot be above the number before it. Enter {number} or less."),
    }[rising, strictly]
    text = words.format(number=wording.shown(numbers[place - 1], cell.unit))
    raise Invalid(key(name, (place, *column)), text)


def _typical(policy: Policy) -> None:
    """What stands for a grade lies within its band."""
    ends = (0.0, *policy.grade_pd, 1.0)
    for place, pd in enumerate(policy.grade_pd_typical):
        low, high = ends[place], ends[place + 1]
        if not low <= pd < high:
            words = _("{grade} reaches from {low} to {high}. Enter a number between them.")
            told = {"low": wording.shown(low, "pd"), "high": wording.shown(high, "pd")}
            raise Invalid(key("grade_pd_typical", (place,)), words.format(grade=GRADES[place], **told))


def _weights(policy: Policy) -> None:
    for name in WEIGHTS:
        value = getattr(policy, name)
        paths = [cell.path for cell in shape.cells(name, value)]
        if not any(shape.at(value, path) for path in paths):
            text = _("All weights are zero, so nothing would count. Enter at least one above zero.")
            raise Invalid(key(name, paths[0]), text)
    total, least = sum(weight for _ratio, weight in policy.ratio_weights), policy.ratio_weight_least
    if total < least:
        words = _("The weights of the ratios add up to {total} only, so statements would never count. Enter less.")
        raise Invalid("ratio_weight_least", words.format(total=wording.number(total, "weight")))


def _bands(policy: Policy) -> None:
    for name in BANDS:
        band, usual = getattr(policy, name), getattr(shape.USUAL, name)
        _band(key(name, (1,)), band, shape.direction(*usual), shape.cells(name, band)[1].unit)
    general = {name: shape.direction(bad, good) for name, bad, good in shape.USUAL.ratio_bands}
    for place, (ratio, bad, good) in enumerate(policy.ratio_bands):
        _band(key("ratio_bands", (place, 2)), (bad, good), general[ratio], shape.RATIO_UNITS.get(ratio, ""))
    for place, (_sector, ratio, bad, good) in enumerate(policy.sector_bands):
        if (bad, good) != (0, 0):
            _band(key("sector_bands", (place, 3)), (bad, good), general[ratio], shape.RATIO_UNITS.get(ratio, ""))


def _band(field: str, band: tuple[float, float], wanted: int, unit: str) -> None:
    """Bad and good differ, and good lies on its side."""
    bad, good = band
    if shape.direction(bad, good) != wanted:
        more = _("Full points must need more than none. Enter more than {number}.")
        less = _("Full points must need less than none. Enter less than {number}.")
        raise Invalid(field, (more if wanted > 0 else less).format(number=wording.shown(bad, unit)))


def _pairs(policy: Policy) -> None:
    for smaller, larger in PAIRS:
        low, high = getattr(policy, smaller), getattr(policy, larger)
        if low > high:
            words = _("This cannot be below “{other}”. Enter {number} or more.")
            told = wording.shown(low, PARAMETERS[smaller].unit)
            raise Invalid(larger, words.format(other=wording.label(smaller), number=told))
    least, most = policy.lgd_range
    if not least <= policy.lgd <= most:
        words = _("The share lost must lie between {low} and {high}. Enter a number between them.")
        raise Invalid("lgd", words.format(low=wording.shown(least, "share"), high=wording.shown(most, "share")))


def _industries(policy: Policy) -> None:
    for name in ("sectors_good", "sectors_bad"):
        for sector in getattr(policy, name):
            if sector not in shape.SECTORS:
                raise Invalid(name, _("There is no industry “{name}”. Choose one of the list.").format(name=sector))
    both = set(policy.sectors_good) & set(policy.sectors_bad)
    if both:
        raise Invalid(
            "sectors_bad", _("An industry cannot do well and badly at once. Take it out of one of the lists.")
        )
