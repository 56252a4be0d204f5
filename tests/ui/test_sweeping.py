"""Cycles are found on the UI thread, however much another thread makes."""

from __future__ import annotations

import gc
import weakref
from threading import get_ident
from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from app.ui.jobs import Jobs

MANY = 100_000  # far beyond what makes Python look for cycles by itself


class Knot:
    """Holds itself, as a widget does whose button calls it."""

    def __init__(self) -> None:
        self.itself = self


def test_a_knot_is_untied_on_the_ui_thread(qtbot: QtBot) -> None:
    ended_in: list[int] = []
    store = SimpleNamespace(close=lambda: None, on_commit=None)
    jobs: Jobs[Any] = Jobs(lambda _read_only: SimpleNamespace(store=store), lambda _owner, error: None)
    try:
        weakref.finalize(Knot(), lambda: ended_in.append(get_ident()))
        answers: list[int] = []
        jobs.read(jobs, lambda _services: len([[each] for each in range(MANY)]), answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        qtbot.waitUntil(lambda: bool(ended_in))
        assert ended_in == [get_ident()]
    finally:
        jobs.close()
    assert gc.isenabled()
