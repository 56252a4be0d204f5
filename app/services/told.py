"""What a change was about, in one line: for the toast after it and for Undo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.i18n import _
from app.models import customers, journal
from app.models.journal import Note
from app.models.store import Store
from app.services import change_words, formats

DOCUMENTS: Final = ("payment", "receivable")


@dataclass(frozen=True, slots=True)
class Told:
    """A change: its code, whom it concerned when that is one customer, and the one document's amount in minor units.

    `undone` = it took back an earlier change; `learnt` = (payer id, name) first heard of with a payment.
    """

    label: str
    customer: str | None = None
    amount: int | None = None
    currency: str | None = None
    undoable: bool = True
    undone: bool = False
    learnt: tuple[int, str] | None = None

    def text(self) -> str:
        """ "Log a payment ¥60,000.00 Hongda"."""
        amount = formats.money(self.amount, self.currency) if self.amount is not None and self.currency else ""
        return " ".join(filter(None, (change_words.change_text(self.label), amount, self.customer)))

    def done_text(self) -> str:
        """For the toast."""
        if self.undone:
            return _("Undone: {what}").format(what=self.text())
        done = _("Done: {what}").format(what=self.text())
        if self.learnt is None or self.customer is None:
            return done
        then = _("Money from “{payer}” will be matched to {name} first from now on").format(
            payer=self.learnt[1], name=self.customer
        )
        return _("{done}. {then}").format(done=done, then=then)


def tell(store: Store, change_id: int) -> Told | None:
    """One change of the journal; None when it is not there."""
    found = journal.entry(store, change_id)
    if found is None:
        return None
    concerned, notes = journal.customers_of(store, change_id), journal.notes(store, change_id)
    name = _name(store, concerned[0], notes) if len(concerned) == 1 else None
    amount, currency = _document(notes)
    taken = journal.entry(store, found.undoes) if found.undoes else None
    undone = taken is not None and taken.undoes is None
    learnt = _learnt(notes) if found.label == "payment.record" and not found.undoes else None
    return Told(found.label, name, amount, currency, found.undoable, undone, learnt)


def _learnt(notes: Sequence[Note]) -> tuple[int, str] | None:
    """The payer that was not known before."""
    images = [(note.row_id, _image(note)) for note in notes if note.tbl == "payer" and note.before is None]
    return next(((row, image["name"]) for row, image in images if image.get("name")), None)


def _name(store: Store, customer_id: int, notes: Sequence[Note]) -> str | None:
    """As lists show it; of a customer that was taken back, as the journal knows it."""
    known = next((row[3] or row[2] for row in customers.names(store) if row[0] == customer_id), None)
    if known is not None:
        return known
    images = [_image(note) for note in notes if note.tbl == "customer" and note.row_id == customer_id]
    return next((image.get("short_name") or image.get("name") for image in images), None)


def _document(notes: Sequence[Note]) -> tuple[int | None, str | None]:
    """Amount and currency of the only payment or receivable of a change, else of what was given up."""
    own = [note for note in notes if note.row_to is None]
    images = [_image(note) for note in own if note.tbl in DOCUMENTS]
    images = images or [_image(note) for note in own if note.tbl == "adjustment"]
    return (images[0].get("amount"), images[0].get("currency")) if len(images) == 1 else (None, None)


def _image(note: Note) -> dict[str, Any]:
    image: dict[str, Any] = json.loads(note.after or note.before or "{}")
    return image
