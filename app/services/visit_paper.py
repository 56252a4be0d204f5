"""回访记录 / record of a visit (D12) as a sheet: empty to take along, with what we know, or filled in afterwards.

path = services.visit_papers.make(customer_id, folder)                     # the form
path = services.visit_papers.make(customer_id, folder, visit_id=12)        # the record
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from app import i18n
from app.i18n import _, speaking
from app.models import attachments, book, customers, feedback, promises, receivables, visits
from app.models.customers import Contact
from app.models.feedback import Feedback
from app.models.interactions import Interaction
from app.models.promised import Promise
from app.models.receivables import OpenItem
from app.models.store import Store
from app.models.visits import VisitSheet
from app.services import checks, documents
from app.services.company import party
from app.services.outfile import file_name, make_folder
from app.services.promises import states
from app.services.rules.ageing import overdue_days
from app.services.rules.promises import PromiseState
from app.services.statement_sheets import Party
from app.services.visits import VisitRow, Visits

MOST_ITEMS: Final = 5  # open receivables that are listed, the oldest first


@dataclass(frozen=True, slots=True)
class Owes:
    """What is open in one currency, minor units; `days` = the oldest is overdue."""

    currency: str
    open: int
    overdue: int
    days: int


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """`visit` None = the empty form. `items` = the oldest open receivables of `count`; `before` = the sheet of the visit before.

    `promised` open or broken promises and `complaints` not settled by the day; `promise`, `complaint` and the names of the `photos`
    came with the visit itself.
    """

    company: Party
    customer: Party
    code: str
    on: date
    language: str
    people: tuple[Contact, ...]
    owes: tuple[Owes, ...]
    items: tuple[OpenItem, ...]
    count: int
    cycle: VisitRow | None
    before: VisitSheet | None
    promised: tuple[PromiseState, ...]
    complaints: tuple[Feedback, ...]
    visit: Interaction | None = None
    promise: Promise | None = None
    complaint: Feedback | None = None
    photos: tuple[str, ...] = ()


class VisitPapers:
    """Papers; nothing is recorded."""

    def __init__(self, store: Store, today: date, visits: Visits) -> None:
        self._store, self._today, self._visits = store, today, visits

    def paper(self, customer_id: int, visit_id: int | None = None, language: str | None = None) -> VisitPaper:
        """In the language in use unless said otherwise: it is for ourselves. Raises UserError when customer or visit are gone."""
        with self._store.snapshot():
            found = checks.customer(self._store, customer_id, self._today)
            visit = self._visits.get(visit_id) if visit_id is not None else None
            on = visit.on_day if visit else self._today
            own = book.company(self._store)
            open_now = [each for each in receivables.open_items(self._store, customer_id, on) if each.side == "debit"]
            before = visits.newest(self._store, on, [customer_id], but=visit_id).get(customer_id)
            return VisitPaper(
                party(own, language or i18n.language()),
                Party(found.name, found.registration_no, found.address, found.phone), found.code, on,
                language or i18n.language(), tuple(customers.contacts(self._store, customer_id)), _owes(open_now, on),
                tuple(open_now[:MOST_ITEMS]), len(open_now), self._visits.cycle(customer_id, on), before,
                tuple(self._promised(customer_id, on, visit)), tuple(self._complaints(customer_id, on, visit)), visit,
                *self._of(visit),
            )  # fmt: skip

    def make(self, customer_id: int, folder: Path, visit_id: int | None = None, language: str | None = None) -> Path:
        """Writes the PDF into `folder` (made when missing) and says where. Raises UserError."""
        made = self.paper(customer_id, visit_id, language)
        make_folder(folder)
        with speaking(made.language):
            title = _("Record of a visit") if made.visit else _("Form for a visit")
        path = folder / file_name(" ".join((made.customer.name, title, str(made.on))), ".pdf")
        documents.render(made, path, self._today)
        return path

    def _promised(self, customer_id: int, on: date, visit: Interaction | None) -> Iterator[PromiseState]:
        """Open, broken and half kept ones from before the visit."""
        own = visit.promise_id if visit else None
        for each in states(self._store, on, [customer_id]):
            if each.state in ("pending", "broken", "partly") and each.promise.id != own:
                yield each

    def _complaints(self, customer_id: int, on: date, visit: Interaction | None) -> Iterator[Feedback]:
        """What was not settled when somebody went."""
        for each in feedback.known(self._store, on, [customer_id]):
            if each.is_open(on) and (visit is None or each.interaction_id != visit.id):
                yield each

    def _of(self, visit: Interaction | None) -> tuple[Promise | None, Feedback | None, tuple[str, ...]]:
        """What came with a visit."""
        if visit is None:
            return None, None, ()
        promise = promises.promise(self._store, visit.promise_id) if visit.promise_id else None
        said = next(iter(feedback.of_interaction(self._store, visit.id)), None)
        photos = tuple(each.name for each in attachments.of_row(self._store, "interaction", visit.id))
        return promise, said, photos


def _owes(items: Sequence[OpenItem], on: date) -> tuple[Owes, ...]:
    found = []
    for currency in dict.fromkeys(each.currency for each in items):
        own = [each for each in items if each.currency == currency]
        late = [each for each in own if each.due_on is not None and each.due_on < on]
        days = max((overdue_days(each.due_on, on) for each in late), default=0)
        found.append(Owes(currency, sum(each.open for each in own), sum(each.open for each in late), days))
    return tuple(found)
