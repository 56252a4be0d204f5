"""The one way to run work off the UI thread: two threads that read, one that writes.

    jobs.read(self, lambda s: s.dashboard.figures(period), self.show_figures, slot="figures")
    jobs.write(self, lambda s: s.payments.record(draft), self.accept)
    job = jobs.run(self, lambda s, job: s.imports.apply(plan, job.report), self.show_result)
    job.progress.connect(self.show_count); button.clicked.connect(job.cancel)

`then` is called on the UI thread, and only while the owner lives. A newer read of the same owner and slot makes the
older answer void.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, Generic, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.models.errors import Cancelled
from app.models.topics import Changes


class ServicesLike(Protocol):
    """What this module needs of the services of one thread: a store with `close()` and a settable `on_commit`."""

    @property
    def store(self) -> Any: ...


S = TypeVar("S", bound=ServicesLike)
T = TypeVar("T")
ShowError = Callable[[QObject, BaseException], None]


class Job(QObject):
    """A long piece of work. The work calls `report(done, total)`; the page hears `progress` on the UI thread."""

    progress = Signal(int, int)
    ended = Signal()
    _reported = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stop = Event()
        self._guard = Lock()
        self._latest: tuple[int, int] | None = None
        self._reported.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop: its next report() raises Cancelled and its change rolls back."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Say how far the work is (from its own thread); raises Cancelled when the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        with self._guard:
            waiting, self._latest = self._latest, (done, total)
        if waiting is None:
            self._reported.emit()

    def _forward(self) -> None:
        with self._guard:
            latest, self._latest = self._latest, None
        if latest is not None:
            self.progress.emit(*latest)


@dataclass(frozen=True, slots=True, eq=False)
class _Errand:
    """Work on its way: whose it is, where its answer goes, and which earlier answers it replaces."""

    owner: QObject
    work: Callable[[Any], Any]
    then: Callable[[Any], None]
    slot: str | None = None
    number: int = 0
    job: Job | None = None
    done: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    result: Any = None
    error: BaseException | None = None


class _Lane(Generic[S]):
    """Threads that take errands from one queue. Each builds its services at its first errand and closes them itself."""

    def __init__(self, name: str, threads: int, make: Callable[[], S], arrived: Callable[[_Errand, _Outcome], None]):
        self._make = make
        self._arrived = arrived
        self._queue: SimpleQueue[_Errand | None] = SimpleQueue()
        self._dropping = False
        self._threads = [Thread(target=self._serve, name=f"{name}-{i}", daemon=True) for i in range(threads)]
        for thread in self._threads:
            thread.start()

    def send(self, errand: _Errand) -> None:
        self._queue.put(errand)

    def close(self, *, drop: bool) -> None:
        """End the threads; errands still waiting are done first, or dropped."""
        self._dropping = drop
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        services: S | None = None
        while (errand := self._queue.get()) is not None:
            if self._dropping:
                continue
            try:
                services = services or self._make()
                outcome = _Outcome(result=errand.work(services))
            except BaseException as error:
                outcome = _Outcome(error=error)
            self._arrived(errand, outcome)
            del errand, outcome  # what they hold belongs to the UI thread
        if services is not None:
            services.store.close()


class Jobs(QObject, Generic[S]):
    """Runs reads beside each other and writes one after another; answers come back on the UI thread."""

    changed = Signal(object)  # Changes, after each commit
    busy = Signal(bool)  # True with the first work under way, False after the last
    _arrived = Signal(object, object)
    _committed = Signal(object)

    def __init__(self, make_services: Callable[[bool], S], show_error: ShowError) -> None:
        """`make_services(read_only)` is called once in each thread; `show_error(owner, error)` on the UI thread."""
        super().__init__()
        self._make_services = make_services
        self._show_error = show_error
        self._newest: dict[tuple[int, str], int] = {}
        self._under_way: set[_Errand] = set()
        self._count = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._committed.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._reads = _Lane("read", 2, lambda: make_services(True), self._arrived.emit)
        self._writes = _Lane("write", 1, self._writing_services, self._arrived.emit)

    def read(self, owner: QObject, work: Callable[[S], T], then: Callable[[T], None], slot: str | None = None) -> None:
        """Ask the book. With a slot ("list", "figures"), an earlier answer for the same owner and slot is dropped."""
        self._count += 1
        if slot is not None:
            self._newest[id(owner), slot] = self._count
        self._send(self._reads, _Errand(owner, work, then, slot, self._count))

    def write(self, owner: QObject, work: Callable[[S], T], then: Callable[[T], None]) -> None:
        """Change the book; changes follow each other in the order asked for."""
        self._send(self._writes, _Errand(owner, work, then))

    def run(
        self,
        owner: QObject,
        work: Callable[[S, Job], T],
        then: Callable[[T], None],
        done: Callable[[], None] | None = None,
        *,
        read_only: bool = False,
    ) -> Job:
        """Long work that reports progress and can be cancelled; `done` is called whatever the outcome."""
        job = Job()
        errand = _Errand(owner, lambda services: work(services, job), then, job=job, done=done)
        self._send(self._reads if read_only else self._writes, errand)
        return job

    @property
    def is_busy(self) -> bool:
        return bool(self._under_way)

    def close(self) -> None:
        """Finish the writes asked for, cancel long jobs, drop reads; each store is closed in its own thread."""
        if self._closed:
            return
        self._closed = True
        for errand in self._under_way:
            if errand.job is not None:
                errand.job.cancel()
        self._reads.close(drop=True)
        self._writes.close(drop=False)
        self._under_way.clear()

    def _writing_services(self) -> S:
        services = self._make_services(False)
        services.store.on_commit = self._announce
        return services

    def _announce(self, changes: Changes) -> None:
        self._committed.emit(changes)

    def _send(self, lane: _Lane[S], errand: _Errand) -> None:
        if self._closed:
            return
        self._under_way.add(errand)
        if len(self._under_way) == 1:
            self.busy.emit(True)
        lane.send(errand)

    def _deliver(self, errand: _Errand, outcome: _Outcome) -> None:
        if self._closed:
            return
        self._under_way.discard(errand)
        if not self._under_way:
            self.busy.emit(False)
        if errand.job is not None:
            errand.job.ended.emit()
        if shiboken6.isValid(errand.owner):
            self._answer(errand, outcome)

    def _answer(self, errand: _Errand, outcome: _Outcome) -> None:
        if errand.done is not None:
            errand.done()
        if errand.slot is not None and self._newest.get((id(errand.owner), errand.slot)) != errand.number:
            return
        if outcome.error is None:
            errand.then(outcome.result)
        elif not isinstance(outcome.error, Cancelled):
            self._show_error(errand.owner, outcome.error)
