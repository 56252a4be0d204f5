"""Words of write-offs: grounds, papers, what was tried, what it changes, why somebody may not decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.i18n import _, mark
from app.models.recovery import Attempt
from app.services.contact_wording import RESULTS
from app.services.formats import joined, money
from app.services.legal_wording import EVENTS, role_name
from app.services.matter_wording import STAGES
from app.services.notice_wording import KINDS as NOTICES
from app.services.notice_wording import WRITE_OFFS as GROUNDS
from app.services.policy_labels import LETTERS
from app.services.write_off_sheet import Proof, WriteOffSheet

PAPERS: Final = {
    "contract": mark("Contract or order"),
    "delivery": mark("Proof that the goods arrived"),
    "statement": mark("Balance confirmed under seal"),
    "demand": mark("Demand, with proof that it arrived"),
    "report": mark("Special report on the loss"),
    "court": mark("Paper of the court"),
    "register": mark("Proof of the register or authority"),
    "agreement": mark("Settlement agreement or court plan"),
}
ATTEMPTS: Final = {
    "reminder": mark("Reminder"),
    "contact": mark("Contact"),
    "promise": mark("Promise to pay"),
    "event": mark("Noted event"),
    "notice": mark("Notice"),
    "matter": mark("Legal matter"),
}
TAXES: Final = {
    "age": mark("It lessens the taxable income once it is booked as a loss and the special report is on file (SAT Announcement 2011 No. 25, arts. 23, 24)."),
    "own": mark("It lessens the taxable income once it is booked as a loss and the papers of this ground are on file (SAT Announcement 2011 No. 25, art. 22)."),
    "settlement": mark("It lessens the taxable income only with the agreement and the debtor's tax statement on file (SAT Announcement 2011 No. 25, art. 22)."),
    "other": mark("No ground of the tax law: it does not lessen the taxable income."),
}  # fmt: skip
TAX_OF: Final = {
    "three_years": "age", "small_sum": "age", "bankrupt": "own", "closed": "own", "dead": "own", "settlement": "settlement",
    "other": "other",
}  # fmt: skip
REFUSALS: Final = {
    "role": mark("A write-off is decided by the owner. Save the proposal as PDF and hand it over."),
    "same_person": mark("Two people decide on a write-off: choose who proposed it."),
}
NOT_SO_OLD: Final = {
    "three_years": mark("Not every chosen receivable is overdue for more than 3 years. Choose another ground or other receivables."),
    "small_sum": mark("A small sum is at most 50,000 or 0.01 % of the year's income, and overdue for more than a year. Choose another ground."),
}  # fmt: skip


def ground_name(code: str | None) -> str:
    """One entered without a decision has none."""
    return _(GROUNDS[code]) if code in GROUNDS else ""


def ground_refusal(code: str) -> str:
    return _(NOT_SO_OLD[code])


def paper_name(code: str) -> str:
    return _(PAPERS[code])


def proof_text(proof: Proof) -> str:
    """What is on file of a paper; "" where nothing is."""
    files = [role_name(each) for each in proof.roles]
    own = [proof.number or _("in the book")] if proof.known else []
    return joined([*own, *files])


def attempt_text(attempt: Attempt) -> str:
    """ "Reminder: Second notice CK-2026-0007"."""
    named = _ATTEMPT_NAMES[attempt.kind](attempt.code)
    said = _("{what}: {which}").format(what=_(ATTEMPTS[attempt.kind]), which=named)
    return f"{said} {attempt.number}" if attempt.number else said


_ATTEMPT_NAMES: Final[dict[str, Callable[[str], str]]] = {
    "reminder": lambda code: _(LETTERS[int(code)]),
    "contact": lambda code: _(RESULTS[code][0]),
    "promise": lambda code: _("due {day}").format(day=code),
    "event": lambda code: _(EVENTS[code]),
    "notice": lambda code: _(NOTICES[code]),
    "matter": lambda code: _(STAGES[code][0]),
}


def tax_text(sheet: WriteOffSheet) -> str:
    """What it does to our tax; "" where our taxes are not Chinese."""
    return _(TAXES[TAX_OF[sheet.ground]]) if sheet.chinese else ""


def effect_texts(sheet: WriteOffSheet) -> list[str]:
    """What changes with it: what they owe, what is overdue, the grade, the tax."""
    found, currency = sheet.effect, sheet.currency
    owed = _("They owe {before} now and {after} afterwards; overdue {late} now and {later} afterwards.").format(
        before=money(found.owed, currency),
        after=money(found.owed_after, currency),
        late=money(found.overdue, currency),
        later=money(found.overdue_after, currency),
    )
    words = _("The grade is D for {days} days after a write-off.")
    if not sheet.number:
        words = _("The grade is {grade} now, and D for {days} days afterwards.")
    grade = words.format(grade=found.grade, days=found.cure_days)
    gone = _("The claim itself goes on: money that comes later is logged as a recovery.")
    return [each for each in (owed, grade, gone, tax_text(sheet)) if each]
