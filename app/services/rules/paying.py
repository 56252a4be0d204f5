"""A payment while it is being typed: claims first, then the debts by rule or by hand, and what is given up of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from app.models.money import convert, exponent, to_major
from app.services.rules.allocation import Debt, in_order, oldest_first, pro_rata
from app.services.rules.discount import small_shortfall

Given = tuple[int, Literal["early_discount", "rounding", "bank_fee"], int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Minor units of one currency. `fee` = kept by a bank on the way, it settles as money does; `claims` are paid first.

    `ticked` = ids of the debts that may be settled; `by_hand` = id -> what it gets, fee included; `off` = id -> early
    payment discount of a debt that is otherwise paid whole; `rounding`: a small shortfall is given up.
    """

    received: int = 0
    fee: int = 0
    claims: int = 0
    pro_rata: bool = False
    ticked: frozenset[int] = frozenset()
    by_hand: Mapping[int, int] | None = None
    off: Mapping[int, int] = field(default_factory=dict)
    rounding: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """received + fee = charged + sum of `settled` + rest. `parts` = the same without the fee: what is money.

    `given` = what is not asked for any more; `short` = a shortfall small enough to be offered as rounding, else 0.
    By hand `rest` may be below zero; `unplaced` = the part of the fee that settles nothing.
    """

    settled: tuple[tuple[int, int], ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    charged: int = 0
    rest: int = 0
    given: tuple[Given, ...] = ()
    short: int = 0
    unplaced: int = 0

    @property
    def applied(self) -> int:
        return sum(part for _id, part in self.settled)

    def forgone(self, debt_id: int | None = None) -> int:
        """Given up without money, of one debt or of all; the fee is no part of it."""
        return sum(
            amount for each, kind, amount in self.given if kind != "bank_fee" and (debt_id is None or each == debt_id)
        )


def outcome(asked: Asked, debts: Sequence[Debt], currency: str) -> Outcome:
    """What becomes of the money."""
    charged = min(asked.received, asked.claims)
    money = asked.received - charged + asked.fee
    settled, rest = _settled(asked, money, debts)
    opens = {debt.id: debt.open for debt in debts}
    given = _discounts(asked, settled, opens)
    left = _left(settled, opens, given)
    owed = sum(opens[each] for each, _part in settled)
    short = sum(left.values())
    small = short if not rest and small_shortfall(short, owed, currency) else 0
    if small and asked.rounding:
        given += [(each, "rounding", part) for each, part in left.items()]
    fees, unplaced = _fees(settled, asked.fee)
    parts = tuple((each, part - fees.get(each, 0)) for each, part in settled if part > fees.get(each, 0))
    given += [(each, "bank_fee", part) for each, part in fees.items()]
    return Outcome(settled, parts, charged, rest, tuple(given), small, unplaced)


def _settled(asked: Asked, money: int, debts: Sequence[Debt]) -> tuple[tuple[tuple[int, int], ...], int]:
    if asked.by_hand is not None:
        parts = tuple((each, part) for each, part in asked.by_hand.items() if part)
        return parts, money - sum(part for _id, part in parts)
    wanted = [
        Debt(debt.id, debt.due_on, debt.issued_on, debt.open - asked.off.get(debt.id, 0))
        for debt in debts
        if debt.id in asked.ticked
    ]
    split = (pro_rata if asked.pro_rata else oldest_first)(money, wanted)
    return split.parts, split.rest


def _discounts(asked: Asked, settled: Sequence[tuple[int, int]], opens: Mapping[int, int]) -> list[Given]:
    """Only of what is paid whole but for it."""
    found: list[Given] = []
    for each, part in settled:
        off = min(asked.off.get(each, 0), opens[each] - part)
        if off and part >= opens[each] - asked.off[each]:
            found.append((each, "early_discount", off))
    return found


def _left(settled: Sequence[tuple[int, int]], opens: Mapping[int, int], given: Sequence[Given]) -> dict[int, int]:
    """What stays open of the debts that got something."""
    off = {each: amount for each, _kind, amount in given}
    left = {each: opens[each] - part - off.get(each, 0) for each, part in settled}
    return {each: amount for each, amount in left.items() if amount > 0}


def _fees(settled: Sequence[tuple[int, int]], fee: int) -> tuple[dict[int, int], int]:
    """The fee as parts of the largest debts settled, and what found no place."""
    found: dict[int, int] = {}
    for each, part in sorted(settled, key=lambda pair: -pair[1]):
        if fee:
            found[each] = min(part, fee)
            fee -= found[each]
    return found, fee


@dataclass(frozen=True, slots=True)
class Crossing:
    """Money of one currency that settles debts of another. `price` = units of `pays` for 1 unit of `owed`.

    `by_hand` = id -> (money, what it settles there), minor units each of its own currency.
    """

    pays: str
    owed: str
    price: Decimal
    by_hand: Mapping[int, tuple[int, int]] | None = None

    def cost(self, settled: int) -> int:
        """The money that settles that much."""
        return convert(settled, self.owed, self.price, self.pays)

    def worth(self, money: int) -> int:
        """What that money settles at most."""
        value = (to_major(money, self.pays) / self.price).scaleb(exponent(self.owed))
        return int(value.to_integral_value(ROUND_FLOOR))


def across(
    amount: int, debts: Sequence[Debt], crossing: Crossing, ticked: frozenset[int]
) -> dict[int, tuple[int, int]]:
    """id -> (money, what it settles): as given by hand, else the ticked ones oldest due first until the money ends."""
    if crossing.by_hand is not None:
        return {each: pair for each, pair in crossing.by_hand.items() if all(pair)}
    found: dict[int, tuple[int, int]] = {}
    for debt in in_order([each for each in debts if each.id in ticked]):
        cost = crossing.cost(debt.open)
        pair = (cost, debt.open) if cost <= amount else (amount, min(crossing.worth(amount), debt.open))
        if all(pair):
            found[debt.id] = pair
            amount -= pair[0]
    return found
