"""Sheets of frozen dataclasses as JSON and back, so that a decision can be read again as it was made.

text = frozen.to_json(sheet)
sheet = frozen.from_json(ReviewSheet, text)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
# Of a field that came later: it is left out while it is None, so that what was kept and marked before stays the same text.
LATER: Final = {"later": True}


def to_json(sheet: Any) -> str:
    """Canonical: the same sheet is the same text."""
    return json.dumps(to_plain(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(into: type[T], text: str) -> T:
    """What an older or newer program wrote is read too: a field it does not know is left out, a missing one has its default.

    Raises ValueError for text that is no such sheet.
    """
    return from_plain(into, json.loads(text))


def from_plain(into: type[T], plain: Any) -> T:
    """The same of what `to_plain` gives."""
    found: T = _of(into, plain)
    return found


def to_plain(value: Any) -> Any:
    """Dataclasses and mappings as dicts, sequences as lists, days as YYYY-MM-DD."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: to_plain(getattr(value, each.name)) for each in fields(value) if not _is_left_out(each, value)
        }
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_left_out(each: Field[Any], value: Any) -> bool:
    return "later" in each.metadata and getattr(value, each.name) is None


def _of(kind: Any, value: Any) -> Any:
    """The plain value as `kind`; what is typed Any (figures of a reason) stays plain."""
    if value is None:
        return None
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _of(next(each for each in parts if each is not type(None)), value)
    if isinstance(kind, type) and is_dataclass(kind):
        return _sheet(kind, value)
    if origin is tuple:
        return _many(parts, value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_of(parts[0], key): _of(parts[1], each) for key, each in value.items()}
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if kind in (int, float) else value


def _many(parts: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_of(parts[0], each) for each in value)
    return tuple(_of(part, each) for part, each in zip(parts, value, strict=True))


def _sheet(kind: type, value: Any) -> Any:
    if not isinstance(value, Mapping):
        raise ValueError(f"{kind.__name__}: {value!r}")  # noqa: TRY004 - bad text, not a mistake of the caller
    hints = _hints(kind)
    known = {each.name: _of(hints[each.name], value[each.name]) for each in fields(kind) if each.name in value}
    lacking = [each.name for each in fields(kind) if each.name not in known and _needed(each)]
    if lacking:
        raise ValueError(f"{kind.__name__} without {', '.join(lacking)}")
    return kind(**known)


def _needed(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
