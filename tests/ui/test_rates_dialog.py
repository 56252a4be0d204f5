"""The dialog of rates: what is shipped, what is one's own, what is missing; rates of exchange; the way back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QPushButton

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.rates import RatesDialog
from tests.ui.program import Program


def opened(program: Program, tab: str = "reference") -> Any:
    window = program.open()
    window.desk.navigation.dialog("rates", tab=tab)
    program.rest()
    return window.findChildren(RatesDialog)[0]


def rows(rate_list: Any) -> list[tuple[str, ...]]:
    model = rate_list.view.rows
    return [
        tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(min(3, model.rowCount()))
    ]


def fill(program: Program, dialog: Any, **values: str) -> None:
    """The form in front, filled and saved."""
    form: Any = next(each for each in dialog.findChildren(FormDialog) if each.isVisible())
    for key, text in values.items():
        form.form[key].line.setText(text)
    form.save.click()
    program.rest()


def press(dialog: Any, text: str) -> None:
    next(button for button in dialog.message_bar.findChildren(QPushButton) if button.text() == text).click()


def test_lpr_is_listed_newest_first_and_what_is_missing_is_said(program: Program) -> None:
    dialog = opened(program)
    assert rows(dialog.reference)[0][:3] == ("2026-09-20", "3.00%", "Built in")
    assert dialog.reference.view.rows.rowCount() == 86
    assert "The newest row is of 2026-09-20." in dialog.message_bar.text()
    dialog.series.box.setCurrentIndex(dialog.series.box.findData("ECB_MRO"))
    program.rest()
    assert rows(dialog.reference)[0][:2] == ("2026-07-01", "2.40%")
    assert dialog.message_bar.text() == ""


def test_adding_what_is_missing_and_taking_it_back(program: Program) -> None:
    dialog = opened(program)
    press(dialog, "Add a rate…")
    fill(program, dialog, on_day="2026-11-20", rate="2.95", source="chinamoney.com.cn")
    assert rows(dialog.reference)[0] == ("2026-11-20", "2.95%", "Your own", "chinamoney.com.cn", "2026-11-21")
    assert dialog.message_bar.text() == "The rate is saved."
    press(dialog, "Undo")
    program.rest()
    assert rows(dialog.reference)[0][0] == "2026-09-20"
    assert "The newest row is of 2026-09-20." in dialog.message_bar.text()


def test_correcting_a_shipped_row_puts_ones_own_over_it_and_removing_uncovers_it(program: Program) -> None:
    dialog = opened(program)
    assert not dialog.reference.remove.isEnabled()
    dialog.reference.correct.click()
    fill(program, dialog, rate="2.9%")
    assert rows(dialog.reference)[0][:3] == ("2026-09-20", "2.90%", "Your own")
    assert dialog.message_bar.text() == "The rate is saved."  # though the newest row is still an old one
    assert dialog.reference.view.rows.rowCount() == 86
    dialog.reference.remove.click()
    program.rest()
    assert rows(dialog.reference)[0][:3] == ("2026-09-20", "3.00%", "Built in")


def test_a_rate_a_day_is_no_reference_rate(program: Program) -> None:
    dialog = opened(program)
    dialog.reference.add.click()
    fill(program, dialog, on_day="2026-11-20", rate="0.05%/day", source="x")
    form: Any = dialog.findChildren(FormDialog)[0]
    assert "a rate a year" in form.form["rate"].reason


def test_exchange_rates_are_added_corrected_and_removed(program: Program) -> None:
    dialog = opened(program, "exchange")
    assert "No exchange rates yet" in dialog.exchange.panel.nothing_text
    dialog.exchange.add.click()
    fill(program, dialog, currency="usd", on_day="2026-11-20", rate="7.1250", source="bank")
    assert rows(dialog.exchange) == [("USD", "2026-11-20", "7.125", "bank")]
    dialog.exchange.correct.click()
    fill(program, dialog, rate="7.2")
    assert rows(dialog.exchange) == [("USD", "2026-11-20", "7.2", "bank")]
    dialog.exchange.remove.click()
    program.rest()
    assert rows(dialog.exchange) == []
    press(dialog, "Undo")
    program.rest()
    assert rows(dialog.exchange) == [("USD", "2026-11-20", "7.2", "bank")]


def test_rows_written_elsewhere_appear(program: Program) -> None:
    dialog = opened(program)
    program.write(lambda s: s.rates.add("LPR1Y", date(2026, 10, 20), Decimal("0.03"), "x"))
    assert rows(dialog.reference)[0][:3] == ("2026-10-20", "3.00%", "Your own")


def test_menu_opens_it(program: Program) -> None:
    window = program.open()
    window.actions_by_name["rates"].trigger()
    program.rest()
    assert len(window.findChildren(RatesDialog)) == 1
