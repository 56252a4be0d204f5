"""What is known: how complete the file is, what the review still lacks, and the ways to fill it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services import credit_wording, review_wording
from app.services import review_desk_wording as words
from app.services.formats import percent
from app.services.review_desk import ReviewDesk
from app.ui.widgets.acting import new_button
from app.ui.widgets.flow import FlowRow
from app.ui.widgets.labels import label
from app.ui.widgets.meter import Meter
from app.ui.widgets.page import Desk
from app.ui.widgets.panels import fill, panel, remark


class FactsPart(QWidget):
    """Sentences, and three buttons that lead to where facts are entered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.customer_id: int | None = None
        self.sentence, self.meter = label("", wrap=True), Meter()
        self.lacking, self.missing = QVBoxLayout(), QVBoxLayout()
        go = desk.navigation
        self.file = new_button(_("Open the &credit file"), lambda: go.open("customer", self.customer_id, tab="file"))
        self.assess = new_button(_("&Assess…"), lambda: go.dialog("questionnaire", customer=self.customer_id))
        self.statements = new_button(
            _("Enter s&tatements…"), lambda: go.dialog("financials", customer=self.customer_id)
        )
        self.buttons = FlowRow([self.file, self.assess, self.statements])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.needed = panel(_("What this review needs"), self.lacking)
        layout.addWidget(self.needed)
        layout.addWidget(panel(_("What is on file"), self.sentence, self.meter, self.buttons, self.missing))
        layout.addStretch(1)

    def show_desk(self, found: ReviewDesk) -> None:
        self.customer_id = found.customer.id
        scoring = found.sheet.scoring
        share = scoring.completeness or 0.0
        self.sentence.setText(_("File completeness {share}").format(share=percent(Decimal(str(share)), 0)))
        self.meter.show_share(share)
        self.buttons.setVisible(found.review is None or found.is_open)
        fill(self.missing, [remark(credit_wording.item_name(each), "text2") for each in scoring.missing])
        lacking = [remark(_(review_wording.LACKING[each]), "caution") for each in found.lacking]
        skipped = [remark(_("Skipped: {why}").format(why=why), "text2") for why in found.proposed.skipped.values()]
        called = words.called(found)
        above = [remark(called, "caution")] if called else []
        released = review_wording.releases_text(found.sheet.releases) if found.sheet.releases else ""
        above += [remark(released, "caution")] if released else []
        shown = [*above, *lacking, *skipped]
        self.needed.setVisible(found.is_open or bool(shown))
        fill(self.lacking, shown or [remark(_("Nothing is lacking for this step."), "good")])
