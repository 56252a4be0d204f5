"""Services about getting the money: reminders, promises, contacts, the road to court. Loaded as `Services` says."""

from __future__ import annotations

from app.services.deal_services import DealServices


class CollectionServices(DealServices):
    """With what is done so that they pay."""
