"""The reminder window: job 3 in two keys, what is ticked, whose text it is, what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.payments import PaymentDraft
from app.ui.dialogs.remind import RemindDialog
from tests.ui.desk import cells
from tests.ui.keys import Keys, type_in
from tests.ui.program import Program
from tests.ui.reminding import PLAIN, gone, in_front, made, noon_fixture, open_remind

__all__ = ["noon_fixture"]
pytestmark = pytest.mark.usefixtures("noon")

# A-1 is 41 days overdue on 2026-11-21, a Saturday; A-2 is due in 19 days; a third of A-3 is in dispute; A-4 is promised.
LEDGER = """
customer A net 30
invoice  A-1 A 2026-09-01 due 2026-10-11 300.00
invoice  A-2 A 2026-11-10 due 2026-12-10 60.00
invoice  A-3 A 2026-09-20 due 2026-10-20 90.00
invoice  A-4 A 2026-09-25 due 2026-10-25 70.00
dispute  A-3 2026-11-01 30.00
promise  T-1 A 2026-11-18 2026-11-28 70.00 -> A-4
payment  P-1 A 2026-11-20 1.00 -> A-1
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the system was asked to open."""
    asked: list[QUrl] = []

    def show(url: QUrl) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return asked


def test_from_today_in_two_keys(program: Program, qtbot: QtBot) -> None:
    program.open(program.book(PLAIN))
    keys = Keys(qtbot)
    keys.control(Qt.Key.Key_E)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), RemindDialog))
    keys.press(Qt.Key.Key_Return)  # quicker than the text: it waits
    gone(qtbot, program)
    assert keys.count == (2, 0)
    assert made(program) == [("CK-2026-0001", 1, "wechat", 299_00, True)]
    text = QGuiApplication.clipboard().text()
    assert "¥299.00" in text and "A-1" in text
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    last = program.ask(lambda s: s.contacting.of_customer(customer))[0]
    assert (last.result, last.on_day, last.next_on) == (
        "reminded",
        date(2026, 11, 21),
        date(2026, 12, 1),
    )  # 7 working days
    program.settled()
    program.control(Qt.Key.Key_Z)
    program.rest()
    assert made(program) == []


def test_what_is_overdue_is_ticked_and_what_is_held_is_shown_with_the_reason(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, LEDGER)
    assert cells(dialog.rows.model, "number", "amount", "state") == [
        ("A-1", "299.00", "41 days overdue"),
        ("A-3", "60.00", "32 days overdue"),
        ("A-2", "60.00", "Due in 19 days"),
        ("A-3", "30.00", "It is in dispute"),
        ("A-4", "70.00", "Promised: waits until 2026-11-30"),
    ]
    assert len(dialog.rows.chosen()) == 2
    assert dialog.rows.sum.text() == "2 receivables · ¥359.00"
    dialog.rows.view.selectAll()
    dialog.rows.view.setFocus()
    Keys(qtbot).press(Qt.Key.Key_Space)  # ticks what can be ticked
    program.rest()
    assert dialog.rows.sum.text() == "3 receivables · ¥419.00"
    assert "A-2" in dialog.text.text()
    dialog.reject()


def test_the_text_follows_what_is_chosen_until_somebody_writes_in_it(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN)
    friendly = dialog.text.text()
    assert dialog.level.value() == 1
    dialog.level.set_value(3)
    program.rest()
    final = dialog.text.text()
    assert final != friendly and not dialog.text.is_own
    dialog.language.set_value("en")
    program.rest()
    assert dialog.text.text().startswith("Dear A Company, this is Test & Co.")
    dialog.text.edit.setFocus()
    type_in(dialog.text.edit, "!")
    mine = dialog.text.text()
    dialog.language.set_value("zh_CN")
    program.rest()
    assert dialog.text.text() == mine
    dialog.channel.set_value("letter")  # a paper has words of its own
    program.rest()
    assert not dialog.text.is_own and "A Company" in dialog.text.text() and dialog.text.text() != mine
    dialog.channel.set_value("wechat")
    program.rest()
    assert dialog.text.text() == mine
    assert dialog.text.anew.isVisible()
    dialog.text.anew.click()
    assert dialog.text.text() == final
    dialog.reject()


def test_who_was_reminded_yesterday_is_not_reminded_again_by_a_slip(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, f"{PLAIN}remind A 2026-11-20")
    assert "Reminded yesterday: First reminder, WeChat, A Company." in dialog.message_bar.text()
    keys = Keys(qtbot)
    keys.press(Qt.Key.Key_Return)
    program.rest()
    assert len(made(program)) == 1
    keys.press(Qt.Key.Key_Space)  # the offer has the focus
    assert dialog.anyway
    keys.press(Qt.Key.Key_Return)
    gone(qtbot, program)
    assert [row[:3] for row in made(program)] == [("CK-2026-0002", 2, "wechat"), ("CK-2026-0001", 1, "wechat")]


def test_a_letter_is_a_pdf_beside_the_book_and_can_be_printed_again(
    program: Program, qtbot: QtBot, opened: list[QUrl]
) -> None:
    dialog = open_remind(qtbot, program, PLAIN, channel="letter", level=2)
    dialog.go.click()
    gone(qtbot, program)
    assert made(program) == [("CK-2026-0001", 2, "letter", 299_00, True)]
    paper = program.folder / "Letters" / "CK-2026-0001 A Company.pdf"
    assert [Path(url.toLocalFile()) for url in opened] == [paper]
    assert paper.read_bytes().startswith(b"%PDF")
    assert "CK-2026-0001 A Company.pdf" in program.window.message_bar.text()
    (row,) = program.ask(lambda s: s.reminders.made())
    sheet = program.ask(lambda s: s.letters.sheet(row.id))
    assert (sheet.number, sheet.amount, sheet.deadline_on) == ("CK-2026-0001", 299_00, date(2026, 11, 28))


def test_mail_opens_with_the_address_a_subject_and_the_text(program: Program, qtbot: QtBot, opened: list[QUrl]) -> None:
    window = program.open(program.book(PLAIN))
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    program.write(lambda s: s.customers.add_contact(customer, {"name": "Wang & Li", "email": "wang@example.com"}))
    window.desk.navigation.dialog("remind", customer=customer, channel="email")
    dialog = in_front(qtbot, program)
    text = dialog.text.text()
    dialog.go.click()
    gone(qtbot, program)
    (url,) = opened
    query = url.query(QUrl.ComponentFormattingOption.FullyEncoded)
    assert (url.scheme(), url.path()) == ("mailto", "wang@example.com")
    parts = dict(part.split("=", 1) for part in query.split("&"))
    assert QUrl.fromPercentEncoding(parts["body"].encode()) == text
    assert QUrl.fromPercentEncoding(parts["subject"].encode())


def test_night_and_old_figures_are_said_first(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemindDialog, "hour", lambda _self: 23)
    dialog = open_remind(qtbot, program, PLAIN.replace("2026-11-20 1.00", "2026-11-01 1.00"))
    said = dialog.message_bar.text()
    assert "newest payment in the book is of 2026-11-01" in said
    assert "between 22:00 and 8:00 nobody is reminded" in said
    assert dialog.go.isEnabled()
    dialog.reject()


def test_nothing_ticked_is_said(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN)
    dialog.rows.model.toggle(dialog.rows.chosen())
    program.rest()
    dialog.form.submit()
    assert dialog.message_bar.text() == "Tick at least one receivable."
    assert made(program) == []
    dialog.reject()


def test_a_customer_who_owes_nothing_is_told(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, "customer A net 30")
    assert dialog.message_bar.text() == "Nothing is owed that could be asked for."
    assert dialog.rows.panel.nothing_text == "This customer owes nothing now."
    dialog.reject()


def test_each_currency_is_reminded_by_itself(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(
        qtbot, program, f"{PLAIN}invoice U-1 A 2026-09-05 due 2026-10-05 50.00 USD @7.1", currency="USD"
    )
    assert [dialog.currency.box.itemText(place) for place in (0, 1)] == ["CNY ¥299.00", "USD $50.00"]
    assert dialog.rows.sum.text() == "1 receivable · $50.00"
    dialog.currency.set_value("CNY")
    program.rest()
    assert dialog.rows.sum.text() == "1 receivable · ¥299.00"
    assert "A-1" in dialog.text.text()
    dialog.reject()


def test_nobody_selected_is_picked_by_name(program: Program, qtbot: QtBot) -> None:
    window = program.open(program.book(PLAIN))
    window.desk.navigation.dialog("remind")
    dialog = in_front(qtbot, program)
    keys = Keys(qtbot)
    keys.type("A Com")
    keys.press(Qt.Key.Key_Return)
    program.rest()
    assert dialog.rows.sum.text() == "1 receivable · ¥299.00"
    keys.press(Qt.Key.Key_Return)
    gone(qtbot, program)
    assert keys.count == (2, 1)
    assert made(program) == [("CK-2026-0001", 1, "wechat", 299_00, True)]


def test_a_payment_recorded_meanwhile_is_taken_off_at_once(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN)
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    program.write(lambda s: s.payments.record(PaymentDraft(customer, 100_00, date(2026, 11, 21))))
    assert dialog.rows.sum.text() == "1 receivable · ¥199.00"
    assert "¥199.00" in dialog.text.text()
    dialog.reject()


def test_what_was_written_and_not_sent_can_be_brought_back(program: Program, qtbot: QtBot) -> None:
    dialog = open_remind(qtbot, program, PLAIN)
    type_in(dialog.text.edit, "Dear Mr Wang, ")
    written = dialog.text.text()
    dialog.reject()
    gone(qtbot, program)
    customer = program.ask(lambda s: s.customers.by_code("A").id)
    program.window.desk.navigation.dialog("remind", customer=customer)
    again = in_front(qtbot, program)
    assert "Dear Mr Wang" not in again.text.text()
    assert again.text.anew.text() == "Bring it back"
    again.text.anew.click()
    assert again.text.text() == written
    assert again.text.anew.text() == "Write it anew"
    again.save()
    gone(qtbot, program)
    assert QGuiApplication.clipboard().text() == written
