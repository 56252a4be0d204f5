"""What can be done in each part of a credit file, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.i18n import _
from app.services import credit_wording as words
from app.services.credit_view import FactLine
from app.ui.dialogs import credit_request, legal
from app.ui.dialogs.fact_end import end_fact
from app.ui.dialogs.reason import ask_reason
from app.ui.pages.customer import file_ways
from app.ui.papers import save_copy
from app.ui.widgets.acting import new_action

if TYPE_CHECKING:
    from app.ui.pages.customer.file import FileTab

Actions = dict[str, list[QAction]]


def make(tab: FileTab) -> Actions:
    """By part, the likeliest first. The first of a part begins something and is always possible."""
    enter = new_action(tab, "table", _("Enter statements…"), lambda: enter_statements(tab))
    add = new_action(tab, "plus", _("Add an entry…"), lambda: _add(tab))
    assess = new_action(tab, "list-bullets", _("Assess…"), lambda: _assess(tab))
    ask = new_action(tab, "chat-text", _("Log a request…"), lambda: _ask(tab))
    attach = new_action(tab, "paperclip", _("Attach a file…"), lambda: _attach(tab))
    profile = new_action(tab, "buildings", _("The firm itself…"), lambda: _open(tab, "profile"))
    void = new_action(tab, "x-circle", _("Void"), lambda: _void(tab), "Del")
    correct_ = new_action(tab, "pencil-line", _("Correct…"), lambda: correct(tab))
    end = new_action(tab, "check-circle", _("No longer so…"), lambda: _end(tab))
    save = new_action(tab, "download-simple", _("Save a copy…"), lambda: _save(tab))
    answer = new_action(tab, "pencil-simple", _("Enter the answer…"), lambda: correct(tab))
    forms = new_action(tab, "printer", _("Print a form…"), lambda: _open(tab, "credit_paper", paper="information"))
    edit = new_action(tab, "pencil-simple", _("Edit"), tab.wants_edit.emit)
    contact = new_action(tab, "user-plus", _("Add a contact person"), tab.wants_contact.emit)
    return {
        "overview": [enter, add, assess, forms, profile, attach],
        "statements": [enter, correct_, void],
        "facts": [add, correct_, end, void, attach],
        "assessments": [assess, correct_],
        "requests": [ask, answer],
        "files": [attach, save, void],
        "contacts": [edit, contact, profile],
    }


def empty(tab: FileTab) -> dict[str, tuple[str, QAction]]:
    """What an empty list says, and the way on."""
    of = tab.actions_of
    return {
        "facts": (
            _("No reports or records yet. Courts and the business register can be looked up by anybody."),
            of["facts"][0],
        ),
        "assessments": (
            _("Nobody has assessed this customer yet: 20 questions, any may be left open."),
            of["assessments"][0],
        ),
        "requests": (_("No request yet. What a customer asks for tells how they stand."), of["requests"][0]),
        "files": (_("No documents yet: licence, statements, screenshots of registers."), of["files"][0]),
    }


def enable(tab: FileTab) -> None:
    """The first action of each part always; the others where something is chosen that they are for."""
    row, part = tab.chosen(), tab.shown_part
    live = row is not None and getattr(row, "state", "") != "ended"
    begins = {id(actions[0]) for actions in tab.actions_of.values()}
    begins |= {id(each) for part in ("overview", "contacts") for each in tab.actions_of[part]}
    for actions in tab.actions_of.values():
        for each in actions:
            each.setEnabled(tab.file is not None and (id(each) in begins or (each in tab.actions_of[part] and live)))


def enter_statements(tab: FileTab) -> None:
    _open(tab, "financials")


def correct(tab: FileTab) -> None:
    """The row in question, filled in."""
    row, part = tab.chosen(), tab.shown_part
    if row is None or tab.file is None:
        return
    if part == "statements":
        _open(tab, "financials", statement=row.id)
    elif part == "facts":
        _open(tab, "credit_fact", fact=row.fact, currency=tab.file.currency)
    elif part == "assessments":
        _open(tab, "questionnaire", on=row.on_day)
    elif part == "requests":
        credit_request.answer_request(tab.desk, row, tab.window())
    else:
        _save(tab)


def _open(tab: FileTab, name: str, **wishes: object) -> None:
    if tab.file is not None:
        tab.desk.navigation.dialog(name, customer=tab.file.customer_id, **wishes)


def _add(tab: FileTab) -> None:
    if tab.file is not None:
        file_ways.ask_kind(tab.desk, tab.file, tab.switch[tab.shown_part])


def _assess(tab: FileTab) -> None:
    _open(tab, "questionnaire")


def _ask(tab: FileTab) -> None:
    if tab.file is not None:
        credit_request.log_request(tab.desk, tab.file.customer_id, tab.file.currency, tab.window())


def _attach(tab: FileTab) -> None:
    """A paper: of the customer, or of the entry in question."""
    if tab.papers is None or tab.file is None:
        return
    row = tab.chosen()
    of = f"credit_fact {row.fact.id}" if isinstance(row, FactLine) else ""
    entries = [
        (f"credit_fact {each.fact.id}", f"{words.code_name(each.fact.kind, each.fact.code)} · {each.fact.on_day}")
        for each in tab.file.facts
    ]
    known = [
        (f"financial_statement {each.id}", _("Statement {period}").format(period=each.period_end))
        for each in tab.file.statements
    ]
    legal.attach_file(tab.desk, tab.papers, tab.window(), of=of, also=[*known, *entries])


def _end(tab: FileTab) -> None:
    row = tab.chosen()
    if isinstance(row, FactLine):
        end_fact(tab.desk, row.fact, tab.window())


def _void(tab: FileTab) -> None:
    """A statement is voided with its reason; an entry or a file comes back by Undo."""
    row, part = tab.chosen(), tab.shown_part
    if row is None:
        return
    if part == "statements":
        title = _("Void a statement: {what}").format(what=f"{row.period_end} · {words.quality_name(row.quality)}")
        act = _("Void this statement")
        about = f"void figures {row.id}"
        ask_reason(
            tab.desk, title, act, lambda s, why: s.credit_file.void_statement(row.id, why), tab.window(), about=about
        )
    elif part == "facts":
        tab.desk.jobs.write(tab, lambda s: s.credit_file.void_fact(row.fact.id), lambda _none: None)
    else:
        tab.desk.jobs.write(tab, lambda s: s.attachments.void(row.id), lambda _none: None)


def _save(tab: FileTab) -> None:
    """A copy of a document outside the book."""
    row = tab.chosen()
    if row is not None:
        save_copy(tab, tab.desk, row.id, row.name)
