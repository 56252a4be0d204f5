"""The credit rules in force on a day.

policy = policies.on(store, date(2026, 11, 22))
"""

from __future__ import annotations

from datetime import date

from app.models import policies
from app.models.store import Store
from app.services.rules.parameters import Policy


def on(store: Store, day: date) -> Policy:
    """The parameters of the version in force at the end of the day."""
    version = policies.in_force(store, day)
    return Policy.of(version.params, version.id)
