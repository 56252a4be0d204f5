"""The company whose book this is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.models import book
from app.models.book import Company
from app.models.store import Store
from app.services import checks

LONGEST: Final = {"name": 200, "phone": 60, "address": 300}


def of(store: Store) -> Company:
    return book.company(store)


def update(store: Store, draft: Mapping[str, Any]) -> None:
    """Sets {name, phone, address} where named. Raises Invalid."""
    values = {
        field: checks.text(field, draft[field], required=field == "name", longest=longest)
        for field, longest in LONGEST.items()
        if field in draft
    }
    known = of(store)
    changed = {field: value for field, value in values.items() if value != getattr(known, field)}
    if changed:
        with store.change("company.update") as change:
            book.update_company(change, changed)
