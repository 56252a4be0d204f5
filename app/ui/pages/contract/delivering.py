"""Goods of a contract leave; the money that comes before them is logged."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services.contract_desk import ContractDesk
from app.ui.dialogs.goods_left import GoodsLeftDialog, Leaving
from app.ui.dialogs.payment_fields import Advance
from app.ui.widgets.page import Desk


class DeliverDialog(GoodsLeftDialog):
    """Of the contract in sight."""

    def __init__(self, desk: Desk, found: ContractDesk, parent: QWidget | None = None) -> None:
        contract = found.contract
        goods = Leaving(
            "contract", contract.id, contract.customer_id, contract.currency, found.left, found.stops["shipment"]
        )
        super().__init__(desk, goods, lambda: log_payment(desk, found), parent)


def log_payment(desk: Desk, found: ContractDesk) -> None:
    """For what comes before the goods where that is missing, else for what is owed."""
    who, missing = found.contract.customer_id, found.prepaid.missing
    if missing and found.is_open:
        nature = next((each.nature for each in found.prepaid.lines if each.missing), "prepayment")
        purpose = nature if nature == "earnest" else "prepayment"
        desk.navigation.dialog("payment", customer=who, advance=Advance(missing, found.contract.id, purpose))
    else:
        desk.navigation.dialog("payment", customer=who)
