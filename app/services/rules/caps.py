"""Facts that hold the grade down, whatever the points; every one is listed, the lowest binds (domain.md A7)."""

from __future__ import annotations

from app.models.facts import CustomerFacts
from app.services.rules.parameters import Policy
from app.services.rules.score_types import Cap


def caps_on(facts: CustomerFacts, policy: Policy) -> tuple[Cap, ...]:
    """The lowest grade first."""
    return ()
