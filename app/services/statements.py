"""Statements and balance confirmations: made, sent, come back; what the customer does not accept becomes a dispute.

sheet = services.statements.sheet(customer_id, since, until)
made = services.statements.make([StatementDraft(customer_id, since, until)], folder)
services.statements.mark_sent(made.ids[0], on, "ems")
services.statements.reply(made.ids[0], on, "agrees", sealed=True)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, Literal

from app.i18n import _
from app.models import confirmations, customers, receivables, statement_lines
from app.models.change import Change
from app.models.confirmations import Confirmation
from app.models.dates import add_months
from app.models.errors import Invalid, UserError
from app.models.statement_lines import Balance
from app.models.store import Store
from app.services import attachments, checks, numbers
from app.services.outfile import file_name, whole_files
from app.services.rules.ageing import overdue_days
from app.services.statement_drawing import StatementDraft, draw, draw_again
from app.services.statement_sheets import Section, StatementSheet

Reply = Literal["agrees", "differs"]
# How a paper got there, and how far that proves that it did (domain E3).
SERVICES: Final = {"hand": "medium", "ems": "medium", "email": "medium", "wechat": "medium", "other": "weak"}
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """The rows recorded (one for each currency of each paper) and the files written."""

    ids: tuple[int, ...]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A customer who owes and whose balance was not confirmed lately; `confirmed_on` None = never."""

    customer_id: int
    code: str
    name: str
    confirmed_on: date | None


class Statements:
    """Papers about the balance, and what came back."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    # --- sheets

    def sheet(self, customer_id: int, since: date, until: date, currency: str | None = None) -> StatementSheet:
        """The statement of a period; a day to come counts as today. Raises Invalid, or UserError for no such customer."""
        return self.drawn(StatementDraft(customer_id, since, until, currency=currency))

    def drawn(self, draft: StatementDraft) -> StatementSheet:
        """The paper as it would be, without a number."""
        with self._store.snapshot():
            return draw(self._store, self._today, draft)

    def paper(self, confirmation_id: int) -> StatementSheet:
        """A paper that was made, again: the figures of its day as the book has them now (see `moved`)."""
        with self._store.snapshot():
            return draw_again(self._store, self._today, self._known(confirmation_id))

    def moved(self, confirmation_id: int) -> tuple[Confirmation, ...]:
        """The rows of a paper whose balance is another now: something dated before its day was entered or voided since."""
        rows = self._known(confirmation_id)
        now = {each.currency: each.closing for each in draw_again(self._store, self._today, rows).sections}
        return tuple(each for each in rows if now.get(each.currency, 0) != each.amount)

    def owing(self, until: date) -> list[Balance]:
        """Who has a balance at the end of a day: those a batch is made for."""
        return statement_lines.balances(self._store, min(until, self._today))

    # --- making

    def make(
        self, drafts: Sequence[StatementDraft], folder: Path, *, one_file: str = "", report: Report | None = None
    ) -> Made:
        """Records the papers and writes their files into `folder` (made when missing): one each, or all in `one_file`.

        `report(done, total)` may raise Cancelled: then nothing is recorded and no file is left. Raises Invalid, UserError.
        """
        with self._store.change("statement.make") as change, whole_files(folder) as place:
            ids, papers = self._record(change, drafts, report or _silent)
            names = _write(papers, place, one_file, self._today, report or _silent)
        return Made(ids, tuple(folder / name for name in names))

    def record(self, draft: StatementDraft) -> tuple[int, ...]:
        """Records a paper without a file."""
        with self._store.change("statement.make") as change:
            return self._record(change, [draft], _silent)[0]

    # --- sent, come back, void

    def mark_sent(self, confirmation_id: int, on: date, service: str) -> None:
        """The whole paper went out on a day, by one of `SERVICES`. Not undone: voided. Raises Invalid, UserError."""
        self.mark_all_sent([confirmation_id], on, service)

    def mark_all_sent(self, confirmation_ids: Sequence[int], on: date, service: str) -> None:
        """The same for several papers, in one change; when one cannot, none is."""
        if service not in SERVICES:
            raise Invalid("service", _("Choose one of the ways listed."))
        papers = {rows[0].paper: rows for rows in map(self._known, confirmation_ids)}.values()
        for first, *_more in papers:
            if first.sent_on:
                words = _("{number} is recorded as sent on {day}. Void it and make a new one.")
                raise UserError(words.format(number=first.paper, day=first.sent_on))
            self._within(first, "on", on)
        with self._store.change("statement.sent", undoable=False) as change:
            for rows in papers:
                for row in rows:
                    confirmations.update(change, row.id, {"sent_on": on.isoformat(), "service": service})
                if rows[0].demands:
                    self._events(change, rows, "demand", on, SERVICES[service])

    def reply(
        self,
        confirmation_id: int,
        on: date,
        reply: Reply,
        *,
        sealed: bool = False,
        note: str = "",
        differences: Mapping[int, int] | None = None,
        scan: Path | None = None,
    ) -> None:
        """What came back; `differences` = instalment -> what of it is not accepted, which becomes a dispute.

        `scan` = a picture of the returned paper, of which a copy is kept. Not undone: voided. Raises Invalid, UserError.
        """
        rows = self._known(confirmation_id)
        if rows[0].replied_on:
            raise UserError(_("A reply to this paper is recorded already. Void it and make a new one."))
        self._within(rows[0], "on", on)
        why = checks.text("note", note, required=reply == "differs")
        parts = differences or {}
        self._acceptable(rows[0], reply, parts)
        picture = attachments.read(scan) if scan else None
        values = {"replied_on": on.isoformat(), "reply": reply, "sealed": int(sealed), "note": why}
        with self._store.change("statement.reply", undoable=False) as change:
            for row in rows:
                confirmations.update(change, row.id, values)
            for instalment_id, amount in parts.items():
                confirmations.insert_dispute(change, rows[0], instalment_id, amount, on, why or "")
            if picture:
                attachments.put(change, picture, "confirmation", rows[0].id, role="statement", on=on)
            if reply == "agrees" and not sealed:  # a sealed one the clocks find by itself
                self._events(change, rows, "acknowledgement", on, "medium")

    def void(self, confirmation_id: int, reason: str) -> None:
        """The paper never happened: its disputes end, and it interrupted nothing. Its number is not used again."""
        rows = self._known(confirmation_id)
        why = checks.text("reason", reason, required=True)
        ids, on = [row.id for row in rows], self._today.isoformat()
        with self._store.change("statement.void") as change:
            for row in rows:
                confirmations.update(change, row.id, {"voided_on": on, "note": why})
            confirmations.void_events(change, ids, on)
            confirmations.end_disputes(change, ids, on)

    def unconfirmed(self, months: int = 12) -> list[Unconfirmed]:
        """Customers who owe something of more than `months` ago and confirmed no balance since, the longest first."""
        edge = add_months(self._today, -months)
        agreed, oldest = confirmations.last_agreed(self._store), confirmations.oldest_open(self._store)
        found = [
            Unconfirmed(each.id, each.code, each.name, agreed.get(each.id))
            for each in customers.all_customers(self._store, self._today)
            if oldest.get(each.id, self._today) < edge and agreed.get(each.id, date.min) < edge
        ]
        return sorted(found, key=lambda each: (each.confirmed_on or date.min, each.code))

    # --- within

    def _record(
        self, change: Change, drafts: Sequence[StatementDraft], report: Report
    ) -> tuple[tuple[int, ...], list[StatementSheet]]:
        """The rows of the papers and their sheets with numbers."""
        ids: list[int] = []
        papers: list[StatementSheet] = []
        for done, draft in enumerate(drafts):
            report(done, 2 * len(drafts))
            number = numbers.upcoming(self._store, draft.kind, self._today.year)
            sheet = replace(draw(self._store, self._today, draft), number=number)
            papers.append(sheet)
            ids += [
                confirmations.insert(change, _row(draft, sheet, place, each))
                for place, each in enumerate(sheet.sections)
            ]
        return tuple(ids), papers

    def _known(self, confirmation_id: int) -> list[Confirmation]:
        """Every row of the paper; raises UserError when it is gone or void."""
        found = confirmations.confirmation(self._store, confirmation_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This paper is voided already."))
        return confirmations.of_paper(self._store, found.paper)

    def _within(self, row: Confirmation, field: str, on: date) -> None:
        if not row.cutoff_on <= on <= self._today:
            words = _("The day must be from {first}, the day the balance is of, to today.")
            raise Invalid(field, words.format(first=row.cutoff_on))

    def _acceptable(self, row: Confirmation, reply: Reply, parts: Mapping[int, int]) -> None:
        """Differences come with a reply that differs, each at most what is open and not in dispute yet."""
        if parts and reply == "agrees":
            raise Invalid("reply", _("The reply agrees, so nothing of it is in dispute. Choose “differs”."))
        items = receivables.open_items(self._store, row.customer_id, self._today)
        free = {item.instalment_id: item.open - item.disputed for item in items if item.instalment_id is not None}
        if any(not 0 < amount <= free.get(instalment_id, 0) for instalment_id, amount in parts.items()):
            raise Invalid(
                "differences",
                _("The disputed part must be above zero and at most what is open and not in dispute yet."),
            )

    def _events(self, change: Change, rows: Sequence[Confirmation], kind: str, on: date, strength: str) -> None:
        """What the paper means for the limitation of each debt in it; a demand is about what was overdue."""
        first, currencies = rows[0], {row.currency for row in rows}
        for item in receivables.open_items(self._store, first.customer_id, first.cutoff_on):
            asked = kind != "demand" or (item.open > item.disputed and overdue_days(item.due_on, first.cutoff_on) > 0)
            if item.instalment_id is not None and item.currency in currencies and asked:
                values = {"customer_id": first.customer_id, "instalment_id": item.instalment_id, "kind": kind}
                day = {"on_day": on.isoformat(), "strength": strength, "text": first.paper, "confirmation_id": first.id}
                confirmations.insert_event(change, {**values, **day})


def _row(draft: StatementDraft, sheet: StatementSheet, place: int, section: Section) -> dict[str, object]:
    """The second currency of a paper stands in a row of its own: DZD-2026-0007/USD."""
    return {
        "customer_id": draft.customer_id,
        "kind": draft.kind,
        "number": f"{sheet.number}{confirmations.OF_CURRENCY}{section.currency}" if place else sheet.number,
        "from_on": sheet.since.isoformat() if draft.kind == "statement" else None,
        "cutoff_on": sheet.until.isoformat(),
        "currency": section.currency,
        "amount": section.closing,
        "made_on": sheet.made_on.isoformat(),
        "reply_by": sheet.reply_by.isoformat(),
        "demands": int(sheet.demands),
        "lang": sheet.language,
    }


def _silent(_done: int, _total: int) -> None:
    """Nobody is told how far it is."""


def _write(papers: Sequence[StatementSheet], place: Path, one_file: str, printed: date, report: Report) -> list[str]:
    """The PDFs in a folder of their own, and their names."""
    from app.services.documents import render, statement

    def told(done: int) -> None:
        report(len(papers) + done, 2 * len(papers))

    if one_file:
        statement.write_papers(papers, place / one_file, printed, told)
        return [one_file]
    names = [file_name(f"{sheet.number} {sheet.customer.name}", ".pdf") for sheet in papers]
    for done, (sheet, name) in enumerate(zip(papers, names, strict=True)):
        told(done)
        render(sheet, place / name, printed)
    return names
