"""Feedback of a customer: noted, looked after, settled. A complaint about a receivable keeps only that one from being asked for.

navigation.dialog("feedback", customer=12)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.book import Person
from app.models.errors import Invalid
from app.models.feedback import KINDS, Feedback
from app.models.receivables import OpenItem
from app.services.dispute_wording import reason_name
from app.services.disputes import REASONS, DisputeDraft
from app.services.feedback import FeedbackDraft
from app.services.feedback_wording import POINTS, kind_name
from app.services.formats import money
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.field import Field
from app.ui.widgets.fields import Choice, Note
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit
from app.ui.widgets.radio_field import Radios

ABOUT = ("about", "disputed", "reason")


@dataclass(frozen=True, slots=True)
class Known:
    """`owner` = the salesperson's id; `items` are open and not wholly in dispute."""

    hit: Hit
    people: list[Person]
    owner: int | None
    items: tuple[OpenItem, ...]


class FeedbackDialog(FormDialog):
    """What was told; who sees to it and by when are filled in as usual."""

    name: ClassVar[str] = "feedback"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, kind: str = "complaint"
    ) -> None:
        self.line = label("", "caption", wrap=True)
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.line), required=True)
        form = Form(_rows(desk, self.customer))
        super().__init__(desk, _("Feedback of a customer"), form, _("Save feedback"), parent, width=600)
        self.items: tuple[OpenItem, ...] = ()
        self.draft_name = f"{self.name} {kind} {customer or 0}"
        self.work = self._write
        form["kind"].set_value(kind)
        self.customer.picked.connect(lambda hit: self._ask(hit.key))
        for key in ("kind", "about", "on"):
            form[key].changed.connect(self._whole if key == "about" else self._follow)
        self._follow()
        if customer is None:
            self.customer.setFocus()
        else:
            self.customer.set_value(Hit(customer, "…"))
            self._ask(customer)
            form["text"].focus_editor.setFocus()

    def _ask(self, customer: int) -> None:
        self.desk.jobs.read(self, lambda s: _known(s, customer), self.show_known, slot="feedback")

    @fills
    def show_known(self, known: Known) -> None:
        self.customer.set_value(known.hit)
        self.items = known.items
        owner, about = self.form["owner_id"], self.form["about"]
        chosen, item = owner.value(), about.value()
        if isinstance(owner, Choice) and isinstance(about, Choice):
            owner.set_entries(_people(known.people))
            about.set_entries(
                [(None, _("No receivable")), *((each.instalment_id, item_text(each)) for each in known.items)]
            )
        owner.set_value(chosen or known.owner)
        about.set_value(item)

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
        """All that is open of the receivable, until another amount is typed."""
        found = next((each for each in self.items if each.instalment_id == self.form["about"].value()), None)
        amount = self.form["disputed"]
        if found is not None and isinstance(amount, Amount):
            amount.set_currency(found.currency)
        amount.set_value(found.open - found.disputed if found else None)
        self._follow()

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        saved: int = services.feedback.add(
            FeedbackDraft(
                draft["customer"], draft["kind"], draft["text"], draft["on"], draft["score"], draft.get("owner_id"),
                draft.get("due_on"), _dispute(draft),
            )
        )  # fmt: skip
        return saved


def edit_feedback(desk: Desk, found: Feedback, parent: QWidget) -> None:
    """Who sees to it, by when, what was told."""

    def ask(people: list[Person]) -> None:
        form = Form([Note("text", _("&What was told"), lines=4), (_owner(people), _due(desk))])
        form.set({"text": found.text, "owner_id": found.owner_id, "due_on": found.due_on})
        dialog = FormDialog(desk, _title(found), form, _("Save feedback"), parent)
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
                _points("satisfied", _("How &satisfied they are with it")),
                Day("on", _("Settled &on"), today=desk.today, required=True, value=desk.today),
            ),
        ]
    )
    dialog = FormDialog(desk, _title(found), form, _("Settle feedback"), parent)

    def work(services: Any) -> None:
        draft = form.draft()
        services.feedback.close(found.id, draft["result"], draft["satisfied"], draft["on"])

    dialog.work = work
    if found.text:
        dialog.body.insertWidget(0, label(found.text, "muted", wrap=True))
    dialog.open()
    form["result"].setFocus()


def item_text(item: OpenItem) -> str:
    """ "2026-118 · ¥3,000.00 · 2026-11-30"."""
    due = item.due_on.isoformat() if item.due_on else _("no due date")
    return " · ".join((item.number, money(item.open - item.disputed, item.currency), due))


def disputable(items: tuple[OpenItem, ...]) -> tuple[OpenItem, ...]:
    """What is open and not wholly in dispute yet."""
    return tuple(each for each in items if each.instalment_id and each.open > each.disputed)


def _known(services: Any, customer_id: int) -> Known:
    found, people = services.customers.get(customer_id), services.accounts.people()
    owner = next((each.id for each in people if each.name == found.owner), None)
    items = disputable(services.reports.balance(customer_id).open)
    return Known(Hit(customer_id, found.short, found.code), people, owner, items)


def _dispute(draft: dict[str, Any]) -> DisputeDraft | None:
    if draft.get("about") is None:
        return None
    if not draft.get("disputed"):
        raise Invalid("disputed", _("How much of it does the customer not accept? Enter the amount."))
    return DisputeDraft(
        draft["about"], draft["disputed"], draft["reason"], draft["text"], owner_id=draft.get("owner_id")
    )


def _rows(desk: Desk, customer: Customer) -> list[Row]:
    only = _("Only this amount stops being asked for; everything else goes on.")
    return [
        customer,
        Radios("kind", _("&Kind"), [(each, kind_name(each)) for each in KINDS]),
        Note("text", _("&What was told"), lines=3),
        (
            Choice("about", _("&About"), [(None, _("No receivable"))]),
            Amount("disputed", _("Amoun&t not accepted"), hint=only),
            Choice("reason", _("&Reason"), [(code, reason_name(code)) for code in REASONS]),
        ),
        (Day("on", _("&Day it was told"), today=desk.today, required=True, value=desk.today), _points("score", _("How &satisfied"))),
        (_owner([]), _due(desk)),
    ]  # fmt: skip


def _owner(people: list[Person]) -> Field:
    return Choice("owner_id", _("Who sees to &it"), _people(people))


def _people(people: list[Person]) -> list[tuple[Any, str]]:
    return [(None, _("Nobody")), *((each.id, each.name) for each in people)]


def _due(desk: Desk) -> Field:
    return Day(
        "due_on",
        _("To be settled &by"),
        today=desk.today,
        hint=_("Empty = as usual. After this day Today brings it up."),
    )


def _points(key: str, title: str) -> Field:
    return Choice(key, title, [(None, _("Not asked")), *((each, _(words)) for each, words in POINTS.items())])


def _title(found: Feedback) -> str:
    return _("{kind} of {name}").format(kind=kind_name(found.kind), name=found.customer)
