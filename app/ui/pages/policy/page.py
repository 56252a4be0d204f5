"""The credit rules: sentences with numbers to change, whom the change would move, adopting it, and what held before.

navigation.open("policy")
navigation.open("policy", group="limit")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, mark, ngettext
from app.models.topics import Topic
from app.services import policy_labels, policy_wording
from app.services.policy_versions import Version
from app.services.rules.parameters import PARAMETERS, Policy
from app.services.rules.policy_packs import PACKS
from app.ui.navigation import Place
from app.ui.pages.policy.adopting import ask_and_adopt
from app.ui.pages.policy.asking import WhoChanges
from app.ui.pages.policy.draft import RulesDraft
from app.ui.pages.policy.panels import EffectPanel, GroupPanel, VersionsPanel, answer_text
from app.ui.theme import Theme, font
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.scroll import scrolling
from app.ui.widgets.tab_order import order_tabs

MANY: Final = 1000  # customers from which progress is told
EFFECT: Final = "effect"
VERSIONS: Final = "versions"
PLACES: Final = {**policy_labels.GROUPS, EFFECT: mark("Who changes"), VERSIONS: mark("Versions")}


@dataclass(frozen=True, slots=True)
class Found:
    """What one read brings."""

    now: Policy
    versions: list[Version]
    may_adopt: bool


def find(services: Any) -> Found:
    rules = services.policies
    return Found(rules.on(), rules.versions(), rules.may_adopt())


class PolicyPage(Page):
    """Groups at the left; below, the answer to "who changes?", worked out anew after each pause."""

    name, title, icon = "policy", mark("Credit rules"), "sliders"
    topics = frozenset({Topic.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.draft, self.found = RulesDraft(), Found(Policy(), [], False)
        self.asking = WhoChanges(desk, self.draft, self)
        self.groups, self.stack, self.heading = QListWidget(), QStackedWidget(), label("", "section")
        self.effect, self.versions, self.answer = EffectPanel(), VersionsPanel(), label("", wrap=True)
        self.busy, self.note = label("", "muted"), label("", "caption", wrap=True)
        self.view, self.adopt_button = QPushButton(_("View")), QPushButton()
        self.packs, self.defaults = QPushButton(_("Sets of rules")), QPushButton(_("Restore all"))
        self.panels: dict[str, GroupPanel] = {}
        self._places: dict[str, QScrollArea] = {}
        self._make_adopt()
        self._lay_out()
        self._connect()

    @property
    def group(self) -> str:
        """What is chosen at the left."""
        return list(PLACES)[max(0, self.groups.currentRow())]

    def load(self) -> None:
        self.read(find, self.show_found)

    def go(self, place: Place) -> None:
        """Wishes: `group`, one of the list at the left."""
        if place.wishes.get("group") in PLACES:
            self.groups.setCurrentRow(list(PLACES).index(place.wishes["group"]))
        super().go(place)

    def show_found(self, found: Found) -> None:
        """A draft that was begun stays; it is measured against the rules that hold now."""
        kept = self.draft.changed() if self.draft.is_new() else None
        self.found = found
        self.draft.start(found.now)
        if kept is not None:
            self.draft.take(kept)
        self.versions.show_versions(found.versions)

    def take_pack(self, name: str) -> None:
        """A set of rules as the draft."""
        self.draft.take(PACKS[name])
        title, why = policy_labels.PACKS[name]
        words = _("{pack}: {why} Nothing holds before you adopt it.")
        self.message_bar.say(words.format(pack=_(title), why=_(why)), "info")

    def take_defaults(self) -> None:
        self.draft.take({})

    # --- whom the draft moves

    def _altered(self) -> None:
        trouble = self.draft.trouble()
        for panel in self.panels.values():
            panel.show_draft(trouble)
        self._mark_groups()
        self.asking.stop()
        self.busy.clear()
        self.adopt.setEnabled(False)
        self.view.setVisible(trouble is not None)
        self.effect.show_preview(None)
        self.answer.setText(self._standing(trouble))
        if trouble is None and self.draft.is_new():
            self.asking.ask_soon()

    def _standing(self, trouble: tuple[str, str] | None) -> str:
        if trouble is not None:
            name = trouble[0].partition(".")[0]
            rule = policy_wording.label(name) if name in policy_labels.LABELS else name
            return _("{rule}: {reason}").format(rule=rule, reason=trouble[1])
        if self.draft.is_new():
            return _("Working out who changes…")
        if self.draft.changed():
            return _("These are the rules in force.")
        return _("These are the rules in force, all of them as the program proposes.")

    def _answered(self) -> None:
        found = self.asking.preview
        self.effect.show_preview(found)
        if found is not None:
            self.answer.setText(answer_text(found))
            self.busy.clear()
        self.view.setVisible(self._can_view())
        self.adopt.setEnabled(self.found.may_adopt)
        self.adopt.setToolTip("" if self.found.may_adopt else _("Only an owner can adopt credit rules."))

    def _tell_progress(self, done: int, total: int) -> None:
        """Of a large book only: with few customers the answer is there before this could be read."""
        if total >= MANY:
            count = _("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
            self.busy.setText(count)

    def look(self) -> None:
        """At the number that is in the way, else at the customers who change."""
        trouble = self.draft.trouble()
        if trouble is None:
            self.show_effect()
            return
        name = trouble[0].partition(".")[0]
        self.groups.setCurrentRow(list(PLACES).index(PARAMETERS[name].group))
        row = next(each for each in self.panels[self.group].rules if each.name == name)
        editor, area = row.focus_cell(trouble[0]), self._places[self.group]
        if editor is not None:  # a new panel has its places only after this
            QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(editor))

    def show_effect(self) -> None:
        self.groups.setCurrentRow(list(PLACES).index(EFFECT))
        self.effect.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- adopting

    def ask_and_adopt(self) -> None:
        """The day and the reason; the draft holds from that day."""
        dialog = ask_and_adopt(self.desk, self.draft.changed(), self.answer.text(), self)
        dialog.saved.connect(self._adopted)

    def _adopted(self, since: date) -> None:
        self.draft.start(self.found.now)  # the read that follows brings what holds now
        self.message_bar.say(_("The rules are adopted. They hold from {day}.").format(day=since), "good")
        self.groups.setCurrentRow(list(PLACES).index(VERSIONS))

    # --- building

    def _choose(self) -> None:
        self.heading.setText(_(PLACES[self.group]))
        self.note.setVisible(self.group in policy_labels.GROUPS)
        self.stack.setCurrentWidget(self._panel(self.group))
        self.view.setVisible(self._can_view())
        order_tabs(self)

    def _can_view(self) -> bool:
        """Something to look at that is not in sight."""
        found = self.asking.preview
        if self.draft.trouble() is not None:
            return True
        return self.group != EFFECT and found is not None and bool(found.moved or found.only_points)

    def _panel(self, place: str) -> QScrollArea:
        """Made when it is first looked at."""
        if place not in self._places:
            panel = self.panels[place] = GroupPanel(place, self.draft)
            panel.show_draft(self.draft.trouble())
            self._places[place] = scrolling(panel)
            self.stack.addWidget(self._places[place])
        return self._places[place]

    def _mark_groups(self) -> None:
        for row, (place, title) in enumerate(PLACES.items()):
            count = self.draft.changed_in(place)
            item = self.groups.item(row)
            item.setText(_("{group} ({count})").format(group=_(title), count=count) if count else _(title))
            item.setFont(font(bold=bool(count)))
            item.setToolTip(ngettext("{count} rule is changed", "{count} rules are changed", count) if count else "")

    def _make_adopt(self) -> None:
        self.adopt = QAction(_("Adopt these rules…"), self)
        self.adopt.setShortcut(QKeySequence("Ctrl+S"))
        self.adopt.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.adopt.setEnabled(False)
        self.addAction(self.adopt)
        keys = self.adopt.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.adopt_button.setText(f"{self.adopt.text()}  {keys}")
        self.adopt_button.setEnabled(False)
        set_role(self.adopt_button, "primary")

    def _connect(self) -> None:
        self.groups.currentRowChanged.connect(lambda _row: self._choose())
        self.draft.altered.connect(self._altered)
        self.asking.answered.connect(self._answered)
        self.asking.progress.connect(self._tell_progress)
        self.effect.opened.connect(lambda customer: self.desk.navigation.open("customer", customer))
        self.view.clicked.connect(self.look)
        self.defaults.clicked.connect(self.take_defaults)
        self.adopt.triggered.connect(lambda _on=False: self.ask_and_adopt())
        self.adopt.enabledChanged.connect(self.adopt_button.setEnabled)
        self.adopt_button.clicked.connect(self.adopt.trigger)
        self._altered()
        self.groups.setCurrentRow(0)

    def _lay_out(self) -> None:
        self.groups.setAccessibleName(_("Groups of rules"))
        self.view.setAccessibleName(_("View who changes"))
        self.groups.setFixedWidth(Theme.current().px(200))
        self.groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.groups, "hits")
        self.groups.addItems([_(title) for title in PLACES.values()])
        for place, panel in ((EFFECT, self.effect), (VERSIONS, self.versions)):
            self._places[place] = scrolling(panel)
            self.stack.addWidget(self._places[place])
        menu = QMenu(self.packs)
        for name, (title, why) in policy_labels.PACKS.items():
            action = menu.addAction(_(title), partial(self.take_pack, name))
            action.setToolTip(_(why))
        self.packs.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.groups)
        row.addLayout(self._right(), 1)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self.groups)

    def _right(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        for button in (self.packs, self.defaults):
            head.addWidget(button)
        note = _("Starting values of the program, not calibrated with this firm's data. Every number can be changed.")
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(head)
        self.note.setText(note)
        right.addWidget(self.note)
        right.addWidget(self.stack, 1)
        right.addWidget(self._foot())
        return right

    def _foot(self) -> QWidget:
        foot = QFrame()
        set_role(foot, "actions")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self.answer, 1)
        row.addWidget(self.busy)
        row.addWidget(self.view)
        row.addWidget(self.adopt_button)
        return foot
