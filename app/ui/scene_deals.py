"""Pictures of deals, of what stands behind debts, and of cash deposits."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.i18n import _
from app.models.dates import add_days
from app.models.listing import Query
from app.services.deals import DealDraft
from app.services.deposits import DepositDraft
from app.services.securities import SecurityDraft
from app.ui.scene_ground import Act, Stage, asked


def shown(view: str, dialog: str = "", **wishes: Any) -> Act:
    """A list of the contracts tab, with a dialog over it where one is named."""

    def act(stage: Stage) -> None:
        desk = stage.window.desk
        desk.jobs.write(stage.window, lambda s: fill(s, desk.today), lambda _none: None)
        stage.settle()
        desk.navigation.open("contracts", view=view)
        stage.settle()
        if dialog:
            desk.navigation.dialog(dialog, **wishes)
            stage.settle()

    return act


def letter_of_credit(stage: Stage) -> None:
    """One with its days and documents, being changed."""
    shown("security")(stage)
    stage.window.desk.navigation.dialog("security", security=asked(stage, lambda s: _credit(s) or 0))
    stage.settle()


def fill(services: Any, today: date) -> None:
    """Once, however many pictures are drawn of it."""
    who = services.lists.keys("customers", Query())[:5]
    if not services.deals.search("DD-"):
        _deals(services, who, today)
    if _credit(services) is None:
        _papers(services, who[0], today)


def _credit(services: Any) -> int | None:
    """The first letter of credit there is."""
    found = (each.security for each in services.securities.register().rows)
    return next((each.id for each in found if each.kind == "letter_of_credit"), None)


def _deals(services: Any, who: list[int], today: date) -> None:
    plans = (
        ("ordered", 86_000_00, 12, _("Steel frames, third lot")), ("agreed", 240_000_00, 25, _("Machined housings")),
        ("quoted", 58_000_00, -6, _("Spare parts for a year")), ("enquiry", 120_000_00, 40, _("Switch cabinets")),
        ("lost", 30_000_00, -30, _("Cable ducts")),
    )  # fmt: skip
    for place, (stage, amount, days, title) in enumerate(plans):
        custom: dict[str, Any] = (
            {"custom_goods": True, "cost_incurred": 45_000_00, "resale_bp": 2_000} if place == 1 else {}
        )
        draft = DealDraft(
            who[place % len(who)], amount, stage, title, expected_on=add_days(today, days), opened_on=add_days(today, -40),
            ordered_on=add_days(today, -10), **custom,
        )  # fmt: skip
        services.deals.add(draft)


def _papers(services: Any, who: int, today: date) -> None:
    papers = ((_("Commercial invoice"), True), (_("Packing list"), True), (_("Bill of lading"), False))
    add, given = services.securities.add, add_days(today, -60)
    add(
        SecurityDraft(
            who, "letter_of_credit", given, 300_000_00, giver=_("Bank of Hamburg (sample)"), number="LC-26-0417",
            expires_on=add_days(today, 40), ship_by=add_days(today, 12), present_days=15, papers=papers,
            original_at=_("Safe"),
        )
    )  # fmt: skip
    add(SecurityDraft(who, "mortgage", given, 500_000_00, giver=_("Owner"), registered_on=given, original_at=_("Safe")))
    add(
        SecurityDraft(
            who, "bank_guarantee", given, 100_000_00, giver=_("City bank (sample)"), expires_on=add_days(today, 20)
        )
    )
    until = add_days(today, 25)
    services.deposits.receive(
        DepositDraft(who, 30_000_00, given, refund_condition=_("Contract done"), refund_due_on=until)
    )
