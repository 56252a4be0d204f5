"""The dialog of late interest: the rule in words, the table live, what it asks for, what it claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.ui.dialogs.late_interest import InterestDialog
from tests.book import TODAY
from tests.ui.keys import leave
from tests.ui.program import Program

LEDGER = """
customer A
invoice X A 2024-06-01 due 2024-06-30 100000
payment P A 2025-06-30 100000 -> X
invoice Y A 2026-10-01 due 2026-10-22 1000
invoice Z A 2026-10-01 due 2026-12-22 1000
"""


def opened(program: Program, number: str = "X", ledger: str = LEDGER) -> Any:
    window = program.open(program.book(ledger))
    receivable = program.ask(lambda s: s.receivables.search(number)[0][0])
    window.desk.navigation.dialog("interest", receivable=receivable)
    program.rest()
    return window.findChildren(InterestDialog)[0]


def choose(program: Program, dialog: Any, key: str, value: object) -> None:
    box = dialog.form[key].box
    box.setCurrentIndex(box.findData(value))
    program.rest()


def cells(dialog: Any) -> list[tuple[str, ...]]:
    sheet = dialog.table.sheet
    return [*sheet.rows, *sheet.feet]


def test_the_rule_and_its_reason_are_said_and_the_sum_stands_first(program: Program) -> None:
    dialog = opened(program)
    assert "Nothing is agreed about late payment in a sale" in dialog.why.text()
    assert dialog.sums.text() == "Interest to 2026-11-21: ¥5,175.00"
    assert cells(dialog)[0] == ("2024-07-01 to 2025-06-30", "365", "100,000.00", "5.175% a year", "5,175.00")
    assert "A legal hint, not legal advice." in dialog.notes.text()
    assert "365 days late" in dialog.heading.text()


def test_options_compute_anew(program: Program) -> None:
    dialog = opened(program)
    choose(program, dialog, "basis", "floating")
    assert [row[-1] for row in cells(dialog)] == ["297.74", "1,252.81", "2,688.08", "517.81", "4,756.44"]
    choose(program, dialog, "year", 360)
    assert cells(dialog)[-1][-1] == "4,822.50"
    choose(program, dialog, "basis", "fixed")
    choose(program, dialog, "year", 365)
    choose(program, dialog, "uplift", "1.3")
    assert cells(dialog)[-1][-1] == "4,485.00"
    dialog.form["exclude"].box.setChecked(True)
    program.rest()
    assert cells(dialog)[-1][-1] == "4,472.71"


def test_a_flat_rate_is_asked_for_at_its_field_and_looked_at(program: Program) -> None:
    dialog = opened(program)
    choose(program, dialog, "regime", "flat")
    assert dialog.form["rate"].isVisibleTo(dialog.form)
    assert not dialog.form["uplift"].isVisibleTo(dialog.form)
    assert "Give the rate" in dialog.form["rate"].said()
    assert not dialog.claim.isEnabled()
    leave(dialog.form["rate"], "0.05%/day")
    program.rest()
    assert cells(dialog)[-1][-1] == "18,250.00"
    assert dialog.light.text().startswith("Above 4 times LPR at the contract")
    leave(dialog.form["rate"], "5")
    program.rest()
    assert dialog.form["rate"].line.text() == "5.00% a year"
    assert dialog.light.text().startswith("Within 1.5 times LPR")
    assert cells(dialog)[-1][-1] == "5,000.00"


def test_without_a_clause_the_agreed_rate_is_asked_for(program: Program) -> None:
    dialog = opened(program)
    choose(program, dialog, "regime", "contract")
    assert "No rate of interest is agreed" in dialog.form["rate"].said()


def test_a_rule_that_does_not_fit_the_parties_says_so(program: Program) -> None:
    dialog = opened(program)
    choose(program, dialog, "regime", "cn-sme")
    assert "small or medium seller" in dialog.risks.text()
    assert cells(dialog)[-1][-1] == "18,250.00"


def test_claiming_writes_the_charge_once(program: Program, qtbot: QtBot) -> None:
    dialog = opened(program)
    dialog.claim.click()
    program.rest()
    claims = program.ask(lambda s: s.charges.open_of(1))
    assert [(each.kind, each.amount) for each in claims] == [("interest", 5_175_00)]
    program.window.desk.navigation.dialog("interest", receivable=1)
    program.rest()
    again: Any = next(each for each in program.window.findChildren(InterestDialog) if each.isVisible())
    assert not again.claim.isEnabled()
    assert "Claimed before: ¥5,175.00" in again.sums.text()
    again.void.click()
    program.rest()
    assert again.sums.text() == "Interest to 2026-11-21: ¥5,175.00"
    assert again.claim.isEnabled()
    assert not again.void.isVisible()


def test_what_is_not_late_has_nothing_to_claim(program: Program) -> None:
    dialog = opened(program, "Z")
    assert "was not late by 2026-11-21" in dialog.sums.text()
    assert not dialog.claim.isEnabled()
    assert not dialog.pdf.isEnabled()


def test_table_goes_to_the_clipboard_and_the_paper_to_a_file(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(program)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().splitlines()[1] == (
        "2024-07-01 to 2025-06-30\t365\t100,000.00\t5.175% a year\t5,175.00"
    )
    dialog.save_pdf(tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: dialog.message_bar.text() == "Saved as sheet.pdf.")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_buttons_name_their_act(program: Program) -> None:
    dialog = opened(program)
    assert [
        b.text()
        for b in dialog.buttons.buttons()
        if dialog.buttons.buttonRole(b) == QDialogButtonBox.ButtonRole.AcceptRole
    ] == ["Claim it"]


def test_list_offers_it_for_what_is_late(program: Program) -> None:
    window = program.open(program.book(LEDGER))
    window.desk.navigation.open("receivables", chip="open")
    program.rest()
    owed: Any = window.page.ledger if window.page is not None else None  # type: ignore[attr-defined]
    offered = {}
    for key in list(owed.view.rows.keys):
        owed.view.select_keys([key])
        offered[owed.chosen()[0].number] = owed.interest.isEnabled()
    assert offered == {"Y": True, "Z": False}
    owed.view.select_keys([key for key in owed.view.rows.keys if owed.rows[key].number == "Y"])
    owed.interest.trigger()
    program.rest()
    dialog: Any = window.findChildren(InterestDialog)[0]
    assert dialog.sheet.invoice == "Y"


def test_enter_claims_what_is_in_sight_and_nothing_else(program: Program) -> None:
    dialog = opened(program)
    dialog.form["on"].set_value(TODAY)
    dialog.load()
    dialog.form.submit()  # quicker than the book answers
    program.rest()
    assert dialog.isVisible()
    assert program.ask(lambda s: s.charges.open_of(1)) == []
    dialog.form.submit()
    program.rest()
    assert [each.kind for each in program.ask(lambda s: s.charges.open_of(1))] == ["interest"]
