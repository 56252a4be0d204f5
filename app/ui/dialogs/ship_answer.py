"""The answer to "May I ship?" as it is shown: the band, why, how it could go at once, the small picture, what was answered before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import _
from app.services import shipping_wording as words
from app.services.exposure_wording import rate_notes
from app.services.formats import money
from app.services.shipping_sheet import Answer, Reason
from app.ui.widgets.acting import new_link
from app.ui.widgets.labels import Sign, label
from app.ui.widgets.limit_picture import LimitPicture
from app.ui.widgets.panels import fill
from app.ui.widgets.verdict_band import VerdictBand

SIGNS = {
    "ok": ("check-circle", "good"),
    "conditions": ("info", "text2"),
    "prepay": ("warning", "overdue"),
    "approval": ("pencil-simple", "caution"),
    "stop": ("prohibit", "overdue"),
}


class AnswerPanel(QWidget):
    """`wanted` carries the reason whose rows are wanted."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.band, self.picture = VerdictBand(), LimitPicture()
        self.why, self.how = label(_("Why"), "strong"), label(_("How it could leave at once"), "strong")
        self.earlier = label("", "muted", wrap=True)
        self.reasons, self.ways = QVBoxLayout(), QVBoxLayout()
        self.links: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.band)
        layout.addWidget(self.picture)
        for title, box in ((self.why, self.reasons), (self.how, self.ways)):
            box.setSpacing(0)
            layout.addWidget(title)
            layout.addLayout(box)
        layout.addWidget(self.earlier)
        layout.addStretch(1)
        self.earlier.hide()

    def show_question(self, text: str) -> None:
        """Nothing to answer yet."""
        self.band.show_verdict("", text)
        self._show(False, False)
        fill(self.reasons, [])
        fill(self.ways, [])
        self.picture.hide()

    def show_answer(self, answer: Answer) -> None:
        self.band.show_verdict(words.look(answer), words.verdict_text(answer))
        good = words.good_text(answer)
        lines = [self._reason(each, words.reason_text(each, answer)) for each in answer.reasons]
        lines += [_line("check-circle", "good", good)] if good else []
        more = words.more_text(answer)
        notes = [*([more] if more else []), *rate_notes(answer.own_rates, answer.unconverted)]
        lines += [label(each, "caption", wrap=True) for each in notes]
        fill(self.reasons, lines)
        ways = [_line("arrow-right", "accent", text) for text in words.ways_texts(answer)]
        fill(self.ways, ways)
        self._show(bool(lines), bool(ways))
        self._draw(answer)

    def show_earlier(self, text: str) -> None:
        self.earlier.setText(text)
        self.earlier.setVisible(bool(text))

    def texts(self) -> list[str]:
        """What stands under the band, for tests and for reading aloud."""
        items = [box.itemAt(place) for box in (self.reasons, self.ways) for place in range(box.count())]
        widgets = (item.widget() for item in items if item is not None)
        return [each.accessibleName() for each in widgets if each is not None and each.accessibleName()]

    def _show(self, why: bool, how: bool) -> None:
        self.why.setVisible(why)
        self.how.setVisible(how)

    def _reason(self, reason: Reason, text: str) -> QWidget:
        line = _line(*SIGNS[reason.verdict], text)
        link = new_link(_("Show"), lambda: self.wanted.emit(reason))
        link.setAccessibleName(_("{act}: {what}").format(act=_("Show"), what=text))
        row = line.layout()
        if isinstance(row, QHBoxLayout):
            row.addWidget(link)
        return line

    def _draw(self, answer: Answer) -> None:
        """Used | this order | limit, as the rule compares them."""
        limit = answer.limit.amount if answer.limit.state in ("set", "expired") else None
        order = max(0, answer.after - max(0, answer.before))
        told = [
            _("used {amount}").format(amount=money(answer.before, answer.currency)),
            _("this order {amount}").format(amount=money(order, answer.currency)),
            words.limit_text(answer),
        ]
        self.picture.show_amounts(answer.before, order, limit, tuple(told))
        self.picture.show()


def _line(picture: str, role: str, text: str) -> QWidget:
    """An icon and a sentence."""
    line = QWidget()
    line.setAccessibleName(text)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 1, 0, 1)
    row.setSpacing(8)
    row.addWidget(Sign(picture, role, side=18))
    row.addWidget(label(text, wrap=True), 1)
    return line
