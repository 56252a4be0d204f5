"""How well the way of paying foretells a late invoice, on real invoices in strict order of time:

python -m tests.quality.late_payments ../shared/data/ibm_late_payments

Of each invoice issued from 1 May 2013 the payment block is read as it was known the day before; late = paid more than five days
after its due day. Beside it: the customer's past share of late invoices, which needs no program.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from app.models.facts import CustomerFacts
from app.models.store import Store
from app.services import policies, score_rows
from app.services.imports.service import Options
from app.services.rules.model_quality import auc
from app.services.rules.parameters import Policy
from app.services.rules.payment_score import measures, payment_block
from tests.book import Book

FIRST: Final = date(2013, 5, 1)
END: Final = date(2014, 1, 31)  # everything was paid by then
LATE_DAYS: Final = 5
NEUTRAL: Final = 50.0
BEST_KNOWN: Final = 0.886  # trained logistic regression, gradient boosting: .885, .883


@dataclass(frozen=True, slots=True)
class Invoice:
    customer_id: int
    issued_on: date
    settled_on: date
    late: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """Chances that an invoice paid in time is ranked above a late one, 0.5 = by dice."""

    invoices: int
    late: int
    past_share: float
    block: float
    index: float


def book(folder: Path, data: Path) -> Book:
    """A book in dollars made of the three files of the folder `data`."""
    made = Book(folder, today=END, currency="USD")
    for kind in ("customers", "invoices", "payments"):
        made.services.imports.run(data / f"{kind}.csv", Options(kind=kind))
    return made


def quality(store: Store) -> Quality:
    """Measured on the invoices from `FIRST` on, each with what was known the day before."""
    every = _invoices(store)
    asked = [each for each in every if each.issued_on >= FIRST]
    policy = policies.on(store, END)
    known = {on: _facts(store, on, policy) for on in {each.issued_on for each in asked}}
    facts = [known[each.issued_on][each.customer_id] for each in asked]
    return Quality(
        len(asked),
        sum(each.late for each in asked),
        _auc(asked, [-_past_share(every, each) for each in asked]),
        _auc(asked, [_of(facts_, lambda each: block.value if (block := payment_block(each.payments, policy)) else None) for facts_ in facts]),
        _auc(asked, [_of(facts_, lambda each: measures(each.payments, policy).index) for facts_ in facts]),
    )  # fmt: skip


def _invoices(store: Store) -> list[Invoice]:
    def into(customer: int, *days: str) -> Invoice:
        issued, due, settled = (date.fromisoformat(each) for each in days)
        return Invoice(customer, issued, settled, (settled - due).days > LATE_DAYS)

    return store.rows(into, "select customer_id,issued_on,due_on,settled_on from open_item where side='debit'")


def _facts(store: Store, on: date, policy: Policy) -> dict[int, CustomerFacts]:
    """What was known at the end of the day before."""
    return {each.customer_id: each for each in score_rows.facts(store, on - timedelta(days=1), policy)}


def _past_share(every: Sequence[Invoice], asked: Invoice) -> float:
    """Late ones of those settled before, drawn to one in four where there are few."""
    past = [each for each in every if each.customer_id == asked.customer_id and each.settled_on < asked.issued_on]
    return (sum(each.late for each in past) + 1) / (len(past) + 4)


def _of(facts: CustomerFacts, told: Callable[[CustomerFacts], float | None]) -> float:
    found = told(facts)
    return NEUTRAL if found is None else found


def _auc(asked: Sequence[Invoice], scores: Sequence[float]) -> float:
    found = auc([(score, each.late) for score, each in zip(scores, asked, strict=True)])
    if found is None:
        raise ValueError("there is no late invoice, or no other")
    return found


def main(data: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = book(Path(folder), data)
        found = quality(made.store)
        made.close()
    sys.stdout.write(
        f"invoices {found.invoices}, of which late {found.late}\n"
        f"past late share {found.past_share:.3f}   best known model {BEST_KNOWN:.3f}\n"
        f"payment block   {found.block:.3f}   its payment index {found.index:.3f}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
