"""Dashboard: is the money safe? Four figures and three charts whose titles are the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, language, mark
from app.models.topics import Topic
from app.services import wording
from app.services.dashboard import DashboardFigures
from app.ui.theme import Theme
from app.ui.widgets.book_tiles import BookTiles
from app.ui.widgets.chart_view import ChartView, make_ready
from app.ui.widgets.labels import Sign, label, set_role, tooltip
from app.ui.widgets.page import Desk, Page
from app.ui.widgets.table_panel import Nothing, nothing_page

if TYPE_CHECKING:
    from app.services.figures import Look

ENOUGH = 10
MARGIN = 4  # what the chart's own layout leaves around the canvas
_drawn: list[bool] = []


class DashboardPage(Page):
    """Ageing and who owes most beside each other, days to pay beneath the ageing."""

    name, title, icon = "dashboard", mark("Dashboard"), "chart-bar"
    topics = frozenset(Topic)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tiles = BookTiles(desk.navigation)
        self.cards = {
            "ageing": ChartCard(_("Open receivables by days past their due date, today.")),
            "top_debtors": ChartCard(_("The eight customers who owe most, money not applied taken off.")),
            "days_to_pay": ChartCard(
                _(
                    "Days from the transaction date to the payment, weighted by amount, of what was paid in each month. The title is about the last 3 months."
                )
            ),
        }
        ways = ((_("Import Excel"), lambda: desk.navigation.dialog("import")),)
        self.empty = nothing_page(Nothing(_("Charts appear here once there are 10 receivables."), ways))
        self._charts = QWidget()
        self._lay_out()
        self._connect()

    def load(self) -> None:
        """The charts' own library comes with the first figures, off the UI thread: it takes half a second."""
        self.read(_figures, self.show_figures)

    def show_figures(self, found: DashboardFigures) -> None:
        self.tiles.show_tiles(found.tiles)
        if found.receivables < ENOUGH:
            self._stack.setCurrentWidget(self.empty)
            return
        self._stack.setCurrentWidget(self._charts)
        currency = found.currency
        bands = [(band.key, wording.band_text(band.key), wording.band_value(band, currency)) for band in found.ageing]
        debtors = [(str(one.customer_id), one.name, wording.debtor_value(one, currency)) for one in found.debtors]
        months = [(m.month, m.month, wording.days_text(float(m.days))) for m in found.days_to_pay if m.days is not None]
        self.cards["ageing"].show_chart("ageing", found, wording.ageing_title(found), bands)
        self.cards["top_debtors"].show_chart("top_debtors", found, wording.debtors_title(found), debtors)
        self.cards["days_to_pay"].show_chart("days_to_pay", found, wording.days_title(found), months)

    def _lay_out(self) -> None:
        grid = QGridLayout(self._charts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        grid.addWidget(self.cards["ageing"], 0, 0)
        grid.addWidget(self.cards["top_debtors"], 0, 1, 2, 1)
        grid.addWidget(self.cards["days_to_pay"], 1, 0)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
            grid.setRowStretch(place, 1)
        self._stack = QStackedLayout()
        self.body.addWidget(self.tiles)
        self.body.addLayout(self._stack, 1)  # first of all: it shows what it is given, with no parent as a window
        self._stack.addWidget(self._charts)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        go = self.desk.navigation.open
        self.cards["ageing"].chart.opened.connect(lambda band: go("receivables", chip=band))
        self.cards["top_debtors"].chart.opened.connect(lambda customer: go("customer", int(customer)))
        self.cards["days_to_pay"].chart.opened.connect(lambda key: go("receivables", view="payments", period=key))


class ChartCard(QFrame):
    """A chart under the sentence that it shows; how it is computed behind the question mark."""

    def __init__(self, formula: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.title = label("", "strong", wrap=True)
        self.chart = ChartView()
        self.chart.setMinimumHeight(Theme.current().px(90))
        # A canvas asks for the size it has; a page that scrolls would grow with it.
        self.chart.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        hint = Sign("question", "text2", side=18)
        hint.setToolTip(tooltip(formula))
        hint.setAccessibleName(formula)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(hint, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.chart, 1)

    def show_chart(
        self, name: str, found: DashboardFigures, title: str, figures: Sequence[tuple[str, str, str]]
    ) -> None:
        """Draw the chart `name`; `figures` are (key, name, value) of its bars, read aloud and walked with the keys."""
        self.title.setText(title)
        numbers = wording.listing((each[1], each[2]) for each in figures)
        self.chart.show_chart(
            key=(name, found.tiles, found.ageing, found.debtors, found.days_to_pay, language()),
            build=_builder(name, found, self.chart),
            bars=[each[0] for each in figures],
            described=f"{title}. {numbers}",
        )


def _figures(services: Any) -> DashboardFigures:
    found: DashboardFigures = services.dashboard.figures()
    if found.receivables >= ENOUGH and not _drawn:
        _draw_once(found)
    return found


def _draw_once(found: DashboardFigures) -> None:
    """The library is imported, its faces are found: what the first chart would wait for. Later ones are the page's."""
    from app.services import figures

    make_ready()
    figures.CHARTS["ageing"](found, figures.Look.light(400, 200))
    _drawn.append(True)


def _builder(name: str, found: DashboardFigures, chart: ChartView) -> Callable[[], object]:
    """Draws in the size and colours of that moment; matplotlib comes with the first chart."""

    def build() -> object:
        from app.services import figures

        return figures.CHARTS[name](found, _look(chart))

    return build


def _look(chart: ChartView) -> Look:
    from app.services.figures import Look

    theme = Theme.current()
    size = (max(120, chart.width() - MARGIN), max(60, chart.height() - MARGIN))
    return Look.of(theme.colours, theme.ageing, *size, points=9 * theme.zoom / 100)
