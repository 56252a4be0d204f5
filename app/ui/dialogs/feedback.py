"""Feedback of a customer: noted, looked after, settled. A complaint about a receivable keeps only that one from being asked for.

navigation.dialog("feedback", customer=12)
"""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.book import Person
from app.models.feedback import KINDS, Feedback
from app.services.dispute_wording import reason_name
from app.services.disputes import REASONS
from app.services.feedback import FeedbackDraft
from app.services.feedback_wording import kind_name
from app.ui.dialogs.complaining import ComplainingDialog, Known, dispute_of, known_of, people_entries, points
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Note
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer
from app.ui.widgets.radio_field import Radios

ABOUT = ("about", "disputed", "reason")


class FeedbackDialog(ComplainingDialog):
    """What was told; who sees to it and by when are filled in as usual."""

    name: ClassVar[str] = "feedback"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, kind: str = "complaint"
    ) -> None:
        self.line = label("", "caption", wrap=True)
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.line), required=True)
        form = Form(_rows(desk, self.customer))
        super().__init__(desk, _("Feedback of a customer"), form, _("Save feedback"), parent, width=600)
        self.draft_name = f"{self.name} {kind} {customer or 0}"
        self.work = self._write
        form["kind"].set_value(kind)
        for key in ("kind", "about", "on"):
            form[key].changed.connect(self._whole if key == "about" else self._follow)
        self._follow()
        self.begin(customer, "text")

    def ask(self, customer: int) -> None:
        self.desk.jobs.read(self, lambda s: known_of(s, customer), self.show_known, slot="feedback")

    @fills
    def show_known(self, known: Known) -> None:
        self.show_customer(known, "owner_id")

    def _follow(self) -> None:
        """What is asked of this kind, and by when it would be settled."""
        kind = self.form["kind"].value()
        for key in ABOUT:
            self.form[key].setVisible(
                kind == "complaint" and (key == "about" or self.form["about"].value() is not None)
            )
        for key in ("owner_id", "due_on"):
            self.form[key].setVisible(kind in ("complaint", "need"))

    def _whole(self) -> None:
        self.dispute_whole()
        self._follow()

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        saved: int = services.feedback.add(
            FeedbackDraft(
                draft["customer"], draft["kind"], draft["text"], draft["on"], draft["score"], draft.get("owner_id"),
                draft.get("due_on"), dispute_of(draft, draft.get("reason", ""), draft["text"], draft.get("owner_id")),
            )
        )  # fmt: skip
        return saved


def edit_feedback(desk: Desk, found: Feedback, parent: QWidget) -> None:
    """Who sees to it, by when, what was told."""

    def ask(people: list[Person]) -> None:
        form = Form([Note("text", _("&What was told"), lines=4), (_owner(people), _due(desk))])
        form.set({"text": found.text, "owner_id": found.owner_id, "due_on": found.due_on})
        dialog = FormDialog(desk, _title(found), form, _("Save feedback"), parent)
        dialog.draft_name = f"edit_feedback {found.id}"
        dialog.work = lambda s: s.feedback.update(found.id, form.draft())
        dialog.open()
        form["owner_id"].setFocus()

    desk.jobs.read(parent, lambda s: s.accounts.people(), ask, slot="feedback")


def settle_feedback(desk: Desk, found: Feedback, parent: QWidget) -> None:
    """What came of it, and whether they are content with that."""
    form = Form(
        [
            Note("result", _("&How it was settled"), required=True, lines=3),
            (
                points("satisfied", _("How &satisfied they are with it")),
                Day("on", _("Settled &on"), today=desk.today, required=True, value=desk.today),
            ),
        ]
    )
    dialog = FormDialog(desk, _title(found), form, _("Settle feedback"), parent)
    dialog.draft_name = f"settle_feedback {found.id}"

    def work(services: Any) -> None:
        draft = form.draft()
        services.feedback.close(found.id, draft["result"], draft["satisfied"], draft["on"])

    dialog.work = work
    if found.text:
        dialog.body.insertWidget(0, label(found.text, "muted", wrap=True))
    dialog.open()
    form["result"].setFocus()


def _rows(desk: Desk, customer: Customer) -> list[Row]:
    only = _("Only this amount stops being asked for; everything else goes on.")
    return [
        customer,
        Radios("kind", _("&Kind"), [(each, kind_name(each)) for each in KINDS]),
        Note("text", _("&What was told"), lines=3),
        Choice("about", _("&About"), [(None, _("No receivable"))]),
        (
            Amount("disputed", _("Amoun&t not accepted"), hint=only),
            Choice("reason", _("&Reason"), [(code, reason_name(code)) for code in REASONS]),
        ),
        (Day("on", _("&Day it was told"), today=desk.today, required=True, value=desk.today), points("score", _("How &satisfied"))),
        (_owner([]), _due(desk)),
    ]  # fmt: skip


def _owner(people: list[Person]) -> Field:
    return Choice("owner_id", _("Who sees to &it"), people_entries(people))


def _due(desk: Desk) -> Field:
    return Day(
        "due_on",
        _("To be settled &by"),
        today=desk.today,
        hint=_("Empty = as usual. After this day Today brings it up."),
    )


def _title(found: Feedback) -> str:
    return _("{kind} of {name}").format(kind=kind_name(found.kind), name=found.customer)
