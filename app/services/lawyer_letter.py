"""The lawyer's letter of a legal matter as a draft, from the text of level 4: a lawyer checks, changes and signs it, not the program.

Only what is not disputed is demanded, and interest only under a rule that surely applies (`late_told`), as in every letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.i18n import _, language, speaking
from app.models import book, receivables, reminders, reminding
from app.models.customers import Customer
from app.models.matters import Matter
from app.models.store import Store
from app.services import late_told, letter_enclosures, letter_values, promise_states
from app.services.company import party
from app.services.debt_facts import DebtFacts
from app.services.late_told import Basis
from app.services.letter_enclosures import About
from app.services.letter_sheets import LetterItem, LetterSheet
from app.services.letter_texts import LetterTexts
from app.services.letter_values import Besides
from app.services.matter_claim import ClaimLine, ClaimSheet
from app.services.policy_labels import LETTERS
from app.services.rules import interest, merging
from app.services.statement_sheets import Party

LEVEL: int = 4


def draw(
    store: Store, found: Matter, customer: Customer, claim: ClaimSheet, language: str, deadline: date
) -> LetterSheet | None:
    """In a language, to be paid by a day; None where nothing of it may be demanded."""
    asked = [line for line in claim.lines if line.open > line.disputed]
    if not asked:
        return None
    on = claim.as_of
    given = DebtFacts(store, on, on, (line.receivable_id for line in asked))
    basis = late_told.basis(given)
    surely = {line.receivable_id for line in asked if late_told.sheet(given, line.receivable_id)}
    with speaking(language):
        bare = _bare(store, found, customer, claim, deadline, surely)
        sheet = replace(bare, language=language, compensation=basis.compensation)
        values = {
            **letter_values.parties(customer, book.company(store), sheet, chinese_law=basis.chinese_law),
            **letter_values.reminder(sheet, _besides(store, found, asked, surely, basis, on)),
        }
        merged = merging.merge(LetterTexts(store).text(f"letter_{LEVEL}", language), values)
        enclosures = letter_enclosures.chosen(letter_enclosures.offered(store, _about(store, found, asked, on)))
        return replace(sheet, title=merged.title or _(LETTERS[LEVEL]), parts=merged.parts, enclosures=enclosures)


def _about(store: Store, found: Matter, asked: list[ClaimLine], on: date) -> About:
    debts = tuple(line.receivable_id for line in asked)
    parts = tuple(part.id for key in debts for part in receivables.instalments(store, key))
    return About(found.customer_id, found.currency, debts, parts, LEVEL, on)


def _bare(
    store: Store, found: Matter, customer: Customer, claim: ClaimSheet, deadline: date, surely: set[int]
) -> LetterSheet:
    """Everything but its text."""
    company = book.company(store)
    invoices = reminding.tax_invoices(store, [line.receivable_id for line in claim.lines])
    items = tuple(
        replace(_item(line, claim, line.receivable_id in surely), invoice=invoices.get(line.receivable_id, ""))
        for line in claim.lines
        if line.open > line.disputed
    )
    owed = sum(each.open for each in items)
    free = min(claim.unapplied, owed)
    return LetterSheet(
        number=found.number,
        title="",
        company=party(company, language()),
        customer=Party(customer.name, customer.registration_no, customer.address, customer.phone),
        code=customer.code,
        sender=customer.owner or "",
        language="",
        made_on=claim.as_of,
        level=LEVEL,
        deadline_on=deadline,
        currency=found.currency,
        parts=(),
        items=items,
        disputed=tuple(_disputed(claim)),
        amount=owed - free,
        credits=free,
        interest=sum(each.interest for each in items),
        fees=sum(line.fees - _by_law(line) for line in claim.lines if line.open > line.disputed),
        accounts=tuple(each for each in book.accounts(store) if each.currency == found.currency),
        signers=(_("Lawyer"), _("Seal of the law firm")),
        stamp=_("DRAFT"),
    )


def _item(line: ClaimLine, claim: ClaimSheet, surely: bool) -> LetterItem:
    due = line.due_on or claim.as_of
    disputed_interest = line.sheet.disputed_interest if line.sheet else 0
    return LetterItem(
        number=line.number,
        contract=line.contract or "",
        issued_on=line.issued_on,
        due_on=due,
        amount=line.amount,
        paid=line.amount - line.open - line.not_due,
        open=line.open - line.disputed,
        overdue_days=(claim.as_of - due).days,
        interest=max(0, line.interest - disputed_interest) if surely else 0,
        delivered_on=line.delivered_on,
    )


def _disputed(claim: ClaimSheet) -> Iterator[LetterItem]:
    for line in claim.lines:
        if line.disputed:
            yield replace(_item(line, claim, surely=False), open=line.disputed)


def _by_law(line: ClaimLine) -> int:
    """The fixed sum by law in its fees: the letter tells it apart."""
    sheet = line.sheet
    return sheet.fee_to_claim if sheet and sheet.fee_currency == sheet.currency else 0


def _per_day(line: ClaimLine) -> int:
    """On what is not disputed; nothing where an agreed cap is reached."""
    sheet = line.sheet
    if sheet is None or not sheet.per_day:
        return 0
    parts = ((part.open - part.disputed, part.segments[-1].rate) for part in sheet.parts if part.open > part.disputed)
    return sum(interest.a_day(asked, rate, sheet.options.year) for asked, rate in parts)


def _besides(store: Store, found: Matter, asked: list[ClaimLine], surely: set[int], basis: Basis, on: date) -> Besides:
    broken = [
        each.promise
        for each in promise_states.unpaid(store, on, found.customer_id)
        if each.promise.currency == found.currency
    ]
    demands = [
        each.made_on for each in reminders.live(store, on, (found.customer_id,)) if each.currency == found.currency
    ]
    return Besides(
        per_day=sum(_per_day(line) for line in asked if line.receivable_id in surely),
        basis=basis,
        contracts=letter_values.contracts_of(line.contract for line in asked),
        last_on=max(demands, default=None),
        promise_on=broken[-1].due_on if broken else None,
        promise_amount=broken[-1].amount if broken else 0,
    )
