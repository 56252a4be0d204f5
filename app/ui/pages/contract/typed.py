"""What was typed into the contract page and not saved when another contract was opened: it comes back with that contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from app.ui import drafts
from app.ui.pages.contract.saving import FORMS

if TYPE_CHECKING:
    from app.ui.pages.contract.page import ContractPage


class Typed:
    """The drafts of one page, one for each contract and one for a new one."""

    def __init__(self, page: ContractPage) -> None:
        self.page = page

    def keep(self) -> None:
        """Call before the page turns to another contract."""
        if self.page.is_begun:
            state = {name: self.page.parts[name].form.state() for name in FORMS}
            drafts.keep(self.page.desk.jobs, self._name, state, self.page)

    def restore(self) -> None:
        """Comes over what the book has, and says so."""
        kept = drafts.kept(self.page.desk.jobs, self._name)
        if kept:
            for name, state in kept.items():
                self.page.parts[name].form.put_back(state)
            self.page.is_begun = True
            self.page.message_bar.say(
                _("What you had typed here is back."), "info", ((_("Start afresh"), self._afresh),)
            )

    def forget(self) -> None:
        drafts.forget(self.page.desk.jobs, self._name)

    def _afresh(self) -> None:
        self.forget()
        self.page.afresh()

    @property
    def _name(self) -> str:
        return f"contract {self.page.key or ''}"
