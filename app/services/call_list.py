"""今日催款清单 / calls to make: today's list on paper, with an empty column for what was said."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark
from app.models import book
from app.models.money import Money
from app.models.store import Store
from app.services import contact_wording, today_wording
from app.services.formats import phone
from app.services.monitoring import Monitoring, WorkRow
from app.services.rating_wording import risk_name
from app.services.sheets import Cells, Heads, ListSheet, columns

TITLE: Final = mark("Calls to make")
HEADS: Final[Heads] = (
    (mark("Place"), "number"), (mark("Customer"), "text"), (mark("What to do"), "text"), (mark("Risk"), "short"), (mark("Amount"), "money"),
    (mark("Days overdue"), "number"), (mark("Contact person"), "text"), (mark("Phone"), "short"), (mark("Last contact"), "text"),
)  # fmt: skip


def calls(store: Store, on: date) -> ListSheet:
    """Everybody who is on the list of the day, in its order; who waits is not."""
    work = Monitoring(store, on).today(on)
    return ListSheet(
        name="calls",
        title=_(TITLE),
        subtitle=_("On {day}").format(day=on.isoformat()),
        company=book.company(store).name,
        as_of=on,
        columns=columns(HEADS),
        rows=tuple(_row(place, row, work.currency) for place, row in enumerate(work.rows, start=1)),
        customers=tuple(row.customer_id for row in work.rows),
        notes=(today_wording.order_text(),),
        nothing=today_wording.all_done(work.next_due, work.currency),
        write_in=_("Notes"),
    )


def _row(place: int, row: WorkRow, currency: str) -> Cells:
    reasons = _("; ").join(today_wording.reason_text(each) for each in row.reasons[1:])
    what = today_wording.to_do(row.reasons[:1])
    last = contact_wording.last_text(row.last) if row.last else None
    return (
        place, row.full_name, _("; ").join(filter(None, (what, reasons))), risk_name(row.risk), Money(row.amount, currency),
        row.overdue_days or None, row.contact or None, phone(row.phone) or None, last,
    )  # fmt: skip
