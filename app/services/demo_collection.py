"""What the sample company did to be paid: reminders, promises kept and broken, calls, visits, a complaint, the way to court."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from app.i18n import _
from app.services.contacting import ContactDraft
from app.services.feedback import FeedbackDraft
from app.services.matter_drafts import MatterDraft
from app.services.promises import PromiseDraft
from app.services.reminder_recording import ReminderDraft
from app.services.reminder_serving import Serving
from app.services.services import Services
from app.services.visits import VisitDraft

DEMAND: Final = 2
# Customer, level, days ago, channel of the reminders that went out.
SENT: Final = (
    ("K001", 1, 16, "wechat"), ("K008", 1, 12, "wechat"), ("K002", 1, 95, "wechat"), ("K002", 2, 70, "letter"), ("K002", 3, 35, "letter"),
)  # fmt: skip


def fill(services: Services) -> None:
    """Adds to the filled ledger what was done about it; each is a change of its own, as if entered by hand."""
    for code, level, age, channel in sorted(SENT, key=lambda each: -each[2]):
        _remind(services, code, level, _ago(services, age), channel)
    _promises(services)
    _calls(services)
    _visits(services)
    _matter(services)


def _remind(services: Services, code: str, level: int, on: date, channel: str) -> None:
    found = services.reminders.of(_id(services, code), on=on)
    named = tuple(item.instalment_id for each in found[:1] for item in each.items if item.overdue_days > 0)
    if not named:
        return
    draft = ReminderDraft(_id(services, code), found[0].currency, level, named, channel, on=on)
    made = services.reminders.record(draft)
    if channel == "letter":
        how = "signed" if level == DEMAND else "delivered"
        services.reminders.serve(made, Serving(how, on + timedelta(days=3), f"SAMPLE{made:08d}", _("Front desk")))


def _promises(services: Services) -> None:
    """One due today, one that was kept, two in a row that were not."""
    for code, made, due, amount in (
        ("K002", 68, 52, 2_000_000), ("K002", 33, 21, 3_000_000), ("K007", 40, 30, 800_000), ("K001", 6, 0, 5_000_000),
    ):  # fmt: skip
        customer, day = _id(services, code), _ago(services, made)
        promise = PromiseDraft(
            customer_id=customer,
            due_on=_ago(services, due),
            amount=amount,
            made_on=day,
            by_whom=_person(services, code),
            channel="phone",
        )
        services.contacting.log(
            ContactDraft(customer_id=customer, result="promised", on=day, next_on=promise.due_on, promise=promise)
        )


def _calls(services: Services) -> None:
    customer = _id(services, "K015")
    for age in (5, 3, 1):
        services.contacting.log(
            ContactDraft(
                customer_id=customer, result="no_answer", on=_ago(services, age), next_on=_ago(services, age - 1)
            )
        )
    said = _("Paid this morning, they say; look at the bank.")
    services.contacting.log(
        ContactDraft(customer_id=_id(services, "K012"), result="says_paid", on=_ago(services, 2), note=said)
    )


def _visits(services: Services) -> None:
    """A good customer, one with signs of distress, and a complaint that somebody has to see to."""
    services.visits.record(
        VisitDraft(
            customer_id=_id(services, "K005"), on=_ago(services, 60), met=_person(services, "K005"), satisfaction=5, next_on=_ago(services, -30),
            needs=_("Smaller cartons for the shops"),
        )
    )  # fmt: skip
    services.visits.record(
        VisitDraft(
            customer_id=_id(services, "K002"), on=_ago(services, 18), met=_("The foreman"), satisfaction=3,
            signs=("staff_cuts", "idle_plant"), note=_("Half of the hall is empty, the owner was not there."),
        )
    )  # fmt: skip
    complaint = _("Delivery came two days late and one pallet was wet.")
    services.feedback.add(FeedbackDraft(_id(services, "K019"), "complaint", complaint, on=_ago(services, 17)))


def _matter(services: Services) -> None:
    customer = _id(services, "K002")
    debts = tuple(each.receivable_id for each in services.matters.choices(customer)[:6])
    if debts:
        services.matters.open(
            MatterDraft(customer, debts, lawyer=_("Gu, lawyer (sample)"), opened_on=_ago(services, 4))
        )


def _person(services: Services, code: str) -> str | None:
    """The first contact person of a customer."""
    return next((each.name for each in services.customers.contacts(_id(services, code))), None)


def _id(services: Services, code: str) -> int:
    return services.customers.by_code(code).id


def _ago(services: Services, days: int) -> date:
    return services.today - timedelta(days=days)
