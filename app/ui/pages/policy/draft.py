"""The credit rules a person is thinking about: what is typed so far, and what stands in the way of adopting it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.models.errors import Invalid
from app.services import policy_checks
from app.services.rules.parameters import PARAMETERS, Policy
from app.services.rules.policy_shape import USUAL


class RulesDraft(QObject):
    """Begins as the rules in force; every rule that is put tells `altered`."""

    altered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.base = self.policy = USUAL
        self._unread: dict[str, str] = {}  # cell -> why what stands in it is no number of its rule

    def start(self, base: Policy) -> None:
        """From the rules in force; nothing is changed yet."""
        self.base = self.policy = base
        self._unread = {}
        self.altered.emit()

    def take(self, changed: Mapping[str, Any]) -> None:
        """These differences from the defaults, and nothing else."""
        self.policy, self._unread = Policy.of(changed, self.base.id), {}
        self.altered.emit()

    def put(self, name: str, value: Any) -> None:
        self._forget(name)
        self.policy = replace(self.policy, **{name: value})
        self.altered.emit()

    def restore(self, name: str) -> None:
        self.put(name, getattr(USUAL, name))

    def block(self, name: str, cell: str, reason: str) -> None:
        """What was typed into a cell of the rule cannot be taken."""
        self._forget(name)
        self._unread[cell] = reason
        self.altered.emit()

    def is_new(self) -> bool:
        return self.policy.differences() != self.base.differences() or bool(self._unread)

    def changed(self) -> dict[str, Any]:
        """What differs from the defaults."""
        return self.policy.differences()

    def trouble(self) -> tuple[str, str] | None:
        """The cell that is in the way, and why; None when the draft can hold."""
        for cell, reason in self._unread.items():
            return cell, reason
        try:
            policy_checks.check(self.changed())
        except Invalid as problem:
            return problem.field or "", problem.text
        return None

    def changed_in(self, group: str) -> int:
        """How many rules of a group are not as usual."""
        return sum(PARAMETERS[name].group == group for name in self.changed())

    def _forget(self, name: str) -> None:
        self._unread = {cell: why for cell, why in self._unread.items() if cell.partition(".")[0] != name}
