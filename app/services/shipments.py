"""Goods that leave under a contract or for a deal, and what that makes: a receivable, applied prepayments, due days.

services.shipments.gate(contract_id=7)                                        # () = they may leave
services.shipments.deliver(date(2026, 11, 22), contract_id=7)                  # ticks 已发货 (or 开始服务)
services.shipments.accepted(7, date(2026, 12, 1))                              # dates what waited for it
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import approvals, contracts, deals, milestones, plans, receivables, shipments
from app.models.change import Change
from app.models.errors import Invalid, UserError
from app.models.shipments import Shipment
from app.models.store import Store
from app.services import checks, gates, invoicing, numbers, sold
from app.services.formats import money
from app.services.receivables import Receivables
from app.services.rules import instalments
from app.services.rules.gates import Stop
from app.services.sold import Sold

OPEN_STAGES: Final = ("enquiry", "quoted", "agreed", "ordered")


class Shipments:
    """The shipments of the book."""

    def __init__(self, store: Store, today: date, receivables_: Receivables) -> None:
        self._store = store
        self._today = today
        self._receivables = receivables_

    def of_contract(self, contract_id: int) -> list[Shipment]:
        """Live ones, in order."""
        return shipments.of_contract(self._store, contract_id)

    def of_deal(self, deal_id: int) -> list[Shipment]:
        return shipments.of_deal(self._store, deal_id)

    def of_customer(self, customer_id: int) -> list[Shipment]:
        """The newest first, voided ones too."""
        return shipments.of_customer(self._store, customer_id)

    def sold(self, *, contract_id: int | None = None, deal_id: int | None = None) -> Sold:
        """The contract or deal with its plan and what has left of it. Raises UserError."""
        return sold.of(self._store, contract_id, deal_id)

    def gate(
        self,
        *,
        contract_id: int | None = None,
        deal_id: int | None = None,
        amount: int | None = None,
        on: date | None = None,
    ) -> tuple[Stop, ...]:
        """What stands in the way of a shipment (of all that is left); () = it may leave. Words: `gate_wording.stop_text`."""
        found, day = sold.of(self._store, contract_id, deal_id), on or self._today
        stops = gates.shipment(self._store, found, day, amount)
        value = found.left if amount is None else amount
        return gates.standing(stops, gates.releases(self._store, found, stops, value, day))

    def production_gate(self, contract_id: int, on: date | None = None) -> tuple[Stop, ...]:
        """The same of the beginning of production."""
        found, day = sold.of(self._store, contract_id), on or self._today
        stops = gates.production(self._store, found, day)
        return gates.standing(stops, gates.releases(self._store, found, stops, found.amount, day))

    def deliver(
        self,
        on: date,
        *,
        contract_id: int | None = None,
        deal_id: int | None = None,
        amount: int | None = None,
        decision_id: int | None = None,
        despite: str | None = None,
        invoice: bool = True,
    ) -> int:
        """Goods (all that is left, or a batch) left on that day; returns the id of the shipment.

        Makes one receivable of the whole batch and applies what came before to it; `invoice` False leaves that for later.
        Raises UserError with what stands in the way; `despite` = why goods that have left already did so all the same.
        """
        found = sold.of(self._store, contract_id, deal_id)
        checks.past_day("on", on, self._today)
        why = checks.text("despite", despite)
        value = self._value(found, amount)
        stops = gates.shipment(self._store, found, on, value)
        given = gates.releases(self._store, found, stops, value, on, decision_id)
        if not why:
            gates.refuse(gates.standing(stops, given), found)
        with self._store.change("shipment.deliver") as change:
            made = shipments.insert(change, self._row(found, on, value, decision_id, why))
            for each in given:
                if each.single_use:
                    approvals.use(change, each.id, made)
            if invoice:
                self._invoice(change, made, found, value, on)
            self._left(change, found, on, value)
            return made

    def invoice(self, shipment_id: int, on: date | None = None) -> int:
        """Goods that left without one get their receivable; returns its id. Raises UserError where there is one."""
        found = self._live(shipment_id)
        if found.receivable_id is not None:
            raise UserError(_("These goods have their receivable: {number}.").format(number=found.receivable))
        whole = self._sold_without(found)
        with self._store.change("shipment.invoice") as change:
            return self._invoice(change, shipment_id, whole, found.amount, on or found.shipped_on)

    def signed_for(self, shipment_id: int, on: date, by: str | None = None) -> None:
        """The customer signed for the goods (签收)."""
        found = self._live(shipment_id)
        checks.past_day("signed_on", on, self._today)
        if on < found.shipped_on:
            raise Invalid("signed_on", _("They cannot be signed for before they left. Check the day."))
        who = checks.text("signed_by", by, longest=100)
        with self._store.change("shipment.signed") as change:
            shipments.update(change, shipment_id, {"signed_on": on.isoformat(), "signed_by": who})
            if found.contract_id:
                milestones.reached(change, found.contract_id, "signed_for", on)

    def void(self, shipment_id: int, reason: str) -> None:
        """As if the goods had never left, with the receivable they made; money of the contract is free again.

        Refused while other money is applied to that receivable.
        """
        found = self._live(shipment_id)
        why = checks.text("reason", reason, required=True) or ""
        whole = self._sold_without(found)
        made = found.receivable_id
        if made is not None and not invoicing.is_only_prepaid(self._store, made, whole):
            text = _("Money is applied to {number}. Void that payment or move it to another receivable first.")
            raise UserError(text.format(number=found.receivable))
        with self._store.change("shipment.void") as change:
            if made is not None:
                self._receivables.withdraw(change, made, why)
            shipments.update(change, shipment_id, {"voided_on": self._today.isoformat()})
            self._back(change, found)

    def production_started(self, contract_id: int, on: date) -> None:
        """Production began on that day. Raises UserError with what had to be there first."""
        found = sold.of(self._store, contract_id)
        checks.past_day("production_on", on, self._today)
        gates.refuse(self.production_gate(contract_id, on), found)
        with self._store.change("contract.production") as change:
            contracts.update(change, contract_id, {"production_on": on.isoformat(), "status": "running"})
            plans.happened(change, contract_id, ("before_production",), on)
            milestones.reached(change, contract_id, "production", on)

    def accepted(self, contract_id: int, on: date) -> None:
        """The customer accepted what had left by that day: what waited for it is due from then on."""
        found = sold.of(self._store, contract_id)
        checks.past_day("accepted_on", on, self._today)
        if not found.batches or on < found.batches[0].shipped_on:
            raise Invalid("accepted_on", _("Nothing had left under this contract by then. Enter the delivery first."))
        with self._store.change("contract.accepted") as change:
            contracts.update(change, contract_id, {"accepted_on": on.isoformat()})
            plans.happened(change, contract_id, ("acceptance",), on)
            milestones.reached(change, contract_id, "accepted", on)
            for each in found.batches:
                if each.receivable_id and each.shipped_on <= on:
                    self._date(change, each.receivable_id, found.customer_id, on)

    def _date(self, change: Change, receivable_id: int, customer_id: int, on: date) -> None:
        for part in receivables.instalments(self._store, receivable_id):
            if part.event == "acceptance" and part.happened_on is None:
                due = instalments.after_event(on, part.event_days).isoformat()
                receivables.happened(change, part.id, customer_id, on.isoformat(), due)

    def _value(self, found: Sold, amount: int | None) -> int:
        """The batch, at most what is left. Raises Invalid."""
        value = found.left if amount is None else checks.amount("amount", amount)
        if not found.left:
            raise UserError(_("Everything of {number} has left already.").format(number=found.number))
        if value > found.left:
            text = _(
                "Only {left} of {number} has not left yet. Enter at most that, or raise the amount of the contract."
            )
            raise Invalid("amount", text.format(left=money(found.left, found.currency), number=found.number))
        return value

    def _row(self, found: Sold, on: date, value: int, decision_id: int | None, why: str | None) -> dict[str, Any]:
        rate = checks.rate(self._store, "rate", found.currency, sold.rate_of(self._store, found, on), on)
        return {
            "customer_id": found.customer_id, "deal_id": found.deal_id, "contract_id": found.contract_id,
            "number": numbers.upcoming(self._store, "shipment", on.year), "shipped_on": on.isoformat(), "currency": found.currency,
            "rate": rate, "amount": value, "batch": len(found.batches) + 1, "decision_id": decision_id, "despite": why,
        }  # fmt: skip

    def _invoice(self, change: Change, shipment_id: int, found: Sold, value: int, on: date) -> int:
        made = invoicing.make(change, self._receivables, found, value, on)
        shipments.update(change, shipment_id, {"receivable_id": made})
        return made

    def _left(self, change: Change, found: Sold, on: date, value: int) -> None:
        """What else the leaving of goods means: the contract runs, its nodes came, deals that are whole are delivered."""
        done = value >= found.left
        if found.contract_id is not None:
            if found.signed:
                contracts.update(change, found.contract_id, {"status": "running"})
            plans.happened(change, found.contract_id, ("before_shipment", "delivery"), on)
            milestones.reached(change, found.contract_id, "shipped", on)
        for each in self._deals(found):
            if done and each.stage in OPEN_STAGES:
                deals.update(change, each.id, {"stage": "delivered", "closed_on": on.isoformat()})

    def _back(self, change: Change, found: Shipment) -> None:
        whole = sold.of(self._store, found.contract_id, found.deal_id)
        contract = contracts.contract(self._store, found.contract_id) if found.contract_id else None
        if contract and not whole.batches:
            begun = contract.production_on is not None or contract.kept != "running"
            contracts.update(change, contract.id, {"accepted_on": None, "status": contract.kept if begun else "signed"})
            plans.taken_back(change, contract.id, ("before_shipment", "delivery", "acceptance"))
            milestones.taken_back(change, contract.id, ("shipped", "signed_for", "accepted"))
        for each in self._deals(whole):
            if each.stage == "delivered":
                deals.update(change, each.id, {"stage": "ordered", "closed_on": None})

    def _deals(self, found: Sold) -> list[deals.Deal]:
        """The deals that these goods are."""
        if found.contract_id is not None:
            return deals.of_contract(self._store, found.contract_id)
        one = deals.deal(self._store, found.deal_id) if found.deal_id else None
        return [one] if one else []

    def _sold_without(self, found: Shipment) -> Sold:
        """As it stood before this shipment."""
        whole = sold.of(self._store, found.contract_id, found.deal_id)
        return replace(whole, batches=tuple(each for each in whole.batches if each.id != found.id))

    def _live(self, shipment_id: int) -> Shipment:
        found = shipments.shipment(self._store, shipment_id)
        if found is None or found.voided_on is not None:
            raise UserError(_("This shipment is voided already."))
        return found
