"""Until when a guarantee has to be claimed and title registered. Pure.

Sources: 民法典 686 (a guarantee that says nothing is a general one), 692 (six months after the debt falls due where no
period is agreed or it ends on or before that day; never interrupted), 693 (within it sue the debtor, or demand from a
joint guarantor); 416 and 担保解释 57 (priority: registered within ten days of delivery); 买卖合同解释 26 (no taking back
once 75 % is paid).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from app.services.rules.clocks import after_days, after_months

GUARANTEE_MONTHS: Final = 6
REGISTER_DAYS: Final = 10
GUARANTEES: Final = ("guarantee_person", "guarantee_company", "guarantee_parent", "guarantee_agency")
# Paper of a bank that ends on a day of its own: to be claimed before.
ENDING: Final = ("bank_guarantee", "letter_of_credit")
KINDS: Final = (*GUARANTEES, *ENDING, "mortgage", "pledge", "retention_of_title")


def guarantee_by(due: date, agreed_end: date | None) -> tuple[date, str]:
    """The last day of the guarantee of a debt, and the rule: "guarantee_6_months" or "guarantee_agreed"."""
    if agreed_end is None or agreed_end <= due:
        return after_months(due, GUARANTEE_MONTHS), "guarantee_6_months"
    return agreed_end, "guarantee_agreed"


def register_by(delivered: date) -> date:
    """The last day on which registering retained title still gives priority."""
    return after_days(delivered, REGISTER_DAYS)


def repossession_barred(price: int, paid: int) -> bool:
    """Whether too much is paid to take the goods back: 75 % or more. Minor units of one currency."""
    return price > 0 and 4 * paid >= 3 * price
