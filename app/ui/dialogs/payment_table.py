"""The open receivables under a payment: what of it goes where, editable, and what is left after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QObject

from app.i18n import _
from app.models.receivables import OpenItem
from app.services.formats import figure
from app.services.rules.allocation import Split
from app.services.rules.paying import Asked, Outcome, outcome
from app.services.wanted import debts_of
from app.ui.dialogs.payment_rows import APPLY, DUE, NUMBER, OPEN, DebtModel

__all__ = ["AFTER", "APPLY", "DUE", "NUMBER", "OPEN", "SplitChoice", "SplitModel"]
AFTER: Final = 4


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """How a payment is to be split: among which instalments, in proportion or oldest first, or by hand."""

    ticked: frozenset[int]
    by_hand: dict[int, int] | None = None
    pro_rata: bool = False


class SplitModel(DebtModel):
    """Open instalments of one currency, with the part of `amount` that each gets."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(today, parent)
        self._by_hand: dict[int, int] | None = None
        self._pro_rata = False
        self._besides = Asked()
        self.outcome = Outcome()
        self._settled: dict[int, int] = {}

    # --- what is split

    @property
    def choice(self) -> SplitChoice:
        return SplitChoice(self.ticked, self._by_hand, self._pro_rata)

    def set_besides(
        self, *, fee: int = 0, claims: int = 0, off: Mapping[int, int] | None = None, rounding: bool = False
    ) -> None:
        """What is settled without money or before the debts; see `Asked`."""
        self._besides = Asked(fee=fee, claims=claims, off=dict(off or {}), rounding=rounding)
        self.repaint()

    def oldest_first(self, *, pro_rata: bool = False) -> None:
        """Back to a rule, among those ticked (all when none is)."""
        self.ticked, self._by_hand, self._pro_rata = self.ticked or self.ids(), None, pro_rata
        self.repaint()

    def by_hand(self) -> None:
        """From now on each figure is the person's own."""
        if self._by_hand is None:
            self._by_hand = dict(self.outcome.settled)
            self.repaint()

    def split(self) -> Split:
        """Parts of money and rest as they stand; by hand the rest may be below zero."""
        return Split(self.outcome.parts, self.outcome.rest)

    def ticked_sum(self) -> int:
        """What would pay all that is ticked, less what may be taken off."""
        off = self._besides.off
        return sum(
            item.open - off.get(item.instalment_id or 0, 0) for item in self.items if item.instalment_id in self.ticked
        )

    def wanted_sum(self) -> int:
        """The money that what is chosen asks for."""
        chosen = self.ticked_sum() if self._by_hand is None else sum(self._by_hand.values())
        return max(0, chosen + self._besides.claims - self._besides.fee)

    def part(self, item: OpenItem) -> int:
        return self._settled.get(item.instalment_id or 0, 0)

    # --- what the table shows

    def titles(self) -> tuple[str, ...]:
        return (_("Receivable no."), _("Due date"), _("Outstanding"), _("Apply now"), _("Left after"))

    def minor(self, item: OpenItem, column: int) -> int:
        return self.part(item) if column == APPLY else item.open - self.part(item) - self._forgone(item)

    def text(self, item: OpenItem, column: int) -> str:
        left = self.minor(item, column)
        return super().text(item, column) if column == APPLY or left else _("Settled")

    def colour(self, item: OpenItem, column: int) -> str:
        return "good" if column == AFTER and not self.minor(item, AFTER) else ""

    def hint(self, item: OpenItem, column: int) -> str:
        forgone = self._forgone(item)
        if column == AFTER and forgone:
            return _("given up {amount}").format(amount=figure(forgone, self.currency))
        return super().hint(item, column)

    def takes(self, item: OpenItem) -> bool:
        if self._by_hand is not None:
            return bool(self._by_hand.get(item.instalment_id or 0))
        return item.instalment_id in self.ticked

    def tick(self, item: OpenItem, on: bool) -> None:
        number = item.instalment_id or 0
        self.ticked = self.ticked | {number} if on else self.ticked - {number}
        if self._by_hand is not None:
            rest = max(0, self.outcome.rest)
            self._by_hand = {**self._by_hand, number: min(item.open, rest or item.open) if on else 0}
        self.told()

    def put(self, item: OpenItem, column: int, part: int) -> bool:
        if part != self.part(item):
            hand = dict(self.outcome.settled) if self._by_hand is None else self._by_hand
            self._by_hand = {**hand, item.instalment_id or 0: part}
            self.told()
        return True

    def clear_hand(self) -> None:
        self._by_hand = None

    def reckon(self) -> None:
        asked = replace(
            self._besides, received=self.amount, pro_rata=self._pro_rata, ticked=self.ticked, by_hand=self._by_hand
        )
        self.outcome = outcome(asked, debts_of(self.items, self.currency), self.currency)
        self._settled = dict(self.outcome.settled)

    def _forgone(self, item: OpenItem) -> int:
        return self.outcome.forgone(item.instalment_id or 0)
