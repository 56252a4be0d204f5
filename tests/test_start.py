"""packaging/start.py on a small project of its own: real .venv, real pip, no network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "packaging" / "start.py"

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "kedun"
version = "1"
"""

# Installs the project as a link to its folder, and writes down each time it was asked to.
BACKEND = """
import pathlib, zipfile

FILES = {
    "kedun.pth": "{here}",
    "kedun-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: kedun\\nVersion: 1\\n{needs}",
    "kedun-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "kedun-1.dist-info/entry_points.txt": "[console_scripts]\\nkedun = program:main\\n",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    here = pathlib.Path.cwd()
    with (here / "installs.txt").open("a") as log:
        log.write("install\\n")
    needs = (here / "needs.txt").read_text()
    with zipfile.ZipFile(pathlib.Path(folder, "kedun-1-py3-none-any.whl"), "w") as wheel:
        for name, text in FILES.items():
            wheel.writestr(name, text.format(here=here, needs=needs))
        wheel.writestr("kedun-1.dist-info/RECORD", "".join(f"{name},,\\n" for name in FILES))
    return "kedun-1-py3-none-any.whl"

build_wheel = build_editable
"""

PROGRAM = """
import sys
def main():
    print(sys.argv[1:])
    return 7
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    shutil.copy(START, tmp_path / "packaging")
    for name, text in {
        "pyproject.toml": PYPROJECT,
        "backend.py": BACKEND,
        "program.py": PROGRAM,
        "needs.txt": "",
        "installs.txt": "",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def start(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "packaging" / "start.py"), *words]
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


def installs(project: Path) -> int:
    return (project / "installs.txt").read_text().count("install")


def test_first_start_installs_and_the_next_does_not(project: Path) -> None:
    first = start(project, "aging", "a b.kedun", "--json")
    assert (first.returncode, first.stdout) == (7, "['aging', 'a b.kedun', '--json']\n"), first.stderr
    second = start(project, "today")
    assert (second.returncode, second.stdout, second.stderr) == (7, "['today']\n", "")
    assert installs(project) == 1

    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("description = 'changed'\n")
    assert start(project, "today").returncode == 7
    assert start(project, "today").stderr == ""
    assert installs(project) == 2


def test_half_made_venv_is_made_anew(project: Path) -> None:
    left = project / ".venv" / "bin" / "left-by-an-interrupted-start"
    left.parent.mkdir(parents=True)
    left.write_text("")
    assert start(project, "today").stdout == "['today']\n"
    assert not left.exists()


def test_packages_out_of_reach_end_in_one_clear_sentence(project: Path) -> None:
    (project / "needs.txt").write_text("Requires-Dist: not-a-package-of-anybody==9\n")
    for _ in range(2):
        answer = start(project, "today")
        assert (answer.returncode, answer.stdout) == (1, "")
        last = answer.stderr.strip().splitlines()[-1]
        assert last.startswith("kedun: the packages Kedun stands on were not installed")
        assert "Traceback" not in answer.stderr
    assert installs(project) == 2


@pytest.fixture(scope="module")
def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kedun_start", START)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_old_python_is_told_which_one_is_needed(module: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    module.check_python((3, 11))
    with pytest.raises(SystemExit) as ended:
        module.check_python((3, 9))
    chinese, english = capsys.readouterr().err.splitlines()
    assert ended.value.code == 1
    assert "3.9" in chinese
    assert "3.11 或更新" in chinese
    assert english.startswith("kedun: this is Python 3.9; Kedun needs 3.11 or newer.")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps these libraries apart from Qt")
def test_missing_system_library_names_both_packages(module: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    module.check_libraries((("libc.so.6", "libc6", "glibc"),))
    with pytest.raises(SystemExit) as ended:
        module.check_libraries((("libc.so.6", "libc6", "glibc"), ("libnowhere.so.9", "libnowhere9", "nowhere-libs")))
    english = capsys.readouterr().err.splitlines()[1]
    assert ended.value.code == 1
    assert "sudo apt install libnowhere9;" in english
    assert "sudo dnf install nowhere-libs;" in english
    assert "libc6" not in english


@pytest.mark.parametrize(
    ("words", "qt"),
    [
        ([], True),
        (["--lang", "en"], True),
        (["--lang", "en", "my.kedun"], True),
        (["screens", "my.kedun", "out"], True),
        (["aging", "my.kedun", "--json"], False),
        (["--user", "Wang", "aging", "my.kedun"], False),
        (["--help"], False),
    ],
)
def test_only_words_that_draw_need_the_libraries_of_qt(module: ModuleType, words: list[str], qt: bool) -> None:
    assert module.wants_qt(words) is qt
