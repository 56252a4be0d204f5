"""The index of evidence of a claim: what is there, original or copy, what it proves, and where there are gaps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.i18n import mark
from app.models import attachments, claims, evidence
from app.models.attachments import Attached
from app.models.evidence import Paper
from app.models.store import Store

# In the order of the index: code, name, what it proves, kinds of files that it may be, whether a claim can hardly do without it.
ITEMS: Final[tuple[tuple[str, str, str, frozenset[str], bool], ...]] = (
    ("contract", mark("Contract, signed"), mark("What was agreed: price, terms, penalty, address for service"),
     frozenset({"contract"}), True),
    ("order", mark("Purchase order"), mark("What was ordered, and by whom"), frozenset(), False),
    ("delivery", mark("Delivery note, signed for"), mark("That the goods arrived; an invoice alone does not show it"),
     frozenset({"delivery_note", "proof_of_delivery"}), True),
    ("invoice", mark("Tax invoice or bill"), mark("The amount that was charged"), frozenset({"invoice"}), True),
    ("statement", mark("Statement, sealed by the customer"), mark("That they acknowledge the balance"), frozenset({"statement"}), True),
    ("reminders", mark("Demands, with proof that they arrived"), mark("That payment was asked for, and when"),
     frozenset({"demand"}), True),
    ("promises", mark("Written promises to pay"), mark("That they acknowledge the debt and asked for time"), frozenset(), False),
    ("payments", mark("Bank slips of part payments"), mark("What was paid, and on which debt"), frozenset(), False),
    ("guarantee", mark("Guarantee or other security"), mark("Who else answers for it"), frozenset({"guarantee", "registration"}), False),
    ("messages", mark("Messages"), mark("What was said between us"), frozenset({"messages"}), False),
)  # fmt: skip
NAMES: Final = {code: name for code, name, _proves, _roles, _needed in ITEMS}
PROVES: Final = {code: proves for code, _name, proves, _roles, _needed in ITEMS}
# Files of these belong to everything that the customer owes.
WHOLE: Final = frozenset({"customer", "confirmation", "legal_matter", "interaction"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the index. `papers` = what the book knows of (numbers, days), `files` = names of copies in the book, `originals` =
    where originals lie; `missing` = numbers of debts for which nothing is known, `uncopied` = known, but without a copy."""

    item: str
    papers: tuple[str, ...]
    files: tuple[str, ...]
    originals: tuple[str, ...]
    missing: tuple[str, ...]
    uncopied: tuple[str, ...]
    needed: bool

    @property
    def state(self) -> str:
        """there, uncopied, gaps, missing (nothing of what is needed), none (nothing, and it can do without)."""
        if not self.papers and not self.files:
            return "missing" if self.needed else "none"
        if self.missing and self.needed:
            return "gaps"
        return "uncopied" if self.uncopied else "there"

    @property
    def is_gap(self) -> bool:
        return self.state in ("missing", "gaps", "uncopied")


def index(
    store: Store, customer_id: int, currency: str, debts: Sequence[tuple[int, str]], on: date
) -> tuple[Piece, ...]:
    """The index of some debts (ids and numbers) of a customer on a day, every line of it."""
    known = evidence.papers(store, customer_id, currency, [key for key, _number in debts], on)
    files = [each for each in attachments.of_customer(store, customer_id) if each.voided_on is None]
    about = _About(store, customer_id, on)
    return tuple(
        _piece(code, roles, needed, [each for each in known if each.item == code], files, about, debts)
        for code, _name, _proves, roles, needed in ITEMS
    )


def _piece(
    code: str,
    roles: Collection[str],
    needed: bool,
    papers: Sequence[Paper],
    files: Sequence[Attached],
    about: _About,
    debts: Sequence[tuple[int, str]],
) -> Piece:
    missing, uncopied, names = [], [], dict[str, None]()
    for key, number in debts:
        said = [each for each in papers if each.receivable_id in (None, key)]
        copies = [each for each in files if _is_copy(each, roles, said) and about.is_of(each, key, said)]
        names |= dict.fromkeys(each.name for each in copies)
        if not said and not copies:
            missing.append(number)
        elif not copies:
            uncopied.append(number)
    told = dict.fromkeys(each.name for each in papers)
    kept = dict.fromkeys(each.original for each in papers if each.original)
    return Piece(code, tuple(told), tuple(names), tuple(kept), tuple(missing), tuple(uncopied), needed)


def _is_copy(file: Attached, roles: Collection[str], said: Sequence[Paper]) -> bool:
    """By its kind; or it hangs on the very paper (not on a receivable or contract, which have files of every kind)."""
    hangs = any((each.tbl, each.row_id) == (file.tbl, file.row_id) for each in said)
    return file.role in roles or (hangs and file.tbl not in ("receivable", "contract"))


class _About:
    """Which debts a file is about."""

    def __init__(self, store: Store, customer_id: int, on: date) -> None:
        self._events = {each.id: each.receivable_id for each in claims.events(store, on, (customer_id,))}

    def is_of(self, file: Attached, receivable_id: int, said: Sequence[Paper]) -> bool:
        """Whether a file is about this debt, or about the customer as a whole; `said` = the papers of the debt."""
        if file.tbl in WHOLE:
            return True
        if file.tbl == "claim_event":
            return self._events.get(file.row_id, 0) in (None, receivable_id)
        if file.tbl == "receivable":
            return file.row_id == receivable_id
        return any((each.tbl, each.row_id) == (file.tbl, file.row_id) for each in said)
