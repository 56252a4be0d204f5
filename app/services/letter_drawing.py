"""How a letter about what is owed comes from the book: whose it is, its tables, its text with the values in it.

sheet = draw(store, today, found, Addressed(language="en", contact_id=3))
letter = opened(store, today, found, Addressed())        # the sheet with what a person may change of it before it goes out
text = say(store, today, found, Addressed(), "wechat")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.i18n import _, speaking
from app.models import book, customers, reminders, reminding
from app.models.book import Account
from app.models.store import Store
from app.services import (
    checks,
    insurance_cover,
    late_told,
    letter_enclosures,
    letter_values,
    letter_words,
    promise_states,
)
from app.services.clocks import Clocks
from app.services.company import party
from app.services.debt_facts import DebtFacts
from app.services.late_told import Basis
from app.services.letter_enclosures import About, Enclosure
from app.services.letter_sheets import LetterItem, LetterSheet
from app.services.letter_texts import LetterTexts
from app.services.letter_values import Besides
from app.services.letter_words import Words
from app.services.policy_labels import LETTERS
from app.services.reminder_serving import DEMANDS_FROM
from app.services.rules import merging
from app.services.rules.merging import Merged
from app.services.rules.reminder_ladder import is_with_lawyer
from app.services.rules.reminding import DueItem, DueReminder
from app.services.statement_drawing import language_of
from app.services.statement_sheets import Party

Values = Mapping[str, str | None]
FIRM: Final = 2  # the friendly letters say nothing of interest and law
FINAL: Final = 3
SHORTEST_LIMITATION: Final = 3 * 365  # days: nothing that is overdue for less is barred
FOR_LAWYER: Final = 4  # a draft: a lawyer looks through it and signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """To whom and how: `language` None = the customer's, `contact_id` None = nobody by name, `number` "" = not recorded yet,
    `on` None = today. `words` None = as the book has them, `enclosed` None = what goes along by itself (keys of enclosures)."""

    language: str | None = None
    contact_id: int | None = None
    number: str = ""
    on: date | None = None
    words: Words | None = None
    enclosed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter before it goes out: how it would be printed, its words with the values in them as a person may change them, what
    stands in its fields, what can be put with it."""

    sheet: LetterSheet
    text: str
    values: Mapping[str, str]
    offered: tuple[Enclosure, ...]


def draw(store: Store, today: date, found: DueReminder, to: Addressed, text: str | None = None) -> LetterSheet:
    """The letter of its level, with the text as the book has it or another one. Raises UserError when the customer is gone, Invalid
    where the words of this letter lack something."""
    return opened(store, today, found, to, text).sheet


def opened(store: Store, today: date, found: DueReminder, to: Addressed, text: str | None = None) -> Opened:
    """The same, to be looked at and changed."""
    with store.snapshot():
        drawing = _Drawing(store, today, found, to)
        body = text if text is not None else LetterTexts(store).text(f"letter_{found.level}", drawing.language)
        with speaking(drawing.language):
            sheet, values = drawing.bare()
            known = drawing.offered(body)
        merged = letter_words.read(to.words, body, values) if to.words else merging.merge(body, values)
        with speaking(drawing.language):
            whole = drawing.with_text(sheet, merged)
        whole = replace(whole, enclosures=letter_enclosures.chosen(known, to.enclosed))
        return Opened(whole, merging.written(merged), letter_words.used(body, values), known)


def say(store: Store, today: date, found: DueReminder, to: Addressed, channel: str) -> tuple[str, str]:
    """(subject, words) of the short text of its level."""
    with store.snapshot():
        drawing = _Drawing(store, today, found, to)
        text = LetterTexts(store).text(f"message_{found.level}", drawing.language)
        with speaking(drawing.language):
            sheet, values = drawing.bare()
            merged = merging.merge(text, values)
            sheet = drawing.with_text(sheet, merged)
            return sheet.title, merging.plain(merged, lambda _name: letter_values.list_lines(sheet, channel))


class _Drawing:
    """One letter to one customer."""

    def __init__(self, store: Store, today: date, found: DueReminder, to: Addressed) -> None:
        self._store, self._today, self._found, self._to = store, today, found, to
        self._on = to.on or today
        self._firm = found.level >= FIRM
        asked = {each.receivable_id for each in (*found.items, *(paused.item for paused in found.paused))}
        self._invoices = reminding.tax_invoices(store, asked)
        self._delivered = reminding.delivered(store, self._on, asked) if self._firm else {}
        self._customer = checks.customer(store, found.customer_id, self._on)
        self._company = book.company(store)
        self.language = to.language or language_of(self._customer, self._company.country)

    def bare(self) -> tuple[LetterSheet, Values]:
        """Everything but its text, and what fills that; to be called while its language is spoken."""
        basis = self._basis()
        sheet = self._bare(basis)
        values = {
            **letter_values.parties(self._customer, self._company, sheet, chinese_law=basis.chinese_law),
            **letter_values.reminder(sheet, self._besides(basis)),
        }
        return sheet, values

    def with_text(self, sheet: LetterSheet, merged: Merged) -> LetterSheet:
        return replace(sheet, title=merged.title or _(LETTERS[self._found.level]), parts=merged.parts)

    def offered(self, text: str) -> tuple[Enclosure, ...]:
        """What can be put with it; nothing where its text has no place for the list."""
        if letter_enclosures.PLACE not in merging.blocks(text):
            return ()
        found = self._found
        debts = tuple(dict.fromkeys(each.receivable_id for each in found.items))
        parts = tuple(each.instalment_id for each in found.items)
        about = About(found.customer_id, found.currency, debts, parts, found.level, self._on)
        return letter_enclosures.offered(self._store, about)

    def _bare(self, basis: Basis) -> LetterSheet:
        """Everything but its text."""
        found, customer, company = self._found, self._customer, self._company
        return LetterSheet(
            number=self._to.number,
            title="",
            company=party(company, self.language),
            customer=Party(customer.name, customer.registration_no, customer.address, customer.phone),
            code=customer.code,
            contact=self._contact(),
            sender=customer.owner or "",
            language=self.language,
            made_on=self._on,
            level=found.level,
            deadline_on=found.deadline_on,
            currency=found.currency,
            parts=(),
            items=tuple(self._item(each) for each in found.items),
            disputed=tuple(self._disputed()),
            amount=found.amount,
            credits=found.credits,
            interest=sum(each.interest for each in found.items) if self._firm else 0,
            fees=found.fees,
            compensation=basis.compensation,
            accounts=self._accounts(),
            signers=(_("Lawyer"), _("Seal of the law firm")) if found.level >= FOR_LAWYER else (),
            stamp=_("DRAFT") if found.level >= FOR_LAWYER else "",
        )

    def _accounts(self) -> tuple[Account, ...]:
        """Those of its currency, else all."""
        known = tuple(book.accounts(self._store))
        return tuple(each for each in known if each.currency == self._found.currency) or known

    def _contact(self) -> str:
        known = customers.contacts(self._store, self._customer.id) if self._to.contact_id else []
        return next((each.name for each in known if each.id == self._to.contact_id), "")

    def _item(self, item: DueItem) -> LetterItem:
        return LetterItem(
            number=item.number,
            contract=item.contract or "",
            issued_on=item.issued_on,
            due_on=item.due_on,
            amount=item.original,
            paid=item.original - item.open,
            open=item.open - item.disputed,
            overdue_days=item.overdue_days,
            interest=item.interest if self._firm else 0,
            invoice=self._invoices.get(item.receivable_id, ""),
            delivered_on=self._delivered.get(item.receivable_id),
        )

    def _disputed(self) -> Iterator[LetterItem]:
        for each in self._found.paused:
            if each.why == "dispute" and not is_with_lawyer(each.item, self._found.level):
                yield replace(self._item(each.item), open=each.amount, interest=0)

    def _basis(self) -> Basis:
        debts = {each.receivable_id for each in self._found.items} if self._firm else set()
        return late_told.basis(DebtFacts(self._store, self._today, self._on, debts))

    def _besides(self, basis: Basis) -> Besides:
        found = self._found
        broken = [
            each.promise
            for each in promise_states.unpaid(self._store, self._on, found.customer_id)
            if each.promise.currency == found.currency
        ]
        return Besides(
            per_day=sum(each.per_day for each in found.items),
            basis=basis,
            contracts=letter_values.contracts_of(each.contract for each in found.items),
            last_on=self._last_on(),
            promise_on=broken[-1].due_on if broken else None,
            promise_amount=broken[-1].amount if broken else 0,
            insurer=self._insurer(),
            outdated=self._outdated(),
        )

    def _last_on(self) -> date | None:
        """When these very debts were asked for; a lawyer calls that a demand, which a friendly letter is not."""
        least = DEMANDS_FROM if self._found.level >= FOR_LAWYER else 0
        named = [each.instalment_id for each in self._found.items]
        return reminders.last_naming(self._store, self._on, named, least)

    def _outdated(self) -> bool:
        """Whether a limitation period has ended: a demand starts none of them anew."""
        debts = {each.receivable_id for each in self._found.items if each.overdue_days >= SHORTEST_LIMITATION}
        if not debts:
            return False
        rows = Clocks(self._store, self._today).rows(self._on, self._found.customer_id)
        return any(row.passed and row.clock.kind == "limitation" and row.clock.source[1] in debts for row in rows)

    def _insurer(self) -> str | None:
        """Named in the last letters only, where something of the debt is insured."""
        if self._found.level < FINAL:
            return None
        cover = insurance_cover.cover(self._store, self._found.customer_id, self._on)
        return cover.policy.insurer if cover and cover.covered else None
