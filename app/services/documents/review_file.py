"""Sections 1 to 6 and 11 to 13 of the full review sheet: who the customer is and what is on file about them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from app.i18n import _
from app.models.credit_facts import CreditFact
from app.services import credit_wording, file_wording
from app.services.contract_wording import SIZES, STATUSES
from app.services.documents.blocks import Cell, Table
from app.services.documents.review_parts import amount, listed
from app.services.formats import NOTHING, day, percent, phone
from app.services.review_sheet import ReviewSheet
from app.services.security_wording import kind_name as security_name

FACT_SHARES = (22, 44, 12, 22)


def subject(sheet: ReviewSheet) -> list[Cell]:
    """Section 1; what is not known is a dash."""
    who = sheet.subject
    size = _(SIZES[who.size_class]) if who.size_class else NOTHING
    industry = " · ".join(filter(None, (who.industry, credit_wording.sector_name(who.sector))))
    kinds = [_("Sole trader")] * who.sole_trader + [_("Public body")] * who.public_body
    return [
        Cell(_("Full name"), who.name, bold=True),
        Cell(_("Customer no."), who.code),
        Cell(_("Unified social credit code"), who.registration_no or NOTHING),
        Cell(_("Legal representative"), who.legal_rep or NOTHING),
        Cell(_("Founded on"), day(who.founded)),
        Cell(_("Kind of enterprise"), listed(kinds)),
        Cell(_("Registered capital"), amount(who.capital_subscribed)),
        Cell(_("Paid-in capital"), amount(who.capital_paid)),
        Cell(_("Industry"), industry or NOTHING),
        Cell(_("Size"), size),
        Cell(_("Registered address"), " ".join(filter(None, (who.region, who.address))) or NOTHING, wide=True),
        Cell(_("Address for legal notices"), who.service_address or NOTHING, wide=True),
        Cell(_("Group or parent company"), _group(sheet), wide=True),
        Cell(_("Contact persons"), _contacts(sheet), wide=True),
    ]


def _group(sheet: ReviewSheet) -> str:
    who = sheet.subject
    members = [_("{name} owes {amount}").format(name=name, amount=amount(owed)) for name, owed in who.members]
    return " · ".join(filter(None, (who.group, listed(members) if members else ""))) or NOTHING


def _contacts(sheet: ReviewSheet) -> str:
    people = [" ".join(filter(None, (each.role, each.name, phone(each.phone)))) for each in sheet.subject.contacts]
    return listed(people) if people else phone(sheet.subject.phone) or NOTHING


def business(sheet: ReviewSheet) -> list[Cell]:
    """Section 3: what they will buy, and what the visits showed."""
    who = sheet.subject
    found = [
        Cell(_("Expected sales of a year"), amount(who.expected_sales)),
        Cell(_("Our margin"), NOTHING if who.margin_bp is None else percent(Decimal(who.margin_bp) / 10_000)),
        Cell(_("Strongest month over the average"), NOTHING if who.peak_bp is None else f"{who.peak_bp / 10_000:.2f}"),
        Cell(_("Site visits"), listed([_visit(each) for each in sheet.visits])),
    ]
    return found if any(cell.text != NOTHING for cell in found) else []


def _visit(fact: CreditFact) -> str:
    signs = [credit_wording.choice_name("signs", each) for each in fact.data.get("signs", ())]
    return " ".join(filter(None, (day(fact.on_day), listed(signs) if signs else "")))


def facts(found: Iterable[CreditFact]) -> Table | None:
    """What was recorded, with its figures, the day it was looked up and the source."""
    rows = tuple(
        (credit_wording.code_name(each.kind, each.code), _figures(each), day(each.checked_on), _source(each))
        for each in found
    )
    head = (_("Record"), _("What it says"), _("Looked up"), _("Source"))
    return Table(head, rows, FACT_SHARES) if rows else None


def _source(fact: CreditFact) -> str:
    grade = _("reliability {grade}").format(grade=fact.source_grade) if fact.source_grade else ""
    return "\n".join(filter(None, (fact.source, grade))) or NOTHING


def _figures(fact: CreditFact) -> str:
    """Every field that is filled, each with its name, and when it ended."""
    ended = [_("ended on {day}").format(day=day(fact.ended_on))] if fact.ended_on else []
    return listed([*file_wording.figures(fact), *ended])


def securities(sheet: ReviewSheet) -> Table | None:
    """Section 11."""
    rows = tuple(
        (
            security_name(each.kind),
            each.giver or NOTHING,
            amount(each.value),
            _joint(each.joint),
            day(each.expires_on),
        )
        for each in sheet.securities
    )
    head = (_("Security"), _("Given by"), _("Worth"), _("Joint and several"), _("Ends on"))
    return Table(head, rows, (28, 28, 18, 14, 12)) if rows else None


def _joint(joint: bool | None) -> str:
    return NOTHING if joint is None else _("applies") if joint else _("does not apply")


def contracts(sheet: ReviewSheet) -> Table | None:
    """Section 12."""
    rows = tuple(
        (each.number, each.title or NOTHING, amount(each.amount), day(each.signed_on), day(each.ends_on), _(STATUSES[each.status][0]))
        for each in sheet.contracts
    )  # fmt: skip
    head = (_("Contract no."), _("Title"), _("Amount"), _("Date signed"), _("Ends on"), _("Status"))
    return Table(head, rows, (18, 30, 18, 12, 12, 10)) if rows else None
