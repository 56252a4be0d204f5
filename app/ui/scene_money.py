"""Pictures of payments in their rarer ways, of what is given up, and of advances."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from app.models.dates import add_days
from app.models.listing import Query
from app.models.money import to_minor
from app.services.adjustments import AdjustmentDraft
from app.services.customers import Customers
from app.services.payments import PaymentDraft
from app.services.receivables import ReceivableDraft
from app.ui.dialogs.payment import PaymentDialog
from app.ui.pages.receivables.page import ReceivablesPage
from app.ui.scene_ground import Act, Stage, asked, open_over, someone

Way = Callable[[PaymentDialog], None]


def _payment(stage: Stage, customer: int, amount: str, way: Way) -> None:
    open_over(stage, "payment", customer=customer)
    dialog = stage.dialog()
    if isinstance(dialog, PaymentDialog):
        dialog.amount.line.setText(amount)
        dialog.amount.changed.emit()
        way(dialog)


def pro_rata(stage: Stage) -> None:
    _payment(stage, someone(stage), "60000", lambda dialog: dialog.panel.use("pro_rata"))


def more(stage: Stage) -> None:
    """Every field that is seldom needed, with a fee of the bank."""

    def way(dialog: PaymentDialog) -> None:
        dialog.show_more()
        dialog.fields.bank_fee.line.setText("35")
        dialog.fields.bank_fee.changed.emit()

    _payment(stage, someone(stage), "30000", way)


def claims(stage: Stage) -> None:
    """Interest that was claimed, paid before the debt; the customer may take off a discount, and 0.50 is short."""
    who, today = someone(stage), stage.window.desk.today
    _write(stage, lambda s: _claimed(s, who, today))

    def way(dialog: PaymentDialog) -> None:
        dialog.offers.claims.box.setChecked(True)
        dialog.offers.discount.yes.click()
        dialog.panel.use("oldest")

    whole = asked(stage, lambda s: s.receivables.open_items(who, date.max)[0].open)
    _payment(stage, who, f"{Decimal(whole + 42_000 - 50) / 100}", way)


def _claimed(services: Any, who: int, today: date) -> None:
    terms = {"early_discount_bp": 200, "early_days": 10}
    Customers(services.store, add_days(today, -3)).update(who, terms)
    services.receivables.add(ReceivableDraft(who, to_minor(Decimal(18_000), "CNY"), today))
    first = services.receivables.open_items(who, date.max)[0]
    services.charges.claim(first.instalment_id, "interest", 36_000, add_days(today, -5), {})
    services.charges.claim(first.instalment_id, "cost", 6_000, add_days(today, -2), {})


def draft(stage: Stage) -> None:
    """Paid with a draft."""

    def way(dialog: PaymentDialog) -> None:
        dialog.method.set_value("bank_bill")
        dialog.fields.matures_on.set_value(add_days(stage.window.desk.today, 120))

    _payment(stage, someone(stage), "60000", way)


def across(stage: Stage) -> None:
    """A debt in dollars paid in yuan, below the rate it was booked at."""
    today = stage.window.desk.today
    who = asked(stage, lambda s: int(s.customers.search("")[1].id))
    sold = [ReceivableDraft(who, 5_000_00, add_days(today, -days), currency="USD", rate="7.2") for days in (60, 20)]
    _write(stage, lambda s: [s.receivables.add(each) for each in sold])

    def way(dialog: PaymentDialog) -> None:
        dialog.fields.into.set_value("USD")
        dialog.fields.cross.line.setText("7.05")
        dialog.fields.cross.changed.emit()

    _payment(stage, who, "50000", way)


def act_on(view: str, action: str, prepare: Callable[[Any, date], object] | None = None, **wishes: Any) -> Act:
    """The first row of a list of the receivables page, and one of its actions."""

    def act(stage: Stage) -> None:
        if prepare is not None:
            today = stage.window.desk.today
            _write(stage, lambda s: prepare(s, today))
        stage.window.desk.navigation.open("receivables", view=view, **wishes)
        stage.settle()
        page = stage.window.page
        if isinstance(page, ReceivablesPage) and action and page.ledger.chosen():
            getattr(page.ledger, action).trigger()
            stage.settle()

    return act


def written_off(services: Any, today: date) -> None:
    """The oldest debt is a loss."""
    keys = services.lists.keys("receivables", Query(("overdue",), "", (("due_on", False),)))
    row = services.lists.page("receivables", keys[:1])[0]
    services.adjustments.add(AdjustmentDraft(row.id, "write_off", row.open, add_days(today, -1), "-"))


def owing_more(services: Any, today: date) -> None:
    """The customer of the newest payment bought again."""
    row = services.lists.page("payments", services.lists.keys("payments", Query(sort=(("paid_on", True),)))[:1])
    for each in row:
        services.receivables.add(ReceivableDraft(each.customer_id, 8_600_00, today))


def paid_ahead(services: Any, today: date) -> None:
    """Two customers paid more than they owe, one of them in dollars."""
    found = services.customers.search("")[:3]
    for each, currency in zip(found, ("CNY", "USD", "CNY"), strict=False):
        paid = PaymentDraft(each.id, 5_000_00 + each.id * 100_00, add_days(today, -9), currency, parts={}, rate="7.1")
        services.payments.record(paid)


def _write(stage: Stage, work: Callable[[Any], object]) -> None:
    stage.window.desk.jobs.write(stage.window, work, lambda _done: None)
    stage.settle()
