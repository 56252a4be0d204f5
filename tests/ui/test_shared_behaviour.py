"""Every sentence of screens.md §2.2 about tables, pickers, fields, forms, undo and states has a test.

Tables: test_shared_tables.py. Those that are tested where they are at home:

Table: header aligned as its cells - test_table.test_headers_are_aligned_as_their_cells; sort by click, second key with
Shift - test_table.test_a_click_on_the_header_sorts_and_shift_adds_a_second_key; Chinese by pinyin, empty last -
models/test_listing.test_chinese_names_come_in_the_order_of_their_pinyin, test_open_receivables_come_by_due_day_and_
without_one_last; chips add up - test_page.test_filters_add_up_and_clear; "x of y shown · total" with its way back -
test_receivables_page.test_chips_and_days_narrow_the_list_and_can_be_cleared; footer with count and sums -
test_receivables_page.test_what_is_outstanding_by_due_date_with_its_sums; widths, order and choice remembered, the usual
columns back - test_table.test_columns_are_remembered_at_100_percent; zero as a dash, negative with a true minus -
test_table.test_cells_say_text_colour_alignment_chip_and_key, services/test_formats.test_figure; Enter opens, Space ticks,
Ctrl+C - test_table.test_keys_open_tick_and_copy; selection kept by key - test_table.test_the_selection_stays_with_its_rows.
Picker: arrows, Enter, Esc - test_picker.test_arrows_choose_and_escape_closes; four letters Enter -
test_picker.test_four_letters_enter_amount_enter; "New ..." is the last line - test_picker.test_the_last_line_makes_a_
new_customer; committed text and preedit - test_picker.test_what_the_input_method_composes_is_searched.
Money: formatted on leaving, refused signs said, words from 10,000 - test_amount_day.test_an_amount_is_formatted_when_left,
test_a_refused_sign_is_never_swallowed_in_silence, test_the_amount_in_words_stands_beneath_from_ten_thousand_yuan; every
spelling - services/test_formats.test_typed_amounts; decimals - services/test_formats.test_decimals_follow_the_currency.
Date: every spelling - services/test_formats.test_typed_days; keys - test_amount_day.test_keys_step_the_day; far year -
test_amount_day.test_a_far_year_is_asked_about_not_refused; calendar - test_amount_day.test_the_calendar_gives_the_day_
that_was_clicked. Percent - test_form.test_percent_in_basis_points. Form: buddies -
test_form.test_every_label_has_a_buddy_and_every_editor_a_name; the first wrong field has the focus -
test_form.test_saving_marks_all_that_is_missing_and_goes_to_the_first; side by side -
test_form.test_side_by_side_where_there_is_room_and_below_each_other_where_not; drafts of the entry dialogs -
test_payment_dialog.test_a_draft_is_kept_when_closed_by_accident.
Undo: named, in the menu - test_main_window.test_undo_names_amount_and_customer; toast - test_page.test_a_toast_can_be_
undone_once_and_replaces_the_older; 200 deep and across restart - models/test_journal.test_two_hundred_back_and_no_further,
test_undo_and_redo_survive_closing_the_book; an import is one, and new again after it -
services/imports/test_plan.test_an_import_is_one_change_undone_and_new_again; what cannot be undone says so -
models/test_journal.test_what_may_not_be_undone_says_so; voiding stays visible - test_customer_page.test_only_open_and_
voided_lines. Confirm: archiving with money owing - test_customer_page.test_who_still_owes_is_archived_only_when_one_insists.
States: thin bar - test_page.test_the_thin_bar_shows_only_for_work_that_takes_long; counted bar with Cancel -
test_page.test_progress_counts_and_cancels; empty and no result - test_table.test_an_empty_table_says_why_and_what_to_do;
done - test_today_page.test_a_day_without_work_says_what_comes_next; problem -
test_page.test_a_problem_is_said_in_the_nearest_message_bar; read-only with a way to try again -
test_application.test_second_window_only_looks_until_the_first_is_closed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import i18n
from app.services.entry import hit_detail
from app.ui.dialogs.edit_customer import edit_customer
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.navigation import Place
from app.ui.widgets import busy, toast
from app.ui.widgets.amount_field import Amount
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Choice, Code, Phone, Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk
from app.ui.widgets.picker import PickerEdit
from tests.book import TODAY, Book
from tests.ui.desk import desk_of, receivables_page, rest
from tests.ui.keys import leave, type_in

LEDGER = """
customer HD net 30
customer YC net 60
invoice  A-1 HD 2026-09-01 due 2026-10-01 100.00
invoice  A-2 HD 2026-11-10 due 2026-12-10 60.00
invoice  B-1 YC 2026-11-15 due 2026-12-15 40.00
"""


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(LEDGER)
    with desk_of(book) as made:
        yield made


# --- picker


def test_a_customer_is_found_by_every_name_and_number(book: Book) -> None:
    book.ledger("customer HD net 30\ncustomer ZZ net 30")
    known = {"name": "曾氏重工机械有限公司", "short_name": "曾氏重工", "phone": "138 0013 8000"}
    book.services.customers.update(book.ids["HD"], {**known, "registration_no": "91110000600037341L"})
    for text in (
        "曾氏重工机械",
        "曾氏重工",
        "zszg",
        "cszg",
        "cengshizhonggong",
        "8000",
        "1380013",
        "hd",
        "91110000600037341l",
    ):
        assert [hit.name for hit in book.services.customers.search(text)] == ["曾氏重工"], text


def test_who_was_dealt_with_last_stands_on_top(book: Book) -> None:
    book.ledger(
        "customer K1 net 30\ncustomer K2 net 30\ncustomer K3 net 30\ninvoice A-1 K2 2026-11-01 due 2026-12-01 5.00"
    )
    assert [hit.code for hit in book.services.customers.search("k")] == ["K2", "K3", "K1"]


def test_a_line_of_the_picker_tells_phone_and_debt() -> None:
    assert hit_detail("138 0013 8000", 32000000, "CNY") == "…8000 · owes ¥320,000.00"
    assert hit_detail(None, 0, "CNY") == ""


def test_the_list_of_the_picker_never_takes_the_focus(qtbot: QtBot) -> None:
    picker = PickerEdit(lambda text, show: show([]), can_create=True)
    qtbot.addWidget(picker)
    picker.show()
    picker.setFocus()
    type_in(picker, "yc")
    assert picker.hits.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not picker.hits.isWindow()


# --- fields


def test_money_is_right_aligned_and_the_input_method_is_off(qtbot: QtBot) -> None:
    field = Amount("minor", "Amount")
    qtbot.addWidget(field)
    assert field.line.alignment() & Qt.AlignmentFlag.AlignRight
    assert not field.line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("60000", "60,000.00"), ("６００００", "60,000.00"), ("6万", "60,000.00"), ("6.5w", "65,000.00"),
     ("3000+2500", "5,500.00"), ("¥60000", "60,000.00"), ("60000元", "60,000.00"), ("60,000", "60,000.00")],
)  # fmt: skip
def test_money_as_it_is_typed(qtbot: QtBot, text: str, shown: str) -> None:
    field = Amount("minor", "Amount")
    qtbot.addWidget(field)
    leave(field, text)
    assert (field.line.text(), field.reason) == (shown, "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1121", "2026-11-21 周六"), ("11-21", "2026-11-21 周六"), ("11.21", "2026-11-21 周六"), ("11/21", "2026-11-21 周六"),
     ("20261121", "2026-11-21 周六"), ("今天", "2026-11-21 周六"), ("昨天", "2026-11-20 周五"), ("+30", "2026-12-21 周一"),
     ("月底", "2026-11-30 周一")],
)  # fmt: skip
def test_a_day_as_it_is_typed(qtbot: QtBot, text: str, shown: str) -> None:
    i18n.use("zh_CN")
    try:
        field = Day("on", "Day", today=TODAY)
        qtbot.addWidget(field)
        leave(field, text)
        assert field.line.text() == shown
    finally:
        i18n.use("en")


def test_a_phone_is_grouped_and_its_digits_are_kept(qtbot: QtBot) -> None:
    field = Phone("phone", "Phone")
    qtbot.addWidget(field)
    leave(field, "１３８-0013-8000")
    assert (field.line.text(), field.value()) == ("138 0013 8000", "13800138000")
    leave(field, "0571 88886666")
    assert (field.line.text(), field.value()) == ("0571 8888 6666", "057188886666")
    leave(field, "8888 6666 转 12")
    assert field.value() == "8888 6666 转 12"


def test_a_code_warns_while_it_is_typed_and_never_blocks(qtbot: QtBot) -> None:
    field = Code("registration_no", "Code")
    qtbot.addWidget(field)
    type_in(field.line, "91110000 6000373")
    assert field.said() == "3 more to go."
    type_in(field.line, "41m")
    assert field.said() == "The 18th sign does not fit the others. Please check the code."
    field.on_leave()
    assert (field.line.text(), field.problem()) == ("91110000600037341M", "")
    leave(field, "91110000600037341l")
    assert (field.value(), field.said()) == ("91110000600037341L", "")


# --- form


def form() -> Form:
    rows = [
        Text("name", "&Name", required=True),
        "More",
        (Amount("minor", "&Amount", required=True), Day("on", "&Day", today=TODAY)),
        Choice("kind", "&Kind", [("a", "One"), ("b", "Two")]),
    ]
    return Form(rows)  # type: ignore[arg-type]  # a list of every kind of row


def test_labels_stand_above_required_is_said_in_words_and_groups_have_headings(qtbot: QtBot) -> None:
    made = form()
    qtbot.addWidget(made)
    made.show()
    words = [each.text() for each in made.findChildren(QLabel)]
    assert {"&Name (required)", "More", "&Day"} <= set(words)
    title = next(each for each in made.findChildren(QLabel) if each.text() == "&Day")
    assert title.mapTo(made, QPoint(0, 0)).y() < made["on"].focus_editor.mapTo(made, QPoint(0, 0)).y()


def test_a_field_is_checked_when_it_is_left(qtbot: QtBot) -> None:
    made = form()
    qtbot.addWidget(made)
    leave(made["on"], "32-13")
    assert made["on"].reason.startswith("This is not a date")


def test_the_message_bar_lists_all_that_needs_fixing(qtbot: QtBot, desk: Desk) -> None:
    dialog = FormDialog(desk, "Something", form(), "Save it")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.submit()
    assert dialog.message_bar.text().split("\n") == [
        "2 fields need fixing.", "Name: Please fill this in.", "Amount: Please fill this in.",
    ]  # fmt: skip
    assert dialog.save.text() == "Save it"


def test_what_was_typed_comes_back_after_escape(qtbot: QtBot, desk: Desk, book: Book) -> None:
    def opened() -> FormDialog:
        dialog = edit_customer(desk, book.services.customers.get(book.ids["HD"]), [])
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        return dialog

    first = opened()
    type_in(first.form["region"].focus_editor, "Ningbo")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    again = opened()
    assert (again.form["region"].value(), again.message_bar.text()) == ("Ningbo", "What you had typed here is back.")
    next(b for b in again.message_bar.findChildren(QPushButton) if b.text() == "Start afresh").click()
    assert again.form["region"].value() == ""
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert opened().message_bar.text() == ""


def test_a_code_of_another_customer_is_said_with_a_way_there(qtbot: QtBot, desk: Desk, book: Book) -> None:
    book.services.customers.update(book.ids["YC"], {"registration_no": "91110000600037341L"})
    dialog = edit_customer(desk, book.services.customers.get(book.ids["HD"]), [])
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    leave(dialog.form["registration_no"], "9111 0000 6000 3734 1l")
    qtbot.waitUntil(lambda: "already belongs to" in dialog.message_bar.text())
    opened: list[Place] = []
    desk.navigation.opened.connect(opened.append)
    next(b for b in dialog.message_bar.findChildren(QPushButton) if b.text() == "Open that customer").click()
    assert opened == [Place("customer", book.ids["YC"], {})]


# --- undo and states


def test_voided_rows_stand_struck_through_under_their_switch(qtbot: QtBot, book: Book, desk: Desk) -> None:
    book.services.receivables.void(book.ids["A-2"], "typed twice")
    page = receivables_page(qtbot, desk)
    assert len(page.ledger.view.rows.keys) == 2
    page.ledger.voided.click()
    rest(qtbot, desk)
    model = page.ledger.view.rows
    struck = {model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.UserRole + 2) for row in range(3)}
    assert struck == {"A-1": False, "A-2": True, "B-1": False}


def test_how_long_things_stay_and_when_waiting_is_shown() -> None:
    assert toast.SECONDS == 10
    assert (busy.BAR_AFTER_MS, busy.POINTER_AFTER_MS, busy.PROGRESS_AFTER_MS) == (300, 500, 2000)


def test_a_list_keeps_its_old_rows_while_it_loads(qtbot: QtBot, desk: Desk) -> None:
    page = receivables_page(qtbot, desk)
    page.go(Place("receivables", None, {"chip": "overdue"}))
    assert len(page.ledger.view.rows.keys) == 3
    rest(qtbot, desk)
    assert len(page.ledger.view.rows.keys) == 1
