"""What is done with a reminder that went out: how it arrived, the same paper again, and taking it out of the ladder.

serve(page, reminder); again(page, reminder); void(page, reminder)
arrival(page, number, told, work, draft_name)  the window for any paper that was sent
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QGuiApplication

from app.i18n import _, mark
from app.models.reminders import Reminder
from app.services.reminder_serving import DEMANDS_FROM, Serving
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from app.ui.papers import open_file, temporary
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Page
from app.ui.widgets.radio_field import Radios
from app.ui.widgets.toast import Toast

WAYS: Final = (
    ("signed", mark("&Signed for")),
    ("delivered", mark("&Delivered")),
    ("left", mark("&Left there")),
    ("returned", mark("&Came back")),
)
# What each is worth before a court.
EFFECTS: Final = {
    "signed": mark("Strong proof: the debt's limitation period starts anew on this day."),
    "delivered": mark("Fair proof that it arrived: keep the courier's slip."),
    "left": mark("Weak proof: nobody confirmed it. Have the next one signed for."),
    "returned": mark("It counts as never sent: the ladder goes back a step. Check the address."),
}


def serve(page: Page, reminder: Reminder) -> FormDialog:
    """How a reminder arrived; beneath, what that is worth."""

    def told(how: str) -> str:
        return _(EFFECTS[how]) if reminder.level >= DEMANDS_FROM or how == "returned" else ""

    def work(services: Any, draft: dict[str, Any]) -> None:
        services.reminders.serve(reminder.id, Serving(**draft))

    return arrival(page, reminder.number, told, work, f"served {reminder.id}")


def arrival(
    page: Page,
    number: str,
    told: Callable[[str], str],
    work: Callable[[Any, dict[str, Any]], object],
    draft_name: str,
) -> FormDialog:
    """Courier number, day, who took it, and a picture of the slip; `told` says what a way does in the book.

    `work` gets the services and how, on, tracking_no, signed_by, file.
    """
    how = Radios("how", _("How it arrived"), [(key, _(title)) for key, title in WAYS])
    on = Day("on", _("Da&y"), today=page.desk.today, required=True, value=page.desk.today)
    tracking = Text("tracking_no", _("Courier n&umber"), longest=60)
    who = Text("signed_by", _("Signed &by"), longest=120)
    slip = FilePick("file", _("&Proof"), hint=_("A scan or photo of the slip; a copy is kept in the book."))
    form = Form([how, (on, tracking), who, slip])
    title = _("How {number} arrived").format(number=number)
    dialog = FormDialog(page.desk, title, form, _("Save how it arrived"), page.window())

    def follow() -> None:
        how.explain(told(how.value()))
        who.setVisible(how.value() != "returned")

    dialog.work, dialog.draft_name = lambda services: work(services, form.draft()), draft_name
    how.changed.connect(follow)
    follow()
    dialog.open()
    tracking.setFocus()
    return dialog


def void(page: Page, reminder: Reminder) -> FormDialog:
    """It never went out: its fee and its proof go with it, and the ladder is where it was before."""
    title, act = _("Void reminder {number}").format(number=reminder.number), _("Void this reminder")
    hint = _("Its fees, its contact and its proof of delivery go with it. Undo brings it back.")

    def work(services: Any, why: str) -> None:
        services.reminders.void(reminder.id, why)

    return ask_reason(page.desk, title, act, work, page.window(), about=f"void reminder {reminder.id}", hint=hint)


def again(page: Page, reminder: Reminder) -> None:
    """The very paper of a letter; of a message the words, on the clipboard."""
    from app.services.letter_making import has_paper  # with all that draws letters: a list needs none of it

    page.message_bar.clear()
    if has_paper(reminder):
        path = temporary(f"{reminder.number} {reminder.name}", ".pdf")
        page.read(lambda s: s.letter_making.again(reminder.id, path), lambda _none: _open(page, path), slot="letter")
    elif reminder.body:
        QGuiApplication.clipboard().setText(reminder.body)
        Toast.show_over(page.window(), _("The text of {number} is copied again.").format(number=reminder.number))
    else:
        page.message_bar.say(_("Of {number} no text is kept.").format(number=reminder.number), "info")


def _open(page: Page, path: Path) -> None:
    open_file(path, page.message_bar)
