"""Dialogs about one disputed instalment: marking the dispute, looking after it, ending it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.book import Person
from app.models.disputes import Dispute
from app.services.dispute_wording import CONSEQUENCES, RESULTS, dispute_name, reason_name
from app.services.disputes import REASONS as CODES
from app.services.disputes import RESULTS as ENDS
from app.services.disputes import DisputeDraft, Resolution
from app.services.ledger_wording import number_text
from app.services.lists import ReceivableRow
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Text
from app.ui.widgets.form import Form, Row
from app.ui.widgets.page import Desk

Known = tuple[list[Dispute], list[Person]]


def dispute(desk: Desk, row: ReceivableRow, parent: QWidget, contact: int | None = None) -> None:
    """The part that the customer does not accept: still owed, shown apart, and nobody is reminded of it.

    `contact` = the entry of the contact log where they said so.
    """
    _with_known(desk, row, parent, lambda known: _mark(desk, row, known[1], parent, contact))


def edit_dispute(desk: Desk, row: ReceivableRow, parent: QWidget) -> None:
    """Why, who looks after it, until when."""
    _with_known(desk, row, parent, lambda known: _edit(desk, row, known, parent))


def end_dispute(desk: Desk, row: ReceivableRow, parent: QWidget) -> None:
    """From today it, or a part of it, is no longer in dispute."""
    _with_known(desk, row, parent, lambda known: _end(desk, row, known[0], parent))


def _with_known(desk: Desk, row: ReceivableRow, parent: QWidget, then: Callable[[Known], None]) -> None:
    desk.jobs.read(parent, lambda s: (s.disputes.of_instalment(row.id), s.accounts.people()), then, slot="disputes")


def _about(desk: Desk, people: Sequence[Person], known: Sequence[Dispute] = ()) -> list[Row]:
    """What a person can say about a dispute at any time; reasons that are no codes are offered where they stand."""
    reasons = [*CODES, *dict.fromkeys(each.reason for each in known if each.reason not in CODES)]
    hint = _("It stays owed and in every total. Nobody is reminded of it.")
    return [
        Choice("reason", _("&Reason"), [(code, reason_name(code)) for code in reasons], hint=hint),
        Note("note", _("What the c&ustomer says"), lines=2),
        (
            Choice("owner_id", _("Who looks after &it"), [(None, _("Nobody")), *((p.id, p.name) for p in people)]),
            Day("due_on", _("To be settled &by"), today=desk.today, hint=_("After this day Today brings it up.")),
        ),
    ]


def _mark(
    desk: Desk, row: ReceivableRow, people: Sequence[Person], parent: QWidget, contact: int | None = None
) -> None:
    amount = Amount("amount", _("&Amount in dispute"), currency=row.currency, required=True)
    amount.set_value(row.open - row.disputed)
    form = Form([amount, *_about(desk, people)])
    dialog = FormDialog(desk, _title(row), form, _("Save dispute"), parent)
    dialog.draft_name = f"dispute {row.id}"
    dialog.work = lambda s: s.disputes.open(DisputeDraft(row.id, interaction_id=contact, **form.draft()))
    dialog.open()
    amount.setFocus()


def _edit(desk: Desk, row: ReceivableRow, known: Known, parent: QWidget) -> None:
    found, people = known
    which = _which(found)
    form = Form(
        [which, *_about(desk, people, found), Text("root_cause", _("What caused it &on our side"), longest=300)]
    )
    dialog = FormDialog(desk, _title(row), form, _("Save dispute"), parent)
    dialog.draft_name = f"edit_dispute {row.id}"

    def fill() -> None:
        one = _chosen(found, which)
        names = ("reason", "note", "owner_id", "due_on", "root_cause")
        form.set({name: getattr(one, name) for name in names})

    def work(services: Any) -> None:
        values = {name: value for name, value in form.draft().items() if name != "dispute"}
        services.disputes.update(which.value(), values)

    dialog.work = work
    which.changed.connect(fill)
    which.setVisible(len(found) > 1)
    fill()
    dialog.open()
    form["reason"].setFocus()


def _end(desk: Desk, row: ReceivableRow, found: Sequence[Dispute], parent: QWidget) -> None:
    which = _which(found)
    result = Choice("result", _("&How it ended"), [(code, _(RESULTS[code])) for code in ENDS])
    amount = Amount("amount", _("&Amount settled"), currency=row.currency, required=True)
    number = Text("number", _("Credit note &no."), longest=60)
    number.line.setPlaceholderText(_("Automatic"))
    form = Form([which, result, (amount, number)])
    dialog = FormDialog(desk, _title(row), form, _("End the dispute"), parent)
    dialog.draft_name = f"end_dispute {row.id}"

    def whole() -> None:
        amount.set_value(min(_chosen(found, which).amount, row.open))

    def say() -> None:
        number.setVisible(result.value() == "credit_note")
        result.explain(_(CONSEQUENCES[result.value()]))

    def work(services: Any) -> None:
        one, draft = _chosen(found, which), form.draft()
        part = None if draft["amount"] == min(one.amount, row.open) else draft["amount"]
        services.disputes.resolve(one.id, Resolution(draft["result"], part, draft.get("number") or None))

    dialog.work = work
    which.changed.connect(whole)
    result.changed.connect(say)
    which.setVisible(len(found) > 1)
    whole()
    say()
    dialog.open()
    result.setFocus()


def _which(found: Sequence[Dispute]) -> Choice:
    return Choice("dispute", _("&Dispute"), [(each.id, dispute_name(each)) for each in found])


def _chosen(found: Sequence[Dispute], which: Choice) -> Dispute:
    return next(each for each in found if each.id == which.value())


def _title(row: ReceivableRow) -> str:
    return _("Dispute about {number}").format(number=number_text(row))
