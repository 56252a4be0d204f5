"""What can be done with the contract in sight: save it, sign, produce, ship, accept, end; its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.i18n import _
from app.services.contract_desk import ContractDesk
from app.ui.pages.contract import asking
from app.ui.pages.contract.delivering import DeliverDialog, log_payment
from app.ui.widgets.acting import new_action

if TYPE_CHECKING:
    from app.ui.pages.contract.page import ContractPage


class Deeds:
    """The actions of one page."""

    def __init__(self, page: ContractPage) -> None:
        self.page = page
        self._offered: list[QAction] = []
        self.save = new_action(page, "check", _("Save contract"), page.saving.save, "Ctrl+S")
        self.new = new_action(page, "plus", _("New contract"), page.start_new, "Ctrl+N")
        self.sign = new_action(page, "pencil-simple", _("Signed…"), self._sign)
        self.produce = new_action(page, "clock", _("Production begun…"), self._produce)
        self.deliver = new_action(page, "truck", _("Shipped…"), self._deliver)
        self.accept = new_action(page, "check-circle", _("Accepted…"), self._accept)
        self.pay = new_action(page, "money", _("Log a payment"), self._pay)
        self.prepay = new_action(page, "percent", _("Prepayment…"), self._prepay)
        self.paper = new_action(page, "file-text", _("Review sheet…"), page.print_shown, "Ctrl+P")
        self.finish = new_action(page, "check-square", _("Close as done…"), self._finish)
        self.end = new_action(page, "prohibit", _("Terminate…"), self._end)
        self.reopen = new_action(page, "arrow-counter-clockwise", _("Reopen"), self._reopen)

    def follow(self, found: ContractDesk | None) -> None:
        """The actions of its state, the likeliest first; what is in the way is told when one is pressed."""
        status = found.contract.status if found else ""
        self.produce.setVisible(found is not None and found.contract.production_on is None)
        self.deliver.setVisible(found is not None and found.left > 0)
        self.accept.setVisible(found is not None and found.shipped > 0)
        running = [
            self.save,
            self.deliver,
            self.produce,
            self.accept,
            self.pay,
            self.prepay,
            self.paper,
            self.finish,
            self.end,
        ]
        of = {
            "": [self.save],
            "draft": [self.save, self.sign, self.prepay, self.paper, self.end],
            "signed": running,
            "running": running,
        }
        ended = [self.reopen, self.accept, self.pay, self.paper, self.save]
        self._offer(of.get(status, ended if found and found.contract.kept in ("done", "terminated") else running))

    def _offer(self, actions: list[QAction]) -> None:
        """The same buttons stay the same, and keep the focus."""
        if actions != self._offered:
            self._offered = actions
            self.page.actions_bar.set_actions(actions)
        self.page.actions_bar.set_text("")

    def _sign(self) -> None:
        """Below the owner a red flag is refused; the owner says why."""
        which, owner = self.page.contract_id(), self._needs_owner()
        hint = _("The terms have red flags or too few points: only the owner signs, with a reason.") if owner else ""
        asking.ask_day(
            self.page.desk,
            _("The contract is signed"),
            _("Record the signing"),
            lambda s, given: s.contracts.sign(which, given["on"], given["reason"]),
            self.page.window(),
            contract=which,
            hint=hint,
            reason=_("&Why it is signed all the same") if owner else "",
        )

    def _needs_owner(self) -> bool:
        found = self.page.found
        return found is not None and found.check.result.verdict == "owner"

    def _produce(self) -> None:
        which, found = self.page.contract_id(), self.page.found
        dialog = asking.ask_day(
            self.page.desk,
            _("Production begun"),
            _("Record the beginning"),
            lambda s, given: s.shipments.production_started(which, given["on"]),
            self.page.window(),
            contract=which,
            hint=_("Only after the money that was to come first."),
        )
        if found is not None and found.stops["production"]:
            way = (_("Log a payment"), lambda: log_payment(self.page.desk, found))
            dialog.message_bar.say(" ".join(found.stops["production"]), "problem", (way,))

    def _deliver(self) -> None:
        found = self.page.found
        if found is not None:
            DeliverDialog(self.page.desk, found, self.page.window()).open()

    def _accept(self) -> None:
        which = self.page.contract_id()
        asking.ask_day(
            self.page.desk,
            _("The customer accepted the goods"),
            _("Record the acceptance"),
            lambda s, given: s.shipments.accepted(which, given["on"]),
            self.page.window(),
            contract=which,
            hint=_("What waited for it becomes due from this day."),
        )

    def _pay(self) -> None:
        found = self.page.found
        if found is not None:
            log_payment(self.page.desk, found)

    def _prepay(self) -> None:
        """What comes first and why, and the notice that asks for it."""
        self.page.desk.navigation.dialog("prepayment", contract=self.page.contract_id())

    def _finish(self) -> None:
        self._close("finish", _("Close the contract as done"), _("Close it as done"))

    def _end(self) -> None:
        self._close("terminate", _("Terminate the contract"), _("Terminate it"))

    def _close(self, deed: str, title: str, act: str) -> None:
        which = self.page.contract_id()

        def work(services: Any, given: dict[str, Any]) -> Any:
            return getattr(services.contracts, deed)(which, given["on"], given["reason"] or "")

        hint = _("Nothing more comes under it; what is owed stays owed.")
        asking.ask_day(
            self.page.desk,
            title,
            act,
            work,
            self.page.window(),
            contract=which,
            hint=hint,
            reason=_("&Reason"),
            needs_reason=True,
        )

    def _reopen(self) -> None:
        which = self.page.contract_id()
        self.page.write(lambda s: s.contracts.reopen(which), lambda _none: None)
