"""The sample company: plainly invented customers and one ledger made by code, with days relative to today.

Every figure on every screen follows from these rows, so they add up. Four stories: customers who pay as agreed,
one who slips month by month, one who breaks off, and an export customer on long terms.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from app import i18n
from app.models import book
from app.services import demo_collection, demo_credit, demo_deals, demo_papers, demo_reviews
from app.services.demo_people import PEOPLE, Person
from app.services.imports.service import Options
from app.services.imports.typed import Typed, TypedRow
from app.services.imports.values import Applied
from app.services.services import Services

MONTHS: Final = 14
SEED: Final = 20261121
ABROAD: Final = {"K009": "DE", "K010": "SG"}
FOREIGN_RATE: Final = Decimal("7.12")


@dataclass(frozen=True, slots=True)
class Story:
    """How late a customer pays: `usual` days with a spread, `slope` more each month; `stops` days ago pays no more."""

    usual: int
    spread: int
    slope: float = 0.0
    stops: int | None = None
    part_from: int | None = None


STORIES: Final = {
    "good": Story(-1, 3),
    "early": Story(-8, 4),
    "late": Story(9, 5),
    "slipping": Story(0, 2, slope=3.4, part_from=60),
    "broken": Story(6, 4, slope=2.0, stops=130),
    "export": Story(4, 6),
    "new": Story(0, 2),
}


@dataclass(slots=True)
class Debt:
    """An invoice on its way to being paid."""

    number: str
    customer: str
    due: date
    amount: Decimal
    pay_on: date
    currency: str | None


def fill(services: Services) -> None:
    """Writes the sample ledger into a new book: customers, about 400 invoices and 350 payments, and papers about them."""
    maker = _Maker(services)
    for kind, rows in (("customers", maker.customers), ("invoices", maker.invoices), ("payments", maker.payments)):
        typed = Typed([TypedRow(line, values) for line, values in enumerate(rows(), start=2)], [], [])
        services.imports.apply(services.imports.plan(kind, typed, Options()), sample=True)
    demo_papers.fill(services)
    demo_credit.fill(services)
    demo_reviews.fill(services)
    demo_deals.fill(services)
    demo_collection.fill(services)


class _Maker:
    """Rows of the three kinds, from one random sequence that is the same on every day."""

    def __init__(self, services: Services) -> None:
        self._today = services.today
        self._own = book.company(services.store).currency
        self._random = random.Random(SEED)  # noqa: S311 - sample data, not a secret
        self._zh = i18n.language() == "zh_CN"
        self._debts: list[Debt] = []
        self._number = 0

    def customers(self) -> list[dict[str, Any]]:
        return [self._customer(place, person) for place, person in enumerate(PEOPLE, start=1)]

    def invoices(self) -> list[dict[str, Any]]:
        """Oldest first, so that numbers rise with the days."""
        days = [(on, person) for person in PEOPLE for on in self._shipping_days(person)]
        return [self._invoice(on, person) for on, person in sorted(days, key=lambda each: (each[0], each[1].code))]

    def payments(self) -> list[dict[str, Any]]:
        """What each debt's story says by today; some customers pay several invoices at once."""
        groups: dict[tuple[str, date], list[Debt]] = {}
        for debt in self._debts:
            if debt.pay_on <= self._today:
                groups.setdefault((debt.customer, debt.pay_on), []).append(debt)
        rows = [
            self._payment(place, each)
            for place, each in enumerate((groups[key] for key in sorted(groups, key=lambda k: (k[1], k[0]))), 1)
        ]
        return [*rows, *self._advances(len(rows) + 1)]

    def _customer(self, place: int, person: Person) -> dict[str, Any]:
        word = person.zh if self._zh else person.en
        row: dict[str, Any] = {"code": person.code, "name": word.name, "short_name": word.short, "region": word.region}
        row |= {"industry": word.industry, "contact": word.contact, "phone": person.phone, "terms_days": person.terms}
        row |= {
            "size": person.size,
            "since": self._today.replace(month=1, day=1).replace(year=self._today.year - person.years),
        }
        limit = None if person.limit is None else Decimal(person.limit)
        row |= {
            "credit_limit": limit,
            "owner": ("陈晓", "林一帆", "Alex Chen", "Robin Lin")[place % 2 + (0 if self._zh else 2)],
        }
        row["country"] = ABROAD.get(person.code, "CN")
        if person.story == "export":
            row["currency"] = self._foreign()
        return row

    def _foreign(self) -> str:
        return "USD" if self._own != "USD" else "EUR"

    def _shipping_days(self, person: Person) -> list[date]:
        """`person.orders` invoices a month, on working days, over the months this customer has bought."""
        months = min(MONTHS, person.months)
        first = self._today - timedelta(days=30 * months)
        gap = 30 / person.orders
        count = int(months * person.orders)
        days = [
            first + timedelta(days=int(i * gap) + self._random.randint(0, max(1, int(gap) - 2))) for i in range(count)
        ]
        return [_working(on) for on in days if _working(on) <= self._today]

    def _invoice(self, on: date, person: Person) -> dict[str, Any]:
        self._number += 1
        number = f"YS-{on.year}-{self._number:04d}"
        amount = Decimal(self._random.randint(int(person.order * 0.6), int(person.order * 1.5))).quantize(
            Decimal(100)
        ) + Decimal(self._random.choice(("0", "0", "50", "80.50")))
        currency = self._foreign() if person.story == "export" else None
        due = on + timedelta(days=person.terms)
        self._debts.append(Debt(number, person.code, due, amount, self._pay_day(person, due), currency))
        row: dict[str, Any] = {
            "number": number,
            "customer": person.code,
            "issue_date": on,
            "due_date": due,
            "amount": amount,
        }
        row |= {"currency": currency, "rate": FOREIGN_RATE if currency else None, "note": self._goods(person)}
        row["disputed"] = person.story == "slipping" and due <= self._today - timedelta(days=20) < due + timedelta(
            days=12
        )
        return row

    def _goods(self, person: Person) -> str:
        return self._random.choice((person.zh if self._zh else person.en).goods)

    def _pay_day(self, person: Person, due: date) -> date:
        """The day of payment; a day after today when it is still unpaid."""
        story = STORIES[person.story]
        age = (self._today - due).days
        slipped = story.slope * max(0, MONTHS - age / 30)
        on = _working(due + timedelta(days=round(story.usual + slipped + self._random.gauss(0, story.spread))))
        never = story.stops is not None and on > self._today - timedelta(days=story.stops)
        return self._today + timedelta(days=999) if never else on

    def _payment(self, place: int, debts: list[Debt]) -> dict[str, Any]:
        first = debts[0]
        story = STORIES[next(person.story for person in PEOPLE if person.code == first.customer)]
        whole = sum((debt.amount for debt in debts), Decimal(0))
        part = story.part_from is not None and (self._today - first.pay_on).days < story.part_from
        amount = (whole * Decimal("0.6")).quantize(Decimal(100)) if part else whole
        row: dict[str, Any] = {
            "number": f"SK-{place:04d}",
            "customer": first.customer,
            "date": first.pay_on,
            "amount": amount,
        }
        row |= {"currency": first.currency, "rate": FOREIGN_RATE if first.currency else None}
        row["method"] = self._random.choice(("transfer",) * 7 + ("wechat", "bank_bill"))
        row["applies_to"] = (
            (Applied(first.number, amount),) if part else tuple(Applied(debt.number, None) for debt in debts)
        )
        return row if not part or amount <= first.amount else {**row, "applies_to": "auto"}

    def _advances(self, place: int) -> list[dict[str, Any]]:
        """Money that came in before there was anything to apply it to."""
        early = [person for person in PEOPLE if person.story == "new"]
        on = _working(self._today - timedelta(days=6))
        return [
            {
                "number": f"SK-{place + i:04d}",
                "customer": person.code,
                "date": on,
                "amount": Decimal(person.order // 2),
                "method": "transfer",
            }
            for i, person in enumerate(early[:2])
        ]


def _working(on: date) -> date:
    """Saturday and Sunday become Monday."""
    return on + timedelta(days=max(0, 7 - on.weekday())) if on.weekday() > 4 else on
