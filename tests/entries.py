"""The lines of a ledger written as text (`tests/book.py` shows each), entered through the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.models import contracts, payments, receivables, shipments
from app.models.money import to_minor
from app.models.plans import PlanLine
from app.services.adjustments import AdjustmentDraft, Kind
from app.services.contract_drafts import ContractDraft
from app.services.customers import Customers, LimitDraft
from app.services.disputes import DisputeDraft, Disputes
from app.services.payments import PaymentDraft, Payments
from app.services.receivables import ReceivableDraft, Receivables
from tests.collecting import Collecting

if TYPE_CHECKING:
    from tests.book import Book

LONG_AGO = date(2000, 1, 1)


class Entry(Collecting):
    """One line of the ledger; each verb is a method."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.store = book.store

    def customer(self, words: Sequence[str]) -> None:
        code, rest = words[0], list(words[1:])
        limit, days = _value_after("limit", rest), _value_after("net", rest)
        currency = rest[0] if rest else self.book.currency
        draft: dict[str, Any] = {"code": code, "name": f"{code} Company", "currency": currency}
        if days:
            draft["terms_days"] = int(days)
        if limit == "unlimited":
            draft["limit"] = LimitDraft("unlimited")
        elif limit:
            draft["limit"] = LimitDraft("set", to_minor(Decimal(limit), currency))
        self.book.ids[code] = Customers(self.store, LONG_AGO).add(draft)

    def invoice(self, words: Sequence[str]) -> None:
        self._receivable("invoice", list(words))

    def opening(self, words: Sequence[str]) -> None:
        self._receivable("opening", list(words))

    def credit(self, words: Sequence[str]) -> None:
        head, targets = _around_arrow(words)
        self._receivable("credit_note", head)
        if targets:
            credit, on = self.book.ids[head[0]], date.fromisoformat(head[2])
            left, _base = payments.open_of(self.store, "credit_id", credit)
            parts = self._parts(targets, left, self._currency(head))
            Payments(self.store, on).apply_credit(credit, parts)

    def payment(self, words: Sequence[str]) -> None:
        head, targets = _around_arrow(words)
        row = self._row(head)
        parts = None if targets == ["auto"] else self._parts(targets, row["amount"], row["currency"])
        draft = PaymentDraft(paid_on=date.fromisoformat(head[2]), parts=parts, **row)
        self.book.ids[head[0]] = self.book.services.payments.record(draft)

    def refund(self, words: Sequence[str]) -> None:
        draft = PaymentDraft(paid_on=date.fromisoformat(words[2]), kind="refund", **self._row(list(words)))
        self.book.ids[words[0]] = self.book.services.payments.record(draft)

    def apply(self, words: Sequence[str]) -> None:
        (number, on), targets = _around_arrow(words)
        left, _base = payments.open_of(self.store, "payment_id", self.book.ids[number])
        parts = self._parts(targets, left, self._payment(number).currency)
        Payments(self.store, date.fromisoformat(on)).apply(self.book.ids[number], parts)

    def move(self, words: Sequence[str]) -> None:
        (number, on, source), targets = _around_arrow(words)
        instalments = {each.id for each in receivables.instalments(self.store, self.book.ids[source])}
        applied = payments.allocations(self.store, "payment_id", self.book.ids[number])
        found = next(each for each in applied if each.instalment_id in instalments and each.reverses_id is None)
        name, _colon, part = targets[0].partition(":")
        amount = to_minor(Decimal(part), self._payment(number).currency) if part else None
        Payments(self.store, date.fromisoformat(on)).move(found.id, self._open_instalments(name)[0][0], amount)

    def bounce(self, words: Sequence[str]) -> None:
        """The return is known as the number with a prime: P-1'."""
        on = date.fromisoformat(words[1])
        self.book.ids[words[0] + "'"] = self.book.services.payments.bounce(self.book.ids[words[0]], on, "refused")

    def across(self, words: Sequence[str]) -> None:
        """Money of one currency settles another: -> number:money=settled."""
        head, targets = _around_arrow(words)
        row, across = self._row(head), {}
        for name, _colon, part in (text.partition(":") for text in targets):
            money, _equals, settled = part.partition("=")
            into = to_minor(Decimal(settled), self._receivable_named(name).currency)
            across[self._open_instalments(name)[0][0]] = (to_minor(Decimal(money), row["currency"]), into)
        draft = PaymentDraft(paid_on=date.fromisoformat(head[2]), parts={}, across=across, **row)
        self.book.ids[head[0]] = self.book.services.payments.record(draft)

    def share(self, words: Sequence[str]) -> None:
        """A payment of which every debt gets the same share."""
        draft = PaymentDraft(paid_on=date.fromisoformat(words[2]), mode="pro_rata", **self._row(list(words)))
        self.book.ids[words[0]] = self.book.services.payments.record(draft)

    def payout(self, words: Sequence[str]) -> None:
        """A credit note is paid out."""
        credit, amount = self._receivable_named(words[1]), Decimal(words[3])
        draft = PaymentDraft(
            credit.customer_id, to_minor(amount, credit.currency), date.fromisoformat(words[2]), credit.currency,
            kind="refund", number=words[0], credit_id=credit.id,
        )  # fmt: skip
        self.book.ids[words[0]] = self.book.services.payments.record(draft)

    def keep(self, words: Sequence[str]) -> None:
        """What is left of a receipt becomes income; that entry is known as the number with a prime."""
        found, on = self._payment(words[0]), date.fromisoformat(words[1])
        amount = to_minor(Decimal(words[2]), found.currency)
        self.book.ids[words[0] + "'"] = self.book.services.payments.keep(found.id, on, "nobody asks", amount)

    def writeoff(self, words: Sequence[str]) -> None:
        self._adjust("write_off", words)

    def allow(self, words: Sequence[str]) -> None:
        self._adjust("allowance", words)

    def recover(self, words: Sequence[str]) -> None:
        on, amount = date.fromisoformat(words[1]), to_minor(Decimal(words[2]), self.book.currency)
        self.book.services.adjustments.recover(self.book.adjusted[words[0]], amount, on)

    def _adjust(self, kind: Kind, words: Sequence[str]) -> None:
        name, number, on, amount = words
        minor = to_minor(Decimal(amount), self._receivable_named(number).currency)
        draft = AdjustmentDraft(self._open_instalments(number)[0][0], kind, minor, date.fromisoformat(on), "agreed")
        self.book.adjusted[name] = self.book.services.adjustments.add(draft)

    def contract(self, words: Sequence[str]) -> None:
        """contract K-1 A 2026-09-01 160000 [USD] [@rate] [plan three_six_one]"""
        rest = list(words)
        plan = _value_after("plan", rest)
        row = self._row(rest)
        lines = self.book.services.plans.template(plan, row["amount"]) if plan else None  # type: ignore[arg-type]
        draft = ContractDraft(signed_on=date.fromisoformat(words[2]), lines=lines, prepay_reason="as agreed", **row)
        self.book.ids[words[0]] = self.book.services.contracts.add(draft)

    def plan(self, words: Sequence[str]) -> None:
        """plan K-1 30%:signing 50%:delivery+30 20%:acceptance 0:fixed=2026-12-31 (the last takes the rest)"""
        self.book.services.plans.put(self.book.ids[words[0]], [_plan_line(text) for text in words[1:]])

    def prepay(self, words: Sequence[str]) -> None:
        """prepay P-9 A 2026-09-05 48000 K-1"""
        self._prepay("prepayment", words)

    def earnest(self, words: Sequence[str]) -> None:
        self._prepay("earnest", words)

    def ship(self, words: Sequence[str]) -> None:
        """ship K-1 2026-10-01 [50000] [despite]: all that is left, or a batch; of a contract or a deal"""
        on, rest = date.fromisoformat(words[1]), list(words[2:])
        why = "gone already" if "despite" in rest else None
        found = contracts.numbered(self.store, words[0])
        whose: dict[str, Any] = {"contract_id": found.id} if found else {"deal_id": self.book.ids[words[0]]}
        currency = self.book.services.shipments.sold(**whose).currency
        amount = next((to_minor(Decimal(each), currency) for each in rest if each != "despite"), None)
        made = self.book.services.shipments.deliver(on, amount=amount, despite=why, **whose)
        batch = len(shipments.of_contract(self.store, found.id)) if found else 1
        self.book.ids[f"{words[0]}/{batch}"] = made

    def accept(self, words: Sequence[str]) -> None:
        self.book.services.shipments.accepted(self.book.ids[words[0]], date.fromisoformat(words[1]))

    def _prepay(self, purpose: Any, words: Sequence[str]) -> None:
        head, contract = list(words[:-1]), self.book.ids[words[-1]]
        draft = PaymentDraft(
            paid_on=date.fromisoformat(words[2]), purpose=purpose, contract_id=contract, **self._row(head)
        )
        self.book.ids[words[0]] = self.book.services.payments.record(draft)

    def dispute(self, words: Sequence[str]) -> None:
        found = self._receivable_named(words[0])
        instalment = self._open_instalments(words[0])[0][0]
        amount = to_minor(Decimal(words[2]), found.currency)
        on = date.fromisoformat(words[1])
        Disputes(self.store, on).open(DisputeDraft(instalment, amount, "quality"))

    def due(self, words: Sequence[str]) -> None:
        new = None if words[2] == "-" else date.fromisoformat(words[2])
        changing = Receivables(self.store, date.fromisoformat(words[1]))
        changing.change_due(self._open_instalments(words[0])[0][0], new, "agreed")

    def void(self, words: Sequence[str]) -> None:
        if words[0] in self.book.adjusted:
            self.book.services.adjustments.void(self.book.adjusted[words[0]], "typing mistake")
            return
        found = payments.payment(self.store, self.book.ids[words[0]])
        if found is not None and (found.number == words[0] or words[0].endswith("'")):
            self.book.services.payments.void(found.id, "typing mistake")
        else:
            self.book.services.receivables.void(self.book.ids[words[0]], "typing mistake")

    def _row(self, words: list[str]) -> dict[str, Any]:
        """number, customer, day, amount [currency] [@rate]; takes the amount and what follows it."""
        rate = words.pop()[1:] if words[-1].startswith("@") else None
        currency = words.pop() if words[-1].isalpha() else self.book.currency
        amount = to_minor(Decimal(words.pop()), currency)
        customer = self.book.ids[words[1]]
        return {"number": words[0], "customer_id": customer, "currency": currency, "rate": rate, "amount": amount}

    def _receivable(self, kind: str, words: list[str]) -> None:
        row = self._row(words)
        dues = words[words.index("due") + 1 :] if "due" in words else []
        parts = tuple(
            (None if day == "-" else date.fromisoformat(day), to_minor(Decimal(part), row["currency"]))
            for day, _colon, part in (text.partition(":") for text in dues)
            if part
        )
        due = None if parts or not dues or dues[0] == "-" else date.fromisoformat(dues[0])
        draft = ReceivableDraft(kind=kind, issued_on=date.fromisoformat(words[2]), due_on=due, instalments=parts, **row)
        self.book.ids[words[0]] = self.book.services.receivables.add(draft)

    def _parts(self, targets: Sequence[str], left: int, currency: str) -> dict[int, int]:
        """What goes to which instalment: the part named, else as much as there is, earliest instalment first."""
        parts: dict[int, int] = {}
        for name, _colon, part in (text.partition(":") for text in targets):
            rest = to_minor(Decimal(part), currency) if part else left
            for instalment, open_ in self._open_instalments(name):
                taken = min(rest, open_ - parts.get(instalment, 0))
                parts[instalment] = parts.get(instalment, 0) + taken
                rest, left = rest - taken, left - taken
        return {instalment: amount for instalment, amount in parts.items() if amount}

    def _open_instalments(self, number: str) -> list[tuple[int, int]]:
        """(id, open) of a receivable's instalments with something open; all when nothing is."""
        ids = [each.id for each in receivables.instalments(self.store, self.book.ids[number])]
        opens = [(each, payments.open_of(self.store, "instalment_id", each)[0]) for each in ids]
        return [each for each in opens if each[1]] or opens

    def _receivable_named(self, number: str) -> receivables.Receivable:
        found = receivables.receivable(self.store, self.book.ids[number])
        assert found is not None
        return found

    def _payment(self, number: str) -> payments.Payment:
        found = payments.payment(self.store, self.book.ids[number])
        assert found is not None
        return found

    def _currency(self, head: Sequence[str]) -> str:
        return self._receivable_named(head[0]).currency


def _plan_line(text: str) -> PlanLine:
    """ "30%:signing", "50%:delivery+30", "2000:fixed=2026-12-31"."""
    part, _colon, node = text.partition(":")
    node, _equals, day = node.partition("=")
    node, _plus, days = node.partition("+")
    share = int(Decimal(part[:-1]) * 100) if part.endswith("%") else None
    amount = 0 if share is not None else to_minor(Decimal(part), "CNY")
    fixed = date.fromisoformat(day) if day else None
    return PlanLine(node, amount, share, days_after=int(days) if days else None, fixed_on=fixed)  # type: ignore[arg-type]


def _value_after(word: str, words: list[str]) -> str | None:
    """The word after `word`; both are taken out."""
    if word not in words:
        return None
    place = words.index(word)
    value = words[place + 1]
    del words[place : place + 2]
    return value


def _around_arrow(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before and after "->"."""
    place = list(words).index("->") if "->" in words else len(words)
    return list(words[:place]), list(words[place + 1 :])
