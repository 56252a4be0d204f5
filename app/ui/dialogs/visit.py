"""The sheet of a visit: who went and was met, what was seen, needed, complained about and promised. Enter saves.

navigation.dialog("visit", customer=12)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.book import Person
from app.models.errors import Invalid
from app.models.receivables import OpenItem
from app.services import credit_wording, visit_wording
from app.services.disputes import DisputeDraft
from app.services.fact_fields import SIGNS
from app.services.feedback_wording import POINTS
from app.services.promises import PromiseDraft
from app.services.visits import VisitDraft, VisitRow
from app.ui.dialogs.entry import finder
from app.ui.dialogs.fact_inputs import Several
from app.ui.dialogs.feedback import disputable, item_text
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Text
from app.ui.widgets.file_field import FilesPick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

COMPLAINING: Final = ("about", "disputed", "complaint_owner_id")  # asked once there is a complaint
TOLD: Final = ("on", "person_id", "met", "needs", "note", "satisfaction", "next_on", "photos")


@dataclass(frozen=True, slots=True)
class Known:
    """What the book says of the customer: `items` are open and not wholly in dispute."""

    hit: Hit
    currency: str
    people: list[Person]
    me: int
    owner: int | None
    contacts: str
    items: tuple[OpenItem, ...]
    cycle: VisitRow | None


class VisitDialog(FormDialog):
    """Nothing but the customer and the day is needed; two signs of distress say at once what they mean."""

    name: ClassVar[str] = "visit"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None) -> None:
        self.cycle = label("", "caption", wrap=True)
        self.customer = Customer("customer", _("&Customer"), finder(desk, self.cycle), required=True)
        form = Form([self.customer, *_went(desk), *_seen(), *_complained(), *_promised(desk)])
        super().__init__(desk, _("Log a visit"), form, _("Save visit"), parent, width=680)
        self.known: Known | None = None
        self.draft_name = f"{self.name} {customer or 0}"
        self.body.insertWidget(1, self.cycle)
        self.work = self._write
        self.customer.picked.connect(lambda hit: self._ask(hit.key))
        form["signs"].changed.connect(self._weigh)
        form["complaint"].changed.connect(self._follow)
        form["about"].changed.connect(self._whole)
        self._follow()
        if customer is None:
            self.customer.setFocus()
        else:
            self.customer.set_value(Hit(customer, "…"))
            self._ask(customer)
            form["met"].focus_editor.setFocus()

    def _ask(self, customer: int) -> None:
        self.desk.jobs.read(self, lambda s: _known(s, customer), self.show_known, slot="visit")

    @fills
    def show_known(self, known: Known) -> None:
        """Whom one meets there, what they owe, who of us can see to a complaint."""
        self.known, form = known, self.form
        self.customer.set_value(known.hit)
        people = [(each.id, each.name) for each in known.people]
        chosen, owner, about = (form[key].value() for key in ("person_id", "complaint_owner_id", "about"))
        _choices(form["person_id"], people, chosen or known.me)
        _choices(form["complaint_owner_id"], [(None, _("Nobody")), *people], owner or known.owner)
        items = [(each.instalment_id, item_text(each)) for each in known.items]
        _choices(form["about"], [(None, _("No receivable")), *items], about)
        for key in ("disputed", "promised"):
            amount = form[key]
            if isinstance(amount, Amount):
                amount.set_currency(known.currency)
        form["met"].say(_("Known there: {names}").format(names=known.contacts) if known.contacts else "")
        self.cycle.setText(visit_wording.cycle_text(known.cycle))

    def _weigh(self) -> None:
        """One sign is a warning, two are a reason to act."""
        signs = self.form["signs"]
        text = visit_wording.call_text(signs.value())
        signs.say(text, "caution" if len(signs.value()) == 1 else "overdue" if text else "caption")

    def _follow(self) -> None:
        complains = not self.form["complaint"].is_blank()
        for key in COMPLAINING:
            self.form[key].setVisible(complains)

    def _whole(self) -> None:
        """All that is open of the receivable, until another amount is typed."""
        about = self.form["about"].value()
        items = self.known.items if self.known else ()
        found = next((each for each in items if each.instalment_id == about), None)
        amount = self.form["disputed"]
        if found is not None and isinstance(amount, Amount):
            amount.set_currency(found.currency)
        amount.set_value(found.open - found.disputed if found else None)

    def _write(self, services: Any) -> int:
        draft = self.form.draft()
        told = {name: draft[name] for name in TOLD}
        saved: int = services.visits.record(
            VisitDraft(
                customer_id=draft["customer"], signs=tuple(draft["signs"]), complaint=draft["complaint"],
                complaint_owner_id=draft.get("complaint_owner_id"), dispute=_dispute(draft), promise=_promise(draft, self.known),
                **told,
            )
        )  # fmt: skip
        return saved


def _known(services: Any, customer_id: int) -> Known:
    found = services.customers.get(customer_id)
    people = services.accounts.people()
    return Known(
        Hit(customer_id, found.short, found.code), found.currency, people, services.store.person_id,
        next((each.id for each in people if each.name == found.owner), None),
        _("; ").join(" ".join(filter(None, (each.name, each.role))) for each in services.customers.contacts(customer_id)),
        disputable(services.reports.balance(customer_id).open), services.visits.cycle(customer_id),
    )  # fmt: skip


def _choices(field: Any, entries: list[tuple[Any, str]], chosen: Any) -> None:
    field.set_entries(entries)
    field.set_value(chosen)


def _dispute(draft: dict[str, Any]) -> DisputeDraft | None:
    if draft.get("about") is None:
        return None
    if not draft.get("disputed"):
        raise Invalid("disputed", _("How much of it does the customer not accept? Enter the amount."))
    owner = draft.get("complaint_owner_id")
    return DisputeDraft(draft["about"], draft["disputed"], "quality", draft["complaint"], owner_id=owner)


def _promise(draft: dict[str, Any], known: Known | None) -> PromiseDraft | None:
    amount, due = draft["promised"], draft["promised_on"]
    if amount is None and due is None:
        return None
    if amount is None or due is None:
        missing = "promised" if amount is None else "promised_on"
        raise Invalid(missing, _("A promise has an amount and a day. Enter both, or neither."))
    return PromiseDraft(
        customer_id=draft["customer"], due_on=due, amount=amount, currency=known.currency if known else None,
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
    points = [(None, _("Not asked")), *((each, _(words)) for each, words in POINTS.items())]
    return [
        Several("signs", _("Signs of d&istress"), signs),
        Note("note", _("What was s&een and said"), lines=2),
        (Text("needs", _("Their &needs"), longest=500), Choice("satisfaction", _("How &satisfied"), points)),
    ]


def _complained() -> list[Row]:
    only = _("Only this amount stops being asked for.")
    return [
        Note("complaint", _("Com&plaint"), lines=2, hint=_("Empty = none. It gets a person and a day by which it is settled.")),
        (
            Choice("about", _("&About"), [(None, _("No receivable"))]),
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
