"""What is done with a notice that was made: printed, served, voided, the rest of a repayment agreement called due."""

from __future__ import annotations

from typing import Any

from app.i18n import _
from app.models.notices import Notice
from app.services.notice_wording import effect_text, kind_name
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.served import WAYS
from app.ui.papers import open_file, temporary
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.file_field import FilePick
from app.ui.widgets.form import Form
from app.ui.widgets.page import Page
from app.ui.widgets.radio_field import Radios


def serve(page: Page, notice: Notice, *, joint: bool | None = None) -> FormDialog:
    """How it reached them; beneath, what that does in the book. `joint` of the guarantee it is about."""
    how = Radios("served", _("How it arrived"), [(key, _(title)) for key, title in WAYS])
    on = Day("on", _("Da&y"), today=page.desk.today, required=True, value=page.desk.today)
    number = Text("tracking_no", _("&Courier number"), longest=60)
    who = Text("signed_by", _("Signed &by"), longest=120)
    slip = FilePick("file", _("&Proof"), hint=_("A scan or photo of the slip; a copy is kept in the book."))
    form = Form([how, (on, number), who, slip])
    title = _("How {number} arrived").format(number=notice.number)
    dialog = FormDialog(page.desk, title, form, _("Save how it arrived"), page.window())

    def follow() -> None:
        parts = len(notice.data.get("schedule", ()))
        how.say(effect_text(notice.kind, how.value(), joint=joint, parts=parts))
        who.setVisible(how.value() != "returned")

    def work(services: Any) -> None:
        draft = form.draft()
        services.notices.serve(notice.id, draft.pop("served"), draft.pop("on"), **draft)

    dialog.work, dialog.draft_name = work, f"notice served {notice.id}"
    how.changed.connect(follow)
    follow()
    dialog.open()
    number.setFocus()
    return dialog


def show_paper(page: Page, notice: Notice) -> None:
    """The very paper that was made, opened as PDF."""
    page.message_bar.clear()
    path = temporary(f"{notice.number} {kind_name(notice.kind)}", ".pdf")
    page.read(
        lambda s: s.notices.pdf(notice.id, path), lambda _none: open_file(path, page.message_bar), slot="notice_paper"
    )


def void(page: Page, notice: Notice) -> None:
    """What it had brought goes with it; Undo brings both back."""
    page.write(lambda s: s.notices.void(notice.id), lambda _none: None)


def accelerate(page: Page, notice: Notice) -> None:
    """It is not kept: all that is left is asked for again."""
    page.write(lambda s: s.notices.accelerate(notice.id), lambda _none: None)
