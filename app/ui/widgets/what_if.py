"""What the score would be with what is being typed.

line = WhatIfLine(desk, customer)
line.ask(WhatIf(answers={1: 4}))      # "With this on file: 612 points · BBB (now 605 points · BB)"
line.ask(None)                        # nothing to tell
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import credit_overview_wording as words
from app.services.scoring import Scored, WhatIf
from app.ui.widgets.labels import set_role
from app.ui.widgets.page import Desk


class WhatIfLine(QLabel):
    """One sentence, worked out beside the typing: an answer to what was typed before is dropped. Nothing is written."""

    def __init__(self, desk: Desk, customer: int) -> None:
        super().__init__()
        self.desk, self.customer = desk, customer
        self._asked: WhatIf | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, "caption")

    def ask(self, change: WhatIf | None) -> None:
        if change == self._asked:
            return
        self._asked = change
        self.clear()
        if change is not None:
            customer = self.customer
            self.desk.jobs.read(
                self,
                lambda s: (change, s.scoring.score(customer), s.scoring.what_if(customer, change)),
                lambda found: self._tell(*found),
            )

    def _tell(self, change: WhatIf, now: Scored, then: Scored) -> None:
        if change == self._asked:
            self.setText(words.with_this(now, then))
