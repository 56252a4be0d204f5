"""What pages are made of: parts below each other in a panel, a sentence with its sign, a box filled anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from app.ui.widgets.labels import Sign, label, set_role


def panel(title: str, *parts: QWidget | QLayout) -> QFrame:
    """Parts below each other under a title, with a border around them."""
    panel = QFrame()
    set_role(panel, "panel")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(8)
    layout.addWidget(label(title, "section"))
    for part in parts:
        layout.addWidget(part) if isinstance(part, QWidget) else layout.addLayout(part)
    layout.addStretch(1)
    return panel


def remark(text: str, role: str, under: str = "") -> QWidget:
    """An icon and a sentence: never colour alone. `under` = what to do about it, in smaller type."""
    pictures = {"overdue": "warning", "caution": "warning-circle", "good": "check-circle", "text2": "info"}
    line = QWidget()
    line.setAccessibleName(text)
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    grid.addWidget(Sign(pictures[role], role), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(text, wrap=True), 0, 1)
    if under:
        grid.addWidget(label(under, "caption", wrap=True), 1, 1)
    return line


def fill(box: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    """These in the place of what was there."""
    while (item := box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        box.addWidget(widget)
