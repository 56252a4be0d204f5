"""Log a contact: what came of it by one key, a promise with its date and amount, when we go on.

navigation.dialog("contact", customer=12)
navigation.dialog("contact", customer=12, result="promised")
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.i18n import _, mark
from app.services import contact_desk
from app.services import contact_wording as words
from app.services.contact_desk import ContactDesk
from app.services.contacting import RESULTS, ContactDraft
from app.services.formats import day, joined, money
from app.services.promises import CHANNELS, PromiseDraft
from app.ui.dialogs.contact_person import add_contact
from app.ui.dialogs.disputes import dispute
from app.ui.dialogs.entry import finder
from app.ui.dialogs.form_dialog import FormDialog, fills
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Note, Tick
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.key_list import KeyList
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer, Hit

About = tuple[str, int | None]  # currency, one instalment
WIDE: Final = 760
# What follows of a result, beneath the list.
FOLLOWS: Final = {
    "promised": mark("Reminders about it wait until the day is over. If it is broken, the score says so."),
    "no_answer": mark("You are reminded to try again."),
    "says_paid": mark("You are reminded to look at the bank statement."),
    "disputes": mark("After saving, the form for the dispute opens."),
    "asks_instalments": mark("It is noted as a request in the credit file, too."),
    "new_contact": mark("After saving, the form for the contact person opens."),
    "other": mark("Write down what was said."),
}
GOES_ON: Final = mark("The promises before it were not kept: reminders go on. If it is broken, too, the score says so.")


class ContactDialog(FormDialog):
    """Enter saves. What is asked for follows the result."""

    name: ClassVar[str] = "contact"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, customer: int | None = None, result: str = ""
    ) -> None:
        self.found: ContactDesk | None = None
        self._own_next = False  # the next day was typed
        self._abouts: list[tuple[About, str]] = []
        self.customer = Customer("customer_id", _("&Customer"), finder(desk, parent or desk.jobs), required=True)
        self.outcome = KeyList("result", _("What came of it"), [(code, *_result(code)) for code in RESULTS])
        self._make_fields(desk.today)
        self.about_line = label("", "muted", wrap=True)
        form = Form(
            [
                self.customer, self.outcome, (self.due, self.amount, self.about), (self.written, self.file), self.note,
                (self.channel, self.person, self.next_on, self.on),
            ]
        )  # fmt: skip
        super().__init__(desk, _("Log a contact"), form, _("Save contact"), parent, width=WIDE)
        self.body.insertWidget(0, self.about_line)
        self.draft_name = f"{self.name} {customer or ''} {result}"
        self.work = lambda s: s.contacting.log(self._draft())
        self._connect()
        self.outcome.set_value(result)
        self._follow()
        if customer is not None:
            self.customer.set_value(Hit(customer, "…"))
            self.customer.hide()
            self._read(customer)
        (self.outcome if customer else self.customer).focus_editor.setFocus()
        if customer and result:
            self._go_on(result)

    @fills
    def show_desk(self, found: ContactDesk) -> None:
        """What is known of the customer stands in the fields."""
        self.found = found
        self.customer.set_value(Hit(found.customer_id, found.name))
        self.setWindowTitle(_("Log a contact · {name}").format(name=found.name))
        self.about_line.setText(_known(found))
        self._abouts = _abouts(found)
        self.about.set_entries([(str(place), text) for place, (_about, text) in enumerate(self._abouts)])
        nobody = (None, _("Not named"))
        self.person.set_entries([nobody, *((each.id, each.name) for each in found.people)])
        if found.people:
            self.person.set_value(found.people[0].id)
        warning = words.broken_text(found.broken, found.broken_days)
        if warning:
            self.message_bar.say(warning, "caution")
        self._fill_amount()
        self._follow()

    # --- fields

    def _make_fields(self, today: date) -> None:
        self.due = Day("due_on", _("Will pa&y on"), today=today, required=True)
        self.amount = Amount("amount", _("&Amount"), required=True)
        self.about = Choice("about", _("What it is a&bout"), [])
        self.written = Tick(
            "written", _("In w&riting"), hint=_("A message or a letter: the time to sue begins anew with it.")
        )
        self.file = FilePick("file", _("&Evidence"), hint=_("A picture of the message makes it strong."))
        self.note = Note("note", _("N&ote"), lines=2)
        self.channel = Choice("channel", _("&How"), [(code, words.channel_name(code)) for code in CHANNELS])
        self.person = Choice("contact_id", _("With &whom"), [(None, _("Not named"))])
        self.next_on = Day("next_on", _("Ne&xt follow-up"), today=today, required=True)
        self.on = Day("on", _("&Day"), today=today, required=True, value=today)

    def _connect(self) -> None:
        self.customer.picked.connect(lambda hit: self._read(hit.key))
        self.outcome.changed.connect(self._follow)
        self.outcome.picked.connect(self._go_on)
        self.written.changed.connect(self._follow)
        self.about.changed.connect(self._fill_amount)
        self.due.changed.connect(self._follow_day)
        self.due.left.connect(self._follow_day)
        self.next_on.changed.connect(self._keep_next)
        self.saved.connect(self._offer)

    def _read(self, customer: int) -> None:
        self.desk.jobs.read(self, lambda s: contact_desk.read(s, customer), self.show_desk, slot="desk")

    def _go_on(self, result: str) -> None:
        """A promise needs its date next; of anything else all is there."""
        if result == "promised":
            self.due.focus_editor.setFocus()

    def _follow(self) -> None:
        """Show what the result asks for."""
        result = self.outcome.value()
        promised = result == "promised"
        for field in (self.due, self.amount, self.written):
            field.setVisible(promised)
        self.about.setVisible(result in ("promised", "disputes"))
        self.file.setVisible(promised and self.written.value())
        follows = GOES_ON if promised and not self._pauses() else FOLLOWS[result]
        self.outcome.explain(_(follows))
        self._follow_day()

    def _pauses(self) -> bool:
        """Whether reminders wait for what is promised now."""
        return self.found is None or self.about.value() is None or self._about()[0] in self.found.pauses

    def _follow_day(self) -> None:
        """The next follow-up goes by the result until somebody types another."""
        if self._own_next or self.found is None:
            return
        result = self.outcome.value()
        self.next_on.set_value(self.due.day() if result == "promised" else self.found.follow[result])

    def _keep_next(self) -> None:
        self._own_next = bool(self.next_on.text())

    def _fill_amount(self) -> None:
        """What is overdue of it; of one debt, what is open."""
        if self.found is None or self.about.value() is None:
            return
        currency, item = self._about()
        one = sum(each.asked for each in self.found.debts if each.id == item)
        self.amount.set_currency(currency)
        self.amount.set_value(one or self.found.overdue.get(currency) or None)

    def _about(self) -> About:
        """The currency, and the one debt that is named."""
        return self._abouts[int(self.about.value())][0]

    # --- saving

    def _draft(self) -> ContactDraft:
        draft: dict[str, Any] = self.form.draft()
        draft.pop("about", None)
        due, amount = draft.pop("due_on", None), draft.pop("amount", None)
        written, file = draft.pop("written", False), draft.pop("file", None)
        draft.setdefault("customer_id", self.customer.value())
        customer: int = draft["customer_id"]
        promise = None
        if draft["result"] == "promised" and self.found is not None:
            currency, item = self._about()
            promise = PromiseDraft(
                customer_id=customer, due_on=due, amount=amount, currency=currency, made_on=draft["on"], channel=draft["channel"],
                by_whom=self._who(draft["contact_id"]), written=written, file=file, note=draft["note"] or None,
                instalments=() if item is None else (item,),
            )  # fmt: skip
        return ContactDraft(promise=promise, **draft)

    def _who(self, contact: int | None) -> str | None:
        people = self.found.people if self.found else ()
        return next((each.name for each in people if each.id == contact), None)

    def _offer(self, interaction: int) -> None:
        """A dispute and a new person have forms of their own."""
        desk, owner, customer = self.desk, self.parentWidget(), self.customer.value()
        if owner is None or customer is None:
            return
        result, item = self.outcome.value(), self._disputed()
        if result == "new_contact":
            add_contact(desk, customer, owner)
        elif result == "disputes" and item is not None:

            def mark_it(rows: list[Any]) -> None:
                for row in rows:
                    dispute(desk, row, owner, interaction)

            desk.jobs.read(owner, lambda s: s.lists.page("receivables", [item]), mark_it, slot="disputed")

    def _disputed(self) -> int | None:
        """The debt that is named, else the oldest."""
        if self.found is None:
            return None
        _currency, item = self._about()
        return item if item is not None else next((each.id for each in self.found.debts), None)


def _result(code: str) -> tuple[str, str]:
    return words.result_name(code), words.RESULTS[code][1]


def _abouts(found: ContactDesk) -> list[tuple[About, str]]:
    """All that is owed in each currency, the first one first; then each debt alone."""
    currencies = dict.fromkeys([found.first, *found.overdue, *(each.currency for each in found.debts)])
    several = len(currencies) > 1
    whole = [
        ((each, None), _("Whatever is owed in {currency}").format(currency=each) if several else _("Whatever is owed"))
        for each in currencies
    ]
    alone = [
        ((each.currency, each.id), " · ".join((each.number, money(each.asked, each.currency), day(each.due_on))))
        for each in found.debts
    ]
    return [*whole, *alone]


def _known(found: ContactDesk) -> str:
    """What is overdue, the last contact, what is promised."""
    late = joined(money(amount, currency) for currency, amount in found.overdue.items())
    parts = [found.name, _("Overdue {amount}").format(amount=late) if late else _("Nothing is overdue")]
    parts.append(
        _("Last contact: {what}").format(what=words.last_text(found.last)) if found.last else words.last_text(None)
    )
    if found.pending:
        told = joined(words.promise_text(each.promise) for each in found.pending)
        parts.append(_("Promised: {what}").format(what=told))
    return " · ".join(parts)
