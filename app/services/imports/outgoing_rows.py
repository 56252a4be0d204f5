"""Rows of payment files for money that went out again: paid back, returned by the bank, kept as income. They use up receipts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import _
from app.models import bills, bulk
from app.models.change import Change
from app.models.errors import Invalid
from app.models.store import Store
from app.services import paying_back, settling
from app.services.imports.plan import ImportPlan, PaymentPlan, Use
from app.services.imports.rates import minor_of
from app.services.imports.values import AUTO, Applied
from app.services.rules.bills import AT_RISK


@dataclass(slots=True)
class Fund:
    """A receipt or credit note that can be used up: what is `left` of it, and what of it went `out` already."""

    document: tuple[str, int]
    customer: int | str
    on_day: str
    currency: str
    amount: int
    left: int
    out: int
    bill_id: int | None = None


class Outgoing:
    """Decides what each row uses up: returns first, then what names its receipts, then the oldest first."""

    def __init__(self, store: Store, plan: ImportPlan) -> None:
        self._store = store
        self._plan = plan
        self._waiting: list[tuple[PaymentPlan, Mapping[str, Any]]] = []
        self._funds: dict[tuple[int | str, str], list[Fund]] = {}

    def later(self, planned: PaymentPlan, values: Mapping[str, Any]) -> None:
        """A row to be decided once every receipt of the file is known."""
        self._waiting.append((planned, values))

    def finish(self) -> None:
        if not self._waiting:
            return
        self._fill()
        order = sorted(self._waiting, key=lambda each: (each[0].kind != "return", not each[1].get("refund_of")))
        for planned, values in order:
            try:
                uses = self._return(planned, values) if planned.kind == "return" else self._uses(planned, values)
                self._plan.new.append(planned._replace(uses=uses))
            except Invalid as problem:
                field = problem.field or ""
                self._plan.refuse(planned.line, field, values.get(field), problem.text)

    def _fill(self) -> None:
        """What the book and the file have; a receipt goes before a credit note of the same number."""
        changed = {p.known.id: p.amount - p.known.amount for p in self._plan.changed if p.kind == "receipt"}
        for each in bulk.usable(self._store):
            more = changed.get(each.id, 0) if each.column == "payment_id" else 0
            fund = Fund(
                (each.column, each.id), each.customer_id, each.on_day, each.currency, each.amount + more,
                each.left + more, each.out, each.bill_id,
            )  # fmt: skip
            self._funds.setdefault((each.customer_id, each.key), []).append(fund)
        for p in self._plan.new:
            left = p.amount - sum(part.source for part in p.parts)
            fund = Fund(("line", p.line), p.customer, p.paid_on, p.currency, p.amount, left, 0)
            self._funds.setdefault((p.customer, p.natural_key), []).insert(0, fund)

    def _find(self, customer: int | str, text: str, field: str, part: int = 0) -> Fund:
        """Of a receipt and a credit note of one number the first that has as much left."""
        found = self._funds.get((customer, f"n:{text}")) or self._funds.get((customer, f"k:{text}"))
        if not found:
            raise Invalid(field, _("“{number}” is no receipt or credit note of this customer.").format(number=text))
        return next((fund for fund in found if fund.left >= part), found[0])

    def _return(self, planned: PaymentPlan, values: Mapping[str, Any]) -> tuple[Use, ...]:
        text = values.get("returns")
        if not text:
            raise Invalid("returns", _("Name the receipt that came back."))
        fund = self._find(planned.customer, text, "returns")
        if fund.document[0] == "credit_id":
            raise Invalid("returns", _("Only money received can come back."))
        if fund.out:
            raise Invalid("returns", _("This payment came back already, or part of it was paid back."))
        if (planned.amount, planned.currency) != (fund.amount, fund.currency):
            raise Invalid("amount", _("A receipt comes back whole. Enter a part that was paid back as a refund."))
        if planned.paid_on < fund.on_day:
            raise Invalid("date", _("It cannot come back before the day it was received."))
        if fund.bill_id and bills.events(self._store, fund.bill_id)[-1].status not in AT_RISK:
            raise Invalid("returns", _("This draft was honoured or passed on for good: it cannot be refused any more."))
        fund.left, fund.out = 0, fund.amount
        return (Use(fund.document, planned.amount, planned.paid_on),)

    def _uses(self, planned: PaymentPlan, values: Mapping[str, Any]) -> tuple[Use, ...]:
        named: Sequence[Applied] = () if values.get("refund_of") in (None, AUTO) else values["refund_of"]
        if not named:
            if planned.kind == "kept":
                raise Invalid("refund_of", _("Name the receipt or credit note that is kept."))
            return self._taken(planned, ((fund, None) for fund in self._oldest(planned)), "amount")
        told = [self._named(planned, each) for each in named]
        if planned.kind == "kept" and len(told) > 1:
            raise Invalid("refund_of", _("Each receipt or credit note that is kept stands in a row of its own."))
        return self._taken(planned, told, "refund_of")

    def _named(self, planned: PaymentPlan, named: Applied) -> tuple[Fund, int | None]:
        part = None if named.amount is None else minor_of(named.amount, planned.currency)
        return self._find(planned.customer, named.number, "refund_of", part or 1), part

    def _oldest(self, planned: PaymentPlan) -> list[Fund]:
        every = (fund for funds in self._funds.values() for fund in funds)
        own = [f for f in every if (f.customer, f.currency) == (planned.customer, planned.currency)]
        return sorted(own, key=lambda fund: (fund.document[0] == "credit_id", fund.on_day))

    def _taken(self, planned: PaymentPlan, wanted: Iterable[tuple[Fund, int | None]], field: str) -> tuple[Use, ...]:
        """As much of each as is told, or as is left; raises Invalid when that is not the amount of the row."""
        rest = planned.amount
        taken: list[tuple[Fund, int]] = []
        for fund, part in wanted:
            used = sum(before for other, before in taken if other is fund)
            left = fund.left - used if fund.currency == planned.currency else 0
            now = min(rest, left) if part is None else part
            if now > min(rest, left):
                raise Invalid(field, paying_back.too_much(left, planned.currency))
            if now:
                taken.append((fund, now))
                rest -= now
        if rest:
            raise Invalid("amount", paying_back.too_much(planned.amount - rest, planned.currency))
        for fund, now in taken:
            fund.left, fund.out = fund.left - now, fund.out + now
        return tuple(Use(fund.document, now, max(planned.paid_on, fund.on_day)) for fund, now in taken)


def write(change: Change, made: Sequence[tuple[PaymentPlan, int | None]], lines: Mapping[int, int]) -> None:
    """Uses up what the rows of `made` (with the id of a refund) take; `lines` = the id of each receipt by its row."""
    for planned, row_id in sorted(made, key=lambda each: each[0].kind != "return"):
        uses = [(_document(use, lines), use) for use in planned.uses]
        if planned.kind == "return":
            _bounce(change, planned, uses[0][0][1])
        elif planned.kind == "kept":
            reason = planned.note or _("Kept as income")
            on = date.fromisoformat(uses[0][1].since)
            kept = paying_back.keep(change, uses[0][0], planned.amount, on, reason)
            _name(change, kept, planned)
        else:
            for document, use in uses:
                target = ("outgoing_id", row_id or 0)
                settling.allocate(change, document, target, use.amount, date.fromisoformat(use.since))


def _document(use: Use, lines: Mapping[int, int]) -> tuple[str, int]:
    column, row_id = use.document
    return ("payment_id", lines[row_id]) if column == "line" else use.document


def _bounce(change: Change, planned: PaymentPlan, receipt_id: int) -> None:
    on, reason = date.fromisoformat(planned.paid_on), planned.note or _("Came back")
    _name(change, settling.bounce(change, receipt_id, on, reason), planned)
    draft = bills.of_payment(change.store, receipt_id)
    if draft is not None:
        bills.add_event(change, draft, "refused", on, planned.note)


def _name(change: Change, payment_id: int, planned: PaymentPlan) -> None:
    """Known as the file knows it, so that the file is known when it comes again."""
    bulk.update(change, "payment", payment_id, {"number": planned.number, "natural_key": planned.natural_key})
