"""Lists of any length: SQL filters, sorts, searches and sums them, and brings one page of rows at a time.

A `Listing` is data: all that may be asked for stands in it by name. A person's words never become SQL: names are
looked up (LookupError where the listing does not have them), values travel as parameters.

    query = Query(filters=("overdue",), search="hdjc", sort=(("overdue", True),), params={"on": "2026-11-21"})
    ids = keys(store, CUSTOMERS, query)
    rows = page(store, CUSTOMERS, ids[:100], query.params)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from app.models.dialect import literal
from app.models.store import Store

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
_AT_ONCE: Final = 500  # keys in one statement


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition and the names of the parameters it needs."""

    condition: str
    params: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is made of; every text in it is SQL of ours.

    `joins` are added where something asked for mentions their alias, so that counting a list does not read what only
    its columns need. `columns` = what a page brings, in this order; `sorts` = what may be sorted by; `sums` = the
    figures of the whole list. `search` are texts that may hold the words searched for; `found` a condition of its own
    (both see `:search`). `known` = parameters that any expression may use, given by the service. `choices` = what a
    drop-down filter offers: the values that occur.
    """

    source: str
    key: str
    joins: Mapping[str, str]
    columns: Mapping[str, str]
    sorts: Mapping[str, str]
    filters: Mapping[str, Filter]
    sums: Mapping[str, str]
    search: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: filters (all must hold), words to find, (sort name, descending) first key first, parameters."""

    filters: tuple[str, ...] = ()
    search: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows, and the sums by name (minor units of the book's currency)."""

    count: int
    sums: Mapping[str, int]


def keys(store: Store, listing: Listing, query: Query) -> list[int]:
    """The key of every row that fits, in order: empty values last whichever way, equal ones by key."""
    sql, params = keys_sql(listing, query)
    return store.rows(int, sql, params)


def keys_sql(listing: Listing, query: Query) -> tuple[str, Mapping[str, Any]]:
    """The statement of `keys` with its parameters. Raises LookupError for a name that the listing does not have."""
    where = _where(listing, query)
    order = [f"{listing.sorts[name]} {'desc' if down else 'asc'} nulls last" for name, down in query.sort]
    text = f"where {where} order by {', '.join([*order, listing.key])}"
    return f"select {listing.key} from {_from(listing, text)} {text}", _params(listing, query)


def page(store: Store, listing: Listing, wanted: Sequence[int], params: Mapping[str, Any] = _NOTHING) -> list[Any]:
    """The rows of these keys as tuples of the listing's columns, in the order of the keys; rows that are gone are left out."""
    _check(params, listing.known)
    found: dict[int, tuple[Any, ...]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        sql = page_sql(listing, wanted[start : start + _AT_ONCE])
        found.update(store.rows(lambda key, *row: (key, row), sql, params))
    return [found[key] for key in wanted if key in found]


def page_sql(listing: Listing, wanted: Sequence[int]) -> str:
    """The keys are integers of ours, so they may stand in the text."""
    columns = ", ".join(f"{text} as {name}" for name, text in listing.columns.items())
    ids = ",".join(str(int(key)) for key in wanted)
    return f"select {listing.key}, {columns} from {_from(listing, columns)} where {listing.key} in ({ids})"


def summary(store: Store, listing: Listing, query: Query) -> Summary:
    """Count and sums of every row that fits."""
    sums = ", ".join(["count(*)", *(f"coalesce(sum({text}),0)" for text in listing.sums.values())])
    where = _where(listing, query)
    sql = f"select {sums} from {_from(listing, f'{sums} {where}')} where {where}"
    count, *figures = store.rows(lambda *row: row, sql, _params(listing, query))[0]
    return Summary(count, dict(zip(listing.sums, figures, strict=True)))


def counts(
    store: Store, listing: Listing, names: Sequence[str], params: Mapping[str, Any] = _NOTHING
) -> dict[str, int]:
    """How many rows fit each filter by itself: the figures of the chips, in one pass."""
    _check(params, listing.known)
    tests = ", ".join(f"coalesce(sum({_condition(listing, name, params)}),0)" for name in names)
    figures = store.rows(lambda *row: row, f"select {tests} from {_from(listing, tests)}", params)[0]
    return dict(zip(names, figures, strict=True))


def values(store: Store, listing: Listing, name: str) -> list[str]:
    """The values that occur, for a drop-down filter; raises LookupError for a name the listing does not offer."""
    text = listing.choices[name]
    return store.rows(str, f"select distinct {text} from {_from(listing, text)} where {text}<>'' order by 1")


def _where(listing: Listing, query: Query) -> str:
    conditions = [_condition(listing, name, query.params) for name in query.filters]
    if _words(query.search):
        conditions.append(_search(listing))
    return " and ".join(f"({condition})" for condition in conditions) or "1=1"


def _condition(listing: Listing, name: str, params: Mapping[str, Any]) -> str:
    found = listing.filters[name]
    missing = [param for param in found.params if param not in params]
    if missing:
        raise LookupError(f"filter {name} needs {missing}")
    return found.condition


def _search(listing: Listing) -> str:
    """The words may stand anywhere in one of the texts; blanks do not count."""
    texts = [f"replace(coalesce({text},''),' ','') like :search escape '\\'" for text in listing.search]
    return " or ".join([*texts, *listing.found])


def _words(search: str) -> str:
    """As typed, without blanks and apostrophes (an input method shows h'd'j'c)."""
    return re.sub(r"[\s'’`]", "", search).lower()


def _params(listing: Listing, query: Query) -> Mapping[str, Any]:
    named = {param for name in query.filters for param in listing.filters[name].params}
    _check(query.params, listing.known | named)
    safe = literal(_words(query.search))
    return {**query.params, "search": f"%{safe}%"}


def _check(params: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = set(params) - known
    if unknown:
        raise LookupError(f"no filter asked for takes {sorted(unknown)}")


def _from(listing: Listing, text: str) -> str:
    """The source and those joins whose alias the text, or a join already taken, mentions."""
    taken: list[str] = []
    for alias, join in reversed(list(listing.joins.items())):
        if re.search(rf"\b{alias}\.", " ".join([text, *taken])):
            taken.insert(0, join)
    return " ".join([listing.source, *taken])
