"""Thinking about other credit rules and adopting them. Versions stay; none is ever rewritten.

services.policies.preview({"prior_pd": 0.08})                      # whom it would move
services.policies.adopt({"prior_pd": 0.08}, today, "Hard times")   # a new version, from today on
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.i18n import _
from app.models import policies as rows
from app.models.errors import Invalid, UserError
from app.models.policies import PolicyVersion
from app.models.store import Store
from app.services import checks, policies, policy_checks, policy_preview, policy_wording
from app.services.policy_preview import PolicyPreview, Report
from app.services.policy_wording import Difference
from app.services.rules.parameters import Policy
from app.services.rules.policy_packs import PACKS

Draft = Mapping[str, Any]  # what differs from the defaults of the program, by the names of PARAMETERS
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Version:
    """One version as read by this program. `unread` = names in it that this program does not know (a newer one wrote them):
    they are left out. `changes` = against the version before it; `state`: past, now, coming."""

    row: PolicyVersion
    policy: Policy
    unread: tuple[str, ...]
    changes: tuple[Difference, ...]
    state: str


class Policies:
    """The versions of the rules, and the way to a new one."""

    def __init__(self, store: Store, today: date) -> None:
        self._store = store
        self._today = today

    def on(self, day: date | None = None) -> Policy:
        """The rules of a day; of today when none is named."""
        return policies.on(self._store, day or self._today)

    def versions(self) -> list[Version]:
        """The newest first."""
        found = rows.versions(self._store)
        now = rows.in_force(self._store, self._today)
        before = [*(policies.read(each)[0] for each in found[1:]), Policy()]
        return [self._version(each, earlier, now) for each, earlier in zip(found, before, strict=True)]

    def preview(
        self, draft: Draft, on: date | None = None, *, limits: bool = False, report: Report | None = None
    ) -> PolicyPreview:
        """Whom the draft would move on a day, against the rules of that day; `limits` = proposed limits and terms too.

        Raises Invalid; `report` may raise Cancelled.
        """
        day = on or self._today
        after = policy_checks.check(draft)
        return policy_preview.preview(self._store, self.on(day), after, day, limits=limits, report=report)

    def may_adopt(self) -> bool:
        """Only an owner may (data model, decision 12)."""
        return rows.role_of(self._store, self._store.person_id) == "owner"

    def adopt(self, draft: Draft, effective_from: date, reason: str) -> int:
        """A new version from that day on; returns its id. Cannot be undone: a later version takes its place.

        Raises UserError (not an owner) and Invalid: a rule that cannot hold, a day in the past or with a version of its
        own, no reason, nothing new.
        """
        if not self.may_adopt():
            raise UserError(_("Only an owner can adopt credit rules. Ask one to adopt this draft."))
        policy = policy_checks.check(draft)
        told = checks.text("reason", reason, required=True, longest=LONGEST_REASON) or ""
        self._day_is_free(checks.day("effective_from", effective_from))
        if policy.differences() == self.on(effective_from).differences():
            raise Invalid(
                "effective_from", _("These are the rules of that day already. Change one, or choose another day.")
            )
        pack = next((name for name, rules in PACKS.items() if rules == policy.differences()), None)
        with self._store.change("policy.adopt", undoable=False) as change:
            return rows.insert(change, effective_from, policy.differences(), pack, told, self._store.person_id)

    def _day_is_free(self, day: date) -> None:
        if day < self._today:
            words = _(
                "Rules cannot begin in the past: what was decided then was decided on the rules of then. Choose {day} or later."
            )
            raise Invalid("effective_from", words.format(day=self._today))
        if any(each.effective_from == day for each in rows.versions(self._store)):
            words = _("Other rules begin on {day} already, and a version is never rewritten. Choose a later day.")
            raise Invalid("effective_from", words.format(day=day))

    def _version(self, row: PolicyVersion, earlier: Policy, now: PolicyVersion) -> Version:
        policy, unread = policies.read(row)
        state = "now" if row.id == now.id else "coming" if row.effective_from > self._today else "past"
        return Version(row, policy, unread, tuple(policy_wording.differences(earlier, policy)), state)
