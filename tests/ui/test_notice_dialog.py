"""Notices, write-offs and recoveries by their windows: what is asked, what is said to lack, what is written."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.services.securities import SecurityDraft
from app.services.write_offs import WriteOffDraft
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.notice import NoticeDialog
from app.ui.dialogs.payment import PaymentDialog
from app.ui.dialogs.recovery import RecoveryDialog
from app.ui.dialogs.write_off import WriteOffDialog
from app.ui.pages.customer.coll_notices import NoticesPart
from app.ui.pages.customer.page import CustomerPage
from app.ui.pages.receivables.page import ReceivablesPage
from tests.ui.program import Program

LEDGER = """
customer A net 30
invoice  A-1 A 2026-06-01 due 2026-07-01 300.00
invoice  A-2 A 2026-11-10 due 2026-12-10 60.00
"""
D = TypeVar("D", bound=QDialog)


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the system was asked to open."""
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(asked.append(url) or True))  # type: ignore[func-returns-value]
    return asked


def dialog(qtbot: QtBot, program: Program, of: type[D], name: str = "", **wishes: Any) -> D:
    if name:
        who = program.ask(lambda s: s.customers.by_code("A").id)
        program.window.desk.navigation.dialog(name, customer=who, **wishes)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in program.window.findChildren(of)))
    program.rest()
    return next(each for each in program.window.findChildren(of) if each.isVisible())


def closed(qtbot: QtBot, program: Program, window: FormDialog) -> None:
    with qtbot.waitSignal(window.saved):
        window.form.submit()
    program.rest()


def customer(program: Program) -> int:
    return int(program.ask(lambda s: s.customers.by_code("A").id))


def lacking(window: NoticeDialog) -> list[str]:
    return [field for field, _text in window.outlook.lacking] if window.outlook else ["?"]


def test_only_what_the_kind_needs_is_asked_and_what_lacks_is_said(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    window = dialog(qtbot, program, NoticeDialog, "notice", kind="suspension")
    shown = {field.key for field in window.form if field.isVisibleTo(window.form)}
    assert {"ground", "stopped", "facts", "evidence", "deadline_on"} <= shown
    assert not shown & {"assignee", "schedule", "own_debt", "security_id", "instalments"}
    assert lacking(window) == ["stopped", "facts"]
    assert "¥300.00 overdue" in window.form["evidence"].value()
    window.form.set({"stopped": "All deliveries", "facts": "Wages unpaid since October"})
    program.rest()
    assert lacking(window) == []
    assert "Wages unpaid since October" in window.letter.toPlainText()


def notices_of(program: Program) -> NoticesPart:
    page = program.window.page
    assert isinstance(page, CustomerPage)
    part = page.collection.parts["notices"]
    assert isinstance(part, NoticesPart)
    return part


def test_a_repayment_agreement_is_made_signed_and_called_due(
    qtbot: QtBot, program: Program, opened: list[QUrl]
) -> None:
    program.open(program.book(LEDGER))
    window = dialog(qtbot, program, NoticeDialog, "notice", kind="repayment")
    assert window.form["schedule"].value()[0].amount == 120_00
    window.form.set({"count": 2})
    window.form["count"].changed.emit()
    program.rest()
    assert [each.amount for each in window.form["schedule"].value()] == [180_00, 180_00]
    assert lacking(window) == []
    window.form["schedule"].put_back("2026-12-05 100\n2027-01-05 100")
    program.rest()
    assert window.outlook is not None
    assert window.outlook.lacking[0][1] == "¥160.00 of the debt is not in the schedule yet."
    window.form["schedule"].put_back("2026-12-05 200\n2027-01-05 160")
    program.rest()
    closed(qtbot, program, window)
    part = notices_of(program)
    qtbot.waitUntil(lambda: [each.state for each in part.rows.values()] == ["made"])
    part.open_chosen()
    qtbot.waitUntil(lambda: len(opened) == 1)
    part.serve.trigger()
    served = dialog(qtbot, program, FormDialog)
    assert served.form["how"].said() == "The limitation period restarts, and 2 instalments become promises."
    closed(qtbot, program, served)
    who = customer(program)
    promised = [(each.promise.amount, each.state) for each in program.ask(lambda s: s.promises.of_customer(who))]
    assert sorted(promised) == [(160_00, "pending"), (200_00, "pending")]
    assert not part.rest.isVisible()  # nothing was missed yet
    program.day = date(2026, 12, 6)
    program.application.look_at_clock()
    program.settled().desk.navigation.open("customer", who, tab="collection", part="notices")
    program.rest()
    part = notices_of(program)
    qtbot.waitUntil(part.rest.isVisible)
    part.rest.trigger()
    program.rest()
    left = [(each.promise.amount, each.state) for each in program.ask(lambda s: s.promises.of_customer(who))]
    assert sorted(left) == [(160_00, "withdrawn"), (200_00, "pending")]  # what has come due stays a promise not kept


def said(window: WriteOffDialog) -> list[str]:
    items = (window.told.itemAt(place) for place in range(window.told.count()))
    widgets = [item.widget() for item in items if item is not None]
    return [each.accessibleName() or getattr(each, "text", str)() for each in widgets if each is not None]


def test_a_write_off_tells_papers_gaps_and_effect_before(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    window = dialog(qtbot, program, WriteOffDialog, "write_off")
    assert (window.form["parts"].value(), window.form["amount"].value()) == ((), None)  # nobody chose one yet
    assert (window.form["parts"].said(), window.save.isEnabled()) == ("Choose at least one open receivable.", False)
    window.form["parts"].set_value([window.items[0].instalment_id])
    program.rest()
    window.form.set({"ground": "three_years"})
    program.rest()
    told = said(window)
    assert any("Not every chosen receivable is overdue for more than 3 years" in each for each in told)
    assert "Contract or order: not on file" in told
    assert any("They owe ¥360.00 now and ¥60.00 afterwards" in each for each in told)
    window.form.set({"ground": "bankrupt", "reason": "Court notice of 5 November"})
    program.rest()
    assert window.save.isEnabled()
    closed(qtbot, program, window)
    who = customer(program)
    assert [(x.amount, x.ground) for x in program.ask(lambda s: s.write_offs.of_customer(who))] == [
        (300_00, "bankrupt")
    ]


def test_a_bookkeeper_sees_why_and_can_save_the_proposal(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))

    def hire(services: Any) -> None:
        with services.store.change("person.role") as change:
            change.insert("person", {"name": "Boss", "role": "owner"})
            change.update("person", 1, {"role": "bookkeeper"})

    program.write(hire)
    window = dialog(qtbot, program, WriteOffDialog, "write_off")
    window.form["parts"].set_value([window.items[0].instalment_id])
    program.rest()
    assert "A write-off is decided by the owner. Save the proposal as PDF and hand it over." in said(window)
    assert not window.save.isEnabled()
    window.proposal.click()
    qtbot.waitUntil(lambda: "Saved as" in window.message_bar.text())


def test_money_for_a_debt_written_off_is_logged_in_one_step(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    who = customer(program)

    def give_up(services: Any) -> None:
        item = services.write_offs.open_items(who)[0]
        services.write_offs.decide(WriteOffDraft(who, {item.instalment_id: item.open}, "bankrupt", "Gone"))

    program.write(give_up)
    window = dialog(qtbot, program, RecoveryDialog, "recovery")
    assert window.form["amount"].value() == 300_00
    window.form.set({"amount": 80_00})
    closed(qtbot, program, window)
    (off,) = program.ask(lambda s: s.write_offs.of_customer(who))
    assert (off.amount, off.recovered) == (300_00, 80_00)
    assert program.ask(lambda s: [x.open for x in s.receivables.open_items(who)]) == [60_00]


def test_the_payment_window_leads_to_a_debt_written_off(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    who = customer(program)

    def give_up(services: Any) -> None:
        item = services.write_offs.open_items(who)[0]
        services.write_offs.decide(WriteOffDraft(who, {item.instalment_id: item.open}, "bankrupt", "Gone"))

    program.write(give_up)
    payment = dialog(qtbot, program, PaymentDialog, "payment")
    assert payment.offers.recovery.words.text() == "¥300.00 of their debts was written off."
    payment.offers.recovery.go.click()
    window = dialog(qtbot, program, RecoveryDialog)
    assert window.form["amount"].value() == 300_00


def test_the_clock_of_a_guarantee_offers_the_demand(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    who = customer(program)
    draft = SecurityDraft(who, "guarantee_person", date(2026, 1, 5), giver="Wang", joint=True)
    held = program.write(lambda s: s.securities.add(draft))
    program.window.desk.navigation.open("customer", who, tab="legal")
    program.rest()
    page = program.window.page
    assert isinstance(page, CustomerPage)
    clocks = page.legal.tables.panels["clocks"].view
    for key in clocks.rows.keys:
        clocks.select_keys([key])
        row = page.legal.tables.chosen()
        assert page.legal.notice.isVisible() is (row.clock.kind == "guarantee")
        if page.legal.notice.isVisible():
            page.legal.notice.trigger()
    window = dialog(qtbot, program, NoticeDialog)
    assert (window.form["kind"].value(), window.form["security_id"].value()) == ("guarantor", held)
    assert lacking(window) == []  # the debt is due since July: claim until 1 January
    assert window.outlook is not None
    assert "2027年1月1日" in window.letter.toPlainText()


def test_the_only_debt_there_is_is_the_one_given_up(qtbot: QtBot, program: Program) -> None:
    program.open(program.book("customer A net 30\ninvoice A-1 A 2026-06-01 due 2026-07-01 300.00\n"))
    window = dialog(qtbot, program, WriteOffDialog, "write_off")
    assert (len(window.form["parts"].value()), window.form["amount"].value()) == (1, 300_00)


def test_a_draft_of_a_write_off_has_the_ticks_it_had(qtbot: QtBot, program: Program) -> None:
    program.open(program.book(LEDGER))
    window = dialog(qtbot, program, WriteOffDialog, "write_off")
    first = window.items[0].instalment_id
    window.form.set({"parts": [first], "reason": "They are gone"})
    window.form.set({"amount": 120_00})
    program.rest()
    window.reject()
    again = dialog(qtbot, program, WriteOffDialog, "write_off")
    assert (again.form["parts"].value(), again.form["amount"].value()) == ((first,), 120_00)
    assert again.form["reason"].value() == "They are gone"


def test_the_refusal_to_undo_a_write_off_names_what_the_list_offers(qtbot: QtBot, program: Program) -> None:
    window = program.open(program.book(LEDGER))
    who = customer(program)
    (first, *_others) = program.ask(lambda s: s.write_offs.open_items(who))
    parts = {first.instalment_id: first.open}
    program.write(lambda s: s.write_offs.decide(WriteOffDraft(who, parts, "bankrupt", "Gone")))
    window.do("undo")
    program.rest()
    said = window.message_bar.text()
    window.desk.navigation.open("receivables")
    program.rest()
    assert isinstance(window.page, ReceivablesPage)
    offered = window.page.ledger.take_back.text().removesuffix("…")
    assert said.endswith(f"What takes it back: “{offered}”.")
