"""Sentences of the contract page: where it stands, what comes first, what stands behind it, the check, the milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services import plan_wording
from app.services.contract_wording import STATUSES, penalty_sentence
from app.services.formats import NOTHING, day, money, percent
from app.services.interest_wording import LIGHTS
from app.services.paying import earnest_hint
from app.services.security_wording import kind_name

if TYPE_CHECKING:
    from app.models.clauses import Answer
    from app.models.securities import Security
    from app.models.shipments import Shipment
    from app.services.contract_checks import ContractChecks
    from app.services.contract_desk import ContractDesk, Ground
    from app.services.insurance_cover import Cover
    from app.services.milestones import Row
    from app.services.rules.contract_review import Result
    from app.services.rules.late_rules import Excess
    from app.services.rules.milestones import OnTime

Said = tuple[str, str, str]  # sentence, colour, what to do about it
# What an item was answered with, by value in basis points.
ANSWERS: Final = {10_000: mark("Good"), 5_000: mark("Partly"), 0: mark("Lacking")}
SIDES: Final = {"us": mark("Us"), "customer": mark("Customer")}
VERDICTS: Final = {
    "open": (mark("not looked at whole"), "text2"),
    "pass": (mark("fit to sign"), "good"),
    "fixes": (mark("fit to sign once the listed points are fixed"), "caution"),
    "owner": (mark("the owner decides"), "overdue"),
}
STEPS: Final = {
    "signed": mark("Contract signed"),
    "paid_at_signing": mark("Prepayment of the signing received"),
    "paid_before_production": mark("Money before production received"),
    "production": mark("Production begun"),
    "ready": mark("Goods ready"),
    "paid_before_shipment": mark("Money before shipping received"),
    "shipped": mark("Goods shipped"),
    "signed_for": mark("Goods signed for"),
    "accepted": mark("Goods accepted"),
    "retention_paid": mark("Retention paid"),
}
STANDS: Final = {
    "on_time": (mark("In time"), "check-circle", "good"),
    "late": (mark("Too late"), "warning", "overdue"),
    "at_risk": (mark("At risk"), "warning-circle", "caution"),
    "open": (mark("Still to come"), "clock", "text2"),
}
GATES: Final = {
    None: mark("None"),
    "production": mark("Before production"),
    "shipment": mark("Before shipping"),
    "next_batch": mark("Before the next batch"),
}


def state_text(found: ContractDesk) -> str:
    """ "Signed · 2026-11-20 · ¥160,000.00"."""
    contract = found.contract
    parts = [_(STATUSES[contract.status][0]), day(contract.signed_on) if contract.signed_on else ""]
    return " · ".join(filter(None, (*parts, money(contract.amount, contract.currency))))


def needs(found: ContractDesk) -> tuple[str, str]:
    """What it waits for, and its colour."""
    contract, prepaid = found.contract, found.prepaid
    if contract.status == "draft":
        return _("Enter the day of signing once both have signed."), "text2"
    if contract.status in ("done", "terminated"):
        return "", "text2"
    if prepaid.missing:
        words = _("{amount} before shipping has not been received yet.")
        return words.format(amount=money(prepaid.missing, contract.currency)), "caution"
    if found.stops["shipment"]:
        return found.stops["shipment"][0], "overdue"
    if found.left:
        return _("Nothing stands in the way: {left} may be shipped.").format(
            left=money(found.left, contract.currency)
        ), "good"
    return _("Everything has been shipped."), "good"


def first_lines(
    ground: Ground | None, agreed_bp: int | None, earnest: int, checks: ContractChecks | None
) -> list[Said]:
    """What the rules ask for before shipping, what the plan brings, and the hint on earnest money."""
    said = list[Said]()
    advice = plan_wording.advice_text(ground)
    if advice:
        said.append((advice, "text2", ""))
    if agreed_bp is not None:
        share = percent(Decimal(agreed_bp) / 10_000, 0 if agreed_bp % 100 == 0 else 2)
        lower = ground is not None and agreed_bp < ground.advised_bp
        under = _("Less is allowed; say why below. It stays in the history.") if lower else ""
        said.append(
            (_("The plan brings {share} before shipping").format(share=share), "caution" if lower else "good", under)
        )
    if earnest:
        said.append((earnest_hint(), "text2", ""))
    if checks is not None and checks.earnest_above:
        currency = ground.currency if ground else "CNY"
        words = _("{amount} of the earnest money is above 20% of the contract and has no such effect (Civil Code 586).")
        said.append((words.format(amount=money(checks.earnest_above, currency)), "overdue", ""))
    if checks is not None and checks.instalment_sale:
        said.append((instalment_hint(), "text2", ""))
    return said


def penalty_verdict(ppm_day: int, found: Excess) -> str:
    """ "0.05% a day = 18.25% a year · Above 4 times LPR ... (6.08 times LPR)"."""
    words = _("{verdict} ({times} times LPR)")
    said = words.format(verdict=_(LIGHTS[found.light][0]), times=f"{found.times_at_contract:.2f}")
    return f"{penalty_sentence(ppm_day)} · {said}"


def gap_text(gap_bp: int) -> str:
    """Why the point of the prepayment is a red flag whatever was answered."""
    words = _("The plan brings {gap} of the amount less before shipping than the rules ask.")
    return words.format(gap=percent(Decimal(gap_bp) / 10_000, 0))


def instalment_hint() -> str:
    return _(
        "Three or more payments after delivery are a sale by instalments: the whole price can be asked for only when a fifth of it is "
        "late and a demand brought nothing (Civil Code 634)."
    )


def behind_lines(ground: Ground | None, found: ContractDesk | None) -> list[tuple[str, str]]:
    """Securities of the contract or of all that the customer owes, and the insurance."""
    lines = (
        [(security_text(each), "good") for each in found.securities if each.contract_id in (None, found.contract.id)]
        if found
        else []
    )
    if ground is not None:
        lines.append(cover_text(ground.cover))
    return lines


def security_text(found: Security) -> str:
    """ "Guarantee of a person · Li Lei · ¥200,000.00 · until 2027-11-30 · of this contract"."""
    until = _("until {day}").format(day=day(found.expires_on)) if found.expires_on else ""
    of = _("of this contract") if found.contract_id else _("of all that they owe")
    value = money(found.value, found.currency) if found.value else ""
    return " · ".join(filter(None, (kind_name(found.kind), found.giver or "", value, until, of)))


def cover_text(cover: Cover | None) -> tuple[str, str]:
    if cover is None or not cover.in_force:
        return _("No credit insurance"), "caution"
    words = _("Insured with {insurer}: buyer limit {limit}, {share} covered; see your policy")
    limit = money(cover.limit, cover.currency) if cover.limit is not None else NOTHING
    return words.format(
        insurer=cover.policy.insurer, limit=limit, share=percent(Decimal(cover.cover_bp) / 10_000, 0)
    ), "good"


def check_text(found: Result) -> tuple[str, str]:
    """ "Terms 89.5 points, 1 red flag: the owner decides", and its colour."""
    words, role = VERDICTS[found.verdict]
    if found.score is None and not found.red:
        count = ngettext("{count} point is open", "{count} points are open", len(found.unanswered))
        return _("Terms not looked at yet · {open}").format(open=count.format(count=len(found.unanswered))), role
    score = NOTHING if found.score is None else f"{Decimal(str(found.score)).quantize(Decimal('0.1'))}"
    if found.red:
        flags = ngettext("{count} red flag", "{count} red flags", len(found.red)).format(count=len(found.red))
        said = _("Terms {score} points, {flags}: {verdict}").format(score=score, flags=flags, verdict=_(words))
    else:
        said = _("Terms {score} points, no red flag: {verdict}").format(score=score, verdict=_(words))
    if found.unanswered:
        count = ngettext("{count} point is open", "{count} points are open", len(found.unanswered))
        said = _("{said} · {open}").format(said=said, open=count.format(count=len(found.unanswered)))
    return said, role


def answer_text(answer: Answer, *, red: bool) -> str:
    """How a point was answered."""
    if answer.not_applicable:
        return _("Does not apply")
    if answer.value_bp is None:
        return _("Not looked at")
    said = _(ANSWERS[answer.value_bp])
    return _("{answer}, red flag").format(answer=said) if red else said


def step_name(name: str) -> str:
    """A code of the template in words; a person's own words as they are."""
    return _(STEPS[name]) if name in STEPS else name


def slip_text(slip: int | None) -> str:
    """ "3 days late", "on the day", "2 days early"; "—" while it is open."""
    if slip is None:
        return NOTHING
    if slip == 0:
        return _("on the day")
    days = ngettext("{count} day", "{count} days", abs(slip)).format(count=abs(slip))
    return _("{days} late").format(days=days) if slip > 0 else _("{days} early").format(days=days)


def step_cells(place: int, row: Row, currency: str) -> tuple[str, ...]:
    """The columns of the table of milestones."""
    found = row.milestone
    expected = "" if found.actual_on else day(row.forecast_on)
    amount = money(found.amount, currency) if found.amount else NOTHING
    files = ngettext("{count} file", "{count} files", found.files).format(count=found.files) if found.files else NOTHING
    return (
        str(place), step_name(found.name), _(SIDES[found.side]), day(found.planned_on), day(found.actual_on), slip_text(row.slip),
        _(STANDS[row.status][0]), expected or NOTHING, amount, files,
    )  # fmt: skip


def rates_text(ours: OnTime, theirs: OnTime) -> str:
    """ "On time: we 3 of 4 (75%), the customer 1 of 2 (50%)"."""
    return _("On time: we {ours}, the customer {theirs}").format(ours=_rate(ours), theirs=_rate(theirs))


def _rate(found: OnTime) -> str:
    if found.rate is None:
        return NOTHING
    words = _("{count} of {all} ({share})")
    return words.format(count=found.on_time, all=found.due, share=percent(Decimal(str(found.rate)), 0))


def forecast_text(found: ContractDesk, on: date) -> str:
    """When the last open milestone is to be expected, and how much later than planned; "" when all are done."""
    last = max(
        (row for row in found.steps.rows if row.milestone.actual_on is None),
        key=lambda row: row.forecast_on,
        default=None,
    )
    if last is None:
        return ""
    days = (last.forecast_on - last.milestone.planned_on).days
    words = (
        _("{name} is to be expected on {day}")
        if days <= 0
        else _("{name} is to be expected on {day}, {days} later than planned")
    )
    later = ngettext("{count} day", "{count} days", days).format(count=days)
    return words.format(name=step_name(last.milestone.name), day=day(last.forecast_on), days=later)


def shipment_cells(each: Shipment) -> tuple[str, ...]:
    """The columns of the table of goods that left."""
    signed = " · ".join(filter(None, (day(each.signed_on) if each.signed_on else "", each.signed_by or "")))
    return (
        each.number, day(each.shipped_on), money(each.amount, each.currency), each.receivable or _("none yet"), signed or NOTHING,
        each.despite or NOTHING,
    )  # fmt: skip
