"""Work off the UI thread: delivery, order, cancelling, void answers, dead owners, closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, get_ident
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.models.errors import UserError
from app.models.topics import Changes, Topic
from app.ui.jobs import Job, Jobs


@dataclass
class Book:
    """A store that knows in which threads it was opened and closed."""

    read_only: bool
    opened_in: int = field(default_factory=get_ident)
    closed_in: int = 0
    on_commit: Callable[[Changes], None] = lambda changes: None

    def close(self) -> None:
        self.closed_in = get_ident()


@dataclass
class Services:
    store: Book


@dataclass
class Desk:
    """Jobs, the books they opened and the errors they showed."""

    jobs: Jobs[Services]
    books: list[Book]
    errors: list[BaseException]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    books: list[Book] = []
    errors: list[BaseException] = []

    def make(read_only: bool) -> Services:
        books.append(Book(read_only))
        return Services(books[-1])

    jobs = Jobs(make, lambda owner, error: errors.append(error))
    yield Desk(jobs, books, errors)
    jobs.close()


def test_answers_come_back_on_the_ui_thread(desk: Desk, qtbot: QtBot) -> None:
    here, owner, seen = get_ident(), QObject(), []
    desk.jobs.read(owner, lambda s: (get_ident(), s.store.read_only), lambda r: seen.append((get_ident(), *r)))
    desk.jobs.write(owner, lambda s: (get_ident(), s.store.read_only), lambda r: seen.append((get_ident(), *r)))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert {thread for thread, _, _ in seen} == {here}
    assert here not in {worker for _, worker, _ in seen}
    assert sorted(read_only for _, _, read_only in seen) == [False, True]


def test_writes_keep_their_order(desk: Desk, qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    for number in range(20):
        desk.jobs.write(owner, lambda s, n=number: n, done.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))
    assert [book.read_only for book in desk.books] == [False]


def test_a_newer_read_makes_the_older_answer_void(desk: Desk, qtbot: QtBot) -> None:
    owner, seen, gate = QObject(), list[str](), Event()
    desk.jobs.read(owner, lambda s: "old" if gate.wait(5) else "", seen.append, slot="list")
    desk.jobs.read(owner, lambda s: "new", seen.append, slot="list")
    desk.jobs.read(owner, lambda s: "other slot", seen.append, slot="figures")
    qtbot.waitUntil(lambda: len(seen) == 2)
    gate.set()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    assert seen == ["new", "other slot"]


def test_nothing_is_delivered_to_a_page_that_is_gone(desk: Desk, qtbot: QtBot) -> None:
    owner, seen, gate = QObject(), list[Any](), Event()
    desk.jobs.read(owner, lambda s: gate.wait(5), seen.append)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    assert seen == []


def test_a_problem_is_shown_and_the_answer_is_not_called(desk: Desk, qtbot: QtBot) -> None:
    owner, seen = QObject(), list[Any]()

    def refuse(services: Services) -> int:
        raise UserError("The disk is full.")

    desk.jobs.write(owner, refuse, seen.append)
    qtbot.waitUntil(lambda: len(desk.errors) == 1)
    assert str(desk.errors[0]) == "The disk is full."
    assert seen == []


def test_progress_arrives_and_cancel_is_silent(desk: Desk, qtbot: QtBot) -> None:
    owner, seen, counts, ends = QObject(), list[Any](), list[tuple[int, int]](), list[str]()
    started = Event()

    def count(services: Services, job: Job) -> int:
        number = 0
        while True:
            number += 1
            job.report(number, 1000)
            started.set()

    job = desk.jobs.run(owner, count, seen.append, lambda: ends.append("done"))
    job.progress.connect(lambda done, total: counts.append((done, total)))
    qtbot.waitUntil(lambda: len(counts) > 0)
    job.cancel()
    qtbot.waitUntil(lambda: ends == ["done"])
    assert counts[-1][1] == 1000
    assert seen == []
    assert desk.errors == []


def test_the_last_progress_is_never_lost(desk: Desk, qtbot: QtBot) -> None:
    owner, counts, results = QObject(), list[int](), list[str]()

    def work(services: Services, job: Job) -> str:
        for number in range(1, 5001):
            job.report(number, 5000)
        return "whole"

    job = desk.jobs.run(owner, work, results.append)
    job.progress.connect(lambda done, total: counts.append(done))
    qtbot.waitUntil(lambda: results == ["whole"])
    assert counts[-1] == 5000
    assert counts == sorted(counts)


def test_a_commit_is_announced_on_the_ui_thread_before_the_answer(desk: Desk, qtbot: QtBot) -> None:
    owner, heard = QObject(), list[object]()
    changes = Changes("payment.record", frozenset({Topic.PAYMENTS}), frozenset({1}), False, 7)
    desk.jobs.changed.connect(lambda told: heard.append((get_ident(), told)))

    def commit(services: Services) -> str:
        services.store.on_commit(changes)
        return "saved"

    desk.jobs.write(owner, commit, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [(get_ident(), changes), "saved"]


def test_busy_says_when_work_starts_and_when_all_is_done(desk: Desk, qtbot: QtBot) -> None:
    states = list[bool]()
    desk.jobs.busy.connect(states.append)
    owner = QObject()
    for _ in range(3):
        desk.jobs.read(owner, lambda s: 1, lambda r: None)
    qtbot.waitUntil(lambda: len(states) == 2)
    assert states == [True, False]


def test_closing_finishes_writes_and_closes_each_store_in_its_own_thread(desk: Desk, qtbot: QtBot) -> None:
    owner, written, gate = QObject(), list[int](), Event()
    desk.jobs.read(owner, lambda s: 1, lambda r: None)
    desk.jobs.write(owner, lambda s: gate.wait(5), lambda r: None)
    for number in range(3):
        desk.jobs.write(owner, lambda s, n=number: written.append(n), lambda r: None)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(desk.books) == 2)
    gate.set()
    desk.jobs.close()
    assert written == [0, 1, 2]
    assert all(book.closed_in == book.opened_in for book in desk.books)
    desk.jobs.read(owner, lambda s: 1, lambda r: None)
    assert not desk.jobs.is_busy


def test_a_book_that_cannot_be_opened_is_told_each_time(qtbot: QtBot) -> None:
    errors = list[BaseException]()

    def damaged(read_only: bool) -> Services:
        raise UserError("The book cannot be opened.")

    jobs = Jobs(damaged, lambda owner, error: errors.append(error))
    owner = QObject()
    jobs.read(owner, lambda s: 1, lambda r: None)
    jobs.read(owner, lambda s: 1, lambda r: None)
    qtbot.waitUntil(lambda: len(errors) == 2)
    jobs.close()
    assert [str(error) for error in errors] == ["The book cannot be opened."] * 2
