"""PySide6 6.12 on CPython 3.11 drops a reference of None with every void call, until the interpreter aborts."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
widget = QWidget()
before = sys.getrefcount(None)
for _ in range(2000):
    widget.setVisible(False)
print(before - sys.getrefcount(None))
"""


def test_void_calls_keep_the_references_of_none() -> None:
    answer = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=True)
    assert int(answer.stdout) <= 200
