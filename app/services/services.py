"""All services over one open book, built once per thread; each is loaded when it is first asked for, so that a start is quick."""

from __future__ import annotations

from datetime import date

from app.models.store import Store
from app.services.collection_services import CollectionServices
from app.services.standing import Standing


class Services(CollectionServices):
    """The one thing that windows and commands hold; `today` is the day everything is asked for unless said otherwise."""

    def __init__(self, store: Store, today: date) -> None:
        super().__init__(store, today)
        self.standing = Standing(store, today)
        store.before_commit = self.standing.refresh

    def close(self) -> None:
        self.store.close()
