"""Contracts, and what stands around them under one switch: deals before, security and insurance behind.

navigation.open("contracts", search="HT-2026-001")
navigation.open("contracts", view="deals")
"""

from __future__ import annotations

from typing import Final

from app.i18n import mark
from app.models.topics import Topic
from app.ui.widgets.views import ViewsPage

# Name, title, class of each list, in the order of the switch.
VIEWS: Final = (
    ("contracts", mark("Contracts"), "app.ui.pages.contracts.register:ContractsView"),
    ("deals", mark("Deals"), "app.ui.pages.contracts.deals:DealsView"),
    ("security", mark("Security"), "app.ui.pages.contracts.securities:SecuritiesView"),
    ("insurance", mark("Insurance"), "app.ui.pages.contracts.insurance:InsuranceView"),
)


class ContractsPage(ViewsPage):
    """Several lists under one switch."""

    name, title, icon = "contracts", mark("Contracts"), "file-text"
    topics = frozenset(
        {
            Topic.CONTRACTS, Topic.CUSTOMERS, Topic.RECEIVABLES, Topic.PAYMENTS, Topic.SETTINGS, Topic.DEALS,
            Topic.INSURANCE, Topic.LEGAL,
        }
    )  # fmt: skip
    lists = VIEWS
