"""The first page: start, look at the sample, import, or open. Nothing to set up; also where a book cannot be opened.

welcome = Welcome(preferences, problem)
welcome.opens.connect(application.open)          # path, what fills a new book first, a file to import then
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import i18n
from app.i18n import _
from app.models.errors import UserError
from app.services import backup
from app.ui import theme
from app.ui.dialogs import book_files
from app.ui.drops import Drops
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.widgets.acting import new_button
from app.ui.widgets.fields import CalmBox
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.scroll import fit_screen, scrolling

LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
SIZES: Final = (80, 90, 100, 110, 125, 150, 175, 200)


class Welcome(QWidget):
    """Four ways in, one name to type."""

    opens = Signal(object, object, object)  # Path, Callable[[Services], object] | None, Path of a table | None
    spoken = Signal(str)  # the language chosen
    closed = Signal()

    def __init__(self, preferences: Preferences, problem: UserError | None = None, back_to: Path | None = None) -> None:
        super().__init__()
        self._preferences = preferences
        self.setWindowTitle(_("Kedun"))
        self.setMinimumSize(1024, 600)
        fit_screen(self)
        self.message_bar = MessageBar()
        self.name = QLineEdit()
        self.start = QPushButton(_("Start"))
        self._busy = label("", "muted")
        self._lay_out(back_to)
        self.drops = Drops(self)
        self.drops.book.connect(lambda path: self.opens.emit(path, None, None))
        self.drops.table.connect(self.import_file)
        self.name.setFocus()
        if problem is not None:
            self.show_problem(problem)

    def show_problem(self, problem: UserError) -> None:
        self._busy.setText("")
        ways = ((_("Open another book"), self.open_book), (_("Restore a backup"), self.restore))
        self.message_bar.say(problem.text, ways=ways)

    def start_own(self) -> None:
        """A new book for the name typed."""
        if self.name.text().strip():
            self._make(self.name.text().strip())
        else:
            self.name.setFocus()

    def open_sample(self) -> None:
        from app.services import demo

        self._busy.setText(_("Making the sample company…"))
        self._make(_("Sample company"), prepare=demo.fill, sample=True)

    def choose_table(self) -> None:
        path = book_files.ask_table(self, self._preferences.last_folder)
        if path is not None:
            self.import_file(path)

    def import_file(self, path: Path) -> None:
        """A new book, and its import begins with this file."""
        self._preferences.last_folder = str(path.parent)
        self._make(self.name.text().strip() or _("My company"), table=path)

    def open_book(self) -> None:
        path = book_files.ask_book(self)
        if path is not None:
            self.opens.emit(path, None, None)

    def restore(self) -> None:
        """Choose a backup, see what it holds, put it in its place, open it."""
        chosen = book_files.ask_backup(self)
        if chosen is None:
            return
        try:
            found = backup.check(chosen)
            place = book_files.place_of(found)
            if book_files.agrees(self, found, place):
                book_files.put_back(chosen, place)
                self.opens.emit(place, None, None)
        except UserError as problem:
            self.show_problem(problem)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def _make(
        self,
        name: str,
        *,
        prepare: Callable[..., object] | None = None,
        sample: bool = False,
        table: Path | None = None,
    ) -> None:
        try:
            path = book_files.new_book(name, sample=sample)
        except UserError as problem:
            self.show_problem(problem)
            return
        self._preferences.last_tab = "today"  # not where another book was left
        self.opens.emit(path, prepare, table)

    # --- layout

    def _lay_out(self, back_to: Path | None) -> None:
        page = QWidget()
        page.setMaximumWidth(Theme.current().px(680))
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 24, 16, 12)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(label(_("Kedun"), "figure"))
        column.addWidget(label(_("Who owes you, how late it is, and whom to call first."), "muted", wrap=True))
        column.addSpacing(4)
        for part in (self.message_bar, *self._cards(), self._busy):
            column.addWidget(part)
        if back_to is not None:
            way = new_button(
                _("Back to {name}").format(name=back_to.stem), lambda: self.opens.emit(back_to, None, None)
            )
            column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        column.addLayout(self._foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(_centred(page)))

    def _cards(self) -> list[QFrame]:
        self.name.setPlaceholderText(_("Name of your company"))
        self.name.setAccessibleName(_("Name of your company"))
        self.name.returnPressed.connect(self.start_own)
        self.start.clicked.connect(self.start_own)
        set_role(self.start, "primary")
        return [
            _card(_("Start with my company"), _("Type its name and press Enter."), [self.name, self.start]),
            _card(
                _("Look at the sample company first"),
                _("24 invented customers: try anything, nothing is real."),
                [new_button(_("Open the sample"), self.open_sample)],
            ),
            _card(
                _("Import from Excel"),
                _("A list of customers, receivables or payments that you have already."),
                [new_button(_("Choose a file…"), self.choose_table)],
            ),
            _card(
                _("Open a book that is there"),
                _("A company file (.kedun), or a backup of one."),
                [new_button(_("Open a book…"), self.open_book), new_button(_("Restore a backup…"), self.restore)],
            ),
        ]

    def _foot(self) -> QHBoxLayout:
        language = _choice(_("Language"), LANGUAGES, i18n.language())
        language.activated.connect(lambda place: self.spoken.emit(LANGUAGES[place][0]))
        sizes = [(size, f"{size}%") for size in SIZES]
        size = _choice(_("Text size"), sizes, self._preferences.zoom)
        size.activated.connect(lambda place: self._zoom(SIZES[place]))
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, box in ((_("Language"), language), (_("Text size"), size)):
            row.addWidget(label(text, "muted"))
            row.addWidget(box)
            row.addSpacing(16)
        row.addStretch(1)
        return row

    def _zoom(self, percent: int) -> None:
        self._preferences.zoom = percent
        self._preferences.save()
        theme.apply(self._preferences)


def _card(title: str, text: str, ways: Sequence[QWidget]) -> QFrame:
    """A way in: what it is, and its button at the right."""
    card = QFrame()
    set_role(card, "panel")
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, "section", wrap=True))
    words.addWidget(label(text, "muted", wrap=True))
    row = QHBoxLayout(card)
    row.setContentsMargins(16, 12, 16, 12)
    row.setSpacing(12)
    row.addLayout(words, 3)
    for way in ways:
        row.addWidget(way, 3 if isinstance(way, QLineEdit) else 0)
    return card


def _choice(name: str, entries: Sequence[tuple[object, str]], value: object) -> CalmBox:
    box = CalmBox()
    box.setAccessibleName(name)
    box.setMinimumHeight(Theme.current().px(32))
    for entry, text in entries:
        box.addItem(text, entry)
    box.setCurrentIndex(max(0, [entry for entry, _text in entries].index(value) if value in dict(entries) else 0))
    return box


def _centred(page: QWidget) -> QWidget:
    around = QWidget()
    row = QHBoxLayout(around)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(page, 100)
    row.addStretch(1)
    return around
