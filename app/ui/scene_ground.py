"""What every picture that `screens` draws stands on: the stage, opening things, typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QDialog

from app.ui.main_window import MainWindow

COPY, EMPTY, NONE = "book", "empty", ""


class Stage(Protocol):
    """Where a scene is played."""

    temp: Path

    @property
    def window(self) -> MainWindow: ...

    def settle(self) -> None: ...

    def dialog(self) -> QDialog | None: ...


Act = Callable[[Stage], None]


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    act: Act
    book: str = COPY


def open_over(stage: Stage, name: str, **wishes: Any) -> None:
    """A dialog over the page most people have behind it."""
    stage.window.desk.navigation.open("today")
    stage.window.desk.navigation.dialog(name, **wishes)
    stage.settle()


def someone(stage: Stage) -> int:
    """The first customer of today's list, else the first there is."""
    return asked(stage, _first)


def asked(stage: Stage, work: Callable[[Any], int]) -> int:
    found: list[int] = []
    stage.window.desk.jobs.read(stage.window, work, found.append)
    stage.settle()
    return found[0]


def written(stage: Stage, work: Callable[[Any], int]) -> int:
    """What a picture needs and the copy of the book may not have."""
    found: list[int] = []
    stage.window.desk.jobs.write(stage.window, work, found.append)
    stage.settle()
    return found[0]


def _first(services: Any) -> int:
    rows = services.monitoring.today().rows
    return int(rows[0].customer_id if rows else services.customers.search("")[0].id)


def type_into(stage: Stage, field: str, text: str) -> None:
    dialog = stage.dialog()
    if dialog is not None:
        getattr(dialog, "form")[field].line.insert(text)  # noqa: B009 - every entry dialog has a form


def page(name: str) -> Act:
    return lambda stage: stage.window.desk.navigation.open(name)


def dialog(name: str) -> Act:
    return lambda stage: open_over(stage, name)
