"""The credit rules in force on a day. Thinking about others and adopting them: `policy_versions.py`.

policy = policies.on(store, date(2026, 11, 22))
"""

from __future__ import annotations

from datetime import date

from app.models import policies
from app.models.policies import PolicyVersion
from app.models.store import Store
from app.services.rules import policy_shape as shape
from app.services.rules.parameters import PARAMETERS, Policy, frozen


def on(store: Store, day: date) -> Policy:
    """The parameters of the version in force at the end of the day."""
    return read(policies.in_force(store, day))[0]


def read(version: PolicyVersion) -> tuple[Policy, tuple[str, ...]]:
    """The rules of a version, and what of it this program cannot read: those keep their default."""
    known = {name: frozen(value) for name, value in version.params.items()}
    fitting = {name: value for name, value in known.items() if name in PARAMETERS and shape.fits(name, value)}
    return Policy.of(fitting, version.id), tuple(sorted(known.keys() - fitting.keys()))
