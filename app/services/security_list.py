"""Everything that stands behind debts and all deposits, of all customers, as one list and as the report `securities`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import book, deposits, securities
from app.models.dates import add_days
from app.models.deposits import Held
from app.models.money import Money
from app.models.securities import Security
from app.models.store import Store
from app.services import security_wording as words
from app.services.backing import paper_of, row_of
from app.services.day_rates import DayRates
from app.services.rules.backing import COUNTS, last_day
from app.services.security_clocks import of_paper
from app.services.sheets import Cells, Heads, ListSheet, columns

SOON_DAYS: Final = 60
WHOLE: Final = 10_000
COLUMNS: Final[Heads] = (
    (mark("Customer"), "text"), (mark("Kind"), "text"), (mark("By whom"), "text"), (mark("Behind"), "text"), (mark("Amount"), "money"),
    (mark("Counts, %"), "number"), (mark("Counts for"), "money"), (mark("Last day"), "day"), (mark("Original kept where"), "text"),
    (mark("Remarks"), "text"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A security, or a deposit that lies with us (`held`). `value` in minor units of `currency`; `counts` in the book's, what of it
    counts today. `ends_on` = the next last day that matters; `standing` is a key of `security_wording.STANDINGS`."""

    id: str
    customer_id: int
    customer: str
    kind: str
    giver: str | None
    document: str | None
    currency: str
    value: int
    share_bp: int
    counts: int
    ends_on: date | None
    standing: str
    original_at: str | None
    remarks: tuple[str, ...]
    released_on: date | None = None
    security: Security | None = None
    held: Held | None = None

    def ends_soon(self, on: date) -> bool:
        """Within the next two months, or over though it still stands here."""
        return self.released_on is None and self.ends_on is not None and self.ends_on <= add_days(on, SOON_DAYS)

    def urgency(self, on: date) -> str:
        """A colour token for its last day."""
        if self.ends_on is None or not self.ends_soon(on):
            return ""
        return "overdue" if self.ends_on < on else "caution"


def lines(store: Store, on: date, customer_id: int | None = None) -> list[Line]:
    """Of all customers or one, by name; released ones too, deposits after the papers of the same customer."""
    who = None if customer_id is None else (customer_id,)
    own, rates = book.company(store).currency, DayRates(store, on)
    found = [_security(each, own, on, rates) for each in securities.every(store, who)]
    found += [_deposit(each, own, rates) for each in deposits.held(store, on, who)]
    return sorted(found, key=lambda line: (line.customer, line.customer_id, line.held is not None))


def report(store: Store, on: date) -> ListSheet:
    """At the end of the day: those given by then and not released, the nearest last day first."""
    with store.snapshot():
        company = book.company(store)
        found = [each for each in lines(store, on) if each.standing not in ("released", "not_given")]
    found.sort(key=lambda line: (line.ends_on is None, line.ends_on or on, line.customer))
    total = sum(line.counts for line in found)
    return ListSheet(
        name="securities",
        title=_("Securities and cash deposits"),
        subtitle=_("At the end of {day}, in {currency}").format(day=on.isoformat(), currency=company.currency),
        company=company.name,
        as_of=on,
        columns=columns(COLUMNS),
        rows=tuple(_row(line, company.currency) for line in found),
        customers=tuple(line.customer_id for line in found),
        notes=tuple(_notes(found, on)),
        nothing=_("Nothing stands behind a debt, and no deposit lies with us."),
        total=(_("Together"), None, None, None, None, None, Money(total, company.currency), None, None, None) if found else None,
    )  # fmt: skip


def _security(security: Security, own: str, on: date, rates: DayRates) -> Line:
    row = row_of(security, own, on, rates)
    ends = [clock.ends_on for clock in of_paper(security, on) if clock.kind != "original"]
    return Line(
        f"security {security.id}", security.customer_id, security.customer, security.kind, security.giver, security.document,
        security.currency, security.value, security.haircut_bp, row.counted, min(ends, default=last_day(paper_of(security))),
        row.standing, security.original_at, tuple(words.remarks(security)), security.released_on, security,
    )  # fmt: skip


def _deposit(held: Held, own: str, rates: DayRates) -> Line:
    worth = rates.into(held.amount, held.currency, own)
    return Line(
        f"deposit {held.move_id}", held.customer_id, held.customer, "deposit", None, held.contract, held.currency, held.amount, WHOLE,
        worth or 0, held.due_on, "no_rate" if worth is None else "held", None,
        (held.condition,) if held.condition else (), held=held,
    )  # fmt: skip


def _row(line: Line, own: str) -> Cells:
    told = () if line.standing in (COUNTS, "held") else (words.standing_text(line.standing),)
    return (
        line.customer, words.kind_name(line.kind), line.giver, words.behind_text(line),
        Money(line.value, line.currency) if line.value else None, round(line.share_bp / 100), Money(line.counts, own),
        line.ends_on, line.original_at, _("; ").join((*told, *line.remarks)),
    )  # fmt: skip


def _notes(found: Iterable[Line], on: date) -> Iterator[str]:
    yield _(
        "What counts: value × the share of its kind, nothing once it has ended; deposits lower the credit in use instead."
    )
    missing = sum(line.security is not None and line.security.original_missing for line in found)
    if missing:
        text = ngettext(
            "Of {count} paper of a bank the original is not here.",
            "Of {count} papers of banks the original is not here.",
            missing,
        )
        yield text
    soon = sum(line.ends_soon(on) for line in found)
    if soon:
        yield ngettext("{count} ends within 60 days or has ended.", "{count} end within 60 days or have ended.", soon)
