"""Words of credit insurance: why an invoice is not insured, what is wrong, what is to be done until when.

Numbers are the policy's own; what is proposed is marked with `SEE_POLICY`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import NOTHING, day, money, percent

if TYPE_CHECKING:
    from app.models.insured import BuyerLimit, InsurancePolicy
    from app.services.insurance_rows import DeadlineRow
    from app.services.rules.insurance_warnings import Problem

SEE_POLICY: Final = mark("Usual, not a fact: see your policy")
SCOPES: Final = {"domestic": mark("Domestic"), "export": mark("Export")}
RULES: Final = {
    "none": mark("Shipments are not declared"),
    "days": mark("Days after the shipment"),
    "workdays": mark("Working days after the shipment"),
    "month_day": mark("Day of the next month"),
}
NOTICE_FROM: Final = {"due": mark("From the due date"), "mep": mark("From the last day for shipping")}
ORDERS: Final = {
    "A": mark("Off what the insurer pays"),
    "B": mark("Off the loss, before the share is taken"),
}
STATES: Final = {
    "in_force": mark("In force"),
    "ahead": mark("Begins later"),
    "ended": mark("Ended"),
    "cancelled": mark("Cancelled"),
}
EVENTS: Final = {
    "declaration": mark("Shipment declared"),
    "overdue_notice": mark("Overdue reported"),
    "extension": mark("Insurer agreed to wait"),
    "claim": mark("Claim filed"),
    "payout": mark("Insurer paid"),
    "recovery": mark("Money that came back"),
    "cut": mark("Limit cut"),
}
# What each last day is about, and what to do by then.
DEADLINES: Final = {
    "declaration": (mark("Declare the shipment"), mark("Shipment declaration")),
    "stop": (mark("Last day for shipping"), mark("Stop shipping")),
    "notice": (mark("Report-loss deadline"), mark("Report the loss to the insurer")),
    "waiting": (mark("Waiting is over"), mark("The insurer pays from then on")),
    "claim": (mark("File the claim"), mark("Claim with its papers")),
}
# The event that settles a last day.
SETTLED_BY: Final = {"declaration": "declaration", "notice": "overdue_notice", "claim": "claim"}
WHYS: Final = {
    "": mark("Insured"),
    "above_limit": mark("Above the buyer limit"),
    "no_limit": mark("No buyer limit on the day it was shipped"),
    "no_policy": mark("No policy in force on the day it was shipped"),
    "zero_limit": mark("The insurer has granted nothing"),
    "related": mark("Related company"),
    "public": mark("Public body"),
    "private": mark("Sole trader beyond a discretionary limit"),
    "country": mark("Country excluded by the policy"),
    "disputed": mark("Disputed: not insured until it is settled"),
    "terms": mark("Terms longer than the policy allows"),
    "after_stop": mark("Shipped after the last day for shipping"),
    "extended": mark("Extended without the insurer's consent"),
    "not_declared": mark("Shipment not declared in time"),
    "not_reported": mark("Overdue not reported in time"),
    "no_rate": mark("No exchange rate"),
}
PROBLEMS: Final = {
    "limit_cancelled": mark("The insurer cancelled the limit on {day}: what is shipped since is not insured."),
    "limit_expired": mark("The buyer limit ran out on {day}: ask the insurer for a new one."),
    "policy_ended": mark("The policy ended on {day}: new shipments are not insured."),
    "limit_zero": mark("The insurer has not granted a limit yet: shipments are not insured."),
    "stopped": mark("{number} is unpaid beyond the last day for shipping, {day}: what is shipped now is not insured."),
    "limit_cut": mark("The insurer cut the limit by {amount} on {day}. Review the customer."),
    "claim_open": mark("A claim is open: money that comes in, also for new orders, is set against the oldest invoice."),
    "buyer_excluded": mark("New shipments are not insured: {why}."),
    "terms_long": mark("The terms agreed are longer than the {count} days of the policy: new shipments are not insured."),
    "declare_due": mark("Declare the shipment of {number} by {day}."),
    "stop_soon": mark("{number} is overdue: shipping is insured until {day} only, unless it is paid."),
    "notice_due": mark("Report {number} to the insurer by {day}, or its cover is lost."),
    "claim_due": mark("File the claim for {number} by {day}."),
    "newest_first": mark("Money was applied to a newer invoice while {number} is open; the insurer counts it to the oldest."),
    "buyer_name": mark("The insurer has the buyer as “{number}”: have the name on the invoices match."),
    "contract_missing": mark("The policy asks for a signed contract: {number} has none."),
    "title_missing": mark("The policy asks for retained title: the contract of {number} does not keep it."),
    "policy_ends": mark("The policy ends on {day}: renew it, or limit what is shipped."),
    "premium_least": mark("The premium on sales is {amount} below the minimum premium, which is owed anyway."),
    "used_up": mark("{count}% of what the insurer pays at most is used up."),
}  # fmt: skip
TABLES: Final = {
    "insurance_policy": mark("Insurance policy"),
    "buyer_limit": mark("Buyer limit"),
    "insurance_event": mark("Credit insurance"),
}
FIELDS: Final = {
    "insurer": mark("Insurer"), "scope": mark("Kind of policy"), "cover_bp": mark("Cover %"), "cover_refusal_bp": mark("Cover % when goods are refused"),
    "premium_ppm": mark("Premium rate"), "premium_min": mark("Minimum premium"), "insured_sales": mark("Insured sales of a year"),
    "max_terms_days": mark("Longest terms"), "mep_days": mark("Days until shipping stops"), "noa_days": mark("Days until overdue is reported"),
    "noa_from": mark("Counted from"), "declare_rule": mark("Declaring shipments"), "declare_days": mark("Days for declaring"),
    "waiting_days": mark("Waiting period"), "claim_days": mark("Days for the claim"), "first_loss": mark("Deductible per buyer"),
    "aggregate_first_loss": mark("Deductible per policy"), "max_liability": mark("Most the insurer pays"), "loss_order": mark("Where the deductible comes off"),
    "vat_covered": mark("Value-added tax is insured"), "rot_required": mark("Retained title is required"),
    "contract_required": mark("A signed contract is required"), "discretionary": mark("Limit we may set ourselves"),
    "excluded_countries": mark("Countries excluded"), "cancelled_on": mark("Cancelled on"), "to_on": mark("Until"), "done_on": mark("Day"),
    "requested": mark("Asked for"), "requested_on": mark("Asked on"), "conditions": mark("Conditions"), "insurer_grade": mark("Grade of the insurer"),
    "related": mark("Related company"), "buyer_name": mark("Buyer as the insurer has it"),
}  # fmt: skip
AMOUNTS: Final = frozenset(
    {"premium_min", "insured_sales", "first_loss", "aggregate_first_loss", "max_liability", "requested"}
)
FLAGS: Final = frozenset({"vat_covered", "rot_required", "contract_required", "related"})
CODES: Final = {
    ("insurance_policy", "scope"): SCOPES,
    ("insurance_policy", "declare_rule"): RULES,
    ("insurance_policy", "noa_from"): NOTICE_FROM,
    ("insurance_policy", "loss_order"): ORDERS,
    ("insurance_event", "kind"): EVENTS,
}


def why_text(why: str) -> str:
    return _(WHYS[why])


def share_text(bp: int | None) -> str:
    """ "90%"."""
    if bp is None:
        return NOTHING
    return percent(Decimal(bp) / 10_000, 0 if bp % 100 == 0 else 2)


def rate_text(ppm: int | None) -> str:
    """ "0.40%"."""
    return NOTHING if ppm is None else percent(Decimal(ppm) / 1_000_000, 2)


def problem_text(problem: Problem, currency: str) -> str:
    """One sentence with its figures; of the debts that are out, how many and how much."""
    if problem.code.startswith("items_"):
        why = problem.code.removeprefix("items_")
        words = ngettext("{why}: {count} receivable, {amount}.", "{why}: {count} receivables, {amount}.", problem.count)
        return words.format(why=why_text(why), count=problem.count, amount=money(problem.amount, currency))
    return _(PROBLEMS[problem.code]).format(
        why=why_text(problem.document) if problem.code == "buyer_excluded" else "",
        day=day(problem.on),
        number=problem.document,
        amount=money(problem.amount, currency),
        count=problem.days,
    )


def kind_text(kind: str) -> str:
    return _(DEADLINES[kind][0])


def deed_text(kind: str) -> str:
    return _(DEADLINES[kind][1])


def left_text(row: DeadlineRow) -> str:
    """How it stands: done, so many days left, over."""
    if row.deadline.done_on:
        return _("Done on {day}").format(day=day(row.deadline.done_on))
    if row.days_left < 0:
        return ngettext("{count} day over", "{count} days over", -row.days_left).format(count=-row.days_left)
    if row.days_left == 0:
        return _("Today")
    return ngettext("{count} day left", "{count} days left", row.days_left).format(count=row.days_left)


def look(row: DeadlineRow) -> tuple[str, str]:
    """(icon, role): what is missed, what presses, what is done."""
    if row.done:
        return "check-circle", "good"
    if row.deadline.kind == "waiting":
        return "", "text2"
    if row.days_left < 0:
        return "x-circle", "overdue"
    return ("warning", "caution") if row.days_left <= 10 else ("", "")


def limit_state(limit: BuyerLimit, on: date) -> str:
    """What became of it: asked, granted, reduced, refused, cancelled, ended."""
    if limit.cancelled_on and limit.cancelled_on <= on:
        return _("Not granted") if limit.amount == 0 else _("Cancelled")
    if limit.valid_to and limit.valid_to <= on:
        return _("Ended")
    if limit.amount == 0 and limit.requested:
        return _("Asked for")
    if limit.requested and limit.requested > limit.amount:
        return _("Asked for more") if limit.requested_on and limit.requested_on > limit.valid_from else _("Reduced")
    return _("Set by us") if limit.discretionary else _("Granted")


def declare_text(policy: InsurancePolicy) -> str:
    """ "5 working days after the shipment"."""
    count = policy.declare_days or 0
    if policy.declare_rule == "days":
        return ngettext("{count} day after the shipment", "{count} days after the shipment", count).format(count=count)
    if policy.declare_rule == "workdays":
        words = ngettext("{count} working day after the shipment", "{count} working days after the shipment", count)
        return words.format(count=count)
    if policy.declare_rule == "month_day":
        return _("By day {count} of the month after").format(count=count)
    return _(RULES["none"])


def days_text(days: int | None) -> str:
    return NOTHING if days is None else ngettext("{count} day", "{count} days", days).format(count=days)


def period_text(policy: InsurancePolicy) -> str:
    return f"{day(policy.from_on)} – {day(policy.ends_on)}"


def policy_title(policy: InsurancePolicy) -> str:
    return f"{policy.insurer} · {policy.number}"
