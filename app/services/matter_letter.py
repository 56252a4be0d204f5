"""The lawyer's letter of a legal matter that went out: a notice with its number, to be served like every other.

Served and signed for it is a demand: it restarts the limitation of the debts that it asks for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from app.models import book, notices, receivables
from app.models.change import Change
from app.models.dates import add_days
from app.models.matters import Matter
from app.services import checks, lawyer_letter, numbers, policies
from app.services.letter_sheets import frozen
from app.services.matter_claim import claim_of
from app.services.statement_drawing import language_of

KIND: Final = "lawyer_letter"


def keep(change: Change, found: Matter, on: date, today: date) -> None:
    """Writes it inside a change, once for a matter; nothing where nothing may be demanded."""
    store = change.store
    known = notices.of_customer(store, found.customer_id)
    if any(each.kind == KIND and each.matter_id == found.id and each.voided_on is None for each in known):
        return
    customer = checks.customer(store, found.customer_id, on)
    language = language_of(customer, book.company(store).country)
    claim = claim_of(store, today, found, on)
    deadline = add_days(on, policies.on(store, on).remind_deadline[lawyer_letter.LEVEL])
    sheet = lawyer_letter.draw(store, found, customer, claim, language, deadline)
    if sheet is None:
        return
    number = numbers.upcoming(store, "notice", on.year)
    row = {
        "customer_id": found.customer_id, "number": number, "kind": KIND, "made_on": on.isoformat(), "currency": found.currency,
        "amount": sheet.amount or None, "deadline_on": deadline.isoformat(), "lang": language, "matter_id": found.id,
    }  # fmt: skip
    asked = [line.receivable_id for line in claim.lines if line.open > line.disputed]
    debts = [receivables.instalments(store, each)[0].id for each in asked]
    data = {"sheet": frozen(replace(sheet, number=number)), "debts": debts, "schedule": []}
    notices.insert(change, row, data)
