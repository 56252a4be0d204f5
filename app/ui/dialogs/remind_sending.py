"""What becomes of a reminder that is ready: recorded, then on the clipboard, in the mail program, or a PDF that opens.

sent = Sending(told, text, words).record(services)         # on the thread that writes
send(sent, window)                                  # then, on the screen
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.errors import Invalid
from app.services.letter_making import LETTER, Order
from app.services.letter_words import Words
from app.services.remind_desk import Told, folder_of
from app.services.remind_desk_wording import MAIL
from app.ui.papers import bar_of, say_saved


@dataclass(frozen=True, slots=True)
class Sent:
    """What is in the book now; `path` = the letter."""

    told: Told
    text: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Sending:
    """`text` = as it stands in the window; `words` = of a letter, where a person changed them, `enclosed` = what goes with it, None as
    it goes along by itself."""

    told: Told
    text: str
    words: Words | None = None
    enclosed: tuple[str, ...] | None = None

    def record(self, services: Any) -> Sent:
        """The reminder in the book, and the PDF of a letter. Raises Invalid where the text lacks something."""
        asked = self.told.asked
        if not self.text:
            raise Invalid("text", _("The text is empty. Write it, or have it written anew."))
        if asked.channel != LETTER:
            services.reminders.record(asked.draft(self.text))
            return Sent(self.told, self.text, None)
        order = Order(
            self.told.reminder, asked.language, asked.contact_id, words=self.words, enclosed=self.enclosed
        )  # fmt: skip
        made = services.letter_making.make([order], folder_of(services))
        return Sent(self.told, self.text, made.files[0])


def send(sent: Sent, window: QWidget | None) -> None:
    """A copy of the text also where a mail program is asked: it may not open."""
    bar = bar_of(window)
    if sent.path is not None:
        say_saved(sent.path, bar, opened=True)
        return
    QGuiApplication.clipboard().setText(sent.text)
    if sent.told.asked.channel == MAIL and not QDesktopServices.openUrl(mail(sent)) and bar is not None:
        bar.say(_("No mail program opened. The text is copied: paste it into your mail."), "caution")


def mail(sent: Sent) -> QUrl:
    """mailto: with the address, a subject and the text."""
    url, query = QUrl(), QUrlQuery()
    url.setScheme("mailto")
    url.setPath(sent.told.address)
    for name, text in (("subject", sent.told.subject), ("body", sent.text)):
        query.addQueryItem(name, bytes(QUrl.toPercentEncoding(text).data()).decode("ascii"))
    url.setQuery(query)
    return url
