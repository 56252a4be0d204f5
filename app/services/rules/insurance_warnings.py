"""What is wrong, or soon will be, with the insurance of a buyer or with a policy (domain.md D3). Pure: codes and figures, no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.dates import add_days
from app.models.insured import InsurancePolicy
from app.services.rules.insurance_deadlines import Deadline
from app.services.rules.insured import WHYS, Ground, Insured, Known, excluded

NOTICE_DAYS: Final = 10  # before a last day from which it is told
CUT_DAYS: Final = 90  # for which a cut of the limit is called to mind
ENDING_DAYS: Final = 60
USED_SHARE: Final = 80  # per cent of what the insurer pays at most
# Without these the insurer takes nothing of what is shipped now.
UNCOVERED: Final = frozenset(
    {"limit_cancelled", "limit_expired", "policy_ended", "limit_zero", "stopped", "buyer_excluded", "terms_long"}
)
DEADLINES: Final = {"declaration": "declare_due", "stop": "stop_soon", "notice": "notice_due", "claim": "claim_due"}
CODES: Final = (
    "limit_cancelled", "limit_expired", "policy_ended", "limit_zero", "stopped", "limit_cut", "claim_open", "buyer_excluded", "terms_long",
    *DEADLINES.values(), *(f"items_{why}" for why in WHYS if why), "newest_first", "buyer_name", "contract_missing",
    "title_missing", "policy_ends", "premium_least", "used_up",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """`count` receivables with `amount` open (minor units of the buyer's currency; of a policy its own), the first of them
    `document`; `on` = a last day or the day it began, `days` left until then (fewer than none when over) or a number of days."""

    code: str
    amount: int = 0
    count: int = 0
    document: str = ""
    on: date | None = None
    days: int = 0

    @property
    def stops_cover(self) -> bool:
        """Whether nothing that is shipped now is insured."""
        return self.code in UNCOVERED


def problems(
    held: Ground | None,
    grounds: Sequence[Ground],
    found: Sequence[Insured],
    days: Sequence[Deadline],
    known: Known,
    name: str,
    terms: int | None,
) -> list[Problem]:
    """Of one buyer, the gravest first; `name` = as on our invoices, `terms` = days agreed with them."""
    told = [
        *_limit(held, grounds, known.on),
        *_claims(found, known),
        *_days(days, known.on),
        *_items(found),
        *_agreed(held, known, terms),
        *_newest_first(found, known),
        *_papers(held, found, known, name),
    ]
    return sorted(told, key=lambda each: CODES.index(each.code))


def policy_problems(policy: InsurancePolicy, on: date, *, sales: int | None, paid: int) -> list[Problem]:
    """Of a policy: its end, a premium below the minimum, most of what the insurer pays at most used up.

    `sales` = insured so far in its period, `paid` = indemnities, both in minor units of its currency.
    """
    if not policy.holds(on):
        return []
    found = []
    left = (policy.ends_on - on).days
    if left <= ENDING_DAYS:
        found.append(Problem("policy_ends", on=policy.ends_on, days=left))
    earned = (sales or 0) * (policy.premium_ppm or 0) // 1_000_000
    if policy.premium_min and sales is not None and earned < policy.premium_min:
        found.append(Problem("premium_least", policy.premium_min - earned))
    if policy.max_liability and 100 * paid > USED_SHARE * policy.max_liability:
        found.append(Problem("used_up", paid, days=100 * paid // policy.max_liability))
    return found


def _limit(held: Ground | None, grounds: Sequence[Ground], on: date) -> Iterator[Problem]:
    newest = grounds[0]
    if held is None:
        yield _gone(newest, on)
    elif held.amount == 0:
        yield Problem("limit_zero", on=held.limit.valid_from)
    if held is not None:
        before = next((each for each in grounds if each.limit.valid_from < held.limit.valid_from), None)
        cut = (before.amount or 0) - (held.amount or 0) if before else 0
        if cut > 0 and held.limit.valid_from >= add_days(on, -CUT_DAYS):
            yield Problem("limit_cut", cut, on=held.limit.valid_from)


def _gone(newest: Ground, on: date) -> Problem:
    limit, policy = newest.limit, newest.policy
    if limit.cancelled_on and limit.cancelled_on <= on:
        return Problem("limit_cancelled", on=limit.cancelled_on)
    if not policy.holds(on):
        return Problem("policy_ended", on=policy.ends_on)
    return Problem("limit_expired", on=limit.until)


def _claims(found: Sequence[Insured], known: Known) -> Iterator[Problem]:
    """Money that comes in now, also in advance, goes to the oldest debt and makes the claim smaller."""
    claimed = [e for e in found if e.item.receivable_id in known.claimed and e.item.receivable_id not in known.paid_out]
    if claimed:
        yield _of("claim_open", claimed)


def _days(found: Iterable[Deadline], on: date) -> Iterator[Problem]:
    """The nearest of each kind; the last day for shipping also when it is over."""
    for kind, code in DEADLINES.items():
        near = [each for each in found if each.kind == kind and each.open() and (each.on - on).days <= NOTICE_DAYS]
        ahead = [each for each in near if each.on >= on]
        over = [each for each in near if each.on < on] if kind == "stop" else []
        for name, some in (("stopped", over), (code, ahead)):
            if some:
                first = some[0]
                yield Problem(
                    name, sum(e.amount for e in some), len(some), first.item.number, first.on, (first.on - on).days
                )


def _items(found: Sequence[Insured]) -> Iterator[Problem]:
    for why in WHYS:
        some = [each for each in found if each.why == why]
        if why == "above_limit" and some:
            yield Problem("items_above_limit", sum(e.above for e in some), len(some), some[0].item.number)
        elif why and some:
            yield _of(f"items_{why}", some)


def _agreed(held: Ground | None, known: Known, terms: int | None) -> Iterator[Problem]:
    """What keeps every new shipment out, whoever the limit names: `document` = why (a code of `WHYS`)."""
    if held is None:
        return
    why = excluded(held, known)
    if why:
        yield Problem("buyer_excluded", document=why)
    most = held.policy.max_terms_days
    if most is not None and terms is not None and terms > most:
        yield Problem("terms_long", days=most)


def _newest_first(found: Sequence[Insured], known: Known) -> Iterator[Problem]:
    """An insured debt overdue and still open when money went to a newer one: the insurer counts it to the older."""
    some = [
        each
        for each in found
        if each.insured
        and each.item.due_on is not None
        and any(p.on > each.item.due_on and p.issued_on > each.item.shipped_on for p in known.applied)
    ]
    if some:
        yield _of("newest_first", some)


def _papers(held: Ground | None, found: Sequence[Insured], known: Known, name: str) -> Iterator[Problem]:
    if held is not None and held.limit.buyer_name and _plain(held.limit.buyer_name) != _plain(name):
        yield Problem("buyer_name", document=held.limit.buyer_name)
    for code, wanted, has in (
        ("contract_missing", "contract_required", "signed"),
        ("title_missing", "rot_required", "title_retained"),
    ):
        some = [
            each
            for each in found
            if each.insured
            and each.ground
            and getattr(each.ground.policy, wanted)
            and not getattr(known.contracts.get(each.item.contract_id or 0), has, False)
        ]
        if some:
            yield _of(code, some)


def _of(code: str, some: Sequence[Insured]) -> Problem:
    return Problem(code, sum(each.item.open or 0 for each in some), len(some), some[0].item.number)


def _plain(name: str) -> str:
    """Without spaces, signs and capitals."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())
