"""The columns of the bank's statement: at the left what the bank says, at the right whose it may be and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.i18n import _
from app.models.bank import BankLine
from app.services.bank_wording import ICONS, ROLES, ignored_text, strength_text, why_text
from app.services.formats import NOTHING, day, money
from app.services.rules.bank_lines import Match
from app.ui.widgets.table_model import RIGHT, Column

Names = Callable[[], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of money in with what was found for it; an ignored one has no match."""

    id: int
    line: BankLine
    match: Match | None

    @property
    def ignored(self) -> bool:
        return self.line.status == "ignored"

    @property
    def strength(self) -> str:
        return self.match.strength if self.match else "none"

    @property
    def on(self) -> date:
        return self.line.on

    def amount_text(self) -> str:
        return money(self.line.amount, self.line.currency)

    def strength_text(self) -> str:
        return _("Ignored") if self.ignored else strength_text(self.match)

    def customer_text(self, names: Mapping[int, str]) -> str:
        best = self.match.suggestions[0] if self.match and self.match.suggestions else None
        return names.get(best.customer_id, NOTHING) if best else NOTHING

    def why(self, names: Mapping[int, str]) -> str:
        """The reason in words; of an ignored line why it was ignored."""
        if self.ignored:
            return ignored_text(self.line.ignore_reason)
        found = self.match.suggestions if self.match else ()
        return why_text(found[0], names, self.line.currency) if found else NOTHING


def bank_columns(names: Names) -> list[Column]:
    """Four of the bank, three of ours; `names` of the customers is known once the list is there."""
    return [
        Column("on", _("Date"), lambda r: day(r.on), width=100),
        Column("payer", _("Payer name"), lambda r: r.line.payer_name or NOTHING, width=140, tooltip=lambda r: r.line.payer_name or ""),
        Column("amount", _("Amount"), lambda r: r.amount_text(), RIGHT, 115, bold=lambda r: not r.ignored),
        Column("text", _("Description"), lambda r: r.line.text or NOTHING, width=150, tooltip=lambda r: r.line.text or ""),
        Column("strength", _("How sure"), lambda r: r.strength_text(), width=110, role=lambda r: "" if r.ignored else ROLES[r.strength],
               icon=lambda r: "prohibit" if r.ignored else ICONS[r.strength]),
        Column("customer", _("Customer"), lambda r: r.customer_text(names()), width=120),
        Column("why", _("Why"), lambda r: r.why(names()), width=220, stretch=True, tooltip=lambda r: r.why(names())),
    ]  # fmt: skip
