"""A notice as a letter: its text with the facts of the case in it, and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.i18n import _, speaking
from app.models import book, contracts
from app.models.book import Account, Company
from app.models.customers import Customer
from app.models.store import Store
from app.services.bill_wording import KINDS as BILLS
from app.services.company import party
from app.services.documents.blocks import Table
from app.services.documents.letterhead import both
from app.services.formats import figure, letter_day, money, percent
from app.services.letter_sheets import LetterItem, LetterSheet
from app.services.letter_texts import LetterTexts
from app.services.notice_drafts import Case
from app.services.notice_facts import Bill, Due
from app.services.notice_wording import GROUNDS, kind_name
from app.services.rules import notices as rules
from app.services.rules.ageing import overdue_days
from app.services.rules.merging import merge
from app.services.statement_sheets import Party

Values = Mapping[str, str | None]
COPIES = {True: 3, False: 2}  # with a guarantor or without


def drawn(store: Store, case: Case, number: str = "") -> LetterSheet:
    """The notice as it stands, also while something still lacks: a line without its value is left out."""
    company = book.company(store)
    with speaking(case.lang):
        answered = case.draft.kind == "suspension"  # with security, not with money
        merged = merge(LetterTexts(store).text(case.code, case.lang), _values(store, case, company, number))
        return LetterSheet(
            number=number,
            title=merged.title or kind_name(case.draft.kind),
            company=party(company, case.lang),
            customer=_addressee(case),
            code=case.room.customer.code,
            language=case.lang,
            made_on=case.on,
            parts=merged.parts,
            sender=case.room.customer.owner or company.called(case.lang),
            deadline_on=None if answered else case.draft.deadline_on,
            facts=((_("Reply by"), letter_day(case.draft.deadline_on)),) if answered and case.draft.deadline_on else (),
            currency=case.currency,
            items=tuple(_item(each, case) for each in case.debts) if case.draft.kind in rules.OF_DEBTS else (),
            amount=case.amount,
            accounts=_accounts(store, case.currency),
            tables=tuple(_tables(case)),
            signers=_signers(case),
        )


def _addressee(case: Case) -> Party:
    """The guarantor where it is for him; we know no more than his name."""
    if case.draft.kind == "guarantor":
        return Party(case.guarantee.giver if case.guarantee else "", None, None, None)
    found = case.room.customer
    return Party(found.name, found.registration_no, found.address, found.phone)


def _values(store: Store, case: Case, company: Company, number: str) -> Values:
    amount = both(case.amount, case.currency) if case.amount else None
    return {
        **_parties(case.room.customer, company, company.called(case.lang)),
        "number": number or None, "date": letter_day(case.on), "currency": case.currency, "amount": amount,
        "deadline": _day(case.draft.deadline_on), **_law(case),
        **{
            "suspension": _suspension, "guarantor": _guarantor, "refused_bill": _bill, "assignment": _assignment, "set_off": _set_off,
            "repayment": _repayment,
        }[case.draft.kind](store, case),
    }  # fmt: skip


def _parties(customer: Customer, company: Company, name: str) -> Values:
    return {
        "customer": customer.name, "customer_short": customer.short, "customer_code": customer.code,
        "customer_reg_no": customer.registration_no, "customer_address": customer.address, "contact": customer.name,
        "company": name, "company_reg_no": company.registration_no, "company_address": company.address,
        "company_phone": company.phone, "sender": customer.owner or name,
    }  # fmt: skip


def _law(case: Case) -> Values:
    """The law that a notice stands on: Chinese law between Chinese firms, else what governs, without an article."""
    chinese = case.room.chinese
    certificate = case.bill is not None and case.bill.kind == "supply_chain"
    return {
        "civil_code": _("the Civil Code of the People's Republic of China") if chinese else None,
        "other_law": None if chinese else _("the contract and the law that governs it"),
        "bills_law": _("the Negotiable Instruments Law of the People's Republic of China")
        if chinese and not certificate
        else None,
        "certificate": _(BILLS[case.bill.kind]).lower() if case.bill and (certificate or not chinese) else None,
        "chinese_law": _("the law of the People's Republic of China") if chinese else None,
    }


def _suspension(store: Store, case: Case) -> Values:
    draft = case.draft
    contract = contracts.contract(store, draft.contract_id) if draft.contract_id else None
    return {
        "contract": contract.number if contract else None,
        "ground": _(GROUNDS[draft.ground]) if draft.ground in GROUNDS else None,
        "facts": " ".join(draft.facts.split()),
        "stopped": draft.stopped.strip(),
    }


def _guarantor(_store: Store, case: Case) -> Values:
    held = case.guarantee
    return {
        "guarantor": held.giver if held else None,
        "given_on": _day(held.given_on) if held else None,
        "paper": held.number if held else None,
        "last_day": _day(held.ends_on) if held else None,
    }


def _bill(_store: Store, case: Case) -> Values:
    return {"proof_on": _day(case.draft.proof_on), "refused_because": case.draft.refused_because.strip()}


def _assignment(_store: Store, case: Case) -> Values:
    draft = case.draft
    return {
        "assignee": draft.assignee.strip(),
        "assignee_account": draft.assignee_account.strip(),
        "agreed_on": _day(draft.agreed_on),
    }


def _set_off(_store: Store, case: Case) -> Values:
    draft, owed = case.draft, case.owed
    return {
        "own_debt": money(draft.own_debt, case.currency) if draft.own_debt else None,
        "own_for": draft.own_for.strip(),
        "left": money(owed - case.amount, case.currency) if owed > case.amount else None,
        "own_left": money(draft.own_debt - case.amount, case.currency) if draft.own_debt > case.amount else None,
    }


def _repayment(_store: Store, case: Case) -> Values:
    draft = case.draft
    rate = None if draft.rate_bp is None else percent(Decimal(draft.rate_bp) / 10_000, 2)
    return {
        "guarantor": draft.guarantor.strip(),
        "rate": rate,
        "interest_from": letter_day(case.on) if rate else None,
        "grace_days": str(draft.grace_days),
        "copies": str(COPIES[bool(draft.guarantor.strip())]),
    }


def _day(on: date | None) -> str | None:
    return letter_day(on) if on else None


def _item(each: Due, case: Case) -> LetterItem:
    days = overdue_days(each.due_on, case.on)
    return LetterItem(
        number=each.number, contract=each.contract, issued_on=each.issued_on, due_on=each.due_on or each.issued_on,
        amount=each.amount, paid=each.paid, open=each.open, overdue_days=days,
    )  # fmt: skip


def _accounts(store: Store, currency: str) -> tuple[Account, ...]:
    found = book.accounts(store)
    return tuple(each for each in found if each.currency == currency) or tuple(found)


def _signers(case: Case) -> tuple[str, ...]:
    if case.draft.kind != "repayment":
        return ()
    third = (_("Guarantor (Party C)"),) if case.draft.guarantor.strip() else ()
    return (_("Creditor (Party A)"), _("Debtor (Party B)"), *third)


def _tables(case: Case) -> Iterator[tuple[str, Table]]:
    """Those of this kind that have a row."""
    evidence = [each.strip() for each in case.draft.evidence if each.strip()]
    if case.draft.kind == "suspension" and evidence:
        rows = tuple((str(place), text) for place, text in enumerate(evidence, 1))
        yield "evidence", Table((_("#"), _("Piece of evidence")), rows, (8, 92))
    if case.draft.kind == "repayment" and case.draft.schedule:
        yield "schedule", _schedule(case)
    if case.draft.kind == "refused_bill" and case.bill:
        yield "bill", _bill_table(case.bill)


def _schedule(case: Case) -> Table:
    """What is left after each instalment stands beside it."""
    left, rows = case.owed, list[tuple[str, ...]]()
    for place, each in enumerate(case.draft.schedule, 1):
        left -= each.amount
        rows.append(
            (str(place), letter_day(each.due_on), figure(each.amount, case.currency), figure(left, case.currency))
        )
    whole = figure(sum(each.amount for each in case.draft.schedule), case.currency)
    rows.append(("", _("Total"), whole, ""))
    head = (_("#"), _("Pay by"), _("Amount"), _("Left after it"))
    return Table(head, tuple(rows), (8, 32, 30, 30), figures=2, strong=frozenset({len(rows) - 1}))


def _bill_table(bill: Bill) -> Table:
    head = (_("Draft no."), _("Kind of draft"), _("Drawer"), _("Acceptor"), _("Amount"), _("Due on"))
    row = (
        bill.number, _(BILLS[bill.kind]), bill.drawer, bill.acceptor, money(bill.amount, bill.currency), letter_day(bill.matures_on),
    )  # fmt: skip
    return Table(head, (row,), (20, 16, 17, 17, 14, 16))
