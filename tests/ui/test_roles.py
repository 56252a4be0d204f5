"""What the role of the person at the desk does not reach is shown, not open, and says why."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog, QMenu

from app.services.deals import DealDraft
from app.services.rules import permissions as rules
from app.ui.actions import COMMANDS
from app.ui.dialogs.deal import DealDialog
from tests.ui.program import Program

WHY = "You are in this book as: Salesperson. This can be done from this role up: Bookkeeper."


def become(program: Program, role: str) -> None:
    """The person at the desk gets another role."""

    def change(services: Any) -> None:
        with services.store.change("customer.update") as made:
            made.update("person", services.store.person_id, {"role": role})

    program.write(change)


def closed(program: Program) -> set[str]:
    return {name for name in rules.CHANGES if not program.window.actions_by_name[name].isEnabled()}


def test_alone_in_a_book_everything_is_open(program: Program) -> None:
    window = program.open()
    assert closed(program) == set()
    assert window.actions_by_name["payment"].toolTip() == "<qt>Log a payment (Ctrl+R)</qt>"


def test_sales_see_what_they_may_not_do_and_why(program: Program) -> None:
    window = program.open()
    become(program, "sales")
    payment, contact = (window.actions_by_name[name] for name in ("payment", "contact"))
    assert (payment.isEnabled(), payment.toolTip()) == (False, f"<qt>Log a payment<br>{WHY}</qt>")
    assert (contact.isEnabled(), contact.toolTip()) == (True, "<qt>Log a contact (Ctrl+L)</qt>")
    assert {"remind", "bill", "new_receivable", "write_off"} <= closed(program)
    menus = [action.menu() for action in window.menuBar().actions()]
    assert all(isinstance(menu, QMenu) and menu.toolTipsVisible() for menu in menus)


def test_the_button_of_a_page_says_the_same(program: Program) -> None:
    window = program.open()
    become(program, "sales")
    window.page.pay.trigger()  # type: ignore[union-attr]  # Today
    program.rest()
    assert window.message_bar.text() == WHY
    assert [each for each in window.findChildren(QDialog) if each.isVisible()] == []


def test_a_reader_may_do_none_of_them_and_all_come_back_with_the_role(program: Program) -> None:
    program.open()
    become(program, "reader")
    assert closed(program) == set(rules.CHANGES)
    assert set(rules.CHANGES) <= {command.name for command in COMMANDS}


def test_what_only_a_page_offers_is_closed_before_anything_is_typed(program: Program) -> None:
    window = program.open()
    become(program, "sales")
    for name in rules.OF_PAGES:
        window.message_bar.clear()
        window.desk.navigation.dialog(name, customer=1)
        program.rest()
        assert window.message_bar.text() == WHY
    assert [each for each in window.findChildren(QDialog) if each.isVisible()] == []


def test_a_reader_can_look_at_a_deal_that_there_is(program: Program) -> None:
    window = program.open()
    deal = program.write(lambda s: s.deals.add(DealDraft(1, 10_000_00, "quoted", "Bearings")))
    become(program, "reader")
    window.desk.navigation.dialog("deal", deal=deal)
    program.rest()
    (dialog,) = (each for each in window.findChildren(DealDialog) if each.isVisible())
    assert dialog.form["title"].value() == "Bearings"
    dialog.reject()
    window.desk.navigation.dialog("deal", customer=1)
    program.rest()
    assert "You are in this book as: Reader." in window.message_bar.text()
