"""What comes before the goods leave, in words: each condition with its arithmetic, the split, the instalments, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark
from app.services.formats import NOTHING, day, money, percent
from app.services.limit_wording import STATES as LIMIT_STATES

if TYPE_CHECKING:
    from app.services.prepayment_sheet import PrepaymentSheet
    from app.services.prepayments import Prepaid

CONDITIONS: Final[Mapping[str, str]] = {
    "limit": mark("Credit limit"),
    "expected_loss": mark("Expected loss"),
    "custom_work": mark("Custom work"),
    "floor": mark("Least for the grade"),
}
NODES: Final[Mapping[str, str]] = {
    "signing": mark("At signing"),
    "before_production": mark("Before production"),
    "before_shipment": mark("Before shipping"),
}
NATURES: Final[Mapping[str, str]] = {
    "payment": mark("Payment"),
    "prepayment": mark("Prepayment"),
    "earnest": mark("Earnest money (legal)"),
}
STATES: Final[Mapping[str, str]] = {
    "none": mark("Nothing required"),
    "missing": mark("Not received"),
    "part": mark("Part received"),
    "there": mark("Received"),
}
SOURCES: Final[Mapping[str, str]] = {
    "plan": mark("By the payment plan of the contract"),
    "agreed": mark("As agreed in the contract or deal"),
    "review": mark("By the credit review of the customer"),
    "none": mark("No prepayment agreed"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the four, for a panel or a line: `share` "50%", "—" where it cannot be reckoned; `binds` = it decides."""

    code: str
    name: str
    share: str
    text: str
    binds: bool


def conditions(sheet: PrepaymentSheet) -> list[Condition]:
    """Limit, expected loss, custom work, the least of the grade."""
    found = sheet.found
    given = {
        "limit": (found.by_limit, limit_text(sheet)),
        "expected_loss": (found.by_loss, loss_text(sheet)),
        "custom_work": (found.by_custom, custom_text(sheet)),
        "floor": (found.floor, floor_text(sheet)),
    }
    return [
        Condition(code, _(CONDITIONS[code]), share_text(share), text, code == found.binding)
        for code, (share, text) in given.items()
    ]


def share_text(share: Decimal | None) -> str:
    """ "46.2%", "50%"; "—" for what is not known."""
    if share is None:
        return NOTHING
    return percent(share, 0 if share * 100 == (share * 100).to_integral_value() else 1)


def headline(sheet: PrepaymentSheet) -> str:
    """ "50% before the goods leave: ¥500,000.00 of ¥1,000,000.00"."""
    if not sheet.found.share_bp:
        return _("No prepayment is needed for this order.")
    words = {
        "share": share_text(sheet.share),
        "amount": money(sheet.amount, sheet.currency),
        "value": money(sheet.value, sheet.currency),
    }
    if sheet.share == 1:
        return _("All of it before the goods leave: {amount}").format(**words)
    return _("{share} before the goods leave: {amount} of {value}").format(**words)


def decides(sheet: PrepaymentSheet) -> str:
    """Which condition the share comes from; steps are told where it was rounded."""
    if sheet.found.binding == "none":
        return _("No condition asks for one.")
    step = share_text(Decimal(str(sheet.policy.prepay_step)))
    words = {"name": _(CONDITIONS[sheet.found.binding]), "step": step}
    return _("Decides: {name}. Shares go up in steps of {step}.").format(**words)


def limit_text(sheet: PrepaymentSheet) -> str:
    """What the limit, or in its place the rules, leave for this order."""
    room, own = sheet.room, sheet.own
    if room.state in ("zero", "expired") or (room.state == "set" and not room.limit):
        state = "expired" if room.state == "expired" else "zero"
        return _(LIMIT_STATES[state])
    if room.state == "set" and room.limit is not None:
        left = money(max(0, room.left or 0), own)
        return _("The limit of {limit} leaves {left}.").format(limit=money(room.limit, own), left=left)
    if room.most is None:
        return _("No limit holds: nothing bounds the credit.")
    text = _("No limit is set: the rules would risk {most} without cover; {used} of it is in use.")
    return text.format(most=money(room.most, own), used=money(room.uncovered, own))


def loss_text(sheet: PrepaymentSheet) -> str:
    """How much may be open so that the expected loss stays a given part of the margin."""
    found, order = sheet.found, sheet.order
    if order.margin is None:
        return _("The margin is not known: enter it here, or in the contract or the credit file.")
    if found.loss_most is None:
        return _("No loss is expected: nothing bounds the credit.")
    words = {
        "share": share_text(Decimal(str(sheet.policy.prepay_margin))),
        "margin": share_text(order.margin),
        "most": money(found.loss_most, sheet.own),
    }
    return _("At most {share} of the {margin} margin may be lost: {most} may be open.").format(**words)


def custom_text(sheet: PrepaymentSheet) -> str:
    """What work that nobody else would buy asks for at signing."""
    order = sheet.order
    if not order.custom:
        return _("Not made for this customer alone.")
    if order.margin is None:
        return _("The margin, and so the cost of the work, is not known.")
    words = {"resale": share_text(order.resale), "cost": share_text(1 - order.margin)}
    return _("To be paid at signing. Cost {cost} of the price, {resale} of it sells elsewhere.").format(**words)


def floor_text(sheet: PrepaymentSheet) -> str:
    if sheet.order.hold:
        return _("Credit is on hold")
    if sheet.order.grade == "NR":
        return _("By the credit rules for customers not rated")
    return _("By the credit rules for grade {grade}").format(grade=sheet.order.grade)


def loss_sentence(sheet: PrepaymentSheet) -> str:
    """ "At 50% the expected loss on the open ¥500,000.00 is ¥18,575.05 = 9.29% of the margin"."""
    found = sheet.found
    if not found.open:
        return _("Nothing stays open after delivery, so nothing can be lost.")
    words = {
        "share": share_text(sheet.share),
        "open": money(found.open, sheet.own),
        "uncovered": money(found.uncovered, sheet.own),
        "loss": money(found.loss, sheet.own),
    }
    text = _("At {share} the expected loss on the open {open} is {loss}")
    if found.uncovered < found.open:
        text = _("At {share} the expected loss on the uncovered {uncovered} of the open {open} is {loss}")
    if found.loss_share is None:
        return text.format(**words)
    return _("{sentence} = {part} of the margin").format(
        sentence=text.format(**words), part=percent(found.loss_share, 2)
    )


def split_text(sheet: PrepaymentSheet) -> str:
    """How much of it may be earnest money."""
    if not sheet.amount:
        return ""
    words = {"earnest": money(sheet.earnest, sheet.currency), "rest": money(sheet.prepayment, sheet.currency)}
    if not sheet.prepayment:
        return _("If the contract says earnest money, all of it may be: {earnest}.").format(**words)
    return _("If the contract says earnest money: earnest money {earnest} + prepayment {rest}.").format(**words)


def basis_text(sheet: PrepaymentSheet) -> str:
    """ "Grade B, chance of default 12% a year, 6.2% over 6 months; 60% of a claim is lost"."""
    order = sheet.order
    words = {
        "grade": order.grade,
        "pd": percent(Decimal(str(order.pd)), 2),
        "over": percent(Decimal(str(sheet.found.pd_over)), 2),
        "months": f"{order.months:.1f}".removesuffix(".0"),
        "lost": percent(Decimal(str(order.lgd)), 0),
    }
    text = _(
        "Grade {grade}: chance of default {pd} a year, {over} over {months} months; {lost} of a claim would be lost."
    )
    if order.grade == "NR":
        text = _(
            "Not rated: chance of default {pd} a year, {over} over {months} months; {lost} of a claim would be lost."
        )
    return text.format(**words)


def plan_lines(sheet: PrepaymentSheet) -> list[tuple[str, str, str]]:
    """(when, amount, share) of the instalments that never leave more open than allowed; empty while the margin is not known."""
    plan = sheet.plan
    if plan is None:
        return []
    parts = ((_("At signing"), plan.signing), (_("Before shipping"), plan.shipping), (_("After delivery"), plan.later))
    return [(name, money(amount, sheet.currency), share_text(Decimal(amount) / sheet.value)) for name, amount in parts]


def state_text(found: Prepaid) -> str:
    return _(STATES[found.state])


def missing_text(found: Prepaid) -> str:
    """ "¥48,000.00 of ¥48,000.00 not received, due 2026-11-20"."""
    words = {
        "missing": money(found.missing, found.currency),
        "required": money(found.required, found.currency),
        "day": day(found.due_on),
    }
    if not found.required:
        return _("No prepayment agreed")
    if not found.missing:
        return _("Prepayment of {required} received").format(**words)
    if found.due_on is None:
        return _("{missing} of {required} not received yet").format(**words)
    return _("{missing} of {required} not received, due {day}").format(**words)


def earnest_hint() -> str:
    """What everybody should know before choosing earnest money."""
    return _(
        "Earnest money has legal force: who breaks the contract loses it, or pays it back double. Only up to 20% of the contract counts (Civil Code arts. 586, 587). Have a lawyer read it."
    )
