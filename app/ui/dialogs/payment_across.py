"""Receivables that money of another currency settles: each with both amounts and what the rates make of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QObject

from app.i18n import _
from app.models.money import convert
from app.models.receivables import OpenItem
from app.services.formats import NOTHING, figure
from app.services.rules.paying import Crossing, across
from app.services.wanted import debts_of
from app.ui.dialogs.payment_rows import APPLY, DebtModel

PAYS: Final = 4
GAIN: Final = 5


class AcrossModel(DebtModel):
    """`price` = units of the payment's currency for 1 unit of the receivables'; None until it is known."""

    columns = 6
    edits = (APPLY, PAYS)

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(today, parent)
        self.pays, self.own = "CNY", "CNY"
        self.price: Decimal | None = None
        self._rate: Decimal | None = None
        self._by_hand: dict[int, tuple[int, int]] | None = None
        self.pairs: dict[int, tuple[int, int]] = {}

    def set_rates(self, pays: str, own: str, price: Decimal | None, rate: Decimal | None) -> None:
        """`rate` = of the payment into the book's currency."""
        self.pays, self.own, self.price, self._rate = pays, own, price, rate
        self.repaint()

    @property
    def applied(self) -> int:
        """Of the money."""
        return sum(money for money, _settled in self.pairs.values())

    @property
    def settled(self) -> int:
        return sum(settled for _money, settled in self.pairs.values())

    def gain(self) -> int | None:
        """What the rates make of it all, in the book's currency; None without a rate."""
        gains = [self._gain(item) for item in self.items if item.instalment_id in self.pairs]
        known = [each for each in gains if each is not None]
        return sum(known) if len(known) == len(gains) else None

    # --- what the table shows

    def titles(self) -> tuple[str, ...]:
        applied = _("Settles ({currency})").format(currency=self.currency)
        takes = _("Takes ({currency})").format(currency=self.pays)
        gain = _("Gain ({currency})").format(currency=self.own)
        return (_("Receivable no."), _("Due date"), _("Outstanding"), applied, takes, gain)

    def currency_of(self, column: int) -> str:
        return self.pays if column == PAYS else self.own if column == GAIN else self.currency

    def minor(self, item: OpenItem, column: int) -> int:
        money, settled = self.pairs.get(item.instalment_id or 0, (0, 0))
        return settled if column == APPLY else money

    def text(self, item: OpenItem, column: int) -> str:
        if column != GAIN:
            return super().text(item, column)
        gain = self._gain(item)
        return NOTHING if gain is None else figure(gain, self.own, dash=True)

    def colour(self, item: OpenItem, column: int) -> str:
        gain = self._gain(item) if column == GAIN else None
        return "" if not gain else "good" if gain > 0 else "overdue"

    def takes(self, item: OpenItem) -> bool:
        if self._by_hand is not None:
            return item.instalment_id in self._by_hand
        return item.instalment_id in self.ticked

    def tick(self, item: OpenItem, on: bool) -> None:
        number = item.instalment_id or 0
        self.ticked = self.ticked | {number} if on else self.ticked - {number}
        if self._by_hand is not None:
            others = {each: pair for each, pair in self._by_hand.items() if each != number}
            self._by_hand = {**others, **self._whole(item, number)} if on else others
        self.told()

    def put(self, item: OpenItem, column: int, part: int) -> bool:
        """One amount begins the other at the rate; where the other was typed too, both stand."""
        number = item.instalment_id or 0
        money, settled = self.pairs.get(number, (0, 0))
        crossing = self._crossing()
        if column == APPLY:
            pair = (money or (crossing.cost(part) if crossing else 0), part)
        else:
            pair = (part, settled or min(crossing.worth(part) if crossing else 0, item.open))
        self._by_hand = {**self.pairs, number: pair if part else (0, 0)}
        self.told()
        return True

    @property
    def is_by_hand(self) -> bool:
        return self._by_hand is not None

    def by_hand(self) -> None:
        """From now on both amounts are the person's own."""
        if self._by_hand is None:
            self._by_hand = dict(self.pairs)
            self.repaint()

    def clear_hand(self) -> None:
        self._by_hand = None

    def by_rate(self) -> None:
        """Back to the rate."""
        self.ticked, self._by_hand = self.ticked or self.ids(), None
        self.repaint()

    def reckon(self) -> None:
        crossing = self._crossing()
        if crossing is None:
            self.pairs = {each: pair for each, pair in (self._by_hand or {}).items() if all(pair)}
        else:
            self.pairs = across(self.amount, debts_of(self.items, self.currency), crossing, self.ticked)

    def _crossing(self) -> Crossing | None:
        return None if self.price is None else Crossing(self.pays, self.currency, self.price, self._by_hand)

    def _whole(self, item: OpenItem, number: int) -> dict[int, tuple[int, int]]:
        crossing = self._crossing()
        return {number: (crossing.cost(item.open), item.open)} if crossing else {}

    def _gain(self, item: OpenItem) -> int | None:
        """What the money is worth less what the debt stands for, in the book's currency."""
        pair = self.pairs.get(item.instalment_id or 0)
        if pair is None:
            return 0
        rate = Decimal(1) if self.pays == self.own else self._rate
        if rate is None:
            return None
        money, settled = pair
        stands = (
            item.open_base if settled == item.open else (item.open_base * settled * 2 + item.open) // (2 * item.open)
        )
        return convert(money, self.pays, rate, self.own) - stands
