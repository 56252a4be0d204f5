"""Who sits at the desk, and who else is in the book."""

from __future__ import annotations

from app.models import book
from app.models.store import Store
from app.services.rules.authority import Signer


def me(store: Store) -> Signer:
    """The person at the desk."""
    return next((each for each in team(store) if each.id == store.person_id), Signer(store.person_id, "reader"))


def team(store: Store) -> tuple[Signer, ...]:
    """Everybody in the book."""
    return tuple(Signer(each.id, each.role) for each in book.people(store))
