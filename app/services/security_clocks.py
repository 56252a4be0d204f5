"""Last days of papers behind a debt that do not hang on a due day: their ends, letters of credit, originals, deposits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from app.models import deposits
from app.models.deposits import Held
from app.models.securities import Security
from app.models.store import Store
from app.services.backing import paper_of
from app.services.rules.backing import present_by
from app.services.rules.clocks import Clock, after_days, alarm

ORIGINAL_DAYS: Final = 14  # after which the original of a bank's paper should be here
GIVEN: Final = ("bank_guarantee", "letter_of_credit", "mortgage", "pledge")  # whose agreed end is a clock by itself


def of_paper(security: Security, on: date) -> Iterator[Clock]:
    """Those of one security that is in force on a day: nothing once it was claimed or presented."""
    acted = security.acted_on is not None and security.acted_on <= on
    if security.original_missing:
        yield _clock("original", security, after_days(security.from_on, ORIGINAL_DAYS), "original_14_days", on)
    if acted:
        return
    if security.act_by:
        yield _clock("security_act", security, security.act_by, "named_day", on)
    if security.kind == "letter_of_credit":
        yield from _credit(security, on)
    elif security.kind in GIVEN and security.expires_on:
        yield _clock("security_end", security, security.expires_on, "agreed_end", on)


def refunds(store: Store, on: date, customers: Collection[int] | None) -> Iterator[tuple[Clock, Held]]:
    """Deposits that are to be given back on a day."""
    for each in deposits.held(store, on, customers):
        if each.due_on:
            source = ("deposit_move", each.move_id)
            document = each.contract or each.customer
            ends = alarm("deposit_refund", each.due_on, on)
            yield Clock("deposit_refund", each.customer_id, document, each.due_on, "agreed_end", source, ends), each


def _credit(security: Security, on: date) -> Iterator[Clock]:
    """Goods leave by the latest day of shipment; from then on the days for presenting run, never beyond the end."""
    shipped = security.shipped_on is not None and security.shipped_on <= on
    if security.ship_by and not shipped:
        yield _clock("credit_shipment", security, security.ship_by, "latest_shipment", on)
    last = present_by(paper_of(security))
    if last and shipped:
        basis = "agreed_end" if last == security.expires_on else "present_days"
        yield _clock("credit_present", security, last, basis, on)
    elif last:
        yield _clock("security_end", security, last, "agreed_end", on)


def _clock(kind: str, of: Security, ends_on: date, basis: str, on: date) -> Clock:
    document = of.number or of.giver or ""
    return Clock(kind, of.customer_id, document, ends_on, basis, ("security", of.id), alarm(kind, ends_on, on))
