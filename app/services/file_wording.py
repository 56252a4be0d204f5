"""A credit file in sentences: how complete it is, what each section holds, what a fact says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from app.i18n import _, mark, ngettext
from app.models.credit_facts import CreditFact, Questionnaire
from app.services import credit_wording as words
from app.services import fact_fields
from app.services.credit_view import CreditFileView, FactLine
from app.services.fact_fields import Asked
from app.services.formats import NOTHING, joined, money, percent
from app.services.rules import questionnaire
from app.services.rules.completeness import Completeness

NAMED: Final = 3  # missing pieces named in the sentence
# Sections of the file: the kinds of facts in each, what it is called, what to do while it is empty.
SECTIONS: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "bank": (("bank_report",), mark("Bank credit report"),
             mark("None yet. Only the customer may ask for it: have it handed over.")),
    "records": (("court", "registry", "tax", "capital"), mark("Public records"),
                mark("Not looked up yet. Courts and the business register can be looked up by anybody.")),
    "ratings": (("rating",), mark("Ratings"), mark("None. Many small firms have none.")),
    "spoken": (("trade_reference", "bank_reference"), mark("References"),
                   mark("None yet. Ring two of their suppliers and write down what they say.")),
    "visits": (("visit",), mark("Site visits"), mark("None yet. Go there once: what was seen counts for a year.")),
    "ownership": (("ownership",), mark("Owners and group"), mark("Not known yet who owns it.")),
    "market": (("industry_opinion", "rumour"), mark("Trade and hearsay"), mark("Nothing yet on their trade and region.")),
}  # fmt: skip


def completeness_sentence(found: Completeness) -> str:
    """ "File completeness 70% · missing: site visit, owners and 2 more"."""
    whole = _("File completeness {share}").format(share=percent(Decimal(str(found.share)), 0))
    missing = [words.item_name(each.code) for each in found.missing]
    if not missing:
        return " · ".join((whole, _("nothing is missing")))
    named, more = missing[:NAMED], len(missing) - NAMED
    text = joined(named)
    if more > 0:
        text = _("{named} and {count} more").format(named=text, count=more)
    return " · ".join((whole, _("missing: {what}").format(what=text)))


def section_text(file: CreditFileView, section: str) -> str:
    """What is there, the newest in words; what to do where nothing is."""
    kinds, _title, empty = SECTIONS[section]
    lines = file.facts_of(*kinds)
    if not lines:
        return _(empty)
    newest = lines[0]
    said = [str(newest.fact.on_day), words.code_name(newest.fact.kind, newest.fact.code)]
    if newest.state != "valid":
        said.append(words.state_name(newest.state).lower())
    if len(lines) > 1:
        said.append(ngettext("{count} entry in all", "{count} entries in all", len(lines)))
    return " · ".join(said)


def statements_text(file: CreditFileView) -> str:
    if not file.statements:
        return _("None yet. Ask for the last two years and paste them from Excel.")
    newest, count = file.statements[0], len(file.statements)
    periods = ngettext("{count} period", "{count} periods", count)
    return " · ".join((periods, str(newest.period_end), words.quality_name(newest.quality)))


def assessments_text(file: CreditFileView) -> str:
    if not file.questionnaires:
        return _("Not filled in yet: 20 questions, any may be left open.")
    newest = file.questionnaires[0]
    return f"{newest.on_day} · {result_text(newest.answers.values())}"


def requests_text(file: CreditFileView) -> str:
    if not file.requests:
        return _("None. Write down what they ask for: it tells how they stand.")
    newest = file.requests[0]
    return " · ".join((str(newest.asked_on), words.request_name(newest.what), newest.outcome or _("not answered yet")))


def result_text(points: Any) -> str:
    """ "13 of 20 answered · 65 points of 100", from the points of the answers given."""
    given = list(points)
    text = _("{count} of {all} answered").format(count=len(given), all=len(questionnaire.ITEMS))
    if not given:
        return text
    reached = round(100 * sum(given) / (questionnaire.MOST * len(given)))
    return " · ".join((text, _("{points} points of 100").format(points=reached)))


def points_of(asked: Questionnaire) -> str:
    return result_text(asked.answers.values())


def detail(line: FactLine) -> str:
    """What a fact says besides its name: "Supplier: Ningbo Steel; Days late on average: 15"."""
    return _("; ").join(figures(line.fact))


def figures(fact: CreditFact) -> list[str]:
    """Every field that is filled, each with its name."""
    values = {**fact.data, "amount": fact.amount}
    return [
        _("{what}: {value}").format(
            what=words.field_name(fact.kind, fact.code, asked.name),
            value=_value(asked, values[asked.name], fact.currency or ""),
        )
        for asked in fact_fields.fields_of(fact.kind, fact.code)
        if values.get(asked.name) not in (None, "", [])
    ]


def until_text(line: FactLine) -> str:
    """Its last day, and whether that is past."""
    if line.state == "ended":
        return _("ended {day}").format(day=line.fact.ended_on)
    if line.until is None:
        return NOTHING
    return _("{day}, out of date").format(day=line.until) if line.state == "outdated" else str(line.until)


def source_text(line: FactLine) -> str:
    """Who says so, and how reliable that is."""
    return " · ".join(filter(None, (line.fact.source, line.fact.source_grade)))


def _value(asked: Asked, value: Any, currency: str) -> str:
    if asked.unit == "money":
        return money(value, currency)
    if asked.unit in ("share", "odds"):
        return percent(Decimal(value) / fact_fields.MOST[asked.unit], 2 if asked.unit == "odds" else 1)
    if asked.unit == "days":
        return ngettext("{count} day", "{count} days", value)
    if asked.unit in ("choice", "flag", "several"):
        chosen: Sequence[Any] = value if asked.unit == "several" else [value]
        return joined(words.choice_name(asked.name, each) for each in chosen)
    return str(value)
