"""Charts on a page: drawn when in sight, once per key; bars by click and keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.preferences import Preferences
from app.ui.widgets.chart_view import ChartView

BARS = ("not_due", "1-30", "31-60")


class Builder:
    """Three horizontal bars; counts how often it was asked."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self) -> Any:
        from matplotlib.figure import Figure

        self.built += 1
        figure = Figure()
        axes = figure.add_axes((0, 0, 1, 1))
        for bar, key in zip(axes.barh([0, 1, 2], [10, 10, 10]), BARS, strict=True):
            bar.set_gid(key)
        return figure


def test_a_chart_is_drawn_when_in_sight_and_once_per_key(qtbot: QtBot) -> None:
    view, build = ChartView(), Builder()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_chart(key=1, build=build, bars=BARS, described="Mostly not due")
    assert build.built == 0
    view.show()
    qtbot.waitUntil(lambda: build.built == 1)
    view.show_chart(key=1, build=build, bars=BARS)
    view.show_chart(key=2, build=build, bars=BARS)
    qtbot.waitUntil(lambda: build.built == 2)
    theme.apply(Preferences(theme="dark"))
    qtbot.waitUntil(lambda: build.built == 3)


def test_bars_open_by_click_and_by_keyboard(qtbot: QtBot) -> None:
    view, build, opened = ChartView(), Builder(), list[str]()
    qtbot.addWidget(view)
    view.opened.connect(opened.append)
    view.resize(400, 300)
    view.show_chart(key=1, build=build, bars=BARS, described="Mostly not due")
    view.show()
    qtbot.waitUntil(lambda: view.drawn_key is not None)
    qtbot.waitUntil(lambda: view._canvas.width() > 300)

    def hit() -> bool:
        """Once the bars stand where they belong at this size."""
        if not opened:
            view._canvas.draw()
            QTest.mouseClick(view._canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 150))
        return bool(opened)

    qtbot.waitUntil(hit)
    assert opened == ["1-30"]
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (opened, view.current_bar) == (["1-30", "1-30"], "not_due")
    assert view.accessibleDescription() == "Mostly not due"
