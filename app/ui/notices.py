"""What a person must know about the open book as long as it is open: who else writes, where it lies, that it is a sample."""

from __future__ import annotations

from collections.abc import Callable

from app.i18n import _
from app.models.book import Company
from app.models.dates import local_minute
from app.models.lock import Holder
from app.services.opening import OpenBook
from app.ui.widgets.message_bar import MessageBar


def show(
    bar: MessageBar, book: OpenBook, company: Company, retry: Callable[[], object], start_own: Callable[[], object]
) -> None:
    """The weightiest one: looking only, an unsafe folder, the sample company."""
    if book.read_only:
        bar.say(looking_only(book.holder), "caution", ((_("Try again"), retry),))
    elif book.warning:
        bar.say(book.warning, "caution")
    elif company.sample:
        text = _("This is the sample company: try anything.")
        bar.say(text, "info", ((_("Start with my own company"), start_own),))


def looking_only(holder: Holder | None) -> str:
    text = _("Another window is using this book, so it can only be looked at here.")
    if holder is None or not holder.host:
        return text
    since = _("{person} on {host}, since {since}.").format(
        person=holder.person or "?", host=holder.host, since=local_minute(holder.since)
    )
    return _("{first} {second}").format(first=text, second=since)
