"""Words of legal matters: stages, days, outcomes, what may be claimed and what a court takes for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import NOTHING, day, joined, money
from app.services.interest_wording import excess_text, risks_text, rule_text
from app.services.legal_wording import left_text
from app.services.rules import court

if TYPE_CHECKING:
    from app.models.matters import LegalDate, Matter
    from app.services.matter_claim import ClaimLine, ClaimSheet

DOUBTFUL: Final = ("amber", "red")  # a penalty that a court may reduce
FEES_READ: Final = date(2026, 11, 22)  # when the text about court fees was read
# Of each stage its name, icon and colour.
STAGES: Final = {
    "preparing": (mark("Being prepared"), "folder", "text2"),
    "lawyer_letter": (mark("Lawyer's letter"), "envelope", "text2"),
    "negotiation": (mark("Negotiating"), "handshake", "text2"),
    "payment_order": (mark("Payment order applied for"), "scales", "caution"),
    "filed": (mark("Suit filed"), "scales", "caution"),
    "preserved": (mark("Property preserved"), "lock", "caution"),
    "hearing": (mark("Before the court"), "scales", "caution"),
    "judged": (mark("Judgment given"), "scales", "good"),
    "enforcing": (mark("Being enforced"), "scales", "caution"),
    "closed": (mark("Matter closed"), "check-circle", "text2"),
}
# What a stage does beside being told, under the choice of it.
MEANING: Final = {
    "preparing": mark("Papers are gathered."),
    "lawyer_letter": mark(
        "The letter is kept under Notices. Once it is entered there as served and signed for, it restarts the limitation."
    ),
    "negotiation": mark("A repayment agreement that is signed restarts the limitation: enter it under Notices."),
    "payment_order": mark("Restarts the limitation of these debts when the procedure ends (Civil Code 195)."),
    "filed": mark(
        "Restarts the limitation of these debts when the procedure ends (Civil Code 195). Behind a general guarantee: note at the "
        "security that it was claimed (Civil Code 693)."
    ),
    "preserved": mark("Before a suit: sue within 30 days (Civil Procedure Law 104); the day is noted."),
    "hearing": mark("Enter its days with the court's letters."),
    "judged": mark(
        "From the last day it gives for paying, two years to apply for enforcement (Civil Procedure Law 250)."
    ),
    "enforcing": mark("Applied for with the court."),
    "closed": mark("It is over."),
}
KINDS: Final = {
    "hearing": mark("Hearing"),
    "evidence": mark("Last day for evidence"),
    "filing": mark("Last day for filing the suit"),
    "fee": mark("Costs"),
    "appeal": mark("Last day for an appeal"),
    "objection": mark("Last day for an objection"),
    "preservation": mark("End of a preservation"),
    "enforcement": mark("Last day for enforcement"),
    "payment": mark("They are to pay"),
    "other": mark("Other day"),
}
OUTCOMES: Final = {
    "paid": mark("Paid in full"),
    "settled": mark("Settled by agreement"),
    "judged": mark("Judgment, nothing more to do"),
    "withdrawn": mark("Claim withdrawn"),
    "lost": mark("Case lost"),
    "uncollectable": mark("Nothing to be got"),
}
CHANGES: Final = {
    "matter.close": mark("Close a legal matter"),
    "matter.cost": mark("Add costs of a legal matter"),
    "matter.date": mark("Add a day of a legal matter"),
    "matter.date_done": mark("Tick a day of a legal matter"),
    "matter.date_void": mark("Void a day of a legal matter"),
    "matter.open": mark("Open a legal matter"),
    "matter.stage": mark("Move a legal matter to another stage"),
    "matter.update": mark("Change a legal matter"),
    "matter.void": mark("Void a legal matter"),
}
TABLES: Final = {
    "legal_matter": mark("Legal matter"),
    "legal_matter_item": mark("Debt of a legal matter"),
    "legal_date": mark("Day of a legal matter"),
}
FIELDS: Final = {
    "stage": mark("Stage"),
    "lawyer": mark("Lawyer"),
    "court": mark("Court or arbitration body"),
    "case_no": mark("Case no."),
    "claimed": mark("Amount claimed"),
    "costs": mark("Costs so far"),
    "clues": mark("What is known of their property"),
    "recovered": mark("Recovered"),
    "done_on": mark("Done on"),
}
AMOUNTS: Final = ("claimed", "costs", "recovered")
CODES: Final = {
    ("legal_matter", "stage"): {key: words[0] for key, words in STAGES.items()},
    ("legal_matter", "outcome"): OUTCOMES,
    ("legal_date", "kind"): KINDS,
}


def stage_name(stage: str) -> str:
    return _(STAGES[stage][0])


def kind_name(kind: str) -> str:
    return _(KINDS[kind])


def alarm_text(kind: str) -> str:
    """From when on it is told of."""
    count = ngettext("{count} day", "{count} days", court.alarm_days(kind))
    return _("Told of in Today {days} before.").format(days=count)


def outcome_name(outcome: str | None) -> str:
    return _(OUTCOMES[outcome]) if outcome else NOTHING


def standing(found: Matter) -> str:
    """Its stage, or how it ended, or that it is voided."""
    if found.voided_on:
        return _("Voided")
    if found.closed_on:
        return _("Closed: {how}").format(how=outcome_name(found.outcome))
    return stage_name(found.stage)


def debts_text(found: Matter) -> str:
    """The numbers of its debts."""
    return joined(number for _key, number in found.receivables) or NOTHING


def debts_short(found: Matter) -> str:
    """The first of them, and how many more there are."""
    if len(found.receivables) < 2:
        return debts_text(found)
    first, more = found.receivables[0][1], len(found.receivables) - 1
    return ngettext("{first} and {count} other", "{first} and {count} others", more).format(first=first)


def next_text(found: Matter, on: date) -> str:
    """ "Hearing 2026-12-01 (in 9 days)"."""
    if found.next_on is None or found.next_kind is None or not found.is_open:
        return NOTHING
    words = _("{what} {day} ({left})")
    return words.format(
        what=kind_name(found.next_kind), day=day(found.next_on), left=left_text((found.next_on - on).days)
    )


def next_role(found: Matter, on: date) -> str:
    """A colour token for its next day."""
    if found.next_on is None or found.next_kind is None or not found.is_open:
        return ""
    if found.next_on < on:
        return "overdue"
    return "caution" if court.pressing(found.next_kind, found.next_on, on) else ""


def date_state(each: LegalDate, on: date) -> tuple[str, str]:
    """Words and colour: done, missed, in so many days."""
    if each.voided_on:
        return _("Voided"), "text2"
    if each.done_on:
        return _("done {day}").format(day=day(each.done_on)), "good"
    left = (each.on_day - on).days
    if left < 0:
        return _("{when}, not ticked").format(when=left_text(left)), "overdue"
    return left_text(left), "caution" if court.pressing(each.kind, each.on_day, on) else "text2"


# --- the claim


def totals(sheet: ClaimSheet) -> Iterator[tuple[str, str]]:
    """The sums of a claim: (name, amount)."""
    shown = sheet.currency
    yield _("Principal"), money(sheet.principal, shown)
    if sheet.disputed:
        yield _("of it disputed"), money(sheet.disputed, shown)
    yield _("Interest to {day}").format(day=day(sheet.as_of)), money(sheet.interest, shown)
    if sheet.fees:
        yield _("Fees"), money(sheet.fees, shown)
    yield _("Claim, all together"), money(sheet.total, shown)
    if sheet.per_day:
        yield _("Each further day"), money(sheet.per_day, shown)
    if sheet.all_costs:
        yield _("Costs so far, beside the claim"), money(sheet.all_costs, shown)


def court_lines(sheet: ClaimSheet) -> Iterator[tuple[str, str]]:
    """What a court of mainland China takes for it: (name, amount)."""
    if sheet.court is not None:
        yield _("Court fee of a suit"), money(sheet.court.suit, "CNY")
        yield _("Under the simplified procedure: half"), money(sheet.court.simplified, "CNY")
        yield _("Of a payment order: a third"), money(sheet.court.payment_order, "CNY")
        yield _("Of securing property worth the claim"), money(sheet.court.preservation, "CNY")


def court_source(sheet: ClaimSheet) -> str:
    """By which rule, and since when; or why there is no figure."""
    if sheet.court is None:
        return _("No table of court fees is known for this claim: ask the court.")
    words = _(
        "Measures on the Payment of Litigation Costs (State Council Order 481), arts. 13, 14, 16, in force since 2007-04-01; text read "
        "on {day}. The court decides what it takes, and who bears it in the end."
    )
    return words.format(day=day(FEES_READ))


def small_text(sheet: ClaimSheet, wage: int | None) -> str:
    """Whether the procedure for small claims is open to it; "" outside mainland China."""
    if sheet.base is None:
        return ""
    rule = _(
        "Small claims (Civil Procedure Law 165): up to half the average yearly wage of the province; up to twice of it if both agree."
    )
    answers = {
        "always": _("This claim is within half of it."),
        "agreed": _("This claim is within twice of it: only if both agree."),
        "no": _("This claim is above that."),
    }
    found = sheet.small(wage)
    return _("{rule} {answer}").format(rule=rule, answer=answers[found]) if found else rule


def not_due_text(sheet: ClaimSheet) -> str:
    """What is open but not due."""
    if not sheet.not_due:
        return ""
    words = _("Not due yet and not in the claim: {amount}. Whether it can be claimed early is for a lawyer.")
    return words.format(amount=money(sheet.not_due, sheet.currency))


def unapplied_text(sheet: ClaimSheet) -> str:
    """Money of theirs that is on no debt yet."""
    if not sheet.unapplied:
        return ""
    words = _(
        "{amount} received from them is on no debt yet and not taken off here: apply it before the claim goes out."
    )
    return words.format(amount=money(sheet.unapplied, sheet.currency))


def why_text(line: ClaimLine) -> str:
    """The rule of the interest of a debt with its risks, a rate that a court may reduce, or why there is none."""
    if line.sheet is None:
        return line.why or _("Not late yet: no interest.")
    excess = line.sheet.excess
    doubtful = excess_text(excess) if excess and excess.light in DOUBTFUL else ""
    return _("; ").join(filter(None, (rule_text(line.sheet), doubtful, risks_text(line.sheet))))


def rule_lines(sheet: ClaimSheet) -> list[str]:
    """The rule of the interest of each debt, those of one rule together."""
    told: dict[str, list[str]] = {}
    for line in sheet.lines:
        told.setdefault(why_text(line), []).append(line.number)
    return [_("{numbers}: {why}").format(numbers=joined(numbers), why=why) for why, numbers in told.items()]
