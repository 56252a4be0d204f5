"""The page of credit rules: change a number, see who changes, adopt, find it among the versions; all of it with keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.settings import SettingsDialog
from app.ui.pages.policy.page import PLACES, PolicyPage
from tests.ui.keys import Keys, type_in
from tests.ui.program import Program

# A pays on the day: index 80, all on time, worst 0. B pays 30 days late: index 50. C is new.
LEDGER = """
customer A net 30
customer B net 30
customer C net 30
""" + "\n".join(
    f"""invoice A-{n} A 2026-{n:02}-01 due 2026-{n:02}-28 100.00
payment PA-{n} A 2026-{n:02}-28 100.00 -> A-{n}
invoice B-{n} B 2026-{n:02}-01 due 2026-{n:02}-10 100.00
payment PB-{n} B 2026-{n + 1:02}-09 100.00 -> B-{n}"""
    for n in range(1, 10)
)


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> PolicyPage:
    window = program.open(program.book(LEDGER))
    window.desk.navigation.open("policy")
    program.rest()
    assert isinstance(window.page, PolicyPage)
    return window.page


def number(page: PolicyPage, name: str, *path: int) -> Any:
    return next(row for row in page.panels[page.group].rules if row.name == name).editors[path]


def answered(qtbot: QtBot, page: PolicyPage) -> Any:
    qtbot.waitUntil(lambda: page.asking.preview is not None and page.asking.preview.limits)
    return page.asking.preview


def replace(editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    type_in(editor, text)


def tab_to(name: str) -> None:
    """Tab until the focus is at the control of this name."""
    for _step in range(60):
        here = QApplication.focusWidget()
        assert here is not None
        if here.accessibleName() == name:
            return
        QTest.keyClick(here, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never came to {name}")


def lines(table: Any) -> list[tuple[str, ...]]:
    return list(table.sheet.rows)


def test_the_journey_by_keys(program: Program, qtbot: QtBot) -> None:
    """A fails with a chance of 3.49 %: BBB as long as BBB reaches to 4 %, BB when it reaches to 3.4 % only."""
    window, keys = program.open(program.book(LEDGER)), Keys(qtbot)
    keys.control(Qt.Key.Key_K)
    keys.type("credit rules")
    program.rest()
    keys.press(Qt.Key.Key_Return)
    program.rest()
    page: Any = window.page
    assert isinstance(page, PolicyPage)
    assert page.answer.text() == "These are the rules in force, all of them as the program proposes."
    tab_to("A grade reaches up to a chance of default within a year of · BBB")
    keys.type("3.4")  # what was there is selected
    assert answered(qtbot, page).customers == 3
    assert page.answer.text() == "With these rules 1 customer changes: 1 in grade or risk level."
    assert page.groups.item(0).text() == "From points to grade (1)"
    tab_to("View who changes")
    keys.press(Qt.Key.Key_Space)
    row = ("A Company · A", "BBB → BB", "Watch", "623", "¥0.00", "30 days")
    assert lines(page.effect.table) == [row]
    keys.control(Qt.Key.Key_S)
    dialog = next(each for each in page.findChildren(FormDialog) if each.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.form["effective_from"].said() == "With these rules 1 customer changes: 1 in grade or risk level."
    keys.type("BBB is for the better half")
    keys.press(Qt.Key.Key_Return)
    program.rest()
    assert page.message_bar.text() == "The rules are adopted. They hold from 2026-11-21."
    assert page.group == "versions"
    since = "A grade reaches up to a chance of default within a year of · BBB"
    assert lines(page.versions.table)[0] == ("2026-11-21", "In force", "BBB is for the better half", "Owner", "1")
    assert lines(page.versions.changes) == [(since, "4%", "3.4%")]
    assert page.answer.text() == "These are the rules in force."
    back = program.ask(lambda s: s.policies.preview({}).moved)
    assert [(each.code, each.grade) for each in back] == [("A", ("BB", "BBB"))]


def test_what_cannot_hold_is_told_at_its_number_and_not_adopted(page: PolicyPage, qtbot: QtBot) -> None:
    bbb = number(page, "grade_pd", 3)
    replace(bbb, "2")
    reason = "This must be above the number before it. Enter more than 2%."
    told = "A grade reaches up to a chance of default within a year of"
    assert page.answer.text() == f"{told}: {reason}"
    assert (bbb.property("marked"), bbb.accessibleDescription()) == (True, reason)
    page.groups.setCurrentRow(list(PLACES).index("review"))
    page.view.click()
    assert (page.group, bbb.hasFocus()) == ("score", True)
    replace(bbb, "few")
    assert page.answer.text() == f"{told}: Only a number can be typed here, such as 6 or 0.5."
    assert (page.adopt.isEnabled(), page.asking.preview) == (False, None)
    replace(bbb, "4")
    assert page.answer.text() == "These are the rules in force, all of them as the program proposes."
    assert bbb.property("marked") is False


def test_one_rule_and_all_of_them_go_back_to_what_is_usual(page: PolicyPage, qtbot: QtBot) -> None:
    prior = number(page, "prior_pd")
    row = prior.parentWidget().parentWidget()
    assert not row.restore.isVisible()
    replace(prior, "９％")
    assert row.under.text() == "Changed, usual: 6% · A decision of this program"
    moved = [(each.code, each.grade) for each in answered(qtbot, page).moved]
    assert moved == [("A", ("BBB", "BB")), ("B", ("BB", "B")), ("C", ("NR", "NR"))]
    assert page.effect.summary.text() == "Watch: 2 → 1 · High: 0 → 1"
    both = "With these rules 3 customers change: 2 in grade or risk level, 2 in the proposed limit or terms."
    assert page.answer.text() == both
    prior.setFocus()
    QTest.keyClick(prior, Qt.Key.Key_Tab)
    assert prior.text() == "9"
    row.restore.click()
    assert (prior.text(), row.restore.isVisible(), page.draft.is_new()) == ("6", False, False)
    page.take_pack("trading")
    assert page.groups.item(list(PLACES).index("limit")).text() == "Limits and terms (2)"
    assert page.message_bar.text().startswith("Trading: Goods are sold on at once")
    page.defaults.click()
    assert not page.draft.is_new()


def test_a_draft_outlives_a_change_made_elsewhere(page: PolicyPage, program: Program, qtbot: QtBot) -> None:
    replace(number(page, "prior_pd"), "7")
    program.write(lambda s: s.policies.adopt({"grace_days": 5}, program.day, "elsewhere"))
    assert page.draft.changed() == {"prior_pd": 0.07}
    assert page.draft.base.grace_days == 5
    assert lines(page.versions.table)[0][2] == "elsewhere"


def test_every_group_shows_all_its_rules(page: PolicyPage, qtbot: QtBot) -> None:
    count = 0
    for place in range(len(PLACES) - 2):
        page.groups.setCurrentRow(place)
        count += sum(len(row.editors) for row in page.panels[page.group].rules)
        assert page.heading.text() == page.groups.item(place).text()
    # Credit in use 15, shipping 30, prepayment 21, contracts 30, reminders 39, promises 12 beside the 317 of score, limits, reviews and losses.
    assert count == 465
    assert not page.draft.is_new()


def test_a_grade_and_industries_are_chosen(page: PolicyPage, qtbot: QtBot) -> None:
    industries = number(page, "sectors_bad")
    industries._boxes["retail"].click()
    assert page.draft.changed() == {"sectors_bad": ("retail",)}
    page.groups.setCurrentRow(list(PLACES).index("review"))
    level = number(page, "authority_grades", 3)
    level.setFocus()
    QTest.keyClick(level, Qt.Key.Key_Down)
    assert page.draft.changed()["authority_grades"] == ("A", "BBB", "BB", "CCC")


def test_settings_lead_to_the_credit_rules(program: Program) -> None:
    window = program.open()
    window.desk.navigation.dialog("settings")
    program.rest()
    (dialog,) = window.findChildren(SettingsDialog)
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Credit rules…").click()
    program.rest()
    assert isinstance(window.page, PolicyPage)
    assert not window.findChildren(SettingsDialog)
