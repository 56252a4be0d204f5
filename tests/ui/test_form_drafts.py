"""What was typed into a form and not saved: kept for the same thing only, and never said of what nobody typed."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from app.services.deals import DealDraft
from app.services.insurance_drafts import PolicyDraft
from app.ui import drafts
from app.ui.dialogs.deal import DealDialog
from app.ui.dialogs.holds import set_hold
from app.ui.main_window import MainWindow
from app.ui.registry import DIALOGS, load_class
from tests.ui.program import Program

CUSTOMER = {"customer": 1}
OPENED: list[tuple[str, dict[str, int]]] = [
    ("deposit", CUSTOMER), ("deal", CUSTOMER), ("deal", {"deal": 1}), ("deal", {}), ("security", CUSTOMER), ("buyer_limit", CUSTOMER),
    ("insurance_event", CUSTOMER), ("insurance_paper", CUSTOMER), ("insurance_policy", {}), ("insurance_policy", {"policy": 1}),
    ("contact", CUSTOMER), ("contact", {}), ("remind", CUSTOMER), ("visit", CUSTOMER), ("visit", {}), ("feedback", CUSTOMER),
    ("feedback", {}), ("matter", CUSTOMER), ("matter", {}), ("notice", CUSTOMER), ("notice", {}), ("write_off", CUSTOMER), ("calendar", {}),
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


def opened(program: Program, name: str, **wishes: int) -> Any:
    program.window.desk.navigation.dialog(name, **wishes)
    program.rest()
    found: list[Any] = program.window.findChildren(load_class(DIALOGS[name]))
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
