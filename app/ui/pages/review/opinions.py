"""What sales, finance, legal and the management think of the review, and giving an opinion."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.models.errors import UserError
from app.services import review_desk_wording as words
from app.services.review_desk import ReviewDesk
from app.services.review_wording import PARTS
from app.ui.widgets.fields import Choice, Note
from app.ui.widgets.form import Form
from app.ui.widgets.labels import label
from app.ui.widgets.panels import fill, panel, remark
from app.ui.widgets.radio_field import Radios

STANDS = {"for": mark("&In favour"), "against": mark("A&gainst"), "veto": mark("Ve&to")}
ROLES = {"for": "good", "against": "caution", "veto": "overdue"}


class OpinionsPart(QWidget):
    """`given` carries part, stand and text."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(8)
        hint = _("Against and a veto need it. A veto keeps the review from being approved until it is taken back.")
        self.form = Form(
            [
                Choice("part", _("S&peaking for"), [(each, _(name)) for each, name in PARTS.items()]),
                Radios("stand", _("Opinion"), [(each, _(name)) for each, name in STANDS.items()]),
                Note("text", _("Reason"), lines=2, hint=hint),
            ]
        )
        self.give = QPushButton(_("Give this &opinion"))
        self.give.clicked.connect(lambda _on=False: self.form.submit())
        self.form.submitted.connect(self._submitted)
        row = QVBoxLayout()
        row.addWidget(self.form)
        row.addWidget(self.give)
        self.box = panel(_("Give an opinion"), row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(panel(_("Opinions"), self.lines))
        layout.addWidget(self.box)
        layout.addStretch(1)

    def show_desk(self, found: ReviewDesk) -> None:
        shown = [remark(words.opinion_line(each), ROLES[each.stand], each.text or "") for each in found.opinions]
        fill(self.lines, shown or [label(_("Nobody has given an opinion yet."), "muted", wrap=True)])
        self.box.setVisible(found.is_open)

    def mark(self, problem: UserError) -> bool:
        return self.form.mark(problem)

    def clear(self) -> None:
        """It is given: the next one begins empty."""
        self.form.set({"stand": "for", "text": ""})

    def _submitted(self) -> None:
        draft: dict[str, Any] = self.form.draft()
        self.given.emit((draft["part"], draft["stand"], draft["text"] or None))
