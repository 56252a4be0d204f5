"""The first sight of a credit file: how complete it is, what is missing and what that would change, what each section holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.services import credit_wording as words
from app.services import file_wording
from app.services.credit_view import CreditFileView
from app.services.formats import percent
from app.services.rules.completeness import WEIGHTS, Item
from app.ui.widgets.labels import label
from app.ui.widgets.meter import Meter
from app.ui.widgets.panels import fill, panel

# What the button of a missing piece does, in words.
ACTS: Final = {
    "licence": mark("Attach a file…"),
    **dict.fromkeys(("legal_rep", "founded", "capital_paid", "sector"), mark("Fill in…")),
    **dict.fromkeys(
        ("ownership", "bank_report", "public_record", "rating", "references", "visit"), mark("Add an entry…")
    ),
    "statement": mark("Enter statements…"),
    "questionnaire": mark("Assess…"),
    "receiver": mark("Add a contact person"),
    "payer": mark("Bank statement"),
    "contract": mark("New contract"),
}
WHOLE: Final = sum(WEIGHTS.values())
WHERE: Final = {
    "statements": mark("Financial statements"),
    "assessments": mark("Assessment"),
    "requests": mark("Requests"),
}


class FileOverview(QScrollArea):
    """`wanted` names the missing piece or the section whose button was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: dict[str, QPushButton] = {}  # by the missing piece or the section they are about
        self.sentence, self.meter = label("", wrap=True), Meter()
        self.missing, self.sections = QVBoxLayout(), QVBoxLayout()
        self.missing.setSpacing(8)
        self.sections.setSpacing(8)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(panel(_("What is missing"), self.sentence, self.meter, self.missing), 1)
        row.addWidget(panel(_("What is on file"), self.sections), 1)
        self.setWidget(inner)

    def show_file(self, file: CreditFileView, confidence: float) -> None:
        """`confidence` of the score as it is, 0..1."""
        held = next((about for about, each in self.buttons.items() if each is self.window().focusWidget()), None)
        self.buttons = {}
        found = file.completeness
        self.sentence.setText(file_wording.completeness_sentence(found))
        self.meter.show_share(found.share)
        fill(self.missing, [self._missing(each, confidence) for each in found.missing])
        lists = {
            "statements": file_wording.statements_text(file),
            "assessments": file_wording.assessments_text(file),
            "requests": file_wording.requests_text(file),
        }
        lines = [self._line(_(WHERE[name]), text, _("Show"), name) for name, text in lists.items()]
        for name, (_kinds, title, _empty) in file_wording.SECTIONS.items():
            lines.append(self._line(_(title), file_wording.section_text(file, name), _("Add…"), name))
        fill(self.sections, lines)
        if held is not None:  # the dialog it opened gives the focus back to what took its place
            self.buttons.get(held, next(iter(self.buttons.values()))).setFocus()

    def _missing(self, item: Item, confidence: float) -> QWidget:
        """A piece, what it would change, and the way to it."""
        part = _("{share} of the file").format(share=percent(Decimal(item.weight) / WHOLE, 0))
        under = " · ".join(filter(None, (words.gain_text(item, confidence), part)))
        return self._line(words.item_name(item.code), under, _(ACTS[item.code]), item.code)

    def _line(self, title: str, under: str, act: str, about: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(title, wrap=True))
        texts.addWidget(label(under, "caption", wrap=True))
        button = QPushButton(act)
        self.buttons[about] = button
        button.setAccessibleName(_("{act}: {what}").format(act=act, what=title))
        button.clicked.connect(lambda _on=False: self.wanted.emit(about))
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line
