"""What is typed for a notice, and what of it is still lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import _
from app.models.errors import Invalid
from app.services import checks
from app.services.notice_facts import Bill, Due, Guarantee, Room
from app.services.notice_wording import problem_text
from app.services.rules import notices as rules
from app.services.rules.notices import Instalment

LONGEST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """Only what its kind asks for is used. `lang` None = the customer's; `on` None = today; `currency` None = the customer's.

    `instalments` = the debts it is about, None = all that fit the kind. `evidence` = one paper each. `own_debt` = what we owe
    them, minor units. `rate_bp` = interest per year in basis points, None = none; `grace_days` = after so many days late the
    rest is due; `guarantor` = who signs as guarantor.
    """

    customer_id: int
    kind: str
    lang: str | None = None
    on: date | None = None
    currency: str | None = None
    instalments: tuple[int, ...] | None = None
    deadline_on: date | None = None
    contract_id: int | None = None
    security_id: int | None = None
    bill_id: int | None = None
    ground: str | None = None
    facts: str = ""
    evidence: tuple[str, ...] = ()
    stopped: str = ""
    proof_on: date | None = None
    refused_because: str = ""
    assignee: str = ""
    assignee_account: str = ""
    agreed_on: date | None = None
    own_debt: int = 0
    own_for: str = ""
    schedule: tuple[Instalment, ...] = ()
    rate_bp: int | None = None
    grace_days: int = 10
    guarantor: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A draft with what the book knows of it. `debts` = those it names, in `currency`; `amount` = what the notice is about."""

    draft: NoticeDraft
    room: Room
    on: date
    lang: str
    currency: str
    debts: tuple[Due, ...]
    guarantee: Guarantee | None
    bill: Bill | None

    @property
    def owed(self) -> int:
        """What is open of the debts it names, minor units of `currency`."""
        return sum(each.open for each in self.debts)

    @property
    def amount(self) -> int:
        """Minor units of `currency`: of a set-off what both sides owe, of a draft its own, else all that is owed."""
        if self.draft.kind == "set_off":
            return min(self.owed, self.draft.own_debt)
        if self.draft.kind == "refused_bill":
            return self.bill.amount if self.bill else 0
        return self.owed

    @property
    def code(self) -> str:
        """Of the text: a demand on a guarantor has two."""
        if self.draft.kind != "guarantor":
            return f"notice_{self.draft.kind}"
        return "notice_guarantor_" + ("joint" if self.guarantee and self.guarantee.joint else "general")


def case(draft: NoticeDraft, room: Room, today: date) -> Case:
    """Everything that the draft is about. Raises Invalid("kind")."""
    if draft.kind not in rules.KINDS:
        raise Invalid("kind", _("Choose one of the listed kinds."))
    on = draft.on or today
    guarantee = next((each for each in room.guarantees if each.id == draft.security_id), None)
    bill = next((each for each in room.bills if each.id == draft.bill_id), None)
    currency = bill.currency if bill and draft.kind == "refused_bill" else draft.currency or room.currency
    debts = tuple(each for each in room.debts if each.currency == currency and _is_meant(each, draft, guarantee, on))
    return Case(draft, room, on, draft.lang or room.language, currency, debts, guarantee, bill)


def _is_meant(debt: Due, draft: NoticeDraft, guarantee: Guarantee | None, on: date) -> bool:
    if draft.kind in (*rules.OF_DUE, "suspension") and not debt.is_late(on):
        return False
    if draft.kind == "guarantor" and guarantee is not None and not guarantee.is_behind(debt):
        return False
    return draft.instalments is None or debt.instalment_id in draft.instalments


def lacking(found: Case) -> list[tuple[str, str]]:
    """(field, sentence) of what has to be filled in before the notice can be made; empty: it can."""
    return [each for each in _lacking(found) if each[1]]


def _lacking(found: Case) -> Iterator[tuple[str, str]]:
    kind = found.draft.kind
    if kind in rules.OF_DEBTS and not found.debts:
        words = _("Nothing of it is due yet.") if kind in rules.OF_DUE else _("Choose at least one open receivable.")
        yield "instalments", words
    if kind in rules.REPLY_DAYS:
        yield "deadline_on", _deadline(found)
    yield from {
        "suspension": _suspension, "guarantor": _guarantor, "refused_bill": _bill, "assignment": _assignment,
        "set_off": _set_off, "repayment": _repayment,
    }[kind](found)  # fmt: skip


def _deadline(found: Case) -> str:
    last = found.draft.deadline_on
    if last is None:
        return _("Enter the last day you give them.")
    if last < found.on:
        return _("The last day you give them is past. Choose a later one.")
    end = found.guarantee.ends_on if found.guarantee and found.draft.kind == "guarantor" else None
    if end is not None and last > end:
        return _("The guarantee ends on {day}. Give them until then at the latest.").format(day=end.isoformat())
    return ""


def _suspension(found: Case) -> Iterator[tuple[str, str]]:
    draft = found.draft
    if draft.ground not in rules.GROUNDS:
        yield "ground", _("Choose what the evidence shows.")
    yield "stopped", "" if draft.stopped.strip() else _("Write what you stop, such as deliveries under a contract.")
    yield "facts", "" if draft.facts.strip() else _("Write what happened, with days and figures.")
    if not any(each.strip() for each in draft.evidence):
        yield "evidence", _("List the evidence, one paper per line. Stopping without it is a breach of the contract.")


def _guarantor(found: Case) -> Iterator[tuple[str, str]]:
    held = found.guarantee
    if held is None:
        yield "security_id", _("Choose the guarantee.")
    elif held.ends_on is not None and held.ends_on < found.on:
        text = _("This guarantee ended on {day}: the guarantor is free unless it was claimed in time. Ask a lawyer.")
        yield "security_id", text.format(day=held.ends_on.isoformat())


def _bill(found: Case) -> Iterator[tuple[str, str]]:
    draft = found.draft
    yield "bill_id", "" if found.bill else _("Choose the draft that was refused.")
    if draft.proof_on is None:
        yield "proof_on", _("Enter the day of the proof of refusal.")
    elif draft.proof_on > found.on:
        yield "proof_on", _("This day is still ahead. Enter the day on which it happened.")
    yield "refused_because", "" if draft.refused_because.strip() else _("Write the reason that the proof gives.")


def _assignment(found: Case) -> Iterator[tuple[str, str]]:
    draft = found.draft
    yield "assignee", "" if draft.assignee.strip() else _("Enter whose claim it is now.")
    if draft.agreed_on is None:
        yield "agreed_on", _("Enter the day of the assignment agreement.")
    elif draft.agreed_on > found.on:
        yield "agreed_on", _("This day is still ahead. Enter the day on which it happened.")
    yield "assignee_account", "" if draft.assignee_account.strip() else _("Enter the account they pay to from now on.")


def _set_off(found: Case) -> Iterator[tuple[str, str]]:
    draft = found.draft
    yield "own_debt", "" if draft.own_debt > 0 else _("Enter what we owe them.")
    yield "own_for", "" if draft.own_for.strip() else _("Write what we owe it for, with the number of the paper.")


def _repayment(found: Case) -> Iterator[tuple[str, str]]:
    schedule = found.draft.schedule
    given = sum(each.amount for each in schedule)
    code = rules.problem(found.owed, schedule, found.on)
    yield "schedule", problem_text(code, found.owed, given, found.currency)


def checked(found: Case) -> None:
    """Raises Invalid for the first thing that lacks, and for texts that are too long."""
    draft = found.draft
    for field, text in lacking(found):
        raise Invalid(field, text)
    for field in ("stopped", "refused_because", "assignee", "assignee_account", "own_for", "guarantor"):
        checks.text(field, getattr(draft, field), longest=200)
    checks.text("facts", draft.facts, longest=LONGEST)
    if draft.own_debt:
        checks.amount("own_debt", draft.own_debt)
    if draft.rate_bp is not None and not 0 < draft.rate_bp <= 10_000:
        raise Invalid("rate_bp", _("A share is from 0% to 100%. Correct the number."))
