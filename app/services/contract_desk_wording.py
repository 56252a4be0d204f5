"""Sentences of the contract page: where it stands, what comes first, what stands behind it, the check, goods that left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.contract_wording import STATUSES, penalty_sentence
from app.services.formats import NOTHING, day, money, percent
from app.services.interest_wording import LIGHTS
from app.services.plans import planned
from app.services.prepayment_wording import earnest_hint
from app.services.rating_wording import risk_name
from app.services.rules.payment_plan import largest_credit
from app.services.rules.score_types import RISK_OF
from app.services.security_wording import kind_name

if TYPE_CHECKING:
    from app.models.clauses import Answer
    from app.models.plans import PlanLine
    from app.models.securities import Security
    from app.models.shipments import Shipment
    from app.services.contract_checks import ContractChecks
    from app.services.contract_desk import ContractDesk, Ground
    from app.services.insurance_cover import Cover
    from app.services.rules.contract_review import Result
    from app.services.rules.late_rules import Excess

Said = tuple[str, str, str]  # sentence, colour, what to do about it
# What an item was answered with, by value in basis points.
ANSWERS: Final = {10_000: mark("Good"), 5_000: mark("Partly"), 0: mark("Lacking")}
VERDICTS: Final = {
    "open": (mark("not looked at whole"), "text2"),
    "pass": (mark("fit to sign"), "good"),
    "fixes": (mark("fit to sign once the listed points are fixed"), "caution"),
    "owner": (mark("the owner decides"), "overdue"),
}
ADVICE: Final = {
    "floor": mark("Risk “{risk}”; by your rules at least {share} comes before shipping"),
    "limit": mark("The limit leaves no more on credit: at least {share} comes before shipping"),
    "expected_loss": mark("The loss to be expected would eat the margin: at least {share} comes before shipping"),
    "custom_work": mark("Made to order: at least {share} comes at signing, for work nobody else would pay"),
    "none": mark("Your rules ask for nothing before shipping"),
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


def live_sentence(total: int, lines: Sequence[PlanLine], ground: Ground | None, currency: str) -> tuple[str, str]:
    """What a plan comes to, and its colour: "Before shipping ¥48,000.00 is due; at most ¥112,000.00 on credit, within the limit"."""
    found = largest_credit(planned(total, lines))
    if not found.credit:
        return _("Everything is paid before shipping"), "good"
    words = _("Before shipping {before} is due; at most {credit} on credit")
    if not found.before:
        words = _("Nothing is due before shipping; at most {credit} on credit")
    said = words.format(before=money(found.before, currency), credit=money(found.credit, currency))
    limit, role = _against_limit(found.credit, ground, currency)
    return (_("{plan}, {limit}").format(plan=said, limit=limit), role) if limit else (said, role)


def _against_limit(credit: int, ground: Ground | None, currency: str) -> tuple[str, str]:
    if ground is None or ground.headroom_in != currency:
        return "", "text2"
    if ground.in_force.state == "unlimited":
        return _("no limit binds it"), "good"
    if ground.in_force.state == "not_set" or ground.headroom is None:
        return _("but no limit is set"), "caution"
    over = credit - max(0, ground.headroom)
    if over > 0:
        return _("{over} over the limit").format(over=money(over, currency)), "overdue"
    return _("within the limit"), "good"


def advice_text(ground: Ground | None) -> str:
    """The share that the rules ask for, and by which of them; "" while nothing can be said."""
    if ground is None or ground.advice is None:
        return ""
    words = {
        "share": percent(Decimal(ground.advised_bp) / 10_000, 0),
        "risk": risk_name(RISK_OF[ground.advice.order.grade]),
    }
    return _(ADVICE[ground.advice.found.binding]).format(**words)


def first_lines(
    ground: Ground | None, agreed_bp: int | None, earnest: int, checks: ContractChecks | None
) -> list[Said]:
    """What the rules ask for before shipping, what the plan brings, and the hint on earnest money."""
    said = list[Said]()
    advice = advice_text(ground)
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


def shipment_cells(each: Shipment) -> tuple[str, ...]:
    """The columns of the table of goods that left."""
    signed = " · ".join(filter(None, (day(each.signed_on) if each.signed_on else "", each.signed_by or "")))
    return (
        each.number, day(each.shipped_on), money(each.amount, each.currency), each.receivable or _("none yet"), signed or NOTHING,
        each.despite or NOTHING,
    )  # fmt: skip
