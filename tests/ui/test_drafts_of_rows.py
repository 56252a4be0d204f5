"""What was typed about one row of a list and not saved does not come over another one that is called the same."""

from __future__ import annotations

from typing import Any

from app.models.requests import Request
from app.services.feedback import FeedbackDraft
from app.ui.dialogs.correct import correct_payment
from app.ui.dialogs.credit_request import answer_request
from app.ui.dialogs.feedback import settle_feedback
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.dialogs.reason import ask_reason
from tests.ui.program import LEDGER, Program

TWO_PAYMENTS = """
payment  P-1 A 2026-11-18 10.00 -> A-1
payment  P-2 A 2026-11-19 20.00 -> A-1
"""


def shown(program: Program) -> FormDialog:
    """The dialog in front, with what the book knows in it."""
    program.rest()
    return next(each for each in program.window.findChildren(FormDialog) if each.isVisible())


def leave(program: Program, values: dict[str, Any]) -> None:
    """Type it and close the dialog without saving."""
    dialog = shown(program)
    dialog.form.set(values)
    dialog.reject()
    program.rest()


def test_the_correction_of_one_payment_is_not_that_of_another(program: Program) -> None:
    window = program.open(program.book(LEDGER + TWO_PAYMENTS))
    correct_payment(window.desk, 1, window)
    leave(program, {"amount": 15_00, "reason": "typed wrong"})
    correct_payment(window.desk, 2, window)
    dialog = shown(program)
    assert (dialog.form["amount"].value(), dialog.form["reason"].value()) == (20_00, "")
    dialog.reject()
    correct_payment(window.desk, 1, window)
    dialog = shown(program)
    assert (dialog.form["amount"].value(), dialog.form["reason"].value()) == (15_00, "typed wrong")


def test_the_answer_to_one_customer_is_not_that_to_another(program: Program) -> None:
    window = program.open()
    first, second = (Request(id=each, customer_id=each, asked_on=program.day, what="limit") for each in (1, 2))
    answer_request(window.desk, first, window)
    leave(program, {"outcome": "Granted until March"})
    answer_request(window.desk, second, window)
    assert shown(program).form["outcome"].value() == ""


def test_two_complaints_of_one_customer_are_settled_apart(program: Program) -> None:
    window = program.open()
    program.write(
        lambda s: [s.feedback.add(FeedbackDraft(1, "complaint", text)) for text in ("wet boxes", "late lorry")]
    )
    first, second = program.ask(lambda s: s.feedback.of_customer(1))
    settle_feedback(window.desk, first, window)
    leave(program, {"result": "Dried"})
    settle_feedback(window.desk, second, window)
    assert shown(program).form["result"].value() == ""


def test_why_one_is_voided_is_not_said_of_another(program: Program) -> None:
    window = program.open()
    for which in ("review 1", "review 2"):
        dialog = ask_reason(window.desk, "Void the review", "Void", lambda _s, _why: None, window, about=which)
        assert dialog.form["reason"].value() == ""
        leave(program, {"reason": "wrong customer"})
