"""Interest, fees and costs claimed beside a debt. They enter the ledger only when a receivable is made of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.i18n import _
from app.models import charges, receivables
from app.models.change import Change
from app.models.charges import ORDER, Charge
from app.models.errors import Invalid, UserError
from app.models.money import plain
from app.models.store import Store
from app.services import checks
from app.services.interest_sheet import InterestSheet, PartInterest


class Charges:
    """What is claimed beside the debts."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def open_of(self, customer_id: int) -> list[Charge]:
        """Claimed and not invoiced yet: costs, fees, interest; the oldest first."""
        return charges.open_charges(self._store, customer_id)

    def claim(self, instalment_id: int, kind: str, amount: int, on: date, basis: Mapping[str, Any]) -> int:
        """Claims interest, a fee or a cost in the currency of the debt; `basis` tells how it was computed. Returns its id."""
        with self._store.change("charge.claim") as change:
            return self._write(change, instalment_id, kind, amount, on, basis)

    def claim_sheet(self, sheet: InterestSheet) -> list[int]:
        """Claims what a sheet says and what was not claimed before, as one change. Raises UserError when that is nothing."""
        parts = [part for part in sheet.parts if part.to_claim]
        if not parts and not (sheet.fee_to_claim and sheet.parts):
            raise UserError(_("Nothing to claim: there is no interest yet, or all of it was claimed before."))
        with self._store.change("charge.claim") as change:
            done = [
                self._write(change, part.instalment_id, "interest", part.to_claim, sheet.as_of, basis_of(sheet, part))
                for part in parts
            ]
            if sheet.fee_to_claim:
                first, basis = sheet.parts[0].instalment_id, {"regime": sheet.regime, "fixed": True}
                done.append(self._write(change, first, "fee", sheet.fixed_fee, sheet.as_of, basis, sheet.fee_currency))
            return done

    def void_all(self, receivable_id: int) -> None:
        """Voids what was claimed on a receivable, as one change. Raises UserError when nothing is left to void."""
        found = charges.of_receivable(self._store, receivable_id)
        if not found:
            raise UserError(_("Nothing to void: what was claimed is invoiced or voided already."))
        with self._store.change("charge.void") as change:
            for each in found:
                charges.update(change, each.id, {"voided_on": self._today.isoformat()})

    def void(self, charge_id: int) -> None:
        """As if it had never been claimed. Raises UserError when it was invoiced or voided already."""
        found = charges.charge(self._store, charge_id)
        if found is None:
            raise UserError(_("This claim is voided already."))
        if found.receivable_id is not None:
            raise UserError(_("A receivable was made of this claim. Void the receivable first."))
        with self._store.change("charge.void") as change:
            charges.update(change, charge_id, {"voided_on": self._today.isoformat()})

    def _write(
        self,
        change: Change,
        instalment_id: int,
        kind: str,
        amount: int,
        on: date,
        basis: Mapping[str, Any],
        currency: str | None = None,
    ) -> int:
        debt = receivables.of_instalment(self._store, instalment_id)
        if kind not in ORDER:
            raise Invalid("kind", _("A claim beside the debt is interest, a fee or a cost."))
        row = {
            "customer_id": debt.customer_id, "instalment_id": instalment_id, "kind": kind, "on_day": checks.day("on", on).isoformat(),
            "amount": checks.amount("amount", amount), "currency": currency or debt.currency,
            "basis": json.dumps(basis, ensure_ascii=False, sort_keys=True),
        }  # fmt: skip
        return charges.insert(change, row)


def basis_of(sheet: InterestSheet, part: PartInterest) -> dict[str, Any]:
    """How the interest of an instalment was computed, to be kept with the claim."""
    return {
        "regime": sheet.regime,
        "as_of": sheet.as_of.isoformat(),
        "year": sheet.options.year,
        "exclude_payment_day": sheet.options.exclude_payment_day,
        "interest": plain(part.interest, sheet.currency),
        "disputed": plain(part.disputed_interest, sheet.currency),
        "claimed_before": plain(part.claimed, sheet.currency),
        "segments": [
            [
                each.start.isoformat(),
                each.end.isoformat(),
                plain(each.principal, sheet.currency),
                str(each.rate.value),
                each.rate.per,
                plain(each.interest, sheet.currency),
            ]
            for each in part.segments
        ],
        "rates": [[row.series, row.on_day.isoformat(), str(row.rate), row.source] for row in sheet.rates],
    }
