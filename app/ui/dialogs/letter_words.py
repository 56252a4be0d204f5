"""The words of one of many letters, and what goes with it, before all of them are made.

dialog = LetterWordsDialog(desk, row.found, "", None, parent)
dialog.kept.connect(...)        # OwnLetter; None = as it was made
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import reminder_wording
from app.services.letter_drawing import Addressed, Opened
from app.services.letter_making import Order
from app.services.letter_words import Words
from app.services.rules.reminding import DueReminder
from app.ui import drafts
from app.ui.dialogs.remind_text import Made, TextPane, paper
from app.ui.widgets.labels import buttons_in_order, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import fit_dialog


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """What a person made of a letter: it holds while the letter is still of this level."""

    level: int
    language: str
    words: Words | None
    enclosed: tuple[str, ...] | None

    def order(self, found: DueReminder, channel: str) -> Order:
        """Raises UserError where another letter is due by now."""
        if found.level != self.level:
            words = _("Another letter to {customer} is due by now than the one you wrote in. Look at it again.")
            raise UserError(words.format(customer=found.name))
        return Order(found, self.language, channel=channel, words=self.words, enclosed=self.enclosed)


class LetterWordsDialog(QDialog):
    """One text; kept only when nothing is missing in it."""

    kept = Signal(object)

    def __init__(self, desk: Desk, found: DueReminder, language: str, own: OwnLetter | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.found = desk, found
        self.language = own.language if own else language
        self._own = own
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{reminder_wording.level_name(found.level)} · {found.name}")
        self.message_bar, self.text = MessageBar(), TextPane()
        buttons = buttons_in_order()
        leave = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.keep = buttons.addButton(_("Keep for this letter"), QDialogButtonBox.ButtonRole.AcceptRole)
        for button in (leave, self.keep):
            button.setAutoDefault(False)
        set_role(self.keep, "primary")
        self.keep.setEnabled(False)
        leave.clicked.connect(self.reject)
        self.keep.clicked.connect(self.check)
        self.text.entered.connect(self.check)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        frame.addWidget(self.message_bar)
        frame.addWidget(self.text, 1)
        frame.addWidget(buttons)
        fit_dialog(self, 720, 560)
        desk.jobs.read(self, lambda s: s.letters.opened(_now(s, found), self._to(None)), self._show)

    def check(self) -> None:
        """What is missing is said now, not when all letters are made."""
        if self.keep.isEnabled():
            self.keep.setEnabled(False)
            to = self._to(self.text.words())
            self.desk.jobs.read(self, lambda s: s.letters.opened(_now(s, self.found), to), self._keep)

    def reject(self) -> None:
        """Esc or Cancel: what was written comes back when the letter is opened again."""
        mine = self._own.words if self._own else None
        if (words := self.text.words()) is not None and words != mine:
            drafts.keep(self.desk.jobs, self._draft_name, self.text.typed(), self.parentWidget())
        super().reject()

    @property
    def _draft_name(self) -> str:
        return f"letter_words {self.found.customer_id} {self.found.currency}"

    def show_problem(self, problem: UserError) -> None:
        self.keep.setEnabled(True)
        self.message_bar.say(problem.text)

    def _to(self, words: Words | None) -> Addressed:
        return Addressed(language=self.language or None, words=words)

    def _show(self, opened: Opened) -> None:
        kind = paper(self.found.level, opened.sheet.language)
        self.text.show_text(Made(kind, opened.text, opened.values, opened.offered))
        if self._own:
            self.text.enclosures.choose(self._own.enclosed)
            if self._own.words:
                self.text.take(self._own.words)
        if kept := drafts.kept(self.desk.jobs, self._draft_name):
            self._bring_back(kept.get(kind))
        self.keep.setEnabled(True)
        self.text.setFocus()

    def _bring_back(self, words: Words | None) -> None:
        """What was written here the last time, where the letter is still the same one."""
        if words is not None:
            self.text.take(words)
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),))

    def _afresh(self) -> None:
        drafts.forget(self.desk.jobs, self._draft_name)
        self.message_bar.clear()
        self.text.write_anew()

    def _keep(self, _opened: Opened) -> None:
        drafts.forget(self.desk.jobs, self._draft_name)
        words, enclosed = self.text.words(), self.text.enclosures.keys()
        changed = words is not None or enclosed is not None
        self.kept.emit(OwnLetter(self.found.level, self.language, words, enclosed) if changed else None)
        self.accept()


def _now(services: Any, found: DueReminder) -> DueReminder:
    """As it will be made: with its interest."""
    due = services.reminders.due(customer_id=found.customer_id)
    now: DueReminder = next((each for each in due if each.currency == found.currency), found)
    return now
