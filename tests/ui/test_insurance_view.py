"""Credit insurance in the window: its three lists, the dialogs, the part on a customer's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.insurance_drafts import BuyerLimitDraft, PolicyDraft
from app.ui.dialogs.buyer_limit import BuyerLimitDialog
from app.ui.dialogs.insurance import CoverDialog
from app.ui.dialogs.insurance_event import InsuranceEventDialog
from app.ui.dialogs.insurance_policy import PolicyDialog
from app.ui.dialogs.insurance_worth import WorthDialog
from app.ui.pages.contracts.page import ContractsPage
from app.ui.pages.customer.dealt_insurance import InsurancePart
from app.ui.widgets.page import Desk
from tests.book import Book
from tests.ui.desk import cells, contracts_view, desk_of, rest

START = date(2026, 1, 1)


@pytest.fixture
def desk(book: Book) -> Iterator[Desk]:
    book.ledger(
        "customer A net 30\n"
        "invoice A-1 A 2026-10-11 due 2026-11-10 300.00\n"
        "invoice A-2 A 2026-11-01 due 2026-12-01 500.00\ndispute A-2 2026-11-05 500.00"
    )
    with desk_of(book) as made:
        yield made


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def insured(book: Book) -> int:
    """90 % of up to 200.00; overdue ones to be reported within 14 days."""
    insurance = book.services.insurance
    policy = insurance.add_policy(
        PolicyDraft(insurer="Insurer", number="P-1", from_on=START, to_on=date(2026, 12, 31), noa_days=14, mep_days=60)
    )
    insurance.set_limit(BuyerLimitDraft(policy, book.ids["A"], 200_00, START))
    return policy


def test_buyers_with_what_is_not_covered(qtbot: QtBot, desk: Desk, book: Book) -> None:
    insured(book)
    view = contracts_view(qtbot, desk, "insurance")
    assert cells(view.tables.panels["buyers"].view.rows, "customer", "limit", "covered", "uninsured") == [
        ("A Company", "200.00", "180.00", "620.00")
    ]


def test_last_days_lead_to_what_settles_them(qtbot: QtBot, desk: Desk, book: Book) -> None:
    insured(book)
    view = contracts_view(qtbot, desk, "insurance", list="deadlines")
    assert cells(view.tables.panels["deadlines"].view.rows, "on", "document", "left") == [
        ("2026-11-24", "A-1", "3 days left"),
        ("2027-01-09", "A-1", "49 days left"),
    ]
    assert view.tables.chips["deadlines"].text() == "Last days 1"
    assert view.selection() == {"customer": book.ids["A"]}


def test_a_last_day_is_done_when_it_is_recorded(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    insured(book)
    view = contracts_view(qtbot, desk, "insurance", list="deadlines")
    dialog = InsuranceEventDialog(
        desk, owner, customer=book.ids["A"], receivable=book.ids["A-1"], kind="overdue_notice"
    )
    rest(qtbot, desk)
    assert dialog.form["receivable_id"].value() == book.ids["A-1"]
    dialog.commit()
    rest(qtbot, desk)
    view.load()
    rest(qtbot, desk)
    assert cells(view.tables.panels["deadlines"].view.rows, "on", "left")[-1] == ("2026-11-24", "Done on 2026-11-21")


def test_a_policy_proposes_what_is_usual_and_says_so(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    dialog = PolicyDialog(desk, owner)
    rest(qtbot, desk)
    assert dialog.form["mep_days"].value() == 60
    dialog.form.set({"insurer": "Insurer", "number": "P-9", "premium_bp": 35})
    dialog.commit()
    rest(qtbot, desk)
    (policy,) = book.services.insurance.policies()
    assert (policy.number, policy.cover_bp, policy.premium_ppm, policy.currency) == ("P-9", 9000, 3500, "CNY")
    assert (policy.from_on, policy.to_on) == (date(2026, 11, 21), date(2027, 11, 20))
    assert (policy.mep_days, policy.noa_days, policy.noa_from) == (60, 30, "mep")


def test_a_policy_is_changed(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    known = insured(book)
    dialog = PolicyDialog(desk, owner, policy=known)
    rest(qtbot, desk)
    dialog.form.set({"first_loss": 50_00})
    dialog.commit()
    rest(qtbot, desk)
    policy = book.services.insurance.policy(known)
    assert (policy.first_loss, policy.noa_days, policy.from_on) == (50_00, 14, START)


def test_a_limit_is_asked_for_granted_and_cancelled(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    insured(book)
    for deed, amount in (("asked", 900_00), ("granted", 600_00), ("cancelled", None)):
        dialog = BuyerLimitDialog(desk, owner, customer=book.ids["A"])
        rest(qtbot, desk)
        dialog.form.set({"deed": deed, "amount": amount})
        dialog.commit()
        rest(qtbot, desk)
    newest = book.services.insurance.limits(book.ids["A"])[0]
    assert (newest.requested, newest.amount, newest.cancelled_on) == (900_00, 600_00, desk.today)


def test_the_cover_of_one_customer(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    insured(book)
    dialog = CoverDialog(desk, owner, customer=book.ids["A"])
    rest(qtbot, desk)
    assert [(row[0], row[4], row[5]) for row in dialog.invoices.sheet.rows] == [
        ("A-1", "200.00", "Above the buyer limit"),
        ("A-2", "—", "Disputed: not insured until it is settled"),
    ]
    assert dialog.problems.text().splitlines()[0] == "· Report A-1 to the insurer by 2026-11-24, or its cover is lost."


def test_the_part_on_the_page_of_a_customer(qtbot: QtBot, desk: Desk, book: Book) -> None:
    page = ContractsPage(desk)
    qtbot.addWidget(page)
    part = InsurancePart(page)
    qtbot.addWidget(part)
    part.customer_id = book.ids["A"]
    part.load()
    rest(qtbot, desk)
    assert not part.head.isVisibleTo(part)
    insured(book)
    part.load()
    rest(qtbot, desk)
    assert cells(part.view.rows, "number", "insured") == [("A-1", "200.00"), ("A-2", "—")]
    assert "¥180.00" in part.head.text()


def test_whether_it_is_worth_it(qtbot: QtBot, desk: Desk, book: Book, owner: QWidget) -> None:
    policy = insured(book)
    dialog = WorthDialog(desk, owner, policy=policy)
    rest(qtbot, desk)
    assert dialog.table.sheet.rows[0][:3] == ("A Company", "800.00", "180.00")
    assert dialog.answer.text().startswith("Worth it by")
