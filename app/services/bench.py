"""The speed of the main operations against a floor measured in the same run: the bare statement, commit or read."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any, Final

from app.i18n import mark
from app.models import floors
from app.models.dates import add_days, add_months
from app.models.listing import Query
from app.models.money import Money
from app.services import backup, bench_book, bench_letters, opening
from app.services.bench_book import Ledger
from app.services.exports import ExportColumn, write_table
from app.services.imports import bare
from app.services.imports.service import Options
from app.services.opening import OpenBook
from app.services.payments import PaymentDraft
from app.services.rules.ageing import Buckets

RUNS: Final = 7
MOST_IMPORTED: Final = 200_000  # what the reader takes of one file
LONG_RUNS: Final = 5
PAST_DAYS: Final = 182
PAGE: Final = 100
CHECK_MS: Final = 50

TITLES: Final = {
    "ageing_today": mark("Ageing report of today"),
    "ageing_past": mark("Ageing report half a year ago"),
    "list_page": mark("A page of the receivables list"),
    "payment": mark("Recording a payment"),
    "refresh": mark("Figures of one customer"),
    "check": mark("May I ship to a customer?"),
    "scores": mark("Scores of all customers"),
    "exposure": mark("Credit in use of one customer"),
    "exposures": mark("Credit in use of all customers"),
    "reminders": mark("Who is due for a reminder"),
    "letters_short": mark("Letters of one page"),
    "letters": mark("Letters of two pages"),
    "letters_file": mark("Letters of two pages in one file"),
    "import": mark("Importing the receivables from Excel"),
    "backup": mark("Verified backup"),
    "open": mark("Opening the book"),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """One operation. `budget` is the highest ratio to the floor, or milliseconds where there is no floor; None = told only."""

    name: str
    ms: float
    floor_ms: float | None
    budget: float | None

    @property
    def ratio(self) -> float | None:
        return self.ms / self.floor_ms if self.floor_ms else None

    @property
    def ok(self) -> bool:
        measured = self.ratio if self.floor_ms else self.ms
        return self.budget is None or (measured is not None and measured <= self.budget)


def run(size: int, today: date, runs: int = RUNS) -> Iterator[Timing]:
    """Makes a book of `size` receivables in a temporary folder and times it; medians of `runs`, floors in turn with them.

    Raises RuntimeError when an operation and its floor do not come to the same total.
    """
    made = bench_book.ledger(size, today)
    with tempfile.TemporaryDirectory(prefix="kedun-bench-") as folder:
        with bench_book.full(Path(folder) / "bench.kedun", made, today) as book:
            measure = _Bench(Path(folder), book, made, today, runs)
            yield measure.ageing("ageing_today", today)
            yield measure.ageing("ageing_past", today - timedelta(days=PAST_DAYS))
            yield measure.list_page()
            yield measure.payment()
            yield measure.refresh()
            yield measure.check()
            yield measure.scores()
            yield measure.exposure()
            yield measure.exposures()
            yield measure.reminders()
            yield from map(measure.letters, bench_letters.KINDS)
            yield measure.backup()
        yield measure.open()
        if size <= MOST_IMPORTED:
            yield measure.importing()


class _Bench:
    """The operations, each with its floor."""

    def __init__(self, folder: Path, book: OpenBook, made: Ledger, today: date, runs: int) -> None:
        self._folder = folder
        self._services = book.services
        self._path = book.path
        self._made = made
        self._today = today
        self._runs = runs

    def ageing(self, name: str, on: date) -> Timing:
        """The report with names, order, total and the check against the ledger; floor: the statement that sums."""
        floor = floors.aged_sums(self._services.store, on, Buckets().edges(on))
        sheet = self._services.reports.ageing(on)
        bare_total = sum(row[2] + sum(row[4:]) for row in floor())
        _same(name, (sheet.total.total, sheet.difference), (bare_total, 0))
        return self._timed(name, lambda: self._services.reports.ageing(on), floor, 2)

    def list_page(self) -> Timing:
        """A hundred rows from the middle of the list, by due date."""
        keys = self._services.lists.keys("receivables", Query(sort=(("due_on", False),)))
        _same("list_page", len(keys), len(self._made.receivables))
        page = keys[len(keys) // 2 :][:PAGE]
        return self._timed("list_page", lambda: self._services.lists.page("receivables", page), None, 5)

    def payment(self) -> Timing:
        """Receipt, allocation, journal, the customer's figures and one commit; floor: one row and one commit."""
        draft = PaymentDraft(1, 100, self._today)
        with closing(floors.Commits(self._folder / "floor.db")) as floor:
            return self._timed("payment", lambda: self._services.payments.record(draft), floor.one, None)

    def refresh(self) -> Timing:
        """Everything derived of a customer; the commit that follows is the payment's, and as slow as the disk."""
        with self._services.store.derived_only() as change:
            change.touched.add(1)
            return self._timed("refresh", lambda: self._services.standing.refresh(change), None, 10)

    def check(self) -> Timing:
        """The whole answer, with its ways out, for a customer with as many receivables as the others."""
        shipping = self._services.shipping
        _same("check", shipping.ask(1, 100).before, self._services.exposure.totals(customers=(1,))[1])
        return self._timed("check", lambda: shipping.ask(1, 100), None, CHECK_MS)

    def scores(self) -> Timing:
        """Everybody's payments, balance and file read, and scored; floor: one pass over the same money, summed by customer.

        The score itself takes its time by customer: with 100 receivables each instead of 50 the ratio is half.
        """
        store, policy = self._services.store, self._services.policies.on(self._today)
        floor = floors.paid_sums(store, add_months(self._today, -policy.window_months), self._today)
        found = self._services.scoring.scores()
        paid_up = sum(each.amount for _party, scored in found for each in scored.facts.payments.delays)
        paid_up -= sum(scored.facts.standing.overdue for _party, scored in found)
        _same("scores", paid_up, sum(row[2] for row in floor()))
        return self._timed("scores", self._services.scoring.scores, floor, 8, LONG_RUNS)

    def exposure(self) -> Timing:
        """Every line with its documents, the limit, what stands behind it."""
        return self._timed("exposure", lambda: self._services.exposure.sheet(1), None, 10)

    def exposures(self) -> Timing:
        """Every line of everybody; floor: the statement that sums what is open."""
        floor = floors.aged_sums(self._services.store, self._today, Buckets().edges(self._today))
        _same(
            "exposures", sum(self._services.exposure.totals().values()), sum(row[2] + sum(row[4:]) for row in floor())
        )
        return self._timed("exposures", self._services.exposure.totals, floor, 4, LONG_RUNS)

    def reminders(self) -> Timing:
        """The letter of everybody with something due or due soon; floor: the statement that sums what is due."""
        store, service = self._services.store, self._services.reminders
        floor = floors.due_sums(store, add_days(self._today, self._services.policies.on(self._today).remind_before))
        _same("reminders", len(service.listing()), len(floor()))
        return self._timed("reminders", service.listing, floor, None, LONG_RUNS)

    def letters(self, kind: bench_letters.Kind) -> Timing:
        """Up to 500, from the debts to the files; floor: the same words on the bare canvas."""
        act, floor = bench_letters.pair(self._services, self._folder, len(self._made.receivables), kind)
        _same(kind.name, act(), floor())
        return Timing(kind.name, _clock(act), _clock(floor), kind.budget)

    def backup(self) -> Timing:
        """Copied, checked, noted; floor: the copy alone."""
        copies = iter(range(10**6))
        floor = self._folder / "copies"
        floor.mkdir()

        def copy() -> None:
            floors.copy(self._path, floor / f"{next(copies)}.db")

        def whole() -> None:
            backup.make(self._path, "manual", self._folder / f"backup-{next(copies)}.kedun")

        return self._timed("backup", whole, copy, None, LONG_RUNS)

    def open(self) -> Timing:
        """For reading, as another window would; floor: connecting."""

        def read() -> None:
            opening.open_book(self._path, self._today, write=False).close()

        return self._timed("open", read, lambda: floors.connect(self._path), None)

    def importing(self) -> Timing:
        """A file of every receivable into a book with its customers; floor: reading cells, inserting rows."""
        path = self._folder / "receivables.xlsx"
        _write(path, self._made)
        spent, floor = [], []
        for n in range(min(self._runs, LONG_RUNS)):
            floor.append(self._bare_import(path, self._folder / f"floor-{n}.kedun"))
            spent.append(self._import(path, self._folder / f"import-{n}.kedun"))
        return Timing("import", median(spent), median(floor), 3)

    def _import(self, path: Path, target: Path) -> float:
        with bench_book.empty(target, self._made, self._today) as book:
            ms = _clock(lambda: book.services.imports.run(path, Options(kind="invoices")))
            total = book.services.reports.ageing(self._today).ledger
        _same("import", total, sum(row[6] for row in self._made.receivables))
        return ms

    def _bare_import(self, path: Path, target: Path) -> float:
        bench_book.empty(target, self._made, self._today).close()
        tables = [
            ("receivable", bench_book.RECEIVABLE, self._made.receivables),
            ("instalment", bench_book.INSTALMENT, self._made.instalments),
        ]

        def whole() -> None:
            _same("import", bare.read(path), len(self._made.receivables) + 1)
            floors.insert(target, tables)

        return _clock(whole)

    def _timed(
        self,
        name: str,
        act: Callable[[], Any],
        floor: Callable[[], Any] | None,
        budget: float | None,
        most: int = RUNS,
    ) -> Timing:
        """Act and floor in turn, so that both meet the same weather; the first of each only warms up."""
        act()
        spent, bare_spent = [], []
        for _run in range(min(self._runs, most)):
            if floor:
                bare_spent.append(_clock(floor))
            spent.append(_clock(act))
        return Timing(name, median(spent), median(bare_spent) if floor else None, budget)


def _clock(act: Callable[[], Any]) -> float:
    """Milliseconds of one run; what is left over from others is cleared away before."""
    gc.collect()
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _same(name: str, found: Any, expected: Any) -> None:
    if found != expected:
        raise RuntimeError(f"{name}: {found} where the floor has {expected}")


def _write(path: Path, made: Ledger) -> None:
    columns = [
        ExportColumn("number"),
        ExportColumn("customer"),
        ExportColumn("issue_date", "day"),
        ExportColumn("due_date", "day"),
        ExportColumn("amount", "money", "CNY"),
        ExportColumn("currency"),
    ]
    write_table(path, "receivables", columns, _file_rows(made))


def _file_rows(made: Ledger) -> Iterator[Sequence[Any]]:
    for receivable, instalment in zip(made.receivables, made.instalments, strict=True):
        customer, _kind, number, issued, currency, _rate, amount, _base = receivable
        due = date.fromisoformat(instalment[3])
        code = made.customers[customer - 1][0]
        yield number, code, date.fromisoformat(issued), due, Money(amount, currency), currency
