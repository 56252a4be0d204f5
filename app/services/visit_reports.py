"""Lists about being in touch for paper, screen and Excel: who is visited when, what customers told us."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, feedback, visits
from app.models.dates import add_months
from app.models.feedback import Feedback
from app.models.money import Money
from app.models.store import Store
from app.services import feedback_wording, visit_wording
from app.services.rules.relationship import ANSWER_MONTHS
from app.services.sheets import Cells, Heads, ListSheet, columns
from app.services.visits import VisitRow, due

VISITS: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Grade"), "text"), (mark("Value class"), "text"), (mark("Salesperson"), "text"),
    (mark("Last visit"), "day"), (mark("Who went"), "text"), (mark("Signs of distress"), "text"), (mark("Months between two"), "number"),
    (mark("Next visit"), "day"), (mark("State"), "text"), (mark("Owes"), "money"),
)  # fmt: skip
FEEDBACK: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Told on"), "day"), (mark("Kind"), "text"), (mark("What was told"), "text"),
    (mark("Who sees to it"), "text"), (mark("To be settled by"), "day"), (mark("State"), "text"), (mark("How it was settled"), "text"),
    (mark("Satisfied with it"), "number"), (mark("Receivable in dispute"), "text"),
)  # fmt: skip
MONTHS: Final = 12  # for which settled feedback stays in the list


def visited(store: Store, on: date) -> ListSheet:
    """The cycle of visits: who is due first; who was never visited is in it too."""
    found, currency = due(store, on), book.company(store).currency
    rows = tuple(_visit(each, currency) for each in found)
    alone = sum(each.owner is None for each in found)
    notes = [
        _("Months between two visits: those of the grade times the factor of the value class, as the credit rules say.")
    ]
    if alone:
        words = ngettext("{count} customer has no salesperson.", "{count} customers have no salesperson.", alone)
        notes.append(words.format(count=alone))
    people = tuple(each.customer_id for each in found)
    return _sheet(store, on, "visits", _("Visits"), VISITS, rows, people, notes)


def _visit(each: VisitRow, currency: str) -> Cells:
    sheet = each.sheet
    signs = visit_wording.signs_text(sheet.signs) if sheet and sheet.signs else None
    owner = " / ".join(filter(None, (each.owner, each.deputy))) or None
    return (
        each.name, each.grade, each.value, owner, each.last_on, sheet.person if sheet else None, signs, each.every, each.next_on,
        visit_wording.state_name(each.state), Money(each.owes, currency),
    )  # fmt: skip


def told(store: Store, on: date) -> ListSheet:
    """What is not settled, the oldest day first; then what was told or settled in the last 12 months, the newest first."""
    since = add_months(on, -MONTHS)
    known = [each for each in feedback.known(store, on) if each.is_open(on) or (each.closed_on or each.on_day) > since]
    open_ = sorted((each for each in known if each.is_open(on)), key=lambda each: (each.due_on or on, each.id))
    rest = sorted(
        (each for each in known if not each.is_open(on)), key=lambda each: (each.on_day, each.id), reverse=True
    )
    found = [*open_, *rest]
    answers = [
        points for each in visits.answers(store, add_months(on, -ANSWER_MONTHS), on).values() for _day, points in each
    ]
    average = sum(answers) / len(answers) if answers else None
    late = sum(each.is_late(on) for each in open_)
    notes = [
        feedback_wording.average_text(average, len(answers)),
        ngettext(
            "{count} not settled, {late} past its day", "{count} not settled, {late} past their day", len(open_)
        ).format(count=len(open_), late=late),
    ]
    people = tuple(each.customer_id for each in found)
    rows = tuple(_feedback(each, on) for each in found)
    return _sheet(store, on, "feedback", _("Feedback of customers"), FEEDBACK, rows, people, notes)


def _feedback(each: Feedback, on: date) -> Cells:
    points = each.satisfied if each.closed_on and each.closed_on <= on else each.score
    closed = each.result if each.closed_on and each.closed_on <= on else None
    kind, state = feedback_wording.kind_name(each.kind), feedback_wording.state_name(each, on)
    return (each.customer, each.on_day, kind, each.text, each.owner, each.due_on, state, closed, points, each.document)


def _sheet(
    store: Store, on: date, name: str, title: str, heads: Heads, rows: tuple[Cells, ...], people: tuple[int, ...],
    notes: list[str],
) -> ListSheet:  # fmt: skip
    return ListSheet(
        name=name, title=title, subtitle=_("At the end of {day}").format(day=on.isoformat()), company=book.company(store).name,
        as_of=on, columns=columns(heads), rows=rows, customers=people, notes=tuple(filter(None, notes)),
        nothing=_("There is nothing to list."),
    )  # fmt: skip
