"""The legal side of one customer: clocks with the days left, what keeps the claim alive, securities, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, mark
from app.services import legal_wording as words
from app.services.legal_file import LegalFile
from app.services.rules import limitation, securities
from app.ui.dialogs import legal as dialogs
from app.ui.dialogs.security import security_day
from app.ui.pages.customer import legal_columns
from app.ui.papers import save_copy
from app.ui.theme import Theme
from app.ui.widgets.acting import new_action
from app.ui.widgets.labels import ElidedLabel, set_role
from app.ui.widgets.page import Desk
from app.ui.widgets.table_model import Column
from app.ui.widgets.table_panel import Nothing
from app.ui.widgets.table_stack import TableStack

TITLES: Final = {
    "clocks": mark("Deadlines"),
    "events": mark("Demands and acknowledgements"),
    "securities": mark("Guarantees and other security"),
    "files": mark("Files"),
}
LEAST_HEIGHT: Final = 80
ROOM_FOR_RULE: Final = 180


class LegalTab(QWidget):
    """Four lists under a switch; `changed` when other actions are possible."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: LegalFile | None = None
        self.rule, self.hint = ElidedLabel(), ElidedLabel(words.disclaimer())
        titles = {name: _(title) for name, title in TITLES.items()}
        self.tables = TableStack(titles, self._columns(), desk.preferences, "customer", struck=is_over)
        self._make_actions()
        self._lay_out()
        self.tables.chosen_changed.connect(self._show_chosen)
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_rule()

    def show_file(self, found: LegalFile) -> None:
        self.found = found
        for name, title in TITLES.items():
            rows: Sequence[Any] = getattr(found, name)
            self.tables.put(name, rows)
            live = sum(not is_over(row) for row in rows)
            self.tables.chips[name].setText(f"{_(title)} {live}" if live else _(title))
        self._show_chosen()

    def actions_now(self) -> list[QAction]:
        """What can be done in the list in sight, the likeliest first."""
        return self._actions[self.tables.shown]

    # --- building

    def _columns(self) -> dict[str, list[Column]]:
        return {
            "clocks": legal_columns.clocks(lambda: self.found),
            "events": legal_columns.events(),
            "securities": legal_columns.securities(lambda: self.found),
            "files": legal_columns.files(),
        }

    def _make_actions(self) -> None:
        log = new_action(
            self, "megaphone", _("Log a demand or acknowledgement…"), lambda: self._open(dialogs.log_event)
        )
        secure = new_action(self, "shield-plus", _("Add a security…"), lambda: self._open(dialogs.add_security))
        attach = new_action(self, "paperclip", _("Attach a file…"), lambda: self._open(dialogs.attach_file))
        self.notice = new_action(self, "envelope", _("Demand on the guarantor…"), self._notice)
        self.end = new_action(self, "check-circle", _("Enter its end…"), self._end)
        self.claimed = new_action(self, "scales", _("Claimed…"), lambda: self._security_day("claimed"))
        self.registered = new_action(self, "file-text", _("Registered…"), lambda: self._security_day("registered"))
        self.release = new_action(self, "export", _("Release…"), lambda: self._security_day("release"))
        self.all = new_action(self, "list-bullets", _("Securities of all customers"), self._all_securities)
        self.save = new_action(self, "download-simple", _("Save a copy…"), self._save)
        self.void = new_action(self, "x-circle", _("Void"), self._void, "Del")
        self._actions = {
            "clocks": [log, secure, attach, self.notice],
            "events": [log, self.end, self.void, attach],
            "securities": [secure, self.claimed, self.registered, self.release, attach, self.all, self.notice],
            "files": [attach, self.save, self.void],
        }
        empty = {
            "clocks": (_("No deadline is running: nothing is open with a due date."), log),
            "events": (_("No demand or acknowledgement yet. Payments logged count by themselves."), log),
            "securities": (_("Nothing stands behind this debt yet."), secure),
            "files": (_("No files yet: signed statements, delivery notes, letters."), attach),
        }
        for name, (text, way) in empty.items():
            panel = self.tables.panels[name]
            panel.view.setMinimumHeight(Theme.current().px(LEAST_HEIGHT))
            panel.view.set_actions(self._actions[name])
            panel.when_empty = Nothing(text, ((way.text(), way.trigger),))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for chip in self.tables.chips.values():
            row.addWidget(chip)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.tables, 1)
        layout.addWidget(self.rule)
        self.setFocusProxy(self.tables)
        for line in (self.rule, self.hint):
            set_role(line, "caption")

    # --- what can be done

    def _open(self, dialog: Callable[[Desk, LegalFile, QWidget], object]) -> None:
        if self.found is not None:
            dialog(self.desk, self.found, self.window())

    def _end(self) -> None:
        dialogs.end_event(self.desk, self.tables.chosen(), self.window())

    def _security_day(self, deed: str) -> None:
        security_day(self.desk, self.tables.chosen(), deed, self.window())

    def _notice(self) -> None:
        """To the guarantor of the chosen clock or security; of a draft that was refused to who gave it."""
        row = self.tables.chosen()
        if self.found is None or row is None:
            return
        whose: dict[str, Any] = {"customer": self.found.customer_id}
        if self.tables.shown == "clocks" and row.clock.kind == "bill_recourse":
            whose |= {"kind": "refused_bill", "bill": row.clock.source[1]}
        else:
            key = row.clock.source[1] if self.tables.shown == "clocks" else row.id
            whose |= {"kind": "guarantor", "security": key}
        self.desk.navigation.dialog("notice", **whose)

    def _all_securities(self) -> None:
        self.desk.navigation.open("contracts", view="security")

    def _void(self) -> None:
        row, service = self.tables.chosen(), "claims" if self.tables.shown == "events" else "attachments"
        deed = "void_event" if service == "claims" else "void"
        self.desk.jobs.write(self, lambda s: getattr(getattr(s, service), deed)(row.id), lambda _none: None)

    def _save(self) -> None:
        file = self.tables.chosen()
        save_copy(self, self.desk, file.id, file.name)

    def _show_rule(self) -> None:
        """The list comes first: in the lowest window the rule is only in its column."""
        self.rule.setVisible(bool(self.rule.text()) and self.height() >= Theme.current().px(ROOM_FOR_RULE))

    def _show_chosen(self) -> None:
        """The rule of the chosen clock, and which actions are possible."""
        row, name = self.tables.chosen(), self.tables.shown
        live = row is not None and not is_over(row)
        event, security = (row if live and name == kind else None for kind in ("events", "securities"))
        self.end.setEnabled(event is not None and event.kind in limitation.LASTING and event.until_on is None)
        self.void.setEnabled(live and name in ("events", "files"))
        self.save.setEnabled(row is not None and name == "files")
        claimable = (*securities.GUARANTEES, *securities.ENDING)
        self.claimed.setEnabled(security is not None and security.kind in claimable and not security.acted_on)
        self.registered.setEnabled(
            security is not None and security.kind not in claimable and not security.registered_on
        )
        self.release.setEnabled(security is not None)
        self._show_notice(row, security)
        self.rule.setText(words.rule_text(row) if name == "clocks" and row is not None else "")
        self._show_rule()
        self.changed.emit()

    def _show_notice(self, row: Any, security: Any) -> None:
        """Where a notice meets the deadline of the chosen row."""
        clock = row.clock.kind if row is not None and self.tables.shown == "clocks" else ""
        held = security is not None and security.kind in securities.GUARANTEES and not security.acted_on
        refused = clock == "bill_recourse"
        self.notice.setText(_("Notice of the refusal…") if refused else _("Demand on the guarantor…"))
        self.notice.setVisible(held or refused or clock == "guarantee")


def is_over(row: Any) -> bool:
    """Voided or released: struck through, and not counted."""
    return getattr(row, "voided_on", None) is not None or getattr(row, "released_on", None) is not None
