"""What the contract page writes: terms, plan and protection in one change; the answers of the check in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.i18n import _
from app.models.clauses import Answer
from app.services.contract_drafts import ContractDraft

if TYPE_CHECKING:
    from app.ui.pages.contract.page import ContractPage

FORMS: Final = ("terms", "protection")
KEPT: Final = ("retention_bp", "prepay_bp")  # of the contract, asked nowhere on the page


class Saving:
    """Of one page."""

    def __init__(self, page: ContractPage) -> None:
        self.page = page

    def save(self) -> None:
        """What cannot be taken is brought into sight; nothing that was begun is left behind."""
        page = self.page
        for name in FORMS:
            form = page.parts[name].form
            if not form.check():
                page.show_part(name)
                form.check()  # the keyboard goes there, now that it can be seen
                return
        page.message_bar.clear()
        draft, key = self.draft(), page.key
        if page.is_begun or key is None:
            page.write(lambda s: _write(s, key, draft), self._saved)
        if page.clauses.is_begun:
            page.clauses.submit()
        elif key is not None and not page.is_begun:
            page.message_bar.say(_("Nothing was changed; all of it is saved."), "info")

    def answer(self, answers: tuple[Answer, ...]) -> None:
        """Answers of the check that were given."""
        which = self.page.contract_id()
        self.page.clauses.kept()
        self.page.write(lambda s: s.contract_reviews.answer(which, answers), lambda _none: None)

    def draft(self) -> ContractDraft:
        """What stands in the forms."""
        page = self.page
        forms = (page.terms.form, page.protection.form)
        values = {name: value for form in forms for name, value in form.draft().items() if value != ""}
        values.pop("template")
        values["lines"] = values.pop("plan")
        if page.found is not None:
            values |= {name: getattr(page.found.contract, name) for name in KEPT}
        return ContractDraft(**values)

    def _saved(self, made: int) -> None:
        page = self.page
        page.is_begun = False
        page.typed.forget()
        if page.key is None:
            page.desk.navigation.open("contract", made)
        else:
            page.refresh()


def _write(services: Any, key: int | None, draft: ContractDraft) -> int:
    if key is None:
        return int(services.contracts.add(draft))
    services.contracts.update(key, draft)
    return key
