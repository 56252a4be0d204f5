"""Who may change what: a reader nothing, sales what is talked about with a customer, a bookkeeper and above the rest.

What only a manager or the owner decides is asked where it is decided (reviews, exceptions, limits, write-offs).
"""

from __future__ import annotations

from typing import Final

from app.services.rules.authority import rank

# The first word of a change's label.
OF_SALES: Final = frozenset(
    ("approval", "attachment", "contact", "deal", "decision", "feedback", "promise", "reference", "request", "review", "snooze", "visit")
)  # fmt: skip
# What each action of the window changes in the end. Those that only look, or make a paper, change nothing.
CHANGES: Final = {
    "import": "import.invoices", "entry_grid": "receivable.grid", "letter_texts": "letter_text.save",
    "payment": "payment.record", "bill": "bill.receive", "remind": "reminder.record", "contact": "contact.log",
    "new_receivable": "receivable.add", "new_customer": "customer.add", "new_contract": "contract.add", "deal": "deal.add",
    "security": "security.add", "matter": "matter.open", "deposit": "deposit.receive", "visit": "visit.record",
    "feedback": "feedback.add", "notice": "notice.make", "write_off": "write_off.decide",
}  # fmt: skip
# The same of windows that only pages open, for something new.
OF_PAGES: Final = {
    "buyer_limit": "insurance.limit", "insurance_event": "insurance.event", "override": "override.add", "recovery": "write_off.recover",
    "reminder_override": "reminder.override",
}  # fmt: skip


def least_role(label: str) -> str:
    """Who may make a change of this label at the least."""
    return "sales" if label.partition(".")[0] in OF_SALES else "bookkeeper"


def may(role: str, label: str) -> bool:
    return rank(role) >= rank(least_role(label))
