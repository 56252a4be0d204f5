"""The review sheet of a contract as a PDF: where to, in which language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.i18n import _
from app.services import contract_paper, documents
from app.services.outfile import file_name
from app.ui.papers import ask_place, say_written

if TYPE_CHECKING:
    from app.ui.pages.contract.page import ContractPage


def ask_and_write(page: ContractPage) -> None:
    """Asks for the place first."""
    if page.found is None:
        page.message_bar.say(_("Save the contract first."), "info")
        return
    contract = page.found.contract
    name = file_name(" ".join((contract.number, contract.customer, _("Contract review sheet"))), ".pdf")
    title = _("Save the contract review sheet")
    path = ask_place(page, page.desk.preferences, title, name, _("PDF document"))
    if path is not None:
        write(page, path)


def write(page: ContractPage, path: Path) -> None:
    """Of the contract as it stands in the book; the page says where it is."""
    which, today = page.contract_id(), page.desk.today

    def work(services: Any, _job: object) -> None:
        documents.render(contract_paper.of(services, which), path, today)

    text = _("Saved as {name}.").format(name=path.name)
    page.desk.jobs.run(page, work, lambda _none: say_written((path,), page.message_bar, text), read_only=True)
