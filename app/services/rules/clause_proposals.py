"""What the figures of a contract answer by themselves among the 24 items (domain J1); the others are for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.services.rules.late_rules import Light

GOOD, PARTLY, MISSING = 10_000, 5_000, 0
PREPAY_PARTLY: Final = 1_500  # so much less than asked is partly good, more is missing
INSPECTION_MOST: Final = 30  # days
BILL_MOST: Final = 6  # months: 商业汇票承兑、贴现与再贴现管理办法 25
RETENTION_MOST: Final = (500, 366)  # share, days


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is written. `gap_bp` = how far the prepayment stays below what is asked, None = not known; `retention` = (share,
    days); `title`, `registered` = retention of it."""

    gap_bp: int | None = None
    earnest: int = 0
    earnest_above: int = 0
    inspection_days: int | None = None
    bill_months: int | None = None
    penalty: Light | None = None
    title: bool = False
    registered: bool = False
    retention: tuple[int, int] | None = None
    address: bool = False
    buyer_size: bool = False
    notice: bool = False
    pay_when_paid: bool = False


def proposed(said: Said) -> dict[int, int]:
    """Item -> basis points; what is not written says nothing."""
    found: dict[int, int | None] = {
        5: _at_most(said.inspection_days, INSPECTION_MOST, PARTLY), 7: _prepayment(said.gap_bp),
        8: (MISSING if said.earnest_above else GOOD) if said.earnest else None, 9: MISSING if said.pay_when_paid else None,
        10: _at_most(said.bill_months, BILL_MOST, MISSING), 11: _penalty(said.penalty),
        13: (GOOD if said.registered else PARTLY) if said.title else None, 17: _retention(said.retention),
        20: GOOD if said.address else None, 22: _sizes(said),
    }  # fmt: skip
    return {item: value for item, value in found.items() if value is not None}


def _at_most(value: int | None, most: int, beyond: int) -> int | None:
    if value is None:
        return None
    return GOOD if value <= most else beyond


def _prepayment(gap_bp: int | None) -> int | None:
    if gap_bp is None:
        return None
    return GOOD if gap_bp <= 0 else PARTLY if gap_bp <= PREPAY_PARTLY else MISSING


def _penalty(light: Light | None) -> int | None:
    """A red one is written all right, but a court will lower it."""
    return None if light is None else PARTLY if light == "red" else GOOD


def _retention(found: tuple[int, int] | None) -> int | None:
    if found is None:
        return None
    return GOOD if found[0] <= RETENTION_MOST[0] and found[1] <= RETENTION_MOST[1] else PARTLY


def _sizes(said: Said) -> int | None:
    both = said.buyer_size + said.notice
    return (None, PARTLY, GOOD)[both]
