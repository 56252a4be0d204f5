"""A dialog around one form: a line for problems, fields that scroll, a button that names the act.

dialog = FormDialog(desk, _("Add a contact person"), form, _("Save contact person"), parent)
dialog.work = lambda s: s.customers.add_contact(customer_id, form.draft())
dialog.draft_name = f"contact_person {customer_id}"  # what was typed and not saved comes back for the same thing only
dialog.open()                                      # closes once the work is done; dialog.saved tells its result

    @fills
    def show_known(self, known: Known) -> None: ...   # what it puts into fields comes from the book, not from a person
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.models.errors import UserError
from app.ui import drafts
from app.ui.theme import Theme
from app.ui.widgets.form import Form
from app.ui.widgets.labels import buttons_in_order, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import Customer
from app.ui.widgets.scroll import TALLEST, keep_inside

D = TypeVar("D", bound="FormDialog")
P = ParamSpec("P")


def fills(work: Callable[Concatenate[D, P], None]) -> Callable[Concatenate[D, P], None]:
    """What this method of a dialog puts into its fields comes from the book: of it alone no draft is made, and a draft of the
    last time comes over it."""

    @wraps(work)
    def run(dialog: D, /, *args: P.args, **named: P.kwargs) -> None:
        if dialog.filling:  # by a method that calls this one
            work(dialog, *args, **named)
            return
        dialog.filling, before = True, dialog.form.state()
        work(dialog, *args, **named)
        dialog.filling = False
        dialog.took(before)

    return run


class FormDialog(QDialog):
    """Enter saves, Esc leaves everything as it was."""

    saved = Signal(object)  # what the work gave

    def __init__(
        self, desk: Desk, title: str, form: Form, act: str, parent: QWidget | None = None, *, width: int = 560
    ) -> None:
        super().__init__(parent)
        self.desk, self.form = desk, form
        self.work: Callable[[Any], Any] | None = None
        self._width = width
        self.draft_name = title  # under which what was typed is kept
        self.restores = True  # a draft of the last time; False where nothing is entered: a paper of what the book has
        self.filling = False  # what comes into the fields now comes from the book
        self._start: dict[str, Any] | None = None  # what stood in the fields before anybody typed
        self._shown: dict[str, Any] = {}  # what stood in them since nobody typed
        self._waiting: dict[str, Any] = {}  # of a draft: comes over what the book fills in
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message_bar = MessageBar()
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.buttons = buttons_in_order()
        self.cancel = self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.save = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(form.submit)
        form.submitted.connect(self.commit)
        form.refused.connect(self.message_bar.list_problems)

    def commit(self) -> None:
        """Write once; while it is under way the button takes no second press."""
        if self.work is None or not self.save.isEnabled():
            return
        self.message_bar.clear()
        self.save.setEnabled(False)
        self.desk.jobs.write(self, self.work, self._done)

    def show_problem(self, problem: UserError) -> None:
        """At the field it is about, or else above the form."""
        self.save.setEnabled(True)
        if not self.form.mark(problem):
            self.message_bar.say(problem.text)

    def sizeHint(self) -> QSize:
        """As tall as the form, up to what the screen has room for; then the form scrolls, the buttons do not."""
        theme, screen = Theme.current(), QGuiApplication.primaryScreen().availableGeometry()
        frame = self.buttons.sizeHint().height() + theme.px(60)
        wanted = self._inner.sizeHint().height() + frame
        return QSize(theme.px(self._width), min(wanted, TALLEST, screen.height() - 40))

    def reject(self) -> None:
        """Esc or Cancel: what was typed comes back when the same dialog is opened again."""
        state, start = self.form.state(), self._start or {}
        typed = {key: value for key, value in state.items() if value != start.get(key, value)}
        if typed and self.restores:
            drafts.keep(self.desk.jobs, self.draft_name, typed, self.parentWidget())
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        if self._start is None:
            self._start, self._shown = self.form.state(), self.form.state()
            self._restore()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+S saves wherever the focus is, on a button or in a list beside the form too."""
        if event.matches(QKeySequence.StandardKey.Save):
            event.accept()
            self.save.click()
        else:
            super().keyPressEvent(event)

    def took(self, before: dict[str, Any]) -> None:
        """The book filled some fields, which stood as in `before`: they begin so, but for those that a person typed in."""
        if self._start is None:
            return
        now, shown = self.form.state(), self._shown
        untouched = [key for key in now if before[key] == shown[key]]
        self._start |= {key: now[key] for key in untouched if now[key] != before[key]}
        waiting, self._waiting = self._waiting, {}
        self._put_back(
            {key: waiting[key] for key in untouched if key in waiting and not isinstance(self.form[key], Customer)}
        )
        self._shown = self.form.state() | {key: shown[key] for key in now if key not in untouched}

    def _restore(self) -> None:
        draft = drafts.kept(self.desk.jobs, self.draft_name) if self.restores else None
        if draft:
            self._waiting = dict(draft)
            self._put_back(draft)
            self._shown = self.form.state()
            self._ask_about(draft)

    def _ask_about(self, draft: dict[str, Any]) -> None:
        """A customer that came back is as good as picked: what the book knows of them is asked for."""
        for field in self.form:
            if isinstance(field, Customer) and field.key in draft and field.hit is not None:
                field.picked.emit(field.hit)

    def _put_back(self, draft: dict[str, Any]) -> None:
        if draft:
            self.form.put_back(draft)
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),))

    def _afresh(self) -> None:
        drafts.forget(self.desk.jobs, self.draft_name)
        self.message_bar.clear()
        self.form.put_back(self._start or {})

    def show_whole(self, part: QWidget) -> None:
        """Scrolls until a part of the form is in sight."""
        self._area.ensureWidgetVisible(part)

    def open(self) -> None:
        """Qt would make it no wider than two thirds of a small screen."""
        keep_inside(self)
        super().open()

    def _done(self, result: object) -> None:
        drafts.forget(self.desk.jobs, self.draft_name)
        self.saved.emit(result)
        self.accept()

    def _lay_out(self) -> None:
        self._inner = QWidget()
        self._inner.setLayout(self.body)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        self._area = area
        for button in (self.cancel, self.save):
            button.setAutoDefault(False)
        set_role(self.save, "primary")
        frame = QVBoxLayout(self)
        frame.setContentsMargins(16, 12, 16, 12)
        frame.setSpacing(8)
        frame.addWidget(self.message_bar)
        frame.addWidget(area, 1)
        frame.addWidget(self.buttons)
