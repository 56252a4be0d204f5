"""`verify`: is the file sound, do the facts agree with each other, is everything derived equal to its rebuild?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.i18n import _, mark, ngettext
from app.models import copies, customers, derived, invariants, journal, scores
from app.models.errors import UserError
from app.models.store import Store
from app.services.standing import exposure_differences, score_differences

MEANINGS: Final = {
    "I1": mark("Every receivable is the sum of its instalments"),
    "I2": mark("No instalment is settled beyond its amount"),
    "I3": mark("No payment or credit note gives more than it has"),
    "I4": mark("Money is applied within one customer and not before its day"),
    "I5": mark("What is voided settles nothing"),
    "I6": mark("In one currency both sides of an application are equal"),
    "I7": mark("Stored open amounts are amounts less what was applied"),
    "I8": mark("A settled day is there exactly where nothing is open"),
    "I9": mark("Every live receivable has its open item"),
    "I10": mark("Standing credit limits do not overlap"),
    "I12": mark("Every approved review is whole and was decided by a second person, or says why not"),
    "I13": mark("There is a policy for every day"),
    "I14": mark("A reversal takes back no more than there was"),
    "I15": mark("Nothing was undone that may not be undone"),
    "I19": mark("Money that came back is accounted for"),
    "I20": mark("What was given up was taken off receivables"),
    "I21": mark("Every draft has its payment, and a refused one came back"),
    "I22": mark("Credit taken as income is accounted for"),
    "I23": mark("Lines of the bank have the payments made of them"),
    "I11": mark("A payment plan adds up to its contract"),
    "I24": mark("Answers and opinions belong to the customer of their paper"),
    "I25": mark("Plans, milestones and shipments belong to the customer of their contract"),
    "I26": mark("A shipment belongs to the customer of its receivable"),
    "I27": mark("No more of a deposit is given back than was received"),
    "I28": mark("An exception is approved by somebody else, or says that one was alone"),
    "I29": mark("A reminder names open instalments of its own customer"),
    "I30": mark("Promises and contacts belong to one customer, and no promise is due before it was made"),
    "I31": mark("Dates and debts of a legal matter belong to its customer"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One look: `name` is a stable code, `title` and `detail` are for people; `detail` is empty when all is well."""

    name: str
    title: str
    ok: bool
    detail: str


def verify(store: Store) -> list[Check]:
    """Every check, in order; one that cannot even be made (a damaged page) has not passed and says why."""
    return [
        _check("integrity", _("The file is whole"), lambda: "; ".join(invariants.integrity(store)[:3])),
        _check("foreign_keys", _("No row refers to a missing row"), lambda: _rows(invariants.orphans(store))),
        _check("schema", _("Tables are as Kedun makes them"), lambda: _schema(store)),
        *_invariants(store),
        _check("journal", _("The history is unbroken"), lambda: _ids(journal.broken_links(store))),
        _check("open_items", _("Open items equal their rebuild"), lambda: _rows(derived.item_differences(store))),
        _check("standing", _("Customer figures equal their rebuild"), lambda: _standing(store)),
        _check("scores", _("Scores equal their rebuild"), lambda: _scores(store)),
        _check("exposure", _("Credit in use equals its rebuild"), lambda: _exposure(store)),
    ]


def _check(name: str, title: str, look: Callable[[], str]) -> Check:
    try:
        detail = look()
    except UserError as problem:
        detail = problem.text
    return Check(name, title, not detail, detail)


def _invariants(store: Store) -> Iterator[Check]:
    try:
        broken = {name: _ids(ids) for name, ids in invariants.broken(store).items()}
    except UserError as problem:
        broken = dict.fromkeys(invariants.INVARIANTS, problem.text)
    for name in invariants.INVARIANTS:
        yield Check(name, _(MEANINGS[name]), name not in broken, broken.get(name, ""))


def _ids(ids: Sequence[int]) -> str:
    """The first rows concerned, for whoever looks into it."""
    named = ", ".join(str(each) for each in ids[:10])
    return _("Concerns no. {ids}").format(ids=named) if ids else ""


def _rows(count: int) -> str:
    return ngettext("{count} row", "{count} rows", count) if count else ""


def _schema(store: Store) -> str:
    if copies.is_as_made(store):
        return ""
    foreign = ", ".join(copies.foreign_parts(store))
    return _("Not made by Kedun: {names}").format(names=foreign) if foreign else _("A table or an index was altered")


def _standing(store: Store) -> str:
    """Compared for the day the figures were computed for, whatever today is."""
    day = derived.standing_day(store)
    if day is None:
        return _("Some figures are missing or of another day") if customers.names(store) else ""
    return _rows(derived.standing_differences(store, day))


def _scores(store: Store) -> str:
    stored = scores.stored_of(store)
    if stored is None:
        return _("Some figures are missing or of another day") if customers.names(store) else ""
    return _rows(score_differences(store, stored[0]))


def _exposure(store: Store) -> str:
    """Of the day of the other figures: a customer with nothing at risk has no line that could tell."""
    day = derived.standing_day(store)
    return "" if day is None else _rows(exposure_differences(store, day))
