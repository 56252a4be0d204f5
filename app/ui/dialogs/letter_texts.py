"""The texts of reminders and letters, to be written as one would say it (File menu).

navigation.dialog("letter_texts")
navigation.dialog("letter_texts", code="letter_2", language="en")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import i18n
from app.i18n import _, mark
from app.models.errors import UserError
from app.models.topics import Changes
from app.services import letter_desk as desk_of
from app.services.letter_desk import TextPage
from app.ui import drafts
from app.ui.theme import Theme
from app.ui.widgets.fields import Choice
from app.ui.widgets.flow import FlowRow, SideBySide
from app.ui.widgets.labels import buttons_in_order, label, set_role
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page import Desk
from app.ui.widgets.scroll import frame_dialog, scrolling
from app.ui.widgets.sheet_table import SheetTable
from app.ui.widgets.tab_order import order_tabs
from app.ui.widgets.text_edit import TextEdit

NAME: Final = "letter_texts"
LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))
KINDS: Final = (
    ("message", mark("Messages (WeChat, SMS, e-mail)")),
    ("letter", mark("Letters of reminder")),
    ("notice", mark("Other papers")),
)
Place = tuple[str, str]  # code, language


@dataclass(slots=True)
class Typed:
    """A text as it stands in the window and as it is in the book."""

    kept: str
    text: str


class LetterTextsDialog(QDialog):
    """Which text, the text, what may stand in it; beneath, how it reads."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, code: str = "message_1", language: str = ""
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Reminder texts"))
        self.message_bar = MessageBar()
        self.typed: dict[Place, Typed] = {}
        self.page: TextPage | None = None
        self._silent = False
        self.kind = Choice("kind", _("&Kind"), [(key, _(title)) for key, title in KINDS])
        self.which = Choice("which", _("&Text"), [])
        self.language = Choice("language", _("La&nguage"), LANGUAGES)
        self.edit, self.preview = TextEdit(_("Text")), TextEdit(_("With an example"))
        self.preview.setReadOnly(True)
        self.fields = SheetTable()
        self.fields.setAccessibleName(_("What can stand in it"))
        self.remark = label("", "caution", wrap=True)
        self._lay_out()
        self._connect()
        self.kind.set_value(code.partition("_")[0])
        self.language.set_value(language or i18n.language())
        self._fill_which(code)
        self.edit.setFocus()
        self._bring_back()

    @property
    def place(self) -> Place:
        return self.which.value() or "", self.language.value()

    # --- which text

    def _fill_which(self, code: str = "") -> None:
        self._silent = True
        self.which.set_entries(desk_of.entries(self.kind.value()))
        self.which.set_value(code)
        self._silent = False
        self.load()

    def load(self) -> None:
        """The text that is chosen; one that was changed here stands as it was left."""
        if self._silent:
            return
        code, language = self.place
        if code:
            self.desk.jobs.read(self, lambda s: desk_of.page(s, code, language), self.show_page, slot="page")

    def _hear(self, _changes: Changes) -> None:
        self.load()

    def show_page(self, page: TextPage) -> None:
        if (page.code, page.language) != self.place:
            return
        self.page = page
        typed = self.typed.get(self.place)
        if typed is None or typed.text == typed.kept:
            typed = self.typed[self.place] = Typed(page.text, page.text)
        typed.kept = page.text
        self._silent = True
        if self.edit.toPlainText() != typed.text:  # else the cursor stays where it is
            self.edit.setPlainText(typed.text)
        self._silent = False
        self.fields.show_sheet((_("Typed as"), _("Stands for")), page.fields, (), ("text", "text"))
        self._read_again()

    # --- typing

    def _typed(self) -> None:
        if self._silent or self.page is None:
            return
        self.typed[self.place].text = self.edit.toPlainText()
        self._read_again()

    def _read_again(self) -> None:
        """The preview, and what of the text cannot be filled in."""
        (code, language), text = self.place, self.edit.toPlainText()
        self.desk.jobs.read(self, lambda s: desk_of.tried(s, code, language, text), self._show_tried, slot="preview")
        self._show_state()

    def _show_tried(self, tried: desk_of.Tried) -> None:
        self.preview.setPlainText(tried.text)
        words = _("{names} cannot be filled in here. Choose a field from the list, or take the brackets away.")
        self.remark.setText(words.format(names=" ".join(tried.lost)) if tried.lost else "")
        self.remark.setVisible(bool(tried.lost))

    def _show_state(self) -> None:
        self.save.setEnabled(bool(self.changed()))
        own = self.page is not None and (self.page.own or self.edit.toPlainText() != self.page.shipped)
        self.restore.setEnabled(own)

    def changed(self) -> list[Place]:
        """The texts that were changed here and are not saved."""
        return [place for place, typed in self.typed.items() if typed.text != typed.kept]

    def insert(self, place: int) -> None:
        """The field of a row of the list, where the cursor is."""
        if self.page is not None:
            self.edit.insertPlainText(self.page.fields[place][0])
            self.edit.setFocus()

    # --- saving

    def commit(self) -> None:
        """Every text that was changed here, as one change; one that cannot be kept is shown."""
        texts = {place: self.typed[place].text for place in self.changed()}
        if texts:
            self.message_bar.clear()
            self.desk.jobs.write(self, lambda s: desk_of.save(s, texts), self._saved)

    def _saved(self, _none: object) -> None:
        drafts.forget(self.desk.jobs, NAME)
        self.typed = {place: Typed(each.text, each.text) for place, each in self.typed.items()}
        self.load()

    def restore_shipped(self) -> None:
        """What came with the program; Undo brings one's own back."""
        page = self.page
        if page is None:
            return
        self.typed.pop(self.place, None)
        if page.own:
            code, language = self.place
            self.desk.jobs.write(self, lambda s: s.letter_texts.reset(code, language), lambda _none: self.load())
        else:
            self.show_page(page)

    def show_problem(self, problem: UserError) -> None:
        self.message_bar.say(problem.text)
        wanted = (problem.field or "").partition(" ")
        if wanted[2]:
            self.kind.set_value(wanted[0].partition("_")[0])
            self.language.set_value(wanted[2])
            self._fill_which(wanted[0])

    def reject(self) -> None:
        """What was typed and not saved is kept for the next time."""
        texts = {place: self.typed[place].text for place in self.changed()}
        if texts:
            drafts.keep(self.desk.jobs, NAME, texts, self.parentWidget())
        super().reject()

    def _bring_back(self) -> None:
        draft: dict[Place, str] | None = drafts.kept(self.desk.jobs, NAME)
        if draft:
            self.typed = {place: Typed("", text) for place, text in draft.items()}
            self.message_bar.say(_("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),))

    def _afresh(self) -> None:
        drafts.forget(self.desk.jobs, NAME)
        self.message_bar.clear()
        self.typed = {}
        self.load()

    # --- building

    def _lay_out(self) -> None:
        put = QPushButton(_("&Put it into the text"))
        put.setAutoDefault(False)
        put.clicked.connect(lambda _on=False: self.insert(max(0, self.fields.currentIndex().row())))
        heads = [label(text, "section") for text in (_("What can stand in it"), _("With an example"))]
        side = _column((heads[0], 0), (self.fields, 1), (FlowRow([put]), 0), (heads[1], 0), (self.preview, 1))
        hint = label(
            _("The line after # is the title. A line whose field has no value is left out."), "caption", wrap=True
        )
        writing = _column((hint, 0), (self.edit, 1), (self.remark, 0))
        both = QHBoxLayout()
        both.setSpacing(Theme.current().px(12))
        both.addLayout(writing, 1)
        both.addLayout(side, 1)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(SideBySide((self.kind, self.which, self.language)))
        rows.addLayout(both, 1)
        area = scrolling(inner)
        frame_dialog(self, self.message_bar, area, self._made_buttons(), room=area, size=(960, 560))
        order_tabs(self)

    def _made_buttons(self) -> QDialogButtonBox:
        role = QDialogButtonBox.ButtonRole
        buttons = buttons_in_order()
        self.restore = buttons.addButton(_("Back to the shipped text"), role.ResetRole)
        self.cancel = buttons.addButton(_("Close this window"), role.RejectRole)
        self.save = buttons.addButton(_("Save the texts"), role.AcceptRole)
        for button in (self.restore, self.cancel, self.save):
            button.setAutoDefault(False)
        set_role(self.save, "primary")
        self.restore.clicked.connect(lambda _on=False: self.restore_shipped())
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(lambda _on=False: self.commit())
        return buttons

    def _connect(self) -> None:
        self.kind.changed.connect(self._fill_which)
        self.which.changed.connect(self.load)
        self.language.changed.connect(self.load)
        self.edit.textChanged.connect(self._typed)
        self.edit.entered.connect(self.commit)
        self.fields.opened.connect(self.insert)
        self.desk.jobs.changed.connect(self._hear)


def _column(*parts: tuple[QWidget, int]) -> QVBoxLayout:
    """Widgets below each other, each with its share of the room."""
    column = QVBoxLayout()
    column.setSpacing(4)
    for part, share in parts:
        column.addWidget(part, share)
    return column
