"""The window over one open book: menus, top bar, six tabs, pages, messages, status line. What happens is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.services import permissions
from app.ui import actions
from app.ui.backups import Backups
from app.ui.deeds import deeds_of
from app.ui.drops import Drops
from app.ui.jumps import Jumps
from app.ui.navigation import Place
from app.ui.page_stack import PageStack
from app.ui.registry import DIALOGS, PAGES, TAB_OF, load_class
from app.ui.undo import Undo
from app.ui.widgets.busy import BusyBar
from app.ui.widgets.jump_box import JumpBox
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.scroll import fit_screen, keep_inside
from app.ui.widgets.status_line import StatusLine
from app.ui.widgets.tabs import Tabs
from app.ui.widgets.top_bar import TopBar


class MainWindow(QMainWindow):
    """One window, one book."""

    wants = Signal(str)  # what the application does: new_book, open_book, restore, reopen
    closed = Signal()

    def __init__(self, desk: Desk, company: str, *, read_only: bool = False) -> None:
        super().__init__()
        self.desk, self.read_only = desk, read_only
        self.setWindowTitle(_("{company} – Kedun").format(company=company))
        self.setMinimumSize(1024, 600)
        self.actions_by_name = actions.make_actions(self, self.do)
        self.stack = PageStack(desk, self.actions_by_name.values())
        self.jump_box = JumpBox(Jumps(self, desk, self.actions_by_name).find)
        self.tabs = Tabs([_(title) for _name, title, _words in actions.TABS])
        self.state_bar, self.message_bar = MessageBar(), MessageBar()
        self.refused: dict[str, str] = {}  # what the role of the person at the desk does not reach, and why
        self._where: tuple[()] | tuple[str, int | None] = ()  # the page and whom it is about
        self.status = StatusLine(desk.today)
        self.setStatusBar(self.status)
        actions.fill_menus(self.menuBar(), self.actions_by_name)
        self._lay_out(company)
        self.undo = Undo(self, desk, self.actions_by_name["undo"], self.actions_by_name["redo"])
        self.backups = Backups(self, desk, self.status, automatic=not read_only)
        self.drops = Drops(self)
        self.deeds = deeds_of(self)
        self._may_close = False
        self._connect()
        self._restore()

    def do(self, name: str) -> None:
        """A command by name: what the page in front does for its key, else what the window does."""
        own = self.stack.own_action(self.actions_by_name[name])
        (own.trigger if own is not None else self.deeds[name])()

    @property
    def page(self) -> Page | None:
        return self.stack.current

    def show_place(self, place: Place) -> None:
        tab = TAB_OF.get(place.name, place.name)
        names = [name for name, _title, _words in actions.TABS]
        self.tabs.setCurrentIndex(names.index(tab))
        self.desk.preferences.last_tab = tab
        if self._where not in ((), (place.name, place.key)):
            self.message_bar.clear()  # it was about what was done there
        self._where = place.name, place.key
        self.stack.show_place(place)

    def show_dialog(self, name: str, wishes: Mapping[str, Any]) -> None:
        """A dialog of this window, a command, or something the application is asked for ("sample", "reopen").

        What is in the book already (deal=3) can be looked at by everybody.
        """
        if name in self.refused and wishes.get(name) is None:
            self.message_bar.say(self.refused[name], "caution")
        elif name in DIALOGS:
            dialog = cast("QDialog", load_class(DIALOGS[name])(self.desk, parent=self, **wishes))
            keep_inside(dialog)
            dialog.open()
        elif name in self.deeds:
            self.do(name)
        else:
            self.wants.emit(name)

    def show_problem(self, problem: UserError) -> None:
        self.message_bar.say(problem.text)

    def load_anew(self, changed: bool) -> None:
        """The figures of the day were made, if those in the book were of another."""
        if changed:
            self.stack.refresh()
            self.count_today()

    def count_today(self) -> None:
        """The badge of the first tab; when its page is in front, that tells what it read."""
        if self.page is not None and self.page.name == actions.TABS[0][0]:
            return
        self.desk.jobs.read(self, lambda s: len(s.monitoring.today().rows), self._show_count, slot="badge")

    def ask_what_one_may(self) -> None:
        self.desk.jobs.read(self, lambda s: permissions.refused(s.store), self.show_refused, slot="permissions")

    def show_refused(self, refused: dict[str, str]) -> None:
        """Pages offer the same acts: they come to `show_dialog`."""
        self.refused = refused
        actions.forbid(self.actions_by_name, refused)

    def _show_count(self, count: int) -> None:
        self.tabs.setTabText(0, f"{_('Today')} {count}" if count else _("Today"))

    def _connect(self) -> None:
        self.desk.navigation.opened.connect(self.show_place)
        self.desk.navigation.opened_aside.connect(self.stack.show_aside)
        self.desk.navigation.asked.connect(self.show_dialog)
        self.tabs.tabBarClicked.connect(lambda place: self.desk.navigation.open(actions.TABS[place][0]))
        self.drops.table.connect(lambda path: self.desk.navigation.dialog("import", path=path))
        self.stack.built.connect(lambda page: page.counted.connect(self._show_count))
        for ask in (self.count_today, self.ask_what_one_may):
            self.desk.jobs.changed.connect(ask)
            QTimer.singleShot(0, self, ask)

    def _restore(self) -> None:
        """Size and tab of the last time."""
        fit_screen(self)
        if self.desk.preferences.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.desk.preferences.geometry.encode("ascii")))
        last = self.desk.preferences.last_tab
        self.desk.navigation.open(last if last in PAGES else "today")

    def _lay_out(self, company: str) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bars = QVBoxLayout()
        bars.setContentsMargins(16, 4, 16, 0)
        bars.setSpacing(8)
        for bar in (self.state_bar, self.message_bar):
            bars.addWidget(bar)
        column.addWidget(TopBar(company, self.jump_box, self.actions_by_name))
        column.addWidget(self.tabs)
        column.addWidget(BusyBar(self.desk.jobs.busy))
        column.addLayout(bars)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.preferences.geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.desk.preferences.save()
        if self._may_close:
            self.closed.emit()
            return
        event.ignore()
        self.hide()
        self.backups.before_closing(self.close_now, self._stay)

    def close_now(self) -> None:
        self._may_close = True
        QTimer.singleShot(0, self, self.close)

    def _stay(self, problem: UserError) -> None:
        self.show()
        self.message_bar.say(problem.text, ways=((_("Close without a backup"), self.close_now),))
