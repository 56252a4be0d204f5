"""All services over one open book, built once per thread; each is loaded when it is first asked for, so that a start is quick."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from app.models.change import Change
from app.models.store import Store
from app.services.collection_services import CollectionServices

if TYPE_CHECKING:
    from app.services.standing import Standing


class Services(CollectionServices):
    """The one thing that windows and commands hold; `today` is the day everything is asked for unless said otherwise."""

    def __init__(self, store: Store, today: date) -> None:
        super().__init__(store, today)
        store.before_commit = self._before_commit

    @cached_property
    def standing(self) -> Standing:
        from app.services.standing import Standing

        return Standing(self.store, self.today)

    def _before_commit(self, change: Change) -> None:
        self.standing.refresh(change)

    def close(self) -> None:
        self.store.close()
