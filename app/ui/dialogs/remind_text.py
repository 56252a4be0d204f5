"""The text of a reminder as it will be copied: made anew when what it is about changes, unless a person wrote in it.

text = TextPane()
text.show_text(made)            # kept back while the person's own words stand there; `text.is_own` says so
text.entered.connect(...)       # Ctrl+Enter or Ctrl+S in it
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.text_edit import TextEdit


class TextPane(QWidget):
    """The text, and beneath it whether it is the person's own."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = TextEdit(_("Text"))
        self.anew = QPushButton(_("Write it anew"))
        self.anew.setAutoDefault(False)
        set_role(self.anew, "link")
        self._made, self._aside, self._kept = "", "", ""
        title = label(_("Te&xt"), buddy=self.edit)
        self._says = label("", "caption", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self._says, 1)
        foot.addWidget(self.anew)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(self.edit, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.edit)
        self.edit.entered.connect(self.entered)
        self.edit.textChanged.connect(self._show_whose)
        self.anew.clicked.connect(lambda _on=False: self._press())
        self._show_whose()

    @property
    def is_own(self) -> bool:
        """A person wrote in it."""
        return self.edit.document().isModified()

    @property
    def own(self) -> str:
        """What a person wrote, also while a paper stands in its place; "" where nobody did."""
        return self._aside or (self.text() if self.is_own and self.text() != self._made else "")

    def offer(self, kept: str) -> None:
        """What was written the last time and not sent is one press away."""
        self._kept = kept
        self._show_whose()

    def text(self) -> str:
        return self.edit.toPlainText()

    def show_text(self, made: str, *, editable: bool = True) -> None:
        """What the program wrote for what is chosen now; not `editable`: a paper, for which a person's own words wait."""
        self._made = made
        if self.is_own and not editable:
            self._aside = self.text()
        self.edit.setReadOnly(not editable)
        if editable and self._aside:
            aside, self._aside = self._aside, ""
            self._take_own(aside)
        elif not editable or not self.is_own:
            self.edit.setPlainText(made)
        self._show_whose()

    def write_anew(self) -> None:
        """The program's text; what a person wrote is given up."""
        self.edit.setPlainText(self._made)
        self._show_whose()

    def _press(self) -> None:
        """The person's own words, or the program's in their place."""
        kept, self._kept = self._kept, ""
        if kept and not self.is_own:
            self._take_own(kept)
        else:
            self.write_anew()

    def _take_own(self, text: str) -> None:
        self.edit.setPlainText(text)
        self.edit.document().setModified(True)
        self._show_whose()

    def _show_whose(self) -> None:
        other = self.is_own and self.text() != self._made
        offered = bool(self._kept) and not other and not self.edit.isReadOnly()
        own = _("You wrote in it: it stays as it is when you choose otherwise.")
        paper = _("As it is printed. Its words are changed under File, Reminder texts.")
        kept = _("What you typed here the last time is kept.")
        self._says.setText(own if other else kept if offered else paper if self.edit.isReadOnly() else "")
        self.anew.setText(_("Bring it back") if offered else _("Write it anew"))
        self.anew.setVisible(other or offered)
