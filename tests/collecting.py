"""Lines of the ledger about getting the money:

promise  T-1 A 2026-11-01 2026-11-10 100.00 [USD] [written] [-> A-1 A-2]
withdraw T-1 2026-11-05
contact  A 2026-11-20 no_answer [next 2026-11-23]
remind   A 2026-11-20            # all letters that are due to A that day
serve    A 2026-11-24 returned   # how their newest letter arrived
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.models import receivables
from app.models.money import to_minor
from app.services.contacting import ContactDraft, Contacting
from app.services.promises import PromiseDraft, Promises
from app.services.reminders import Serving, draft_of

if TYPE_CHECKING:
    from tests.book import Book


class Collecting:
    """Verbs of `Entry`."""

    book: Book

    def promise(self, words: Sequence[str]) -> None:
        """Of all instalments of the receivables that it names."""
        arrow = list(words).index("->") if "->" in words else len(words)
        name, customer, made, due, amount, *more = words[:arrow]
        currency = next((word for word in more if word.isupper()), self.book.currency)
        items = [
            item.id
            for number in words[arrow + 1 :]
            for item in receivables.instalments(self.book.store, self.book.ids[number])
        ]
        draft = PromiseDraft(
            customer_id=self.book.ids[customer], made_on=date.fromisoformat(made), due_on=date.fromisoformat(due), currency=currency,
            amount=to_minor(Decimal(amount), currency), written="written" in more, instalments=tuple(items),
        )  # fmt: skip
        self.book.ids[name] = self.book.services.promises.add(draft)

    def withdraw(self, words: Sequence[str]) -> None:
        Promises(self.book.store, date.fromisoformat(words[1])).withdraw(self.book.ids[words[0]])

    def contact(self, words: Sequence[str]) -> None:
        customer, on, result, *more = words
        draft = ContactDraft(
            customer_id=self.book.ids[customer],
            on=date.fromisoformat(on),
            result=result,
            next_on=date.fromisoformat(more[1]) if more else None,
        )
        Contacting(self.book.store, self.book.today).log(draft)

    def remind(self, words: Sequence[str]) -> None:
        reminders, on = self.book.services.reminders, date.fromisoformat(words[1])
        for each in reminders.due(on, self.book.ids[words[0]]):
            reminders.record(draft_of(each, on=on))

    def serve(self, words: Sequence[str]) -> None:
        customer, on, how = words
        reminders = self.book.services.reminders
        newest = next(each for each in reminders.of_customer(self.book.ids[customer]) if each.voided_on is None)
        reminders.serve(newest.id, Serving(how, date.fromisoformat(on), signed_by="Wang"))
