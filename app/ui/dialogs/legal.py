"""Dialogs of the legal side of a customer: what happened, what stands behind the debt, files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark
from app.models.claims import ClaimEvent
from app.models.securities import Security
from app.services import legal_wording as words
from app.services.attachments import ROLES
from app.services.claims import EventDraft
from app.services.legal_file import LegalFile
from app.services.rules import limitation, securities
from app.services.securities import SecurityDraft
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk

FORMS = (
    (None, mark("Not agreed (general by law)")),
    (False, mark("General guarantee")),
    (True, mark("Joint guarantee")),
)
# What each kind of security is asked about besides the common fields.
ASKED = {
    **dict.fromkeys(securities.GUARANTEES, ("giver", "joint", "expires_on")),
    **dict.fromkeys(securities.ENDING, ("giver", "expires_on")),
    **dict.fromkeys(("mortgage", "pledge"), ("giver", "registered_on")),
    "retention_of_title": ("registered_on",),
}
EVERYTHING = mark("All that they owe")
OPTIONAL = ("giver", "joint", "expires_on", "registered_on", "resolution_on")


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
        strength.say(_(words.WHY[kind.value()]))
        until.setVisible(kind.value() in limitation.LASTING)
        outcome.setVisible(kind.value() in limitation.PROCEDURES)

    dialog = FormDialog(desk, _("Log a demand or acknowledgement"), form, _("Save entry"), parent)
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
    dialog.work = lambda s: s.claims.end_event(event.id, **form.draft())
    until.required = True
    until.set_value(desk.today)
    dialog.open()
    until.setFocus()
    return dialog


def add_security(desk: Desk, found: LegalFile, parent: QWidget) -> FormDialog:
    """A guarantee, pledge, retained title ...; only what its kind needs is asked."""
    form = _security_form(desk, found)
    kind, since = form["kind"], form["from_on"]

    def follow() -> None:
        asked = [*ASKED[kind.value()], *(["resolution_on"] if kind.value() in words.COMPANIES else [])]
        for name in OPTIONAL:
            form[name].setVisible(name in asked)
        title = kind.value() == "retention_of_title"
        since.say(_("The day of delivery: register within 10 days.") if title else "")

    def work(services: Any) -> None:
        draft = form.draft()
        if behind := draft.pop("behind"):
            table, row_id = _row(behind)
            draft[f"{table}_id"] = row_id
        services.securities.add(SecurityDraft(found.customer_id, **{**draft, "value": draft["value"] or 0}))

    dialog = FormDialog(desk, _("Add a security"), form, _("Save security"), parent)
    dialog.work = work
    kind.changed.connect(follow)
    follow()
    dialog.open()
    kind.setFocus()
    return dialog


def _security_form(desk: Desk, found: LegalFile) -> Form:
    behind = [(None, _(EVERYTHING)), *_papers(found)]
    end = _("Empty or too early counts as 6 months after the due date.")
    day = partial(Day, today=desk.today)
    return Form(
        [
            (
                Choice("kind", _("&Kind"), [(code, words.security_name(code)) for code in securities.KINDS]),
                Choice("behind", _("It stands &behind"), behind),
            ),
            (
                Text("giver", _("By &whom"), longest=120),
                Choice("joint", _("&Form"), [(value, _(name)) for value, name in FORMS]),
            ),
            (
                day("from_on", _("&Given on"), required=True, value=desk.today),
                day("expires_on", _("Agreed &end"), hint=end),
            ),
            (day("registered_on", _("&Registered on")), day("resolution_on", _("Reso&lution of"))),
            Amount("value", _("&Amount"), currency=found.currency, hint=_("Leave it empty where none is named.")),
            (Text("note", _("&Note"), longest=300), FilePick("file", _("Its &paper"))),
        ]
    )


def security_day(desk: Desk, security: Security, deed: str, parent: QWidget) -> FormDialog:
    """When it was claimed, registered or released (`deed` = a method of `services.securities`)."""
    titles = {
        "claimed": (_("When was it claimed: {what}"), _("Save the claim")),
        "registered": (_("When was it registered: {what}"), _("Save the registration")),
        "release": (_("When was it released: {what}"), _("Release it")),
    }
    title, act = titles[deed]
    hint = _("General: the suit against the debtor. Joint: the demand to the guarantor.") if deed == "claimed" else ""
    on = Day("on", _("&Day"), today=desk.today, required=True, value=desk.today, hint=hint)
    form = Form([on])
    name = " · ".join(filter(None, (words.security_name(security.kind), security.giver)))
    dialog = FormDialog(desk, title.format(what=name), form, act, parent)
    dialog.work = lambda s: getattr(s.securities, deed)(security.id, form.draft()["on"])
    dialog.open()
    on.setFocus()
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


def _papers(found: LegalFile) -> list[tuple[str, str]]:
    """Receivables and contracts, each as "table id"."""
    contracts = [(f"contract {key}", _("Contract {number}").format(number=number)) for key, number in found.contracts]
    return [*((f"receivable {key}", text) for key, text in _debts(found)), *contracts]


def _owners(found: LegalFile) -> Sequence[tuple[str, str]]:
    """What a file can belong to, each as "table id"."""
    events = [
        (f"claim_event {each.id}", f"{words.event_title(each)} · {each.on_day}")
        for each in found.events
        if not each.voided_on
    ]
    held = [
        (f"security {each.id}", " · ".join(filter(None, (words.security_name(each.kind), each.giver))))
        for each in found.securities
    ]
    return [(f"customer {found.customer_id}", _("The customer")), *_papers(found), *events, *held]


def _row(key: str) -> tuple[str, int]:
    """Table and id of a choice."""
    table, _blank, row_id = key.partition(" ")
    return table, int(row_id)
