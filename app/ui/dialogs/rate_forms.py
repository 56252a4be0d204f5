"""The two small forms of the rates: a reference rate, a rate of exchange."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.models.errors import Invalid
from app.models.rates import ExchangeRate
from app.services.interest_wording import SERIES, row_source
from app.services.rates import ReferenceRate
from app.services.rules.interest import Rate
from app.ui.dialogs.form_dialog import FormDialog
from app.ui.widgets.day_field import Day
from app.ui.widgets.fields import Text
from app.ui.widgets.form import Form
from app.ui.widgets.page import Desk
from app.ui.widgets.rate_field import RateField


def reference_form(desk: Desk, series: str, known: ReferenceRate | None, parent: QWidget) -> FormDialog:
    """A new row of a series, or another value for `known`: a shipped row gets one of one's own beside it, which wins."""
    today = desk.today
    form = Form(
        [
            (
                Day("on_day", _("In force &from"), today=today, required=True, value=known.on_day if known else today),
                RateField("rate", _("&Rate a year"), required=True, hint=_("For example 3.00%.")),
            ),
            Text("source", _("&Source"), required=True, hint=_("Where it can be looked up, for example chinamoney.com.cn.")),
            Day("checked_on", _("&Checked on"), today=today, required=True, value=today),
        ]
    )  # fmt: skip
    if known is not None:
        form.set({"rate": Rate(known.rate), "source": row_source(known)})
    title = _("Correct a reference rate") if known else _("Add a reference rate")
    heading = _("{name}: {why}").format(name=title, why=_(SERIES[series]))
    dialog = FormDialog(desk, heading, form, _("Save rate"), parent)
    dialog.draft_name = f"rate {series} {known.on_day if known else 0}"

    def work(services: Any) -> None:
        draft = form.draft()
        rate: Rate = draft["rate"]
        if rate.per != "year":
            raise Invalid("rate", _("A reference rate is a rate a year, such as 3.00%."))
        row = (series, draft["on_day"], rate.value, draft["source"], draft["checked_on"])
        if known is not None and known.own_id is not None:
            services.rates.correct(known.own_id, *row)
        else:
            services.rates.add(*row)

    dialog.work = work
    dialog.open()
    form["rate"].setFocus()
    return dialog


def exchange_form(desk: Desk, own: str, known: ExchangeRate | None, parent: QWidget) -> FormDialog:
    """A new rate of exchange, or another value for `known`."""
    today = desk.today
    form = Form(
        [
            (
                Text("currency", _("&Currency"), required=True, longest=3, tidy=str.upper, hint=_("For example USD.")),
                Day("on_day", _("In force &from"), today=today, required=True, value=known.on_day if known else today),
            ),
            (
                Text("rate", _("&Rate: {currency} for 1").format(currency=own), required=True, longest=20, hint=_("For example 7.1250.")),
                Text("source", _("&Source"), hint=_("Where it can be looked up, for example the People's Bank.")),
            ),
        ]
    )  # fmt: skip
    if known is not None:
        form.set({"currency": known.currency, "rate": known.rate, "source": known.source})
    title = _("Correct an exchange rate") if known else _("Add an exchange rate")
    dialog = FormDialog(desk, title, form, _("Save rate"), parent)
    dialog.draft_name = f"exchange_rate {known.id if known else 0}"

    def work(services: Any) -> None:
        draft = form.draft()
        row = (draft["currency"], draft["on_day"], draft["rate"], draft["source"])
        if known is not None:
            services.rates.correct_exchange(known.id, *row)
        else:
            services.rates.add_exchange(*row)

    dialog.work = work
    dialog.open()
    form["rate" if known else "currency"].setFocus()
    return dialog
