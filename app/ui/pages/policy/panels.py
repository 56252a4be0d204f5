"""What stands at the right of the policy page: the rules of a group, whom they would move, the versions there were."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.i18n import _, mark, ngettext
from app.services import policy_labels, policy_wording, rating_wording
from app.services.formats import NOTHING, day, money
from app.services.limit_wording import together
from app.services.policy_preview import Moved, PolicyPreview
from app.services.policy_versions import Version
from app.services.rules.parameters import PARAMETERS
from app.ui.pages.policy.draft import RulesDraft
from app.ui.pages.policy.rule import RuleRow
from app.ui.theme import Theme
from app.ui.widgets.labels import label, set_role
from app.ui.widgets.sheet_table import SheetTable
from app.ui.widgets.tab_order import order_tabs

WIDEST = 840  # a sentence and its number stay together in a wide window
STATES = {"past": mark("Past"), "now": mark("In force"), "coming": mark("Coming")}


class GroupPanel(QWidget):
    """Every rule of a group, one below the other."""

    def __init__(self, group: str, draft: RulesDraft) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(0)
        self.rules = [RuleRow(name, draft) for name, about in PARAMETERS.items() if about.group == group]
        for row in self.rules:
            layout.addWidget(row)
            line = QFrame()
            set_role(line, "foot")
            line.setFixedHeight(1)
            layout.addWidget(line)
        layout.addStretch(1)
        self.setMaximumWidth(Theme.current().px(WIDEST))
        order_tabs(self)

    def show_draft(self, trouble: tuple[str, str] | None) -> None:
        for row in self.rules:
            row.show_draft(trouble)


class EffectPanel(QWidget):
    """The customers whom the draft would move; Enter opens one."""

    opened = Signal(int)  # customer

    def __init__(self) -> None:
        super().__init__()
        self._moved: tuple[Moved, ...] = ()
        self.summary = label("", wrap=True)
        self.table = SheetTable()
        self.table.setAccessibleName(_("Customers who change"))
        self.table.opened.connect(lambda place: self.opened.emit(self._moved[place].customer_id))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)

    def show_preview(self, found: PolicyPreview | None) -> None:
        self._moved = found.moved if found else ()
        self.summary.setText(_summary(found) if found else _("Change a rule, and whom it moves is listed here."))
        head = (_("Customer"), _("Grade"), _("Risk level"), _("Score"), _("Proposed limit"), _("Payment terms"))
        self.table.show_sheet(head, [_line(each) for each in self._moved], (), ("text",) * len(head))
        self.table.setVisible(bool(self._moved))


class VersionsPanel(QWidget):
    """The versions, the newest first; below, what the chosen one changed."""

    def __init__(self) -> None:
        super().__init__()
        self._versions: Sequence[Version] = ()
        self.table, self.changes, self.remark = SheetTable(), SheetTable(), label("", "caption", wrap=True)
        self.table.setAccessibleName(_("Versions"))
        self.changes.setAccessibleName(_("What changed"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.table, 1), (self.remark, 0), (self.changes, 1)):
            layout.addWidget(part, stretch)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))

    def show_versions(self, versions: Sequence[Version]) -> None:
        self._versions = versions
        head = (_("In force from"), _("Status"), _("Reason"), _("Adopted by"), _("Changes"))
        kinds = ("text", "text", "text", "text", "number")
        self.table.show_sheet(head, [_version(each) for each in versions], (), kinds)
        self.table.selectRow(0)
        self._choose(0)

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self._versions):
            return
        version = self._versions[place]
        rows = [(each.what, each.before, each.after) for each in version.changes]
        self.changes.show_sheet((_("Credit rule"), _("Before"), _("After")), rows, (), ("text", "text", "text"))
        self.changes.setVisible(bool(rows))
        self.remark.setText(reduce(together, _remarks(version, last=place == len(self._versions) - 1), ""))
        self.remark.setVisible(bool(self.remark.text()))


def answer_text(found: PolicyPreview) -> str:
    """How many customers change, and in what."""
    graded, limited = (sum(flags) for flags in ([m.by_score for m in found.moved], [m.by_limit for m in found.moved]))
    return policy_wording.effect_text(len(found.moved), graded, limited, limits=found.limits)


def _summary(found: PolicyPreview) -> str:
    """How the risk levels fill, and who moves a little."""
    levels = (
        _("{level}: {before} → {after}").format(level=rating_wording.risk_name(risk), before=before, after=after)
        for risk, (before, after) in found.risks.items()
        if before != after
    )
    count = found.only_points
    points = (
        ngettext("Only the points of {count} more move", "Only the points of {count} more move", count) if count else ""
    )
    return " · ".join(filter(None, (*levels, points))) or _("The risk levels stay as they are.")


def _line(moved: Moved) -> tuple[str, ...]:
    risks = [rating_wording.risk_name(each) for each in moved.risk]
    points = [rating_wording.points_text(each) for each in moved.points_x100]
    grades = [rating_wording.grade_name(each) for each in moved.grade]
    limits = [money(each, moved.currency) for each in moved.limit or ()]
    terms = [ngettext("{count} day", "{count} days", each) for each in moved.terms_days or ()]
    return f"{moved.name} · {moved.code}", *(_step(each) for each in (grades, risks, points, limits, terms))


def _step(pair: list[str]) -> str:
    """Before and after; one of them where both are the same, "—" while they are not known."""
    return " → ".join(dict.fromkeys(pair)) or NOTHING


def _version(version: Version) -> tuple[str, ...]:
    row = version.row
    first = row.effective_from.year == 1
    since = _("The beginning") if first else day(row.effective_from)
    pack = _(policy_labels.PACKS[row.pack][0]) if row.pack in policy_labels.PACKS else ""
    reason = " · ".join(filter(None, (pack, row.reason))) or NOTHING
    return since, _(STATES[version.state]), reason, row.adopted_by or NOTHING, str(len(version.changes) or NOTHING)


def _remarks(version: Version, *, last: bool) -> list[str]:
    said = []
    if version.unread:
        words = _("Left out, because this version of the program does not know them: {names}.")
        said.append(words.format(names=", ".join(version.unread)))
    if not version.changes:
        said.append(_("As the program proposes.") if last else _("Nothing this program knows was changed."))
    return said
