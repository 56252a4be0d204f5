"""Remind (Ctrl+E): what is owed at the left, the text at the right; Enter copies it, logs the contact and sets the next one.

navigation.dialog("remind", customer=12)
navigation.dialog("remind", customer=12, currency="USD", level=3, channel="letter")

Nothing is ever sent: a text goes to the clipboard or into the mail program, a letter becomes a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from PySide6.QtCore import QSize, Qt, QTime
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from app import i18n
from app.i18n import _
from app.models.errors import UserError
from app.models.topics import Changes, Topic
from app.services import remind_desk
from app.services import remind_desk_wording as words
from app.services.letter_making import LETTER
from app.services.remind_desk import Asked, RemindDesk, Told
from app.services.rules.reminding import DueReminder
from app.ui import drafts
from app.ui.dialogs.entry import Draft, EntryDialog, PatientForm
from app.ui.dialogs.remind_rows import MentionRows
from app.ui.dialogs.remind_sending import Sending, Sent, send
from app.ui.dialogs.remind_text import MESSAGE, Made, TextPane, paper
from app.ui.theme import Theme
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import SideBySide
from app.ui.widgets.form import Row
from app.ui.widgets.labels import label
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Hit
from app.ui.widgets.radio_field import Radios
from app.ui.widgets.tab_order import order_tabs

LARGE_TEXT: Final = 120  # percent; from there on five fields beside each other are cut off
SHARES: Final = (6, 5)  # of the width, for what is owed and for the text
CHANGING: Final = frozenset(Topic) - {Topic.DERIVED, Topic.SETTINGS}


class RemindDialog(EntryDialog):
    """Opened from a row it stands ready: one Enter does it."""

    name: ClassVar[str] = "remind"
    size_px: ClassVar[tuple[int, int]] = (960, 560)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        customer: int | None = None,
        currency: str = "",
        level: int | None = None,
        channel: str = "",
    ) -> None:
        super().__init__(desk, _("Remind"), parent)
        self.found: RemindDesk | None = None
        self.told: Told | None = None
        self.anyway = False  # it is to be written although none is due
        self._asked: Asked | None = None
        self._wishes: dict[str, Any] = {"currency": currency, "level": level, "channel": channel}
        self._filling = False
        self._make_fields(channel)
        self.rows, self.text = MentionRows(), TextPane()
        self.will = label("", "strong", wrap=True)
        self._lay_out()
        self._listen()
        self._begin(customer)

    def _make_fields(self, channel: str) -> None:
        self.currency = Choice("currency", _("Cu&rrency"), [])
        self.level = Choice("level", _("&Tone"), words.levels())
        self.contact = Choice("contact", _("T&o"), [])
        self.language = Choice("language", _("La&nguage"), words.LANGUAGES)
        self.channel = Radios("channel", _("How it goes out"), words.channels())
        self.channel.set_value(channel or words.usual_channel(i18n.language()))
        about, told = (self.customer, self.currency), (self.level, self.contact, self.language)
        head: list[Row] = [about, told] if Theme.current().zoom > LARGE_TEXT else [(*about, *told)]
        self.form = PatientForm([*head, self.channel], self._is_told)

    def _lay_out(self) -> None:
        self.body.addWidget(self.form)
        self.body.addWidget(SideBySide((self.rows, self.text), SHARES), 1)
        self.frame.insertWidget(self.frame.count() - 1, self.will)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole, self.reject)
        self.go = self.add_button(_("Copy and record"), role.AcceptRole, self.form.submit)
        self.go.setDefault(True)
        self.currency.hide()
        order_tabs(self)

    def sizeHint(self) -> QSize:
        """Wide enough for both sides, where the window is."""
        return super().sizeHint().expandedTo(QSize(Theme.current().px(self.size_px[0]), 0))

    def _listen(self) -> None:
        self.form.submitted.connect(self.save)
        self.customer.picked.connect(lambda hit: self._load(hit.key))
        self.customer.picker.typed.connect(self._forget_customer)
        self.currency.changed.connect(self._take_currency)
        for field in (self.level, self.contact, self.language, self.channel):
            field.changed.connect(self._write)
        self.rows.changed.connect(self._write)
        self.rows.entered.connect(self.form.submit)
        self.text.entered.connect(self.form.submit)

    def _begin(self, customer: int | None) -> None:
        self._show_state()
        if customer is None:
            self.customer.picker.setFocus()
            return
        self.customer.set_value(Hit(customer, "…"))
        self._load(customer)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what the book knows

    def _load(self, customer_id: int) -> None:
        self._forget_customer()
        self._read(customer_id)

    def _read(self, customer_id: int) -> None:
        self.desk.jobs.read(self, lambda s: remind_desk.desk(s, customer_id), self._show_desk, slot="desk")

    def _forget_customer(self) -> None:
        self.found = self.told = self._asked = None
        self.anyway = False
        self._show_state()

    def _show_desk(self, found: RemindDesk) -> None:
        """For another customer all begins anew; when the book changed meanwhile, what a person chose stays."""
        before, again = self.reminder, self.found is not None
        contact, currency, level = self.contact.value(), self.currency.value(), self.level.value()
        self.found = found
        self.fill(drafts.kept(self.desk.jobs, self.draft_name) or {})
        self._filling = True
        if self.customer.hit is None or self.customer.hit.name == "…":
            self.customer.set_value(Hit(found.customer_id, found.name))
        self.contact.set_entries(words.contact_entries(found.contacts))
        self.currency.set_entries([(each.currency, words.currency_text(each)) for each in found.reminders])
        if again:
            self.contact.set_value(contact)
            self._wishes |= {"level": level} if before and level != before.level else {}
        else:
            self.language.set_value(found.language)
        if not self._wishes.pop("channel", "asked"):
            self.channel.set_value(words.usual_channel(found.language))
        self.currency.set_value(self._wishes.pop("currency", "") or (currency if again else None))
        self.currency.setVisible(len(found.reminders) > 1)
        self._filling = False
        self._take_currency()

    def _take_currency(self) -> None:
        """Its rows, and the tone that the ladder says."""
        found = self.reminder
        if self._filling:
            return
        if found is None:
            self.rows.show_nothing()
        else:
            self._filling = True
            self.rows.show_found(found)
            wished = self._wishes.pop("level", None)
            self.level.set_value(found.level if wished is None else wished)
            self._filling = False
        self._warn()
        self._write()

    @property
    def reminder(self) -> DueReminder | None:
        """What the ladder says of the currency that is chosen."""
        reminders = self.found.reminders if self.found else ()
        return next((each for each in reminders if each.currency == self.currency.value()), None)

    # --- the text

    def _question(self) -> Asked | None:
        """None while nothing is ticked."""
        found, instalments = self.reminder, self.rows.chosen()
        if found is None or not instalments:
            return None
        how = (self.level.value(), self.channel.value(), self.contact.value(), self.language.value())
        return Asked(found, instalments, *how)

    def _write(self) -> None:
        """The text is made anew for what is chosen now; what a person wrote stays."""
        if self._filling:
            return
        asked = self._asked = self._question()
        if asked is None:
            self.told = None
            self._show_state()
            self.form.go_on()
        else:
            self.desk.jobs.read(self, asked.ask, lambda told: self._show(asked, told), slot="text")

    def _show(self, asked: Asked, told: Told) -> None:
        if asked != self._asked:
            return
        self.told = told
        kind = paper(asked.level, asked.language) if asked.channel == LETTER else MESSAGE
        self.text.show_text(Made(kind, told.text, told.values, told.offered))
        self.channel.say(words.address_text(told))
        self._show_state()
        self.form.go_on()

    def _is_told(self) -> bool:
        """Enter that is quicker than the text waits for it."""
        answered = self._asked is None or (self.told is not None and self.told.asked == self._asked)
        return self.customer.hit is None or (self.found is not None and answered)

    def _show_state(self) -> None:
        told = self.told if self._asked is not None else None
        self.rows.sum.setText(words.sum_text(told.reminder) if told else "")
        self.go.setText(words.act_text(self.channel.value()))
        self.go.setEnabled(told is not None and not self.busy)
        self.will.setText(words.will_text(told) if told else "")

    # --- what is odd

    def _warn(self) -> None:
        """Why none is due; quiet hours; old figures: the first that holds."""
        found, reminder = self.found, self.reminder
        self.message_bar.clear()
        if found is None or self.anyway:
            return
        if reminder is None:
            self.message_bar.say(_("Nothing is owed that could be asked for."), "info")
        elif reminder.waiting is not None:
            ways = ((_("Remind anyway"), self.remind_anyway),) if reminder.items or reminder.later else ()
            self.message_bar.say(words.waiting_text(reminder, self.desk.today), "caution", ways)
        elif text := words.odd_text(found, self.hour()):
            ways = ((_("Bank statement"), self._open_bank),) if found.freshness.stale else ()
            self.message_bar.say(text, "caution", ways)

    def hour(self) -> int:
        """Of the day, where the person is: letters are not written at night."""
        return QTime.currentTime().hour()

    def remind_anyway(self) -> None:
        self.anyway = True
        self.message_bar.clear()
        self.rows.setFocus()
        self._show_state()

    def _open_bank(self) -> None:
        self.reject()
        self.desk.navigation.open("receivables", view="bank")

    def _hear(self, changes: Changes) -> None:
        """A payment, a dispute or a promise recorded meanwhile changes what is asked."""
        super()._hear(changes)
        if changes.topics & CHANGING and self.customer.hit is not None and not self.busy:
            self._read(self.customer.hit.key)

    # --- doing it

    def save(self) -> None:
        """Recorded first, then copied: what is on the clipboard is in the book."""
        found, told = self.reminder, self.told
        if found is None or self._asked is None or told is None:
            self.message_bar.say(_("Tick at least one receivable."), "caution")
            return
        if not found.due and not self.anyway:
            self._warn()
            self.message_bar.go_to_way()
            return
        sending = Sending(told, self.text.text().strip(), self.text.words(), self.text.enclosures.keys())
        self.commit(sending.record, self._sent)

    def _sent(self, sent: Sent) -> None:
        window = self.parentWidget()
        self.accept()
        send(sent, window)

    def show_problem(self, problem: UserError) -> None:
        super().show_problem(problem)
        self._show_state()

    def show_more(self, shown: bool = True) -> None:
        """Every field is in sight."""

    @property
    def draft_name(self) -> str:
        """Words belong to the customer they were written to."""
        return f"{self.name} {self.found.customer_id if self.found else ''}"

    def typed(self) -> Draft:
        """The rest is made anew when it is opened again."""
        return self.text.typed()

    def fill(self, draft: Mapping[str, Any]) -> None:
        """They are offered: the amounts in them may have changed."""
        self.text.offer(draft)
