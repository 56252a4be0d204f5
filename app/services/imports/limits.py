"""What the reader in the child may use, and the one way it gives up. Standard library only: the child starts fast."""

from __future__ import annotations

import contextlib
import sys
from typing import Final

ROWS: Final = 200_000
CELLS: Final = 5_000_000
UNPACKED: Final = 200_000_000
RATIO: Final = 100
SMALL: Final = 10_000_000  # a template of a few megabytes of blanks is no bomb, whatever its ratio
MEMBERS: Final = 1_000
FIELD: Final = 1_000_000
MEMORY: Final = 1_500_000_000
SECONDS: Final = 60


class Stop(Exception):
    """The file cannot be read; `code` and `details` become a sentence in `workbook.py`."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def bind() -> None:
    """Bounds memory and processor time of this process (POSIX): a 1.7 kB file can ask for 512 GB."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
