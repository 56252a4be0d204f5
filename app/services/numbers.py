"""Numbers of papers: gap-free per book and year, kept when voided ("YS-2026-0012", "HT-2026-032")."""

from __future__ import annotations

from typing import Final, NamedTuple

from app.i18n import _
from app.models import numbers, receivables
from app.models.errors import Invalid
from app.models.store import Store


class Series(NamedTuple):
    """What the numbers of a kind of paper begin with, the table they stand in, how many digits they have at least."""

    prefix: str
    table: str
    digits: int


SERIES: Final = {
    "invoice": Series("YS", "receivable", 4),
    "credit_note": Series("HZ", "receivable", 4),
    "opening": Series("QC", "receivable", 4),
    "interest": Series("LX", "receivable", 4),
    "contract": Series("HT", "contract", 3),
    "statement": Series("DZD", "confirmation", 4),
    "confirmation": Series("DZH", "confirmation", 4),
    "review": Series("PS", "review", 3),
    "shipment": Series("FH", "shipment", 4),
    "deal": Series("DD", "deal", 4),
    "approval": Series("TP", "approval", 3),
    "matter": Series("AJ", "legal_matter", 3),
    "reminder": Series("CK", "reminder", 4),
    "notice": Series("TZ", "notice", 3),
}


def upcoming(store: Store, kind: str, year: int) -> str:
    """The next number of a kind (a key of `SERIES`)."""
    series = SERIES[kind]
    return numbers.following(store, series.table, f"{series.prefix}-{year}-", series.digits)


def free(store: Store, customer_id: int, number: str, but: int | None = None) -> None:
    """Raises Invalid where a receivable of the customer, voided or not, has the number; `but` is one that may have it."""
    known = [each for each in receivables.numbered(store, customer_id, number) if each.id != but]
    if not known:
        return
    if known[0].voided_on is None:
        text = _("This customer already has a receivable “{number}”. Use another number, or open that one.")
    else:
        text = _("“{number}” was used and voided. A voided number is not used again: take another one.")
    raise Invalid("number", text.format(number=number))
