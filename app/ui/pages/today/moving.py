"""Going on to the next customer once something was done about one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.ui.widgets.table_model import Key


class Moving:
    """Remembers whom an action is about and who comes after them; the first change that touches them leads on."""

    def __init__(self) -> None:
        self._about: Key | None = None
        self._after: list[Key] = []

    def begin(self, key: Key, keys: Sequence[Key]) -> None:
        """An action on the row of `key` was begun; `keys` = all rows as they stand. After the last row comes the one before it."""
        place = keys.index(key)
        self._about, self._after = key, [*keys[place + 1 :], *reversed(keys[:place])]

    def at(self, key: Key) -> None:
        """The row that is chosen now: who went to another one by hand is not led on from the first."""
        if key != self._about:
            self._about = None

    def next_after(self, touched: Collection[int]) -> Key | None:
        """Where to go now that a change touched these customers; once only. None = stay."""
        if self._about is None or self._about not in touched or not self._after:
            return None
        self._about = None
        return self._after[0]
