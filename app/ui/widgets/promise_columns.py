"""What a list of promises shows of each."""

from __future__ import annotations

from app.i18n import _
from app.services import contact_wording as words
from app.services.formats import NOTHING, day, money
from app.services.promise_list import Line
from app.ui.widgets.table_model import RIGHT, Column


def promise_columns(*, customer: bool) -> list[Column]:
    """Of one customer, or of all with their names."""

    def received(line: Line) -> str:
        return money(line.found.received, line.promise.currency, dash=True)

    whose = (
        [Column("customer", _("Customer"), lambda r: r.customer, width=150, sort_key="customer")] if customer else []
    )
    return [
        *whose,
        Column("due_on", _("Promised for"), lambda r: day(r.promise.due_on), width=110, sort_key="due_on"),
        Column("amount", _("Amount"), lambda r: money(r.promise.amount, r.promise.currency), RIGHT, 120, "amount", bold=lambda r: True),
        Column("received", _("Received"), received, RIGHT, 120),
        Column("state", _("State"), lambda r: r.state_text, width=190, sort_key="state",
               icon=lambda r: words.STATES[r.code][1], role=lambda r: words.STATES[r.code][2]),
        Column("about", _("About"), lambda r: r.about, width=140, stretch=True, tooltip=lambda r: r.about),
        Column("by", _("Who said it"), lambda r: r.promise.by_whom or NOTHING, width=110),
        Column("channel", _("How"), lambda r: words.channel_name(r.promise.channel), width=100),
        Column("written", _("In writing"), lambda r: _("In writing") if r.promise.written else NOTHING, width=90),
        Column("made_on", _("Made on"), lambda r: day(r.promise.made_on), width=110, sort_key="made_on"),
    ]  # fmt: skip
