"""Applying the money of a file to open instalments: by name, oldest due first, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.i18n import _
from app.models import book, bulk
from app.models.bulk import OpenPart
from app.models.errors import Invalid
from app.models.money import convert, plain
from app.models.store import Store
from app.services.imports.plan import InvoicePlan, Part
from app.services.imports.rates import minor_of
from app.services.imports.values import Applied

ALLOCATION: Final = ("instalment_id", "on_day", "amount", "source_amount", "base_target", "base_source")


def allocation_of(part: Part, instalment_id: int | None = None) -> tuple[int, str, int, int, int, int]:
    """A part in the order of `ALLOCATION`; `instalment_id` where it had a temporary one."""
    found = part.instalment_id if instalment_id is None else instalment_id
    return found, part.on_day, part.amount, part.source, part.base_target, part.base_source


@dataclass(frozen=True, slots=True)
class Money:
    """What a document can still settle: minor units of its currency, and in the book's; `customer` is an id or a new one's name."""

    customer: int | str
    currency: str
    rate: str
    left: int
    base: int
    day: str

    def after(self, parts: Iterable[Part]) -> Money:
        """What is left of it then."""
        taken = list(parts)
        spent, base = sum(part.source for part in taken), sum(part.base_source for part in taken)
        return replace(self, left=self.left - spent, base=self.base - base)


class Settling:
    """What is open while the rows of a file are applied one after another."""

    def __init__(self, store: Store) -> None:
        self._own = book.company(store).currency
        self._parts: dict[int, OpenPart] = {}
        self._by_customer: dict[int | str, list[int]] = {}
        self._by_number: dict[tuple[int | str, str], list[int]] = {}
        self._made = 0
        for part in bulk.open_parts(store):
            self._know(part.customer_id, part)

    def add(self, planned: InvoicePlan) -> int:
        """A receivable of the file can be settled too; returns the temporary id of its first instalment, the others follow below."""
        first = self._made - 1
        for seq, part in enumerate(planned.parts, 1):
            self._made -= 1
            new = OpenPart(
                self._made, 0, planned.number, planned.issued_on, part.due_on, planned.currency, planned.rate,
                part.amount, part.base, seq, planned.issued_on,
            )  # fmt: skip
            self._know(planned.customer, new)
        return first

    def put(self, planned: InvoicePlan) -> None:
        """A receivable of the book that the file changes has only what that leaves open."""
        known = planned.known
        if known.instalment_id is None:
            return
        before, (part, *_rest) = self._parts.get(known.instalment_id), planned.parts
        free = max(planned.issued_on, before.free_from if before else "")
        left, base = part.amount - known.used, part.base - known.used_base
        self._parts[known.instalment_id] = now = OpenPart(
            known.instalment_id, known.customer_id, planned.number, free, part.due_on, planned.currency, planned.rate,
            left, base, 1, planned.issued_on,
        )  # fmt: skip
        if before is None:
            self._know(known.customer_id, now)

    def _know(self, customer: int | str, part: OpenPart) -> None:
        self._parts[part.id] = part
        self._by_customer.setdefault(customer, []).append(part.id)
        self._by_number.setdefault((customer, part.number), []).append(part.id)

    def by_name(self, money: Money, named: Sequence[Applied]) -> tuple[Part, ...]:
        """Settles the invoices named, each up to its amount or to what is open. Raises Invalid when it does not fit.

        Then nothing of the row is settled.
        """
        made: list[Part] = []
        before: dict[int, OpenPart] = {}
        try:
            for each in named:
                before = {i: self._parts[i] for i in self._by_number.get((money.customer, each.number), ())} | before
                parts = self._crossed(money, each) if each.source is not None else self._named(money, each)
                money = money.after(parts)
                made += parts
        except Invalid:
            self._parts.update(before)
            raise
        return tuple(made)

    def oldest_first(self, money: Money) -> tuple[Part, ...]:
        found = [self._parts[i] for i in self._by_customer.get(money.customer, ())]
        open_ = [part for part in found if part.currency == money.currency and part.open]
        take = min(money.left, sum(part.open for part in open_))
        return tuple(self._settle(money, open_, take, take))

    def give_up(self, money: Money, named: Applied) -> Part:
        """The one instalment of which all of it is given up, at its own rate. Raises Invalid when none has as much open."""
        open_ = self._open(money.customer, named, money.currency)
        whole = [part for part in open_ if part.open >= money.left]
        if not whole:
            raise Invalid("applies_to", _does_not_fit(named.number, open_, money.currency))
        if money.day < whole[0].issued_on:
            raise Invalid("issue_date", _("This day is before the receivable was issued. Choose a later one."))
        (made,) = self._settle(money, whole[:1], money.left, money.left)
        return made._replace(base_source=made.base_target)

    def _named(self, money: Money, each: Applied) -> list[Part]:
        open_ = self._open(money.customer, each, money.currency)
        room = sum(part.open for part in open_)
        take = min(money.left, room) if each.amount is None else minor_of(each.amount, money.currency)
        if not open_ or take > room:
            raise Invalid("applies_to", _does_not_fit(each.number, open_, money.currency))
        if take > money.left:
            raise Invalid("applies_to", _("More is applied than the amount of the row."))
        return self._settle(money, open_, take, take)

    def _crossed(self, money: Money, each: Applied) -> list[Part]:
        """Money of one currency settles another: "INV:20.00=140.00"."""
        open_ = [part for part in self._open(money.customer, each, None) if part.currency != money.currency]
        currency = open_[0].currency if open_ else money.currency
        take = minor_of(each.amount or Decimal(0), currency)
        source = minor_of(each.source or Decimal(0), money.currency)
        if take > sum(part.open for part in open_) or not take:
            raise Invalid("applies_to", _does_not_fit(each.number, open_, currency))
        if source > money.left:
            raise Invalid("applies_to", _("More is applied than the amount of the row."))
        return self._settle(money, open_, take, source)

    def _open(self, customer: int | str, named: Applied, currency: str | None) -> list[OpenPart]:
        """What is open of the receivable named, in that currency (None = any), the earliest due first."""
        found = [self._parts[i] for i in self._by_number.get((customer, named.number), ())]
        fitting = [
            part for part in found if part.open and currency in (None, part.currency) and named.nth in (None, part.seq)
        ]
        return sorted(fitting, key=lambda part: (part.due_on is None, part.due_on or "", part.seq))

    def _settle(self, money: Money, open_: Sequence[OpenPart], take: int, source: int) -> list[Part]:
        """`take` of the instalments, in their order, is settled with `source` of the money."""
        made: list[Part] = []
        for part in open_:
            now = min(take, part.open)
            if now <= 0:
                break
            spent = source if now == take else source * now // take
            base = (
                part.open_base if now == part.open else min(part.open_base, self._base(now, part.currency, part.rate))
            )
            own = money.base if spent == money.left else min(money.base, self._base(spent, money.currency, money.rate))
            made.append(Part(part.id, now, spent, base, own, max(money.day, part.free_from)))
            self._parts[part.id] = part._replace(open=part.open - now, open_base=part.open_base - base)
            take, source, money = take - now, source - spent, money.after(made[-1:])
        return made

    def _base(self, minor: int, currency: str, rate: str) -> int:
        return minor if currency == self._own else convert(minor, currency, Decimal(rate), self._own)


def _does_not_fit(number: str, open_: Sequence[OpenPart], currency: str) -> str:
    if not open_:
        return _("“{number}” is not an open receivable of this customer in this currency.").format(number=number)
    room = plain(sum(part.open for part in open_), currency)
    return _("Only {room} is open on “{number}”.").format(room=room, number=number)
