"""Contacts with one customer, the newest first."""

from __future__ import annotations

from app.ui.pages.customer.dealings import Part


class ContactsPart(Part):
    """Every call, message, letter and visit."""

    def load(self) -> None:
        """Nothing to show yet."""
