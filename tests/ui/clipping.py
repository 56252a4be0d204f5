"""What of a window cannot be read whole: words that are cut off, and things that stand outside what holds them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)

from app.ui.widgets.labels import ElidedLabel

SLACK = 1  # a pixel of rounding


def cut_off(window: QWidget) -> list[str]:
    """Each visible thing of the window that is not shown whole: "QLabel 'Total': 40 of 52 wide"."""
    own = [each for each in window.findChildren(QWidget) if each.isVisible() and each.window() is window]
    around = window.parentWidget()
    too_large = around is not None and window.size().boundedTo(around.window().size()) != window.size()
    beyond = [f"{type(window).__name__}: {window.size().toTuple()}"] if too_large else []
    return [*beyond, *(said for each in own for said in _faults(each))]


def _faults(each: QWidget) -> Iterator[str]:
    if isinstance(each, QLabel) and not isinstance(each, ElidedLabel) and each.text() and each.pixmap().isNull():
        yield from _label(each)
    elif isinstance(each, QAbstractButton) and each.text():
        yield from _told(each, each.text(), each.width(), each.minimumSizeHint().width(), "wide")
        yield from _told(each, each.text(), each.height(), each.minimumSizeHint().height(), "high")
    elif isinstance(each, QComboBox) and each.currentText():
        wanted = each.fontMetrics().horizontalAdvance(each.currentText()) + 20
        yield from _told(each, each.currentText(), each.width(), wanted, "wide")
    elif isinstance(each, QTabBar) and not each.usesScrollButtons():
        yield from _told(each, "tabs", each.width(), each.minimumSizeHint().width(), "wide")
    if _text(each):
        yield from _outside(each)


def _label(each: QLabel) -> Iterator[str]:
    if each.wordWrap():
        yield from _told(each, each.text(), each.height(), each.heightForWidth(each.width()), "high")
        longest = max((each.fontMetrics().horizontalAdvance(word) for word in each.text().split()), default=0)
        if all(ord(sign) < 0x2E80 for sign in each.text()):
            yield from _told(each, each.text(), each.contentsRect().width(), longest, "wide")
    else:
        yield from _told(each, each.text(), each.width(), each.sizeHint().width(), "wide")
        yield from _told(each, each.text(), each.height(), each.fontMetrics().height() - 3, "high")


def _told(each: QWidget, text: str, has: int, needs: int, how: str) -> Iterator[str]:
    if has + SLACK < needs:
        yield f"{type(each).__name__} {text[:60]!r}: {has} of {needs} {how}"


def _outside(each: QWidget) -> Iterator[str]:
    """Beyond the edge of something that holds it; what scrolls may be beyond it in the way it scrolls."""
    inner, holder = each, each.parentWidget()
    place = QRect(QPoint(0, 0), each.size())
    while holder is not None:
        place.translate(inner.pos())
        area = holder.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
            if not isinstance(area, QScrollArea):
                return  # rows of a list
            sideways = area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if not sideways and (place.left() < -SLACK or place.right() > holder.width() + SLACK):
                yield f"{type(each).__name__} {_text(each)[:60]!r}: outside {type(area).__name__} by {place.right() - holder.width()} sideways"
            return
        if not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield f"{type(each).__name__} {_text(each)[:60]!r}: {place.getRect()} outside {type(holder).__name__} {holder.size().toTuple()}"
            return
        if holder.isWindow():
            return
        inner, holder = holder, holder.parentWidget()


def _text(each: QWidget) -> str:
    return str(each.text()) if isinstance(each, QLabel | QAbstractButton) else ""
