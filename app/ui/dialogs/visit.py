"""The sheet of a visit: who went and was met, what was seen, needed, complained about and promised. Enter saves.

navigation.dialog("visit", customer=12)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.errors import Invalid
from app.services import credit_wording, visit_wording
from app.services.fact_fields import SIGNS
from app.services.promises import PromiseDraft
from app.services.visits import VisitDraft, VisitRow
from app.ui.dialogs.complaining import ComplainingDialog, Known, dispute_of, known_of, offer, points
from app.ui.dialogs.entry import finder
from app.ui.dialogs.fact_inputs import Several
from app.ui.dialogs.form_dialog import fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Text
from app.ui.widgets.file_field import FilesPick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer

COMPLAINING: Final = ("about", "disputed", "complaint_owner_id")  # asked once there is a complaint
TOLD: Final = ("on", "person_id", "met", "needs", "note", "satisfaction", "next_on", "photos")


@dataclass(frozen=True, slots=True)
class Visited:
    """What the book says of the customer: `contacts` = whom one meets there, `me` = who is at the desk."""

    known: Known
    currency: str
    me: int
    contacts: str
    cycle: VisitRow | None


class VisitDialog(ComplainingDialog):
    """Nothing but the customer and the day is needed; two signs of distress say at once what they mean."""

    name: ClassVar[str] = "visit"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None) -> None:
        self.cycle = label("", "caption", wrap=True)
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.cycle), required=True)
        form = Form([self.customer, *_went(desk), *_seen(), *_complained(), *_promised(desk)])
        super().__init__(desk, _("Log a visit"), form, _("Save visit"), parent, width=680)
        self.visited: Visited | None = None
        self.draft_name = f"{self.name} {customer or 0}"
        self.body.insertWidget(1, self.cycle)
        self.work = self._write
        form["signs"].changed.connect(self._weigh)
        form["complaint"].changed.connect(self._follow)
        form["about"].changed.connect(self.dispute_whole)
        self._follow()
        self.begin(customer, "met")

    def ask(self, customer: int) -> None:
        self.desk.jobs.read(self, lambda s: _visited(s, customer), self.show_known, slot="visit")

    @fills
    def show_known(self, visited: Visited) -> None:
        """Whom one meets there, what they owe, who of us can see to a complaint."""
        self.visited, form = visited, self.form
        self.show_customer(visited.known, "complaint_owner_id")
        offer(form["person_id"], [(each.id, each.name) for each in visited.known.people], visited.me)
        for key in ("disputed", "promised"):
            amount = form[key]
            if isinstance(amount, Amount):
                amount.set_currency(visited.currency)
        form["met"].say(_("Known there: {names}").format(names=visited.contacts) if visited.contacts else "")
        self.cycle.setText(visit_wording.cycle_text(visited.cycle))

    def _weigh(self) -> None:
        """One sign is a warning, two are a reason to act."""
        signs = self.form["signs"]
        text = visit_wording.call_text(signs.value())
        signs.say(text, "caution" if len(signs.value()) == 1 else "overdue" if text else "caption")

    def _follow(self) -> None:
        complains = not self.form["complaint"].is_blank()
        for key in COMPLAINING:
            self.form[key].setVisible(complains)

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        told, owner = {name: draft[name] for name in TOLD}, draft.get("complaint_owner_id")
        dispute = dispute_of(draft, "quality", draft["complaint"], owner)
        saved: int = services.visits.record(
            VisitDraft(
                customer_id=draft["customer"], signs=tuple(draft["signs"]), complaint=draft["complaint"], complaint_owner_id=owner,
                dispute=dispute, promise=_promise(draft, self.visited), **told,
            )
        )  # fmt: skip
        return saved


def _visited(services: Any, customer_id: int) -> Visited:
    people = services.customers.contacts(customer_id)
    contacts = _("; ").join(" ".join(filter(None, (each.name, each.role))) for each in people)
    currency, cycle = services.customers.get(customer_id).currency, services.visits.cycle(customer_id)
    return Visited(known_of(services, customer_id), currency, services.store.person_id, contacts, cycle)


def _promise(draft: dict[str, Any], visited: Visited | None) -> PromiseDraft | None:
    amount, due = draft["promised"], draft["promised_on"]
    if amount is None and due is None:
        return None
    if amount is None or due is None:
        missing = "promised" if amount is None else "promised_on"
        raise Invalid(missing, _("A promise has an amount and a day. Enter both, or neither."))
    return PromiseDraft(
        customer_id=draft["customer"], due_on=due, amount=amount, currency=visited.currency if visited else None,
        made_on=draft["on"], by_whom=draft["met"] or None, channel="visit",
    )  # fmt: skip


def _went(desk: Desk) -> list[Row]:
    return [
        (
            Day("on", _("&Day of the visit"), today=desk.today, required=True, value=desk.today),
            Choice("person_id", _("&Who went"), []),
        ),
        Text("met", _("People &met"), longest=300),
    ]


def _seen() -> list[Row]:
    signs = [(each, credit_wording.choice_name("signs", each)) for each in SIGNS]
    return [
        Several("signs", _("Signs of d&istress"), signs),
        Note("note", _("What was s&een and said"), lines=2),
        (Text("needs", _("Their &needs"), longest=500), points("satisfaction", _("How &satisfied"))),
    ]


def _complained() -> list[Row]:
    only = _("Only this amount stops being asked for.")
    return [
        Note("complaint", _("Com&plaint"), lines=2, hint=_("Empty = none. It gets a person and a day by which it is settled.")),
        Choice("about", _("&About"), [(None, _("No receivable"))]),
        (
            Amount("disputed", _("Amoun&t not accepted"), hint=only),
            Choice("complaint_owner_id", _("Who &looks after it"), [(None, _("Nobody"))]),
        ),
    ]  # fmt: skip


def _promised(desk: Desk) -> list[Row]:
    return [
        (
            Amount("promised", _("Amount p&romised")),
            Day("promised_on", _("Promised &for"), today=desk.today),
            Day("next_on", _("Ne&xt follow-up"), today=desk.today, hint=_("Empty = as usual.")),
        ),
        FilesPick("photos", _("P&hotos"), hint=_("Copied into the book, at most 20 MB each.")),
    ]
