"""The words of a reminder as they will go out: made anew when what it is about changes, unless a person wrote in them.

text = TextPane()
text.show_text(Made(MESSAGE, told.text))        # kept back while the person's own words stand there; `text.is_own` says so
text.words()                                    # of a letter: what a person made of it, None where it is as it was made
text.entered.connect(...)                       # Ctrl+Enter or Ctrl+S in it
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.services.letter_enclosures import Enclosure
from app.services.letter_words import Words
from app.ui.dialogs.enclosure_ticks import EnclosureTicks
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.text_edit import TextEdit

MESSAGE: Final = "message"  # copied as it stands


def paper(level: int, language: str) -> str:
    """The kind of a letter: with places for the parts of the paper. Words written in one of them are for no other."""
    return f"letter {level} {language}"


@dataclass(frozen=True, slots=True)
class Made:
    """What the program wrote: of which kind, the text, what stands in the fields of a letter, what can be put with it."""

    kind: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[Enclosure, ...] = ()


NOTHING: Final = Made(MESSAGE, "")


class TextPane(QWidget):
    """The text, beneath it whether it is the person's own, and what goes with a letter. Each kind has words of its own."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = TextEdit(_("Text"))
        self.anew = QPushButton(_("Write it anew"))
        self.anew.setAutoDefault(False)
        set_role(self.anew, "link")
        self._made = NOTHING
        self._began: dict[str, Mapping[str, str]] = {}  # what stood in the fields when a person began to write
        self._aside: dict[str, Words] = {}  # own words of the kind that is not shown
        self._kept: dict[str, Words] = {}  # of the last time
        self.enclosures = EnclosureTicks()
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
        layout.addWidget(self.enclosures)
        self.setFocusProxy(self.edit)
        self.edit.entered.connect(self.entered)
        self.edit.textChanged.connect(self._show_whose)
        self.anew.clicked.connect(lambda _on=False: self._press())
        self._show_whose()

    @property
    def is_own(self) -> bool:
        """A person wrote in it."""
        return self.edit.document().isModified() and self.text() != self._made.text

    def text(self) -> str:
        return self.edit.toPlainText()

    def words(self) -> Words | None:
        """What a person made of what is shown; None where nobody did."""
        kind = self._made.kind
        return Words(self.text(), self._began.get(kind, self._made.values)) if self.is_own else None

    def typed(self) -> dict[str, Any]:
        """All that a person wrote, also of the kind that is not shown."""
        shown = self.words()
        return {**self._aside, **({self._made.kind: shown} if shown else {})}

    def offer(self, kept: Mapping[str, Any]) -> None:
        """What was written the last time and not sent is one press away."""
        self._kept = dict(kept)
        self._show_whose()

    def show_text(self, made: Made) -> None:
        """What the program wrote for what is chosen now; a person's own words of its kind stay."""
        before, own = self._made.kind, self.words()
        self._made = made
        self.enclosures.show_offered(made.offered)
        if made.kind == before:
            if own is None:
                self.edit.setPlainText(made.text)
        else:
            if own is not None:
                self._aside[before] = own
            self.edit.setPlainText(made.text)
            if aside := self._aside.pop(made.kind, None):
                self.take(aside)
        self._show_whose()

    def write_anew(self) -> None:
        """The program's text; what a person wrote is given up."""
        self.edit.setPlainText(self._made.text)
        self._show_whose()

    def _press(self) -> None:
        """The person's own words, or the program's in their place."""
        kept = self._kept.pop(self._made.kind, None)
        if kept and not self.is_own:
            self.take(kept)
        else:
            self.write_anew()

    def take(self, words: Words) -> None:
        """A person's words, written before."""
        self._began[self._made.kind] = words.values
        self.edit.setPlainText(words.text)
        self.edit.document().setModified(True)
        self._show_whose()

    def _show_whose(self) -> None:
        kind, own = self._made.kind, self.is_own
        if own:
            self._began.setdefault(kind, self._made.values)
        else:
            self._began.pop(kind, None)
        offered = kind in self._kept and not own
        stays = _("You wrote in it: it stays as it is when you choose otherwise.")
        parts = _(
            "Yours to change for this letter alone. What stands in [ ] is a part of the paper, alone on its line."
        )
        kept = _("What you typed here the last time is kept.")
        self._says.setText(stays if own else kept if offered else parts if kind != MESSAGE else "")
        self.anew.setText(_("Bring it back") if offered else _("Write it anew"))
        self.anew.setVisible(own or offered)
