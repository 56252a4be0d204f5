"""How a statement or a confirmation letter comes from the book: whose, of which days, in which language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, cast

from app.i18n import _
from app.models import book, receivables, statement_lines
from app.models.confirmations import Confirmation
from app.models.customers import Customer
from app.models.dates import add_workdays
from app.models.errors import Invalid
from app.models.store import Store
from app.services import checks
from app.services.company import party
from app.services.statement_sheets import Aside, ConfirmationSheet, Party, Section, StatementSheet, empty, sections

Kind = Literal["statement", "confirmation"]
REPLY_DAYS: Final = 10  # working days; letters of this kind give 7 to 15
LEAST_DAYS: Final = 7
MOST_DAYS: Final = 15
CHINA: Final = frozenset({"CN", "CHN", "CHINA", "中国"})


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """One paper to be made. `language` None = the customer's; `currency` None = every one; `reply_days` working days.

    A confirmation is about `until` alone; `demands` = it asks for the overdue part too.
    """

    customer_id: int
    since: date
    until: date
    kind: Kind = "statement"
    demands: bool = False
    language: str | None = None
    currency: str | None = None
    reply_days: int = REPLY_DAYS


def draw(store: Store, today: date, draft: StatementDraft) -> StatementSheet:
    """The paper without a number; a day to come counts as today. Raises Invalid, or UserError for no such customer."""
    customer = checks.customer(store, draft.customer_id, today)
    since, until = _days(draft, today)
    company = book.company(store)
    spoken = draft.language or language_of(customer, company.country)
    kind = ConfirmationSheet if draft.kind == "confirmation" else StatementSheet
    sheet = kind(
        number="",
        company=party(company, spoken),
        customer=Party(customer.name, customer.registration_no, customer.address, customer.phone),
        code=customer.code,
        since=since,
        until=until,
        made_on=today,
        reply_by=add_workdays(today, draft.reply_days),
        language=spoken,
        sections=_sections(store, customer, since, until, draft.currency),
        accounts=tuple(book.accounts(store)),
        demands=draft.demands,
    )
    if draft.demands and not any(each.due for each in sheet.sections):
        words = _(
            "Nothing undisputed is overdue on this day, so there is nothing to demand. Choose the plain confirmation letter."
        )
        raise Invalid("kind", words)
    return sheet


def draw_again(store: Store, today: date, rows: list[Confirmation]) -> StatementSheet:
    """A recorded paper: the figures of its day as the book has them now, in its language, with its number."""
    first = rows[0]
    since, kind = first.from_on or first.cutoff_on, cast("Kind", first.kind)
    sheet = draw(store, today, StatementDraft(first.customer_id, since, first.cutoff_on, kind, language=first.lang))
    wanted = {row.currency for row in rows}
    return replace(
        sheet,
        number=first.paper,
        made_on=first.made_on,
        reply_by=first.reply_by or sheet.reply_by,
        demands=first.demands,
        sections=tuple(each for each in sheet.sections if each.currency in wanted) or sheet.sections,
    )


def language_of(customer: Customer, own_country: str) -> str:
    """Chinese for a customer in China (one without a country is where the company is), else English."""
    return "zh_CN" if (customer.country or own_country).upper() in CHINA else "en"


def _days(draft: StatementDraft, today: date) -> tuple[date, date]:
    until = min(draft.until, today)
    since = until if draft.kind == "confirmation" else draft.since
    if since > until:
        raise Invalid("since", _("The first day is after the last one, or still to come. Choose other days."))
    if not LEAST_DAYS <= draft.reply_days <= MOST_DAYS:
        words = _("A whole number from {least} to {most}, please.")
        raise Invalid("reply_days", words.format(least=LEAST_DAYS, most=MOST_DAYS))
    return since, until


def _sections(store: Store, customer: Customer, since: date, until: date, currency: str | None) -> tuple[Section, ...]:
    moves = statement_lines.moves(store, customer.id, until)
    items = receivables.open_items(store, customer.id, until)
    aside = Aside(
        statement_lines.bills_held(store, customer.id, until),
        statement_lines.written_off(store, customer.id, until),
        statement_lines.retentions(store, customer.id),
        statement_lines.charged(store, customer.id),
    )
    found = sections(moves, items, aside, since, until)
    return tuple(each for each in found if currency in (None, each.currency)) or (empty(currency or customer.currency),)
