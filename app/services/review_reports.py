"""Lists of reviews for paper, screen and Excel: who is due, value x risk, the risk register, grades moved by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, customers, risks
from app.models.money import Money
from app.models.risks import Risk
from app.models.store import Store
from app.services import review_lists, review_wording
from app.services.formats import joined
from app.services.review_lists import CellRow, ChangeRow, DueRow
from app.services.sheets import Cells, Heads, ListSheet, columns

DUE: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Grade"), "text"), (mark("Last review"), "day"), (mark("Next review"), "day"),
    (mark("State"), "text"), (mark("What calls for it"), "text"), (mark("Owes"), "money"),
)  # fmt: skip
GRID: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Value class"), "text"), (mark("Sales of 12 months"), "money"), (mark("Grade"), "text"),
    (mark("Treatment"), "text"), (mark("What to do"), "text"),
)  # fmt: skip
REGISTER: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Type"), "text"), (mark("Risk"), "text"), (mark("Before the measure"), "number"), (mark("Measure"), "text"),
    (mark("After it"), "number"), (mark("Who sees to it"), "text"), (mark("To be done by"), "day"),
)  # fmt: skip
MOVED: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Steps"), "number"), (mark("Grade by the rules"), "text"), (mark("Reason"), "text"),
    (mark("Decided by"), "text"), (mark("From"), "day"), (mark("Until"), "day"), (mark("State"), "text"),
)  # fmt: skip


def due(store: Store, on: date) -> ListSheet:
    """The calendar: what is due first; who owes something and was never reviewed is in it too."""
    found = [each for each in review_lists.due(store, on) if each.state != "later" or each.triggers]
    rows = tuple(_due(each, book.company(store).currency) for each in found)
    text = _("Not listed: customers whose review is more than 30 days away and for whom nothing calls for one earlier.")
    return _sheet(
        store, on, "reviews-due", _("Reviews due"), DUE, rows, tuple(each.customer_id for each in found), text
    )


def _due(each: DueRow, currency: str) -> Cells:
    calls = joined(review_wording.trigger_text(trigger) for trigger in each.triggers)
    state = _(review_wording.DUE[each.state])
    return (each.name, each.grade, each.last_on, each.next_on, state, calls or None, Money(each.owes, currency))


def grid(store: Store, on: date) -> ListSheet:
    """Every customer with its cell of the grid; the sums of the cells below."""
    found = review_lists.grid(store, on)
    currency = book.company(store).currency
    rows = tuple(_cell(each, currency) for each in found)
    counts = Counter(each.treatment for each in found)
    told = joined(f"{review_wording.treatment_name(code)} {count}" for code, count in counts.most_common())
    text = _("A = the customers that bring the first 80 % of the value, B = up to 95 %. {counts}").format(counts=told)
    return _sheet(
        store, on, "value-risk", _("Value × risk"), GRID, rows, tuple(each.customer_id for each in found), text
    )


def _cell(each: CellRow, currency: str) -> Cells:
    name, text = review_wording.treatment_name(each.treatment), review_wording.treatment_text(each.treatment)
    return (each.name, each.value, Money(each.sales, currency), each.grade, name, text)


def register(store: Store, on: date) -> ListSheet:
    """The open lines of every customer, the gravest first."""
    found = risks.risks(store, on)
    names = {each.id: each.short for each in customers.all_customers(store, on)}
    rows = tuple(_risk(each, names[each.customer_id]) for each in found)
    text = _("Before and after the measure: likelihood times severity, 1 to 25.")
    return _sheet(
        store, on, "risks", _("Risk register"), REGISTER, rows, tuple(each.customer_id for each in found), text
    )


def _risk(each: Risk, name: str) -> Cells:
    kind = _(review_wording.RISK_TYPES[each.type])
    return (name, kind, each.what, each.score, each.measure, each.score_after, each.owner, each.due_on)


def moved(store: Store, on: date) -> ListSheet:
    """Every grade that was moved by hand, and how many are at the moment."""
    found = review_lists.changes(store, on)
    rows = tuple(_moved(each) for each in found)
    held = sum(each.holds for each in found)
    text = ngettext(
        "{count} grade is moved by hand at the moment.", "{count} grades are moved by hand at the moment.", held
    )
    people = tuple(each.override.customer_id for each in found)
    return _sheet(store, on, "manual-changes", _("Grades moved by hand"), MOVED, rows, people, text.format(count=held))


def _moved(each: ChangeRow) -> Cells:
    said = each.override
    state = _("Taken back") if said.revoked_on else _("In force") if each.holds else _("Run out")
    return (each.name, said.notches, each.rated, said.reason, said.approved_by, said.from_on, said.until_on, state)


def _sheet(
    store: Store, on: date, name: str, title: str, heads: Heads, rows: tuple[Cells, ...], people: tuple[int, ...], note: str
) -> ListSheet:  # fmt: skip
    company = book.company(store)
    return ListSheet(
        name=name, title=title, subtitle=_("At the end of {day}").format(day=on.isoformat()), company=company.name, as_of=on,
        columns=columns(heads), rows=rows, customers=people, notes=(note,), nothing=_("There is nothing to list."),
    )  # fmt: skip
