"""What is done with a notice that was made: printed, served, voided, the rest of a repayment agreement called due."""

from __future__ import annotations

from typing import Any

from app.models.notices import Notice
from app.services.notice_wording import effect_text, kind_name
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.served import arrival
from app.ui.papers import open_file, temporary
from app.ui.widgets.page import Page


def serve(page: Page, notice: Notice, *, joint: bool | None = None) -> FormDialog:
    """How it reached them; beneath, what that does in the book. `joint` of the guarantee it is about."""
    parts = len(notice.data.get("schedule", ()))

    def work(services: Any, draft: dict[str, Any]) -> None:
        services.notices.serve(notice.id, **draft)

    def told(how: str) -> str:
        return effect_text(notice.kind, how, joint=joint, parts=parts)

    return arrival(page, notice.number, told, work, f"notice served {notice.id}")


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
