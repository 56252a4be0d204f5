"""A new contract with its prepayment by keys alone, within the budget of the job (screens 2.17, number 5)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.pages.contract.page import ContractPage
from app.ui.pages.contracts.page import ContractsPage
from tests.ui.keys import Keys
from tests.ui.program import Program

LEDGER = """
customer A net 30 CNY limit 500000
customer B net 30
"""


def test_six_keys_and_three_values(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    program.ask(lambda s: s.customers.search("A Company"))
    keys = Keys(qtbot)
    keys.control(Qt.Key.Key_3)
    qtbot.waitUntil(lambda: isinstance(program.window.page, ContractsPage))
    program.rest()
    keys.control(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: isinstance(program.window.page, ContractPage))
    page = program.window.page
    assert isinstance(page, ContractPage)
    program.rest()
    assert QApplication.focusWidget() is page.terms.customer.picker
    keys.type("A Com")
    keys.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.terms.amount.line
    keys.type("160000")
    keys.press(Qt.Key.Key_Tab)
    assert page.terms.template.value() == "thirty_terms"
    keys.press(Qt.Key.Key_Tab)
    subject = QApplication.focusWidget()
    assert isinstance(subject, QLineEdit) and subject is page.terms.form["title"].focus_editor
    keys.type("Show cases")
    keys.control(Qt.Key.Key_S)
    program.rest()
    qtbot.waitUntil(lambda: page.found is not None)
    assert keys.count == (6, 3)
    (found,) = program.ask(lambda s: s.contracts.search("Show cases"))
    lines = program.ask(lambda s: s.plans.lines(found.id))
    assert (found.number, found.amount, [each.amount for each in lines]) == (
        "HT-2026-001",
        16_000_000,
        [4_800_000, 11_200_000],
    )
    program.control(Qt.Key.Key_Z)
    program.rest()
    qtbot.waitUntil(lambda: isinstance(program.window.page, ContractsPage))
    assert program.ask(lambda s: s.contracts.search("Show cases")) == []
