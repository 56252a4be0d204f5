"""What every test stands on: no screen, no folders of the person, no network, English words, no unexpected log."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(tempfile.mkdtemp(prefix="kedun-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# Before Qt or platformdirs is imported by any test.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.update(HOME=str(HOME), USERPROFILE=str(HOME))
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[variable] = str(HOME / variable.lower())
for variable in ("APPDATA", "LOCAL_APPDATA", "PERSONAL"):
    os.environ[f"WIN_PD_OVERRIDE_{variable}"] = str(HOME / variable.lower())
# The font list takes seconds to build: kept between runs and shared by the workers.
os.environ["MPLCONFIGDIR"] = str(ROOT / ".pytest_cache" / "matplotlib")
# `from tests.book import ...` and `import app` work however pytest was started.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

# The same examples on every machine and every run: a red test is red again tomorrow.
settings.register_profile(
    "kedun", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kedun")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Each test begins in English, whatever the one before it spoke."""
    from app import i18n

    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning of ours fails the test; one that expects it asserts on `caplog` and then clears it."""
    yield
    said = [f"{r.name}: {r.getMessage()}" for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    ours = [line for line in said if line.startswith(("app", "kedun"))]
    assert ours == [], "an unexpected log line"


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Kedun talks to nobody: a connection that leaves this computer fails the test that made it."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a connection to {address} was tried")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", local_only)
    yield
    patch.undo()


# After the path above is set: the book that tests ask for by name.
from tests.book import book_fixture  # noqa: E402, F401
