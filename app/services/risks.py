"""The risk register: five types, likelihood x severity before and after what is done, who does it until when.

services.risks.add(RiskDraft(customer_id=7, type="market", what="One buyer takes 60 %", likelihood=3, severity=4))
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import book, risks
from app.models.dates import add_days
from app.models.errors import Invalid, UserError
from app.models.risks import Risk
from app.models.store import Store
from app.services import checks, policies, score_rows
from app.services.rules import register

TYPES: Final = ("credit", "market", "contract", "operational", "liquidity")
STEPS: Final = 5
ACT_DAYS: Final = 14  # until a credit risk that the program noticed should be dealt with
LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDraft:
    """A line as entered. `likelihood`, `severity` 1..5; `_after` with the measure; None = the measure changes nothing."""

    customer_id: int
    type: str = "credit"
    what: str = ""
    likelihood: int = 3
    severity: int = 3
    likelihood_after: int | None = None
    severity_after: int | None = None
    measure: str | None = None
    owner_id: int | None = None
    due_on: date | None = None


class Risks:
    """Lines of one customer, or of all."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def list(self, customer_id: int | None = None, on: date | None = None) -> list[Risk]:
        """Open lines at the end of a day (today), the gravest first."""
        return risks.risks(self._store, on or self._today, customer_id)

    def suggestion(self, customer_id: int) -> RiskDraft | None:
        """A credit line from what is overdue; None where nothing is, or an open credit line is there."""
        if any(each.type == "credit" for each in self.list(customer_id)):
            return None
        facts = score_rows.facts(self._store, self._today, policies.on(self._store, self._today), (customer_id,))[0]
        standing, company = facts.standing, book.company(self._store)
        if standing.overdue <= 0:
            return None
        return RiskDraft(
            customer_id=customer_id,
            type="credit",
            what=_("An overdue debt is not paid"),
            likelihood=register.likelihood(standing.overdue_days),
            severity=register.severity(standing.balance, company.annual_sales),
            due_on=add_days(self._today, ACT_DAYS),
        )

    def add(self, draft: RiskDraft) -> int:
        """Raises Invalid naming the field."""
        row = self._row(draft)
        with self._store.change("risk.add") as change:
            return risks.insert(change, {**row, "on_day": self._today.isoformat()})

    def update(self, risk_id: int, draft: RiskDraft) -> None:
        """Sets the line anew; its customer stays. Raises Invalid, UserError."""
        self._open(risk_id)
        row = self._row(draft)
        del row["customer_id"]
        with self._store.change("risk.update") as change:
            risks.update(change, risk_id, row)

    def close(self, risk_id: int) -> None:
        """It is no risk any more from today on."""
        self._open(risk_id)
        with self._store.change("risk.close") as change:
            risks.update(change, risk_id, {"closed_on": self._today.isoformat()})

    def _row(self, draft: RiskDraft) -> dict[str, Any]:
        checks.customer(self._store, draft.customer_id, self._today)
        if draft.type not in TYPES:
            raise Invalid("type", _("Choose one of the listed types of risk."))
        row: dict[str, Any] = {each.name: getattr(draft, each.name) for each in fields(draft)}
        for name in ("likelihood", "severity", "likelihood_after", "severity_after"):
            self._step(name, row[name], needed=not name.endswith("_after"))
        self._measured(draft)
        row["what"] = checks.text("what", draft.what, required=True, longest=LONGEST)
        row["measure"] = checks.text("measure", draft.measure, longest=LONGEST)
        row["due_on"] = checks.day("due_on", draft.due_on).isoformat() if draft.due_on else None
        return row

    @staticmethod
    def _step(name: str, value: int | None, *, needed: bool) -> None:
        if value is None and not needed:
            return
        if value is None or not 1 <= value <= STEPS:
            raise Invalid(name, _("A whole number from {least} to {most}, please.").format(least=1, most=STEPS))

    @staticmethod
    def _measured(draft: RiskDraft) -> None:
        """What is left after a measure needs the measure, and is never more than before."""
        pairs = ((draft.likelihood, draft.likelihood_after), (draft.severity, draft.severity_after))
        if any(after is not None and after > before for before, after in pairs):
            raise Invalid("likelihood_after", _("A measure does not make a risk larger. Lower the figure after it."))
        lowered = any(after is not None and after < before for before, after in pairs)
        if lowered and not (draft.measure or "").strip():
            raise Invalid("measure", _("Say what is done about it; only that makes the risk smaller."))

    def _open(self, risk_id: int) -> Risk:
        found = risks.risk(self._store, risk_id)
        if found is None or found.closed_on is not None:
            raise UserError(_("This risk is closed already."))
        return found
