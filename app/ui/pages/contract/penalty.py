"""A penalty for being late as it stands in the contract, and what a court may say about it."""

from __future__ import annotations

from collections.abc import Callable

from app.models.errors import UserError
from app.services.contract_desk_wording import penalty_verdict
from app.services.contract_wording import penalty_sentence, penalty_text, read_penalty
from app.services.interest_wording import LIGHTS
from app.services.rules.late_rules import Excess
from app.ui.widgets.field import LineField


class Penalty(LineField):
    """Value: millionths a day, or None. `against` = how a penalty stands to LPR, None where that is not known."""

    def __init__(self, key: str, title: str, *, hint: str = "") -> None:
        self.against: Callable[[int], Excess | None] = lambda _ppm: None
        super().__init__(key, title, hint=hint)

    def value(self) -> int | None:
        return read_penalty(self.text())

    def set_value(self, value: int | None) -> None:
        self.line.setText("" if value is None else penalty_text(value))
        self.mark("")

    def mark(self, reason: str) -> None:
        super().mark(reason)
        found = None if reason else self._read()
        light = self.against(found) if found else None
        if found and light is not None:
            self.say(penalty_verdict(found, light), LIGHTS[light.light][2])

    def note(self) -> str:
        found = self._read()
        return super().note() if found is None else penalty_sentence(found)

    def _read(self) -> int | None:
        try:
            return self.value()
        except UserError:
            return None
