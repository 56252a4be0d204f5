"""The credit file of a customer: what is missing leads to what fills it, entries are corrected, ended, voided and come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.credit_facts import CreditFact
from app.services.credit_overview_wording import headline
from app.ui.dialogs.credit_fact import FactDialog
from app.ui.dialogs.questionnaire import QuestionnaireDialog
from app.ui.pages.customer.page import CustomerPage
from tests.ui.credit import Shown
from tests.ui.keys import type_in
from tests.ui.program import Program
from tests.ui.test_tab_order import walked

CONTROL = Qt.KeyboardModifier.ControlModifier
BLOCK = "Total assets\t980\t955\nTotal liabilities\t548\t552\nEquity\t432\t430\nSales\t1512\t1398"


@pytest.fixture
def shown(program: Program, qtbot: QtBot) -> Shown:
    return Shown(program, qtbot)


def test_the_meter_says_what_is_missing_and_leads_there(shown: Shown) -> None:
    assert shown.tab.overview.sentence.text().startswith("File completeness 0% · missing: Financial statement")
    assert set(shown.tab.overview.buttons) >= {
        "statement",
        "licence",
        "legal_rep",
        "public_record",
        "bank",
        "references",
        "visits",
    }
    shown.press("sector")
    dialog = shown.dialog()
    assert dialog.focusWidget() is dialog.form["sector"].focus_editor
    shown.save(dialog, sector="wholesale", founded=date(2015, 3, 1), capital_paid=5_000_000_00, legal_rep="Wang")
    assert shown.tab.overview.sentence.text().startswith("File completeness 13%")
    assert not {"sector", "founded", "capital_paid", "legal_rep"} & set(shown.tab.overview.buttons)


def test_a_fact_with_its_evidence_is_entered_corrected_ended_and_voided(
    shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "court.pdf"
    scan.write_bytes(b"%PDF-1.7")
    shown.press("public_record")
    dialog = shown.dialog(FactDialog)
    assert (dialog.kind, dialog.form["checked_on"].value(), dialog.code) == ("court", date(2026, 11, 21), "clean")
    assert not dialog.form["amount"].isVisibleTo(dialog.form)
    dialog.form["code"].set_value("payment_suit")
    assert dialog.form["amount"].isVisibleTo(dialog.form)
    shown.save(dialog, amount=120_000_00, case_no="No. 3321", source="Court list", source_grade="A", file=scan)
    assert shown.rows("facts", "on", "what", "detail", "until", "files") == [
        ("2026-11-21", "Sued for payment", "Amount of the case: ¥120,000.00; Case no.: No. 3321", "—", "1")
    ]
    shown.act("facts", "Correct…")
    again = shown.dialog(FactDialog)
    assert (again.form["amount"].value(), again.form["case_no"].value(), again.form["source"].value()) == (
        120_000_00,
        "No. 3321",
        "Court list",
    )
    shown.save(again, amount=100_000_00)
    assert "¥100,000.00" in shown.rows("facts", "detail")[0][0]
    shown.act("facts", "No longer so…")
    shown.save(shown.dialog())
    assert shown.rows("facts", "until") == [("ended 2026-11-21",)]
    shown.undo()
    qtbot.waitUntil(lambda: shown.rows("facts", "until") == [("—",)])
    shown.program.settled()
    shown.tab.panels["facts"].view.setFocus()
    QTest.keyClick(shown.tab.panels["facts"].view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: shown.rows("facts", "on") == [])
    assert shown.tab.panels["facts"].nothing_text.startswith("No reports or records yet.")
    shown.undo()
    qtbot.waitUntil(lambda: len(shown.rows("facts", "on")) == 1)


def test_a_day_ahead_and_a_missing_name_are_marked_and_nothing_is_lost(shown: Shown) -> None:
    shown.press("spoken")
    menu = shown.menu("kinds")
    assert [each.text() for each in menu.actions()] == ["Word of a supplier", "Word of a bank"]
    menu.actions()[0].trigger()
    menu.close()
    dialog = shown.dialog(FactDialog)
    dialog.form.set({"checked_on": date(2027, 1, 1), "source": "call", "late_days": 4})
    dialog.form.submit()
    assert dialog.form["supplier"].reason == "Please fill this in."
    dialog.form.set({"supplier": "Northern Steel", "good": True})
    dialog.form.submit()
    shown.program.rest()
    assert dialog.form["checked_on"].reason == "This day is still ahead. Enter the day on which it happened."
    assert dialog.form["late_days"].value() == 4
    shown.save(dialog, checked_on=date(2026, 11, 20), on_day=date(2026, 11, 20))
    assert shown.rows("facts", "what", "source") == [("Word of a supplier", "call")]


@pytest.mark.parametrize("kind", ["bank_report", "registry", "tax", "capital", "rating", "bank_reference", "industry_opinion", "visit", "ownership", "rumour"])  # fmt: skip
def test_every_kind_has_its_dialog_with_what_it_asks(shown: Shown, kind: str) -> None:
    shown.window.desk.navigation.dialog("credit_fact", customer=shown.who, kind=kind)
    dialog = shown.dialog(FactDialog)
    for code in range(dialog.form["code"].box.count()):
        dialog.form["code"].box.setCurrentIndex(code)
        asked = {each.key for each in dialog.form if each.isVisibleTo(dialog.form)}
        assert {"on_day", "checked_on", "source", "source_grade", "note", "file"} <= asked
    dialog.reject()


def test_the_questionnaire_by_keys_counts_and_asks_for_a_reason_at_the_ends(shown: Shown, qtbot: QtBot) -> None:
    shown.program.write(
        lambda s: s.credit_file.add_fact(
            CreditFact(
                customer_id=shown.who, kind="tax", code="grade", on_day=date(2026, 5, 1), checked_on=date(2026, 5, 1), source="bureau",
                data={"grade": "B"},
            )
        )
    )  # fmt: skip
    shown.press("questionnaire")
    dialog = shown.dialog(QuestionnaireDialog)
    assert dialog.answers[19].scale.points == 4
    assert dialog.answers[19].said().startswith("Proposed from the file")
    assert dialog.told.text() == "1 of 20 answered · 80 points of 100"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.answers[3].scale
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_5)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Left)
    assert dialog.answers[3].value() == (4, "")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Delete)
    assert dialog.answers[3].value() == (None, "")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_5)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_S, CONTROL)
    shown.program.rest()
    assert dialog.answers[3].reason.startswith("The lowest and the highest answer want a reason here.")
    assert dialog.focusWidget() is dialog.answers[3].comment
    assert [dialog.answers[item].plain_title[:2] for item in (8, 12, 9)] == ["8.", "9.", "12"]  # counted as they stand
    type_in(dialog.answers[3].comment, "hires every spring")
    told = dialog.outcome.text()
    shown.save(dialog)
    then = shown.program.ask(lambda s: s.scoring.score(shown.who))
    assert told.startswith(f"With this on file: {headline(then)} (now ")
    assert shown.rows("assessments", "on", "result") == [("2026-11-21", "2 of 20 answered · 90 points of 100")]
    shown.undo()
    qtbot.waitUntil(lambda: shown.rows("assessments", "on") == [])


def test_a_question_that_is_refused_is_scrolled_into_sight(shown: Shown, qtbot: QtBot) -> None:
    shown.press("questionnaire")
    dialog = shown.dialog(QuestionnaireDialog)
    dialog.answers[1].scale.setFocus()
    dialog.answers[20].scale.setFocus()
    dialog.show_whole(dialog.answers[20])
    dialog.answers[3].set_value((5, ""))
    assert dialog.answers[3].comment.visibleRegion().isEmpty()
    QTest.keyClick(dialog.answers[20].scale, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.answers[3].comment)
    assert not dialog.answers[3].comment.visibleRegion().isEmpty()
    dialog.reject()


def test_a_request_is_logged_and_answered(shown: Shown) -> None:
    shown.act("requests", "Log a request…")
    shown.save(shown.dialog(), what="limit", amount=200_000_00)
    assert shown.rows("requests", "what", "amount", "outcome") == [
        ("A higher limit", "¥200,000.00", "not answered yet")
    ]
    shown.act("requests", "Enter the answer…")
    shown.save(shown.dialog(), outcome="until March")
    assert shown.rows("requests", "outcome") == [("until March",)]


def test_a_licence_is_attached_and_its_mark_leaves_the_meter(shown: Shown, tmp_path: Path) -> None:
    scan = tmp_path / "licence.pdf"
    scan.write_bytes(b"%PDF-1.7")
    shown.press("licence")
    shown.save(shown.dialog(), file=scan)
    assert "licence" not in shown.tab.overview.buttons
    assert shown.rows("files", "name") == [("licence.pdf",)]


def test_actions_follow_the_part_in_sight(shown: Shown) -> None:
    page = shown.window.page
    assert isinstance(page, CustomerPage)
    offered = {
        name: [each.text() for each in actions if each.isEnabled()] for name, actions in shown.tab.actions_of.items()
    }
    assert offered["statements"] == ["Enter statements…"]
    assert offered["facts"] == ["Add an entry…", "Attach a file…"]
    shown.tab.show_part("contacts")
    assert [button.accessibleName() for button in page.actions_bar.buttons()][:2] == ["Edit", "Add a contact person"]


def test_a_form_for_the_customer_is_one_press_away(shown: Shown) -> None:
    shown.act("overview", "Print a form…")
    dialog = shown.dialog()
    assert dialog.form["paper"].value() == "information"
    dialog.reject()


def test_tab_goes_through_the_fields_of_an_entry_in_the_order_they_stand(shown: Shown) -> None:
    shown.window.desk.navigation.dialog("credit_fact", customer=shown.who, kind="trade_reference")
    dialog = shown.dialog(FactDialog)
    assert walked(dialog.form["on_day"].focus_editor)[:11] == [
        "Day of it", "Looked up on", "Valid until", "Supplier", "Limit that the supplier gives", "Highest balance", "Payment terms",
        "Days late on average", "Would sell on credit again", "Source", "How reliable",
    ]  # fmt: skip
    dialog.reject()
