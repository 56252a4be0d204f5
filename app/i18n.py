"""Words: English msgids, one gettext catalogue for windows, papers and the command line."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from app import machine

LANGUAGES: Final = ("zh_CN", "en")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
# What one thread speaks for a while: a paper for a customer abroad, made beside a Chinese window.
_spoken: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("spoken", default=None)


def default_language() -> str:
    """The system's language where it is English, else Chinese (Chinese first)."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not named:
        named = locale.getlocale()[0] or ""
    return "en" if named.lower().startswith("en") else "zh_CN"


def use(language: str) -> None:
    """Speak `language` ("zh_CN" or "en") from now on."""
    global _catalogue, _language  # noqa: PLW0603 - the language of a process is one thing
    _language = language if language in LANGUAGES else "zh_CN"
    _catalogue = _catalogue_of(_language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block this thread alone speaks `language`: for a paper in the language of who gets it."""
    before = _spoken.set((language, _catalogue_of(language)))
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> str:
    spoken = _spoken.get()
    return spoken[0] if spoken else _language


def _catalogue_of(language: str) -> gettext.NullTranslations:
    return gettext.translation("kedun", str(machine.resources() / "locale"), [language], fallback=True)


def _words() -> gettext.NullTranslations:
    spoken = _spoken.get()
    return spoken[1] if spoken else _catalogue


def _(text: str) -> str:
    """The sentence in the language in use."""
    return _words().gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things; both forms may hold {count}, and others that are still to be filled."""
    return _words().ngettext(one, many, count).replace("{count}", str(count))


def pgettext(context: str, text: str) -> str:
    """The word in a context, where one English word has two Chinese ones."""
    return _words().pgettext(context, text)


def mark(text: str) -> str:
    """Marks a msgid that is translated later, when it is shown."""
    return text
