"""Dialogs of the legal side of a customer: what happened, what stands behind the debt, files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.claims import ClaimEvent
from app.services import legal_wording as words
from app.services.attachments import ROLES
from app.services.claims import EventDraft
from app.services.legal_file import LegalFile
from app.services.rules import limitation
from app.services.security_wording import full_name
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.security import EVERYTHING, SecurityDialog, papers_of
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk


def log_event(desk: Desk, found: LegalFile, parent: QWidget) -> FormDialog:
    """A demand, an acknowledgement, a suit ...: the strength is proposed and explained."""
    kind = Choice("kind", _("&What happened"), [(code, words.event_name(code)) for code in limitation.KINDS])
    strength = Choice("strength", _("E&vidence"), [(code, words.strength_text(code)) for code in limitation.STRENGTHS])
    about = Choice("receivable_id", _("Which &receivable"), [(None, _(EVERYTHING)), *_debts(found)])
    until, outcome = _end_fields(desk)
    on = Day("on_day", _("&Day"), today=desk.today, required=True, value=desk.today)
    form = Form(
        [
            (kind, on),
            (about, strength),
            (until, outcome),
            Note("text", _("What was said or &sent, and how"), lines=2),
            FilePick(
                "file",
                _("Its &paper"),
                hint=_("A scan, a photo or a message, at most 20 MB. It is copied into the book."),
            ),
        ]
    )

    def follow() -> None:
        strength.set_value(limitation.SUGGESTED[kind.value()])
        strength.explain(_(words.WHY[kind.value()]))
        until.setVisible(kind.value() in limitation.LASTING)
        outcome.setVisible(kind.value() in limitation.PROCEDURES)

    dialog = FormDialog(desk, _("Log a demand or acknowledgement"), form, _("Save entry"), parent)
    dialog.draft_name = f"legal_event {found.customer_id}"
    dialog.work = lambda s: s.claims.add_event(EventDraft(found.customer_id, **form.draft()))
    kind.changed.connect(follow)
    follow()
    dialog.open()
    kind.setFocus()
    return dialog


def end_event(desk: Desk, event: ClaimEvent, parent: QWidget) -> FormDialog:
    """A procedure or hindrance that is over: the period restarts from it."""
    until, outcome = _end_fields(desk)
    form = Form([until, outcome])
    outcome.setVisible(event.kind in limitation.PROCEDURES)
    title = _("End of: {what}").format(what=words.event_title(event))
    dialog = FormDialog(desk, title, form, _("Save the end"), parent)
    dialog.draft_name = f"end_event {event.id}"
    dialog.work = lambda s: s.claims.end_event(event.id, **form.draft())
    until.required = True
    until.set_value(desk.today)
    dialog.open()
    until.setFocus()
    return dialog


def add_security(desk: Desk, found: LegalFile, parent: QWidget) -> FormDialog:
    """A guarantee, pledge, retained title ...; only what its kind needs is asked."""
    dialog = SecurityDialog(desk, parent, found=found)
    dialog.open()
    return dialog


def attach_file(
    desk: Desk, found: LegalFile, parent: QWidget, *, role: str = "", of: str = "", also: Sequence[tuple[str, str]] = ()
) -> FormDialog:
    """A copy of a file into the book. `role` and `of` = what is chosen at first, `also` = what else it may belong to."""
    file = FilePick("file", _("&File"), required=True, hint=_("At most 20 MB. It is copied into the book."))
    form = Form(
        [
            file,
            (
                Choice("role", _("&Kind"), [(code, words.role_name(code)) for code in ROLES]),
                Day("on", _("&Day of the paper"), today=desk.today),
            ),
            Choice("of", _("It belongs &to"), [*_owners(found), *also]),
        ]
    )

    def work(services: Any) -> None:
        draft = form.draft()
        services.attachments.add(draft["file"], *_row(draft["of"]), role=draft["role"], on=draft["on"])

    dialog = FormDialog(desk, _("Attach a file"), form, _("Save file"), parent)
    dialog.draft_name = f"attach {found.customer_id}"
    form.set({name: value for name, value in (("role", role), ("of", of)) if value})
    dialog.work = work
    dialog.open()
    file.choose.setFocus()
    return dialog


def _end_fields(desk: Desk) -> tuple[Day, Choice]:
    hint = _("Of a judgment the last day it gives for paying. Leave it empty while it goes on.")
    until = Day("until_on", _("&Ended on"), today=desk.today, hint=hint)
    outcome = Choice(
        "outcome",
        _("How it e&nded"),
        [(None, _("Not ended yet")), ("judgment", _("With a judgment")), ("other", _("Otherwise"))],
    )
    return until, outcome


def _debts(found: LegalFile) -> list[tuple[int, str]]:
    return [(key, _("Receivable {number}").format(number=number)) for key, number in found.debts]


def _owners(found: LegalFile) -> Sequence[tuple[str, str]]:
    """What a file can belong to, each as "table id"."""
    events = [
        (f"claim_event {each.id}", f"{words.event_title(each)} · {each.on_day}")
        for each in found.events
        if not each.voided_on
    ]
    held = [(f"security {each.id}", full_name(each)) for each in found.securities]
    return [(f"customer {found.customer_id}", _("The customer")), *papers_of(found), *events, *held]


def _row(key: str) -> tuple[str, int]:
    """Table and id of a choice."""
    table, _blank, row_id = key.partition(" ")
    return table, int(row_id)
