"""Today's list on paper: the calls to make, with room for what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.services import call_list
from app.services.documents import listing
from app.ui.papers import open_file, temporary

if TYPE_CHECKING:
    from app.ui.pages.today.page import TodayPage


def print_calls(page: TodayPage) -> None:
    """The very PDF, opened by the system's own program: that prints it."""
    today = page.desk.today
    path = temporary(f"{_(call_list.TITLE)} {today.isoformat()}", ".pdf")
    page.desk.jobs.run(
        page,
        lambda s, _job: listing.write_paper(call_list.calls(s.store, today), path, today),
        lambda _none: open_file(path, page.message_bar),
        read_only=True,
    )
