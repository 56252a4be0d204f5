"""Words about the bank's statement: why a line is whose, how sure, and what a file held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from app.i18n import _, mark, ngettext
from app.services.formats import money
from app.services.rules.bank_lines import Match, Reason, Suggestion

if TYPE_CHECKING:
    from app.services.bank_review import Accepted, BankPreview, Review

STRENGTHS: Final = {"likely": mark("Very likely"), "possible": mark("Possible"), "none": mark("Not found")}
ICONS: Final = {"likely": "check-circle", "possible": "circle-half", "none": "question"}
ROLES: Final = {"likely": "good", "possible": "caution", "none": ""}

IGNORED: Final = {
    "own_transfer": mark("Moved between own accounts"),
    "not_a_customer": mark("Not from a customer"),
    "interest": mark("Interest from the bank"),
    "supplier_refund": mark("Refund from a supplier"),
    "logged_by_hand": mark("Logged by hand already"),
    "other": mark("Another reason"),
}


def strength_text(match: Match | None) -> str:
    """How sure: a word, never a percentage."""
    return _(STRENGTHS[match.strength if match else "none"])


def ignored_text(reason: str | None) -> str:
    """Why a line was ignored; words of one's own stand for themselves."""
    return _(IGNORED[reason]) if reason in IGNORED else reason or ""


def why_text(found: Suggestion, names: Mapping[int, str], currency: str) -> str:
    """ "Payer = Hongda; amount = YS-0112 + YS-0140"."""
    name = names.get(found.customer_id, "")
    said = [_REASONS[reason.code](reason, name, currency) for reason in found.reasons]
    if any(reason.code == "number" for reason in found.reasons):
        said = [text for text, reason in zip(said, found.reasons, strict=True) if reason.code != "exact"] + [
            _("amount fits")
        ] * any(reason.code == "exact" for reason in found.reasons)
    if found.rest and not any(reason.code == "advance" for reason in found.reasons):
        said.append(_("{amount} more is an advance").format(amount=money(found.rest, currency)))
    text = _("; ").join(said)
    return text[:1].upper() + text[1:]


def _rows(reason: Reason) -> str:
    shown = " + ".join(reason.numbers[:4])
    more = len(reason.numbers) - 4
    return shown + (" " + ngettext("and {count} more", "and {count} more", more) if more > 0 else "")


_REASONS: Final[dict[str, Callable[[Reason, str, str], str]]] = {
    "payer": lambda reason, name, currency: _("paid for {name} before").format(name=name),
    "account": lambda reason, name, currency: _("this account paid for {name} before").format(name=name),
    "name": lambda reason, name, currency: _("payer = {name}").format(name=name),
    "alike": lambda reason, name, currency: _("payer is like {name}").format(name=name),
    "exact": lambda reason, name, currency: _("amount = {rows}").format(rows=_rows(reason)),
    "sum": lambda reason, name, currency: _("amount = {rows}").format(rows=_rows(reason)),
    "number": lambda reason, name, currency: _("the text names {rows}").format(rows=_rows(reason)),
    "fee": lambda reason, name, currency: _("amount = {rows} less a bank fee of {fee}").format(
        rows=_rows(reason), fee=money(reason.amount, currency)
    ),
    "part": lambda reason, name, currency: _("no amount fits: oldest due first, {rows}").format(rows=_rows(reason)),
    "advance": lambda reason, name, currency: _("nothing is open in {currency}: all of it is an advance").format(
        currency=currency
    ),
}


def difference_text(difference: int | None, currency: str) -> str:
    """What the balances lack to the lines; "" when they add up or cannot be checked."""
    if not difference:
        return ""
    return _(
        "The balances of this statement differ from its lines by {amount}: lines may be missing in the file."
    ).format(amount=money(abs(difference), currency))


def counts_text(preview: BankPreview) -> str:
    """ "New 5 · Imported already 2 · Money out 3 · Needs fixing 0"."""
    counts = (
        (_("New"), preview.count),
        (_("Imported already"), preview.same),
        (_("Money out, left out"), preview.out),
        (_("Neither in nor out"), preview.beside),
        (_("Needs fixing"), preview.file.wrong),
    )
    return " · ".join(f"{word} {count:,}" for word, count in counts if count or word == _("New"))


def taken_text(preview: BankPreview) -> str:
    """What became of a file, for the toast and the line above the list."""
    if preview.count:
        taken = ngettext("{count} line of money in was taken", "{count} lines of money in were taken", preview.count)
        if preview.same:
            same = ngettext("{count} imported already", "{count} imported already", preview.same)
            return _("{taken}, {same}").format(taken=taken, same=same)
        return taken
    if preview.same:
        return _("Every line of this file was imported already.")
    return _("There is no money in in this file.")


def head_text(review: Review) -> str:
    """ "42 lines in · 31 very likely · 7 possible · 4 not found · difference ¥0.00"."""
    strengths = [match.strength for match in review.matches.values()]
    lines = ngettext("{count} line of money in", "{count} lines of money in", len(review.lines))
    words = [
        lines,
        _("{count} very likely").format(count=strengths.count("likely")),
        _("{count} possible").format(count=strengths.count("possible")),
        _("{count} not found").format(count=strengths.count("none")),
    ]
    if review.difference is not None:
        words.append(_("difference {amount}").format(amount=money(*review.difference)))
    return " · ".join(words)


def all_text(count: int, sums: Mapping[str, int]) -> str:
    """What accepting all very likely lines would do: how many and how much."""
    total = " + ".join(money(minor, currency) for currency, minor in sums.items())
    lines = ngettext("Accept {count} very likely", "Accept {count} very likely", count)
    return _("{lines}, {total}").format(lines=lines, total=total)


def accepted_text(made: Accepted, amount: int, currency: str) -> str:
    """The toast after a line was accepted; it says whom the program will think of next time."""
    text = _("Logged {amount} from {name}").format(amount=money(amount, currency), name=made.customer)
    if made.payer:
        learnt = _("Money from “{payer}” will be matched to {name} first from now on").format(
            payer=made.payer, name=made.customer
        )
        return _("{done}. {then}").format(done=text, then=learnt)
    return text
