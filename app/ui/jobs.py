"""The one way to run work off the UI thread: two threads that read, one that writes.

    jobs.read(self, lambda s: s.dashboard.figures(period), self.show_figures, slot="figures")
    jobs.write(self, lambda s: s.payments.record(draft), self.accept)
    job = jobs.run(self, lambda s, job: s.imports.apply(plan, job.report), self.show_result)
    job.progress.connect(bar.show_count); button.clicked.connect(job.cancel)

`then` is called on the UI thread, and only while the owner lives. A newer read of the same owner and slot makes the
older answer void.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock, local
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.models.errors import Cancelled
from app.models.topics import Changes


class StoreLike(Protocol):
    """What this module needs of a store."""

    on_commit: Callable[[Changes], None]

    def close(self) -> None: ...


class ServicesLike(Protocol):
    """What this module needs of the services of one thread."""

    @property
    def store(self) -> Any: ...


S = TypeVar("S", bound=ServicesLike)
T = TypeVar("T")
ShowError = Callable[[QObject, BaseException], None]


class Job(QObject):
    """One running piece of work. `report(done, total)` may be called from its thread; it raises Cancelled after cancel()."""

    progress = Signal(int, int)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop: its next report() raises Cancelled and its change rolls back."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; raises Cancelled when the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.progress.emit(done, total)


@dataclass(frozen=True, slots=True, eq=False)
class _Errand:
    """Work on its way: whose it is, where its answer goes, and which other answers it replaces."""

    owner: QObject
    then: Callable[[Any], None]
    slot: str | None
    number: int
    done: Callable[[], None] | None = None


class Jobs(QObject, Generic[S]):
    """Runs reads beside each other and writes one after another; results come back on the UI thread."""

    changed = Signal(object)  # Changes, after each commit
    busy = Signal(bool)  # from the first piece of work under way to the last
    _arrived = Signal(object, object)

    def __init__(self, make_services: Callable[[bool], S], show_error: ShowError) -> None:
        """`make_services(read_only)` is called once in each thread; `show_error(owner, error)` on the UI thread."""
        super().__init__()
        self._make_services = make_services
        self._show_error = show_error
        self._here = local()
        self._guard = Lock()
        self._all_services: list[S] = []
        self._reads = ThreadPoolExecutor(2, "read")
        self._writes = ThreadPoolExecutor(1, "write")
        self._newest: dict[tuple[int, str], int] = {}
        self._under_way: set[_Errand] = set()
        self._count = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(self, owner: QObject, work: Callable[[S], T], then: Callable[[T], None], slot: str | None = None) -> None:
        """Ask the book. With a slot ("list", "figures"), an earlier answer for the same owner and slot is dropped."""
        self._send(self._reads, True, work, self._errand(owner, then, slot))

    def write(self, owner: QObject, work: Callable[[S], T], then: Callable[[T], None]) -> None:
        """Change the book; changes follow each other in the order asked for."""
        self._send(self._writes, False, work, self._errand(owner, then))

    def run(
        self,
        owner: QObject,
        work: Callable[[S, Job], T],
        then: Callable[[T], None],
        done: Callable[[], None] | None = None,
        *,
        read_only: bool = False,
    ) -> Job:
        """Long work that reports progress and can be cancelled. `done` is called whatever the outcome."""
        job = Job()

        def ended() -> None:
            job.ended.emit()
            if done is not None:
                done()

        pool = self._reads if read_only else self._writes
        self._send(pool, read_only, lambda services: work(services, job), self._errand(owner, then, done=ended))
        return job

    def close(self) -> None:
        """Wait for the work under way, drop the rest, and close each store in the thread that opened it."""
        if self._closed:
            return
        self._closed = True
        for pool in (self._reads, self._writes):
            pool.shutdown(wait=True, cancel_futures=True)
        self._under_way.clear()

    def _errand(
        self,
        owner: QObject,
        then: Callable[[Any], None],
        slot: str | None = None,
        done: Callable[[], None] | None = None,
    ) -> _Errand:
        self._count += 1
        if slot is not None:
            self._newest[id(owner), slot] = self._count
        return _Errand(owner, then, slot, self._count, done)

    def _send(self, pool: ThreadPoolExecutor, read_only: bool, work: Callable[[S], Any], errand: _Errand) -> None:
        if self._closed:
            return
        self._under_way.add(errand)
        if len(self._under_way) == 1:
            self.busy.emit(True)
        future = pool.submit(lambda: work(self._services(read_only)))
        future.add_done_callback(lambda ready: self._arrived.emit(errand, ready))
