"""Undo and redo: their titles follow the journal, and each change says what was done with a way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.topics import Changes
from app.services.told import Told, tell
from app.ui.actions import retitle
from app.ui.widgets.page import Desk
from app.ui.widgets.toast import Toast


@dataclass(frozen=True, slots=True)
class _Ways:
    """What the next undo and redo would take, and what the last change was; `barred` = the newest one stays."""

    undo: Told | None
    redo: Told | None
    done: Told | None
    barred: bool


class Undo(QObject):
    """Owns nothing but the two actions' titles; the work is the history service's."""

    def __init__(self, window: QWidget, desk: Desk, undo: QAction, redo: QAction) -> None:
        super().__init__(window)
        self._window, self._desk, self._undo_action, self._redo_action = window, desk, undo, redo
        desk.jobs.changed.connect(self.refresh)
        self.refresh()

    def undo(self) -> None:
        self._desk.jobs.write(self, lambda s: s.history.undo(), _nothing_more)

    def redo(self) -> None:
        self._desk.jobs.write(self, lambda s: s.history.redo(), _nothing_more)

    def refresh(self, changes: Changes | None = None) -> None:
        """Ask what can be undone; after a change also what it was, to say so."""
        number = changes.id if changes else None
        self._desk.jobs.read(self, lambda s: _ways(s, number), self._show, slot="undo")

    def _show(self, ways: _Ways) -> None:
        for action, told, plain, whole in (
            (self._undo_action, ways.undo, _("Undo"), _("Undo “{what}”")),
            (self._redo_action, ways.redo, _("Redo"), _("Redo “{what}”")),
        ):
            name = action.iconText()
            retitle(action, whole.format(what=told.text()) if told else plain)
            action.setIconText(name)
            action.setEnabled(told is not None)
        if ways.barred:  # the key still says why
            self._undo_action.setEnabled(True)
        if ways.done is not None:
            self._tell(ways.done)

    def _tell(self, done: Told) -> None:
        can = done.undoable and not done.undone
        learnt = done.learnt
        if learnt is None:
            Toast.show_over(self._window, done.done_text(), self.undo if can else None)
            return
        forget = (_("Don't remember"), lambda: self._forget(learnt[0]))
        Toast.show_over(self._window, done.done_text(), self.undo if can else None, forget)

    def _forget(self, payer: int) -> None:
        self._desk.jobs.write(self, lambda s: s.payers.forget(payer), _nothing_more)


def _ways(services: Any, number: int | None) -> _Ways:
    def told(change_id: int | None) -> Told | None:
        return None if change_id is None else tell(services.store, change_id)

    undo, redo = services.history.can_undo(), services.history.can_redo()
    undoable = undo is not None and undo.undoable
    back, again = undo.id if undo is not None and undoable else None, redo.undoes if redo is not None else None
    return _Ways(told(back), told(again), told(number), undo is not None and not undoable)


def _nothing_more(_entry: object) -> None:
    """The commit itself is heard by everybody."""
