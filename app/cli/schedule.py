"""A payment plan looked at before it is signed: schedule. It needs no book."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

import click

from app.cli.base import Command, emit, json_option, option
from app.i18n import _, mark
from app.models.errors import Invalid
from app.models.money import plain, share, to_minor
from app.services.rules import schedule as rule
from app.services.rules.schedule import Breach, Plan, Sale

REASONS: Final = {
    "completion": mark("When the work is done {amount} is at risk, more than the {most} allowed."),
    "delivery": mark("After delivery {amount} is open, more than the {most} allowed."),
    "custom_work": mark("At signing {amount} comes in; custom work asks for {most}."),
}


def number(text: str | Decimal) -> Decimal:
    """A figure of the command line."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise click.BadParameter(_("“{text}” is not a number from zero up.").format(text=text))
    return found


@click.command(cls=Command, help=mark("Does a payment plan ever leave too much open? The least that would not"))
@click.argument("value", type=number)
@option("--cost", type=number, required=True, metavar="C", help=mark("Cost of making the goods"))
@option("--allowed", type=number, required=True, metavar="A", help=mark("The most that may be open"))
@option("--plan", "shares", metavar="30,20,50", help=mark("Percent at signing, before shipping, later"))
@option(
    "--resale",
    type=number,
    default="0",
    metavar="S",
    help=mark("Share of the cost that somebody else would pay, 0 to 1"),
)
@option(
    "--custom",
    type=number,
    default="0",
    metavar="P",
    help=mark("Share of the cost at risk wanted at signing for custom goods, 0 to 1"),
)
@option("--currency", default="CNY", metavar="CODE", help=mark("Currency of the amounts"))
@json_option
def schedule(
    value: Decimal,
    cost: Decimal,
    allowed: Decimal,
    shares: str | None,
    resale: Decimal,
    custom: Decimal,
    currency: str,
    as_json: bool,
) -> None:
    if not value or max(resale, custom) > 1:
        raise Invalid("value", _("The value is above zero; resale and custom are shares from 0 to 1."))
    sale = Sale(to_minor(value, currency), to_minor(cost, currency), resale, to_minor(allowed, currency), custom)
    plan = _plan(shares, sale.value) if shares else rule.laziest(sale)
    document = _document(sale, plan, currency)
    if as_json:
        emit(document)
        return
    for name, words in (("plan", _("Plan: {plan}")), ("laziest", _("Least that keeps to it: {plan}"))):
        click.echo(words.format(plan=" / ".join(document[name])))
    for reason in document["reasons"] or [{"text": _("It never leaves more open than is allowed.")}]:
        click.echo(reason["text"])


def _plan(shares: str, value: int) -> Plan:
    try:
        parts = [int(part) for part in shares.split(",")]
    except ValueError:
        parts = []
    if len(parts) != 3 or sum(parts) != 100 or min(parts) < 0:
        raise Invalid("plan", _("A plan is three whole percentages that make 100, such as 30,20,50."))
    return Plan(*share(value, parts))


def _document(sale: Sale, plan: Plan, currency: str) -> dict[str, Any]:
    """Amounts as decimal strings; `keeps` = the plan breaks no rule."""
    least = rule.laziest(sale)
    open_ = rule.open_at(sale, plan)
    found = rule.breaches(sale, plan)
    return {
        "currency": currency,
        "at_risk": plain(sale.at_risk, currency),
        "plan": [plain(each, currency) for each in (plan.signing, plan.shipping, plan.later)],
        "open": {code: plain(minor, currency) for code, minor in open_.items()},
        "keeps": not found,
        "reasons": [{"code": each.code, "text": _text(each, currency)} for each in found],
        "laziest": [plain(each, currency) for each in (least.signing, least.shipping, least.later)],
    }


def _text(found: Breach, currency: str) -> str:
    amount, most = plain(found.amount, currency), plain(found.most, currency)
    return _(REASONS[found.code]).format(amount=amount, most=most)


SCHEDULE_COMMANDS: Final = (schedule,)
