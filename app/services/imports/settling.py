"""Applying the money of a file to open instalments: by name, oldest due first, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from app.i18n import _
from app.models import book, bulk
from app.models.errors import Invalid
from app.models.money import convert, plain
from app.models.store import Store
from app.services.imports.plan import Part

Named = Sequence[tuple[str, int | None]]
ALLOCATION: Final = ("instalment_id", "on_day", "amount", "source_amount", "base_target", "base_source")


def allocation_of(part: Part) -> tuple[int, str, int, int, int, int]:
    """A part in the order of `ALLOCATION`: both sides are of one currency."""
    return part.instalment_id, part.on_day, part.amount, part.amount, part.base_target, part.base_source


class Settling:
    """What is open while the rows of a file are applied one after another."""

    def __init__(self, store: Store) -> None:
        self._own = book.company(store).currency
        self._parts = {part.id: part for part in bulk.open_parts(store)}
        self._by_customer: dict[int, list[int]] = {}
        for part in self._parts.values():
            self._by_customer.setdefault(part.customer_id, []).append(part.id)

    def by_name(self, customer: int, currency: str, amount: int, base: int, day: str, named: Named) -> tuple[Part, ...]:
        """Settles the invoices named, each up to its amount or to what is open. Raises Invalid when it does not fit."""
        made: list[Part] = []
        rest, rest_base = amount, base
        for number, wanted in named:
            ids = [
                i
                for i in self._by_customer.get(customer, ())
                if self._parts[i].number == number and self._parts[i].currency == currency
            ]
            room = sum(self._parts[i].open for i in ids)
            take = min(rest, room) if wanted is None else wanted
            if not ids or take > room:
                raise Invalid("applies_to", self._does_not_fit(number, room, currency, found=bool(ids)))
            if take > rest:
                raise Invalid("applies_to", _("More is applied than the amount of the row."))
            for part in self._settle(ids, take, rest, rest_base, day):
                made.append(part)
                rest, rest_base = rest - part.amount, rest_base - part.base_source
        return tuple(made)

    def oldest_first(self, customer: int, currency: str, amount: int, base: int, day: str) -> tuple[Part, ...]:
        ids = [i for i in self._by_customer.get(customer, ()) if self._parts[i].currency == currency]
        return tuple(self._settle(ids, min(amount, sum(self._parts[i].open for i in ids)), amount, base, day))

    def _settle(self, ids: Sequence[int], take: int, source: int, source_base: int, day: str) -> list[Part]:
        made: list[Part] = []
        for i in ids:
            part = self._parts[i]
            now = min(take, part.open)
            if now <= 0:
                continue
            base_target = (
                part.open_base if now == part.open else min(part.open_base, self._base(now, part.currency, part.rate))
            )
            base_source = source_base if now == source else source_base * now // source
            made.append(Part(i, now, base_target, base_source, max(day, part.free_from)))
            self._parts[i] = part._replace(open=part.open - now, open_base=part.open_base - base_target)
            take, source, source_base = take - now, source - now, source_base - base_source
        return made

    def _base(self, minor: int, currency: str, rate: str) -> int:
        return minor if currency == self._own else convert(minor, currency, Decimal(rate), self._own)

    @staticmethod
    def _does_not_fit(number: str, room: int, currency: str, *, found: bool) -> str:
        if not found:
            return _("“{number}” is not an open receivable of this customer in this currency.").format(number=number)
        return _("Only {room} is open on “{number}”.").format(room=plain(room, currency), number=number)
