"""The lines and columns of the table for financial statements, and the word beside each line."""

from __future__ import annotations

from collections.abc import Mapping

from app.i18n import _
from app.models.financials import LINES
from app.services import credit_wording as words
from app.services import statement_grid
from app.services.statement_grid import BALANCE, OTHER, Checked
from app.ui.widgets.grid_model import GridColumn, State
from app.ui.widgets.line_grid import Line
from app.ui.widgets.table_model import RIGHT

TOTALS = (
    "current_assets",
    "total_assets",
    "current_liabilities",
    "total_liabilities",
    "equity",
    "revenue",
    "net_income",
)


def grid_lines() -> list[Line]:
    """The head of a period, its figures, and what is worked out of them."""
    qualities = tuple(words.quality_name(code) for code in statement_grid.QUALITIES)
    head = [
        Line("period_end", _("Period ends on"), bold=True),
        Line("months", _("Months")),
        Line("quality", _("Kind of statement"), qualities),
        Line("received_on", _("Received on")),
        Line("opinion", _("Auditor's opinion")),
    ]
    figures = [Line(code, words.line_name(code), bold=code in TOTALS) for code in LINES]
    sums = [
        Line(OTHER, _("Other current assets"), typed=False),
        Line(BALANCE, _("Assets − liabilities − equity"), bold=True, typed=False),
    ]
    return [*head, *figures, *sums]


def columns(count: int) -> list[GridColumn]:
    titles = [_("Newest period"), _("The one before"), _("Two before")] if count > 1 else [_("Figures")]
    return [GridColumn(title, RIGHT, 140) for title in titles]


def states(found: Checked, places: Mapping[str, int]) -> dict[int, State]:
    """A line's first problem, and whether each period balances."""
    said = {places[BALANCE]: _balance(found)}
    said |= (
        {places[OTHER]: State(_("Not among the four lines above"))}
        if any(line == OTHER for line, _c in found.shown)
        else {}
    )
    for (line, _column), why in sorted(found.problems.items(), key=lambda each: each[0][1], reverse=True):
        said[places[line]] = State(why, "warning", "overdue")
    return said


def _balance(found: Checked) -> State:
    if not found.balance:
        return State("")
    if any(found.balance.values()):
        return State(_("Does not come to nothing"), "warning-circle", "caution")
    return State(_("Balances"), "check-circle", "good")
