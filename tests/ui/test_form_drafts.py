"""What was typed into a form and not saved: kept for the same thing only, and never said of what nobody typed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.deals import DealDraft
from app.services.insurance_drafts import PolicyDraft
from app.ui import drafts
from app.ui.dialogs.deal import DealDialog
from app.ui.dialogs.holds import set_hold
from app.ui.main_window import MainWindow
from app.ui.registry import DIALOGS, load_class
from app.ui.widgets.picker import Hit
from tests.ui.program import Program

CUSTOMER = {"customer": 1}
OPENED: list[tuple[str, dict[str, int]]] = [
    ("deposit", CUSTOMER), ("deal", CUSTOMER), ("deal", {"deal": 1}), ("deal", {}), ("security", CUSTOMER), ("buyer_limit", CUSTOMER),
    ("insurance_event", CUSTOMER), ("insurance_paper", CUSTOMER), ("insurance_policy", {}), ("insurance_policy", {"policy": 1}),
    ("contact", CUSTOMER), ("contact", {}), ("remind", CUSTOMER), ("visit", CUSTOMER), ("visit", {}), ("feedback", CUSTOMER),
    ("feedback", {}), ("limit", CUSTOMER), ("override", CUSTOMER), ("recovery", CUSTOMER), ("reminder_override", CUSTOMER),
    ("reminder_override", {}), ("group_limit", CUSTOMER), ("profile", CUSTOMER), ("questionnaire", CUSTOMER), ("matter", CUSTOMER), ("matter", {}), ("notice", CUSTOMER), ("notice", {}), ("write_off", CUSTOMER), ("calendar", {}),
]  # fmt: skip


@pytest.fixture
def window(program: Program) -> MainWindow:
    """A window over a book with a deal of each customer and a policy."""
    found = program.open()
    policy = PolicyDraft(insurer="S", number="P-1", from_on=date(2026, 1, 1), to_on=date(2026, 12, 31))
    program.write(lambda s: s.insurance.add_policy(policy))
    for who, title in ((1, "first"), (2, "second")):
        program.write(partial(_sell, DealDraft(who, 10_000_00, "quoted", title)))
    return found


def _sell(draft: DealDraft, services: Any) -> int:
    made: int = services.deals.add(draft)
    return made


def opened(program: Program, which: str, **wishes: Any) -> Any:
    program.window.desk.navigation.dialog(which, **wishes)
    program.rest()
    found: list[Any] = program.window.findChildren(load_class(DIALOGS[which]))
    return next(each for each in found if each.isVisible())


@pytest.mark.parametrize(("name", "wishes"), OPENED)
def test_nothing_typed_is_no_draft(program: Program, window: MainWindow, name: str, wishes: dict[str, int]) -> None:
    dialog = opened(program, name, **wishes)
    key = dialog.draft_name
    dialog.reject()
    assert drafts.kept(window.desk.jobs, key) is None


def test_what_was_typed_of_one_deal_does_not_come_over_another(program: Program, window: MainWindow) -> None:
    first: DealDialog = opened(program, "deal", deal=1)
    first.form["title"].set_value("typed for the first")
    first.reject()
    second: DealDialog = opened(program, "deal", deal=2)
    assert second.form["title"].value() == "second"
    second.reject()
    assert opened(program, "deal", deal=1).form["title"].value() == "typed for the first"


def test_a_hold_begun_for_one_customer_is_not_that_of_another(program: Program, window: MainWindow) -> None:
    first = set_hold(window.desk, 1, window)
    first.form.set({"reason": "returned goods"})
    first.reject()
    assert set_hold(window.desk, 2, window).form["reason"].value() == ""
    assert set_hold(window.desk, 1, window).form["reason"].value() == "returned goods"


# Dialogs in which nothing is entered: a view, a calculation of the book's figures, a paper of them, or what applies at once.
NOTHING_ENTERED = {
    "matter_claim", "calendar", "history", "insurance", "insurance_paper", "insurance_worth", "interest", "exposure", "prepayment",
    "rates", "credit_paper", "letters", "statement", "statements", "settings", "shortcuts",
}  # fmt: skip
OWN_TESTS = {  # these keep rows or texts of their own, not the fields of a form
    "entry_grid", "financials", "letter_texts", "import", "payment", "bill", "new_receivable", "may_i_ship", "remind",
}  # fmt: skip
# What is typed into a field that takes text, and the dialog opened for a customer and, where it can be, without one.
TYPED: list[tuple[str, dict[str, Any], str]] = [
    ("matter", {}, "clues"), ("matter", CUSTOMER, "clues"), ("deposit", {}, "note"), ("deposit", CUSTOMER, "note"),
    ("deal", {}, "title"), ("deal", CUSTOMER, "title"), ("visit", {}, "note"), ("visit", CUSTOMER, "note"), ("feedback", {}, "text"),
    ("feedback", CUSTOMER, "text"), ("feedback", {**CUSTOMER, "kind": "praise"}, "text"), ("new_customer", {}, "name"),
    ("new_customer", {"name": "C"}, "name"), ("credit_fact", {**CUSTOMER, "kind": "registry"}, "source"), ("questionnaire", CUSTOMER, "visit"),
    ("profile", CUSTOMER, "legal_rep"), ("contact", {}, "note"), ("contact", CUSTOMER, "note"),
    ("contact", {**CUSTOMER, "result": "other"}, "note"), ("buyer_limit", {}, "buyer_name"), ("buyer_limit", CUSTOMER, "buyer_name"),
    ("insurance_event", {}, "note"), ("insurance_event", CUSTOMER, "note"), ("insurance_policy", {}, "insurer"),
    ("insurance_policy", {"policy": 1}, "insurer"), ("limit", CUSTOMER, "reason"), ("notice", {}, "guarantor"),
    ("notice", {**CUSTOMER, "kind": "set_off"}, "own_for"), ("recovery", CUSTOMER, "note"), ("write_off", {}, "reason"),
    ("write_off", CUSTOMER, "reason"), ("override", CUSTOMER, "override_reason"), ("security", {}, "note"), ("security", CUSTOMER, "note"),
    ("reminder_override", {}, "reason"), ("reminder_override", CUSTOMER, "reason"), ("group_limit", {"customer": 1}, "amount"),
]  # fmt: skip


def test_every_dialog_is_in_one_of_these_lists() -> None:
    asked = {name for name, _wishes, _key in TYPED} | {"approve_exception"}  # whose test stands with its own
    assert asked | NOTHING_ENTERED | OWN_TESTS == set(DIALOGS)


@pytest.mark.parametrize(("name", "wishes", "key"), TYPED)
def test_what_was_typed_is_there_again(
    program: Program, window: MainWindow, name: str, wishes: dict[str, Any], key: str
) -> None:
    dialog = opened(program, name, **wishes)
    typed = {"amount": 12_00, "visit": True}.get(key, "typed by hand")
    dialog.form[key].set_value(typed)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    program.rest()
    again = opened(program, name, **wishes)
    assert again.form[key].value() == typed
    assert "What you had typed here is back." in again.message_bar.text()


@pytest.mark.parametrize("name", ["notice", "write_off", "visit"])
def test_the_button_that_closes_the_window_keeps_it_too(program: Program, window: MainWindow, name: str) -> None:
    dialog = opened(program, name)
    key = {"notice": "guarantor", "write_off": "reason", "visit": "note"}[name]
    dialog.form[key].set_value("typed by hand")
    dialog.close()
    program.rest()
    assert opened(program, name).form[key].value() == "typed by hand"


def test_a_customer_that_was_chosen_comes_back_with_what_the_book_knows_of_them(
    program: Program, window: MainWindow
) -> None:
    dialog = opened(program, "visit")
    dialog.customer.put_back(Hit(1, "A"))
    dialog.customer.picked.emit(dialog.customer.hit)
    program.rest()
    dialog.form.set({"complaint": "Three boxes were wet", "about": 1, "disputed": 30_00})
    dialog.reject()
    again = opened(program, "visit")
    assert again.visited is not None and again.visited.known.hit.key == 1
    values = {key: again.form[key].value() for key in ("customer", "complaint", "about", "disputed")}
    assert values == {"customer": 1, "complaint": "Three boxes were wet", "about": 1, "disputed": 30_00}


def test_what_was_typed_before_the_customer_was_chosen_is_kept_too(program: Program, window: MainWindow) -> None:
    dialog = opened(program, "notice")
    dialog.form.set({"kind": "set_off", "own_for": "their delivery of 11-02"})
    dialog.picker.put_back(Hit(2, "B"))
    dialog.picker.picked.emit(dialog.picker.hit)
    program.rest()
    dialog.reject()
    again = opened(program, "notice")
    assert (again.customer, again.form["kind"].value(), again.form["own_for"].value()) == (
        2,
        "set_off",
        "their delivery of 11-02",
    )
    assert again.draft() is not None


def test_a_customer_chosen_by_hand_leaves_what_came_back_and_was_changed_alone(
    program: Program, window: MainWindow
) -> None:
    dialog = opened(program, "feedback")
    dialog.form.set({"text": "first"})
    dialog.reject()
    again = opened(program, "feedback")
    again.form.set({"text": "first and second"})
    again.customer.put_back(Hit(1, "A"))
    again.customer.picked.emit(again.customer.hit)
    program.rest()
    assert again.form["text"].value() == "first and second"


def test_afresh_is_what_the_book_says(program: Program, window: MainWindow) -> None:
    dialog: DealDialog = opened(program, "deal", deal=1)
    dialog.form["title"].set_value("typed")
    dialog.reject()
    again: DealDialog = opened(program, "deal", deal=1)
    assert again.form["title"].value() == "typed"
    again._afresh()
    assert again.form["title"].value() == "first"
    again.reject()
    assert drafts.kept(window.desk.jobs, again.draft_name) is None


@pytest.mark.parametrize(("name", "wishes"), [("new_customer", {"name": "C"}), ("visit", CUSTOMER)])
def test_ctrl_s_saves_from_a_button_too(
    program: Program, window: MainWindow, name: str, wishes: dict[str, Any]
) -> None:
    dialog = opened(program, name, **wishes)
    dialog.cancel.setFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    program.rest()
    assert (
        program.ask(lambda s: s.history.can_undo().label)
        == {"new_customer": "customer.add", "visit": "visit.record"}[name]
    )
