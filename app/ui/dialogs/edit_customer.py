"""Everything the book knows about a customer (F2). Terms and limit are valid from today; older days keep theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark
from app.models.book import Person
from app.models.customers import Customer
from app.services.customer_wording import terms_history
from app.services.customers import ROLES, LimitDraft
from app.services.limit_wording import state_name
from app.services.rating_wording import role_name
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.terms import TermsFields
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Code, Note, Phone, Text, Tick
from app.ui.widgets.form import Form, Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk

SIZES: Final = (
    (None, mark("Not known")),
    ("micro", mark("Micro")),
    ("small", mark("Small")),
    ("medium", mark("Medium")),
    ("large", mark("Large")),
)
STANDS: Final = ("not_set", "expired")  # what a limit can be and nobody can choose here


def edit_customer(
    desk: Desk, customer: Customer, people: Sequence[Person], parent: QWidget | None = None
) -> FormDialog:
    """Opens the dialog with what is known."""
    terms = TermsFields(customer, desk.today)
    form = Form(_rows(desk, customer, people, terms))
    _fill(form, customer, people)
    dialog = FormDialog(desk, _("Edit {name}").format(name=customer.short), form, _("Save customer"), parent, width=640)
    dialog.draft_name = f"edit_customer {customer.id}"
    earlier = label("", "caption", wrap=True)
    dialog.body.insertWidget(1, earlier)
    dialog.work = lambda s: s.customers.update(customer.id, changed(form, customer, terms))
    desk.jobs.read(
        dialog, lambda s: s.customers.terms_history(customer.id), lambda told: earlier.setText(terms_history(told))
    )
    form["registration_no"].left.connect(lambda: _look_for_same(dialog, customer))
    dialog.open()
    form["name"].setFocus()
    return dialog


def _look_for_same(dialog: FormDialog, customer: Customer) -> None:
    """Whose code it is already is said, with a way there; saving stays possible."""
    code = dialog.form["registration_no"].value()

    def go(customer_id: int) -> None:
        dialog.reject()
        dialog.desk.navigation.open("customer", customer_id)

    def tell(found: tuple[int, str] | None) -> None:
        if found is not None:
            text = _("This code already belongs to “{name}”. It can be saved all the same.").format(name=found[1])
            dialog.message_bar.say(text, "caution", ((_("Open that customer"), lambda: go(found[0])),))

    if code and code != customer.registration_no:
        dialog.desk.jobs.read(dialog, lambda s: s.customers.registered(code, but=customer.id), tell, slot="same")


def changed(form: Form, customer: Customer, terms: TermsFields) -> dict[str, Any]:
    """The draft for the service; terms and limit only where they are other than before."""
    draft = form.draft()
    state, amount = draft.pop("limit_state"), draft.pop("limit")
    terms.take_from(draft)
    if state not in STANDS and (state, amount) != (customer.limit_state, customer.limit_amount):
        draft["limit"] = LimitDraft(state, amount or 0) if state == "set" else LimitDraft(state)
    return draft


def _rows(desk: Desk, customer: Customer, people: Sequence[Person], terms: TermsFields) -> list[Row]:
    states = [("set", _("Set")), ("unlimited", _("Unlimited"))]
    if customer.limit_state in STANDS:
        states.insert(0, (customer.limit_state, state_name(customer.limit_state)))
    missing = _("A new limit or new terms hold from today.")
    return [
        Text("name", _("&Full name"), required=True),
        (Text("short_name", _("&Short name"), longest=60), Text("code", _("Customer &no."), required=True, longest=60)),
        Code("registration_no", _("&Unified social credit code"), local=lambda: customer.country in (None, "", "CN")),
        (Phone("phone", _("&Phone")), Text("email", _("&Email"), longest=120)),
        _("Terms and limit"),
        *terms.rows(),
        (
            Choice("limit_state", _("Credit &limit"), states),
            Amount("limit", _("Limit &amount"), currency=customer.currency, hint=missing),
        ),
        _("More"),
        (Text("region", _("&Region"), longest=80), Text("industry", _("&Industry"), longest=80), Text("country", _("&Country"), longest=40)),
        (
            Choice("role", _("What they are to us"), [(key, role_name(key)) for key in ROLES]),
            Choice("size_class", _("Si&ze"), [(key, _(words)) for key, words in SIZES]),
            Day("since", _("Customer since"), today=desk.today),
        ),
        (
            Choice("owner_id", _("Salesperson"), _choices(people)),
            Choice("deputy_id", _("Deputy salesperson"), _choices(people), hint=_("Sees to them when the salesperson is away.")),
        ),
        Tick("public_body", _("Government office or public institution"), hint=_("Other payment rules hold for them: 30 days, at most 60.")),
        (Text("group", _("Group"), longest=80), Text("currency", _("Currency"), required=True, longest=3, tidy=str.upper)),
        Text("address", _("A&ddress"), longest=300),
        Note("note", _("N&ote")),
    ]  # fmt: skip


def _choices(people: Sequence[Person]) -> list[tuple[int | None, str]]:
    return [(None, _("Nobody")), *((each.id, each.name) for each in people)]


def _fill(form: Form, customer: Customer, people: Sequence[Person]) -> None:
    plain = ("name", "short_name", "code", "registration_no", "phone", "email", "region", "industry", "country")
    known: dict[str, Any] = {
        name: getattr(customer, name)
        for name in (*plain, "size_class", "address", "note", "group", "currency", "public_body", "role")
    }
    ids = {each.name: each.id for each in people}
    form.set(
        {
            **known,
            "since": date.fromisoformat(customer.since) if customer.since else None,
            "owner_id": ids.get(customer.owner or ""),
            "deputy_id": ids.get(customer.deputy or ""),
            "limit_state": customer.limit_state,
            "limit": customer.limit_amount,
        }
    )
