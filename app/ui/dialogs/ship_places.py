"""Where the rows behind a reason are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.services.shipping_sheet import Answer, Reason
from app.ui.navigation import Navigation

# The tab of the customer's page, by the rule that found the reason.
TABS: Final = {
    "hold": "", "grade_stop": "credit", "broken": "lines", "oldest_overdue": "lines", "overdue_share": "lines", "limit": "credit",
    "group": "credit", "group_late": "credit", "max_order": "file", "reminder": "lines", "large_deal": "lines", "prepayment": "dealings",
    "insurance": "dealings", "papers": "file", "limit_expired": "credit", "stop_line": "credit",
}  # fmt: skip


def place_of(reason: Reason, answer: Answer) -> Callable[[Navigation], None]:
    """Goes there: the contract that asks for money first, else the part of the customer's page."""
    if reason.rule == "prepayment" and answer.contract_id is not None:
        return lambda navigation: navigation.open("contract", answer.contract_id)
    tab = TABS.get(reason.rule, "")
    wishes = {"tab": tab} if tab else {}
    return lambda navigation: navigation.open("customer", answer.customer_id, **wishes)
