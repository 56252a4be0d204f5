"""Choosing a customer by any part of the name, pinyin, phone or code: type, Enter, and the next field has the focus.

    def find(text: str, show: Callable[[list[Hit]], None]) -> None:
        jobs.read(dialog, lambda s: s.customers.find(text), lambda rows: show([Hit(r.id, r.short, r.tail) for r in rows]))

    customer = Customer("customer_id", _("&Customer"), find, required=True, create=self.new_customer)

The list is a child of the window and never takes the focus: input methods keep working.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QThread,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.i18n import _
from app.models.errors import UserError
from app.ui.theme import Theme
from app.ui.widgets.field import LineField
from app.ui.widgets.labels import set_role

MOST_SHOWN: Final = 8
LONGEST_WAIT_MS: Final = 1000  # for an answer that Enter was quicker than
_HIT_ROLE: Final = Qt.ItemDataRole.UserRole
_NOT_SEARCHED: Final = re.compile(r"['’‘`\s]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the list: what it stands for, its name, and what tells it from others ("…8000 · owes ¥320,000")."""

    key: int
    name: str
    detail: str = ""


Find = Callable[[str, Callable[[list[Hit]], None]], None]


class PickerEdit(QLineEdit):
    """The editor with its list of hits."""

    picked = Signal(object)  # Hit
    wanted_new = Signal(str)  # the text of "New ..."
    typed = Signal()

    def __init__(self, find: Find, *, can_create: bool) -> None:
        super().__init__()
        self._find, self._can_create = find, can_create
        self._preedit = ""
        self._asked = self._answered = 0
        self.hits = QListWidget(self)
        self.hits.hide()
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setItemDelegate(_HitDelegate(self.hits))
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.itemClicked.connect(self._accept)
        set_role(self.hits, "hits")
        self.textEdited.connect(self._search)

    def search_text(self) -> str:
        """Committed text and what the input method is still composing, lower-cased, without blanks and apostrophes."""
        place = self.cursorPosition()
        whole = self.text()[:place] + self._preedit + self.text()[place:]
        return _NOT_SEARCHED.sub("", whole).lower()

    def begin(self, text: str) -> None:
        """As if `text` were typed here in the place of what stands here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clear()
        self.insert(text)

    def is_open(self) -> bool:
        return self.hits.isVisible()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        before, self._preedit = self._preedit, event.preeditString()
        if before != self._preedit or event.commitString():
            self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self._take_current():
            event.accept()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self.is_open():
            self._close()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self._take_current(go_on=False)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._close()

    def _search(self) -> None:
        self.typed.emit()
        self._asked += 1
        number, text = self._asked, self.search_text()
        if text:
            self._find(text, lambda hits: self._show(number, hits))
        else:
            self._answered = number
            self._close()

    def _show(self, number: int, hits: list[Hit]) -> None:
        """Only the newest answer counts."""
        if number != self._asked:
            return
        self._answered = number
        self.hits.clear()
        for hit in hits[:MOST_SHOWN]:
            self._add(hit.name, hit)
        if self._can_create and self.text().strip():
            self._add(_("＋ New “{name}”").format(name=self.text().strip()), None)
        self.hits.setCurrentRow(0)
        self._open() if self.hits.count() and self.hasFocus() else self._close()

    def _add(self, text: str, hit: Hit | None) -> None:
        item = QListWidgetItem(text)
        item.setData(_HIT_ROLE, hit)
        self.hits.addItem(item)

    def _open(self) -> None:
        window, theme = self.window(), Theme.current()
        self.hits.setParent(window)
        height = self.hits.count() * theme.px(34) + 4
        top = self.mapTo(window, QPoint(0, self.height() + 2))
        room = window.height() - top.y() - 4
        if room < height and self.mapTo(window, QPoint(0, 0)).y() > room:
            top = self.mapTo(window, QPoint(0, -2 - height))
            room = height
        self.hits.setGeometry(top.x(), top.y(), max(self.width(), theme.px(320)), min(height, room))
        self.hits.raise_()
        self.hits.show()

    def _close(self) -> None:
        """Hide the list and take it back, so that it goes when the field goes."""
        self.hits.hide()
        self.hits.setParent(self)

    def _step(self, by: int) -> None:
        if not self.is_open():
            self._asked += 1
            number = self._asked
            self._find(self.search_text(), lambda hits: self._show(number, hits))
        else:
            self.hits.setCurrentRow((self.hits.currentRow() + by) % self.hits.count())

    def _take_current(self, *, go_on: bool = True) -> bool:
        """Take the marked hit; when Enter was quicker than the answer, wait for it."""
        if self._answered != self._asked:
            self._wait()
        item = self.hits.currentItem()
        if item is None or not self.is_open():
            return False
        self._accept(item, go_on=go_on)
        return True

    def _accept(self, item: QListWidgetItem, *, go_on: bool = True) -> None:
        hit, text = item.data(_HIT_ROLE), self.text().strip()
        self._close()
        if hit is None:
            self.wanted_new.emit(text)
        else:
            self.setText(hit.name)
            self.picked.emit(hit)
            if go_on:
                self.focusNextChild()

    def _wait(self) -> None:
        """Let the answer arrive; what is typed meanwhile stays queued for the next field."""
        late = QDeadlineTimer(LONGEST_WAIT_MS)
        loop, quiet = QEventLoop(), QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        while self._answered != self._asked and not late.hasExpired():
            loop.processEvents(quiet, 20)
            QThread.msleep(1)


class Customer(LineField):
    """Value: the key of the customer chosen, None when left empty."""

    picked = Signal(object)  # Hit

    def __init__(
        self,
        key: str,
        title: str,
        find: Find,
        *,
        required: bool = False,
        hint: str = "",
        create: Callable[[str], None] | None = None,
    ) -> None:
        """`create(text)` is called for the last line "New ..."; it ends with `set_value(Hit(...))`."""
        self.picker = PickerEdit(find, can_create=create is not None)
        super().__init__(key, title, required=required, hint=hint, line=self.picker)
        self.hit: Hit | None = None
        self.picker.typed.connect(self._forget)
        self.picker.picked.connect(self._take)
        if create is not None:
            self.picker.wanted_new.connect(create)

    def value(self) -> int | None:
        if self.hit is None and self.text():
            raise UserError(_("Choose a customer from the list."))
        return self.hit.key if self.hit else None

    def set_value(self, value: Hit | None) -> None:
        self.hit = value
        self.picker.setText(value.name if value else "")
        self.mark("")

    def state(self) -> Hit | None:
        return self.hit

    def put_back(self, state: Hit | None) -> None:
        self.set_value(state)

    def note(self) -> str:
        return (self.hit.detail if self.hit else "") or super().note()

    def on_leave(self) -> None:
        if not self.picker.is_open():
            super().on_leave()

    def _forget(self) -> None:
        self.hit = None

    def _take(self, hit: Hit) -> None:
        self.hit = hit
        self._edited()
        self.picked.emit(hit)


class _HitDelegate(QStyledItemDelegate):
    """The name at the left, what tells it apart at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, Theme.current().px(34))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, hit = Theme.current(), index.data(_HIT_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.colour("selected" if selected else "surface"))
        inner = option.rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        detail = hit.detail if hit else ""
        painter.setPen(theme.colour("selected_text" if selected else "text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(detail) - theme.px(8))
        painter.setPen(theme.colour("selected_text" if selected else "text" if hit else "accent"))
        name = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()
