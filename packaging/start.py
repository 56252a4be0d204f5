"""Starts Kedun from a copy of its source: makes .venv beside pyproject.toml once, then runs the program.

python3 packaging/start.py             the window
python3 packaging/start.py aging ...   a command (see --help)
python3 packaging/start.py test ...    the whole test suite; further words go to pytest

Standard library only, and readable by older Pythons so that they get a sentence instead of a traceback.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "kedun-installed"
WINDOWS = os.name == "nt"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
OLDEST = (3, 11)
OPTIONS_WITH_VALUE = ("--lang", "--user", "--password-file")

# What the Qt wheel expects from a Linux system: library, Debian and Ubuntu package, Fedora package.
FOR_QT = (
    ("libEGL.so.1", "libegl1", "libglvnd-egl"),
    ("libGL.so.1", "libgl1", "libglvnd-glx"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
)
FOR_X11 = (
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)


def main(args: list[str]) -> int:
    check_python(sys.version_info[:2])
    testing = args[:1] == ["test"]
    if testing or wants_qt(args):
        check_libraries(FOR_QT if testing or not on_x11() else FOR_QT + FOR_X11)
    prepare({"test"} if testing else set())
    if not testing:
        return run([str(PROGRAMS / "kedun"), *args])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    # Halves that stay together use what a module prepares once; who is done first takes from the others.
    spread = ["-n", str(cores()), "--dist", "worksteal"]
    return run([str(PROGRAMS / "python"), "-m", "pytest", *spread, *args[1:]])


def stop(chinese: str, english: str) -> NoReturn:
    """Says why Kedun cannot start, and ends with status 1."""
    print(f"kedun: {chinese}\nkedun: {english}", file=sys.stderr)
    raise SystemExit(1)


def check_python(version: tuple[int, ...]) -> None:
    if version < OLDEST:
        found, needed = ".".join(map(str, version)), ".".join(map(str, OLDEST))
        stop(
            f"这里的 Python 是 {found}，客盾需要 {needed} 或更新的版本。请安装后用它再次运行本命令。",
            f"this is Python {found}; Kedun needs {needed} or newer. Install it and run this command with it.",
        )


def wants_qt(args: list[str]) -> bool:
    """Whether these words open the window (no command, or only a book) or draw screens."""
    rest = list(args)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in ("--help", "--version"):
            return False
        if option in OPTIONS_WITH_VALUE:
            rest[:1] = []
    return not rest or rest[0] == "screens" or rest[0].endswith(".kedun")


def on_x11() -> bool:
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.startswith("xcb")
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def check_libraries(libraries: tuple[tuple[str, str, str], ...]) -> None:
    """Names the system packages to install where a library that Qt loads is not there (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    missing = [row for row in libraries if not loads(row[0])]
    if missing:
        names = ", ".join(row[0] for row in missing)
        debian = "sudo apt install " + " ".join(row[1] for row in missing)
        fedora = "sudo dnf install " + " ".join(row[2] for row in missing)
        stop(
            f"窗口需要的系统库不在：{names}。Debian、Ubuntu 请运行 {debian}；Fedora 请运行 {fedora}；然后再次启动。",
            f"the window needs system libraries that are not here: {names}. "
            f"On Debian or Ubuntu run {debian}; on Fedora run {fedora}; then start again.",
        )


def loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def prepare(extras: set[str]) -> None:
    """Makes or mends .venv; does nothing when the stamp tells that all is as it was."""
    maker = f"{sys.version_info[0]}.{sys.version_info[1]} {ROOT}"
    project = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    was_maker, was_project, was_extras = read_stamp()
    if (was_maker, was_project) == (maker, project) and extras <= was_extras:
        return
    print("kedun: 正在准备，第一次要几分钟 … / preparing, the first time takes a few minutes ...", file=sys.stderr)
    # Without a stamp from now on: whatever is interrupted below is made anew by the next start.
    STAMP.unlink(missing_ok=True)
    if was_maker != maker:
        make_venv()
    extras = extras | was_extras
    install(extras)
    half = STAMP.with_suffix(".half")
    half.write_text("\n".join([maker, project, *sorted(extras)]), encoding="utf-8")
    half.replace(STAMP)


def read_stamp() -> tuple[str, str, set[str]]:
    """Who made .venv (Python version and place), from which pyproject.toml, with which extras."""
    try:
        maker, project, *extras = STAMP.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return "", "", set()
    # A Python that was uninstalled since leaves a link that leads nowhere.
    whole = any((PROGRAMS / name).exists() for name in ("python", "python.exe"))
    return (maker, project, set(extras)) if whole else ("", "", set())


def make_venv() -> None:
    try:
        import ensurepip
        import venv
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info)
        stop(
            f"这个 Python 不带 venv 和 pip。Debian、Ubuntu 请运行 sudo apt install {package}，然后再次启动。",
            "this Python comes without venv and pip. "
            f"On Debian or Ubuntu run sudo apt install {package}, then start again.",
        )
    del ensurepip
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True, symlinks=not WINDOWS)
    except (OSError, subprocess.CalledProcessError) as problem:
        stop(
            f"不能建立文件夹 {VENV}：{problem}。请检查写入权限和磁盘空间，然后再次启动。",
            f"the folder {VENV} could not be made: {problem}. Check write permission and free space, then start again.",
        )


def install(extras: set[str]) -> None:
    what = ".[" + ",".join(sorted(extras)) + "]" if extras else "."
    pip = [str(PROGRAMS / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-e", what]
    speaking = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(pip, cwd=ROOT, env=speaking, stdout=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stdout or ():
            # On standard error: standard output belongs to the command's own answer.
            if line.strip().startswith("Downloading"):
                print(line.rstrip(), file=sys.stderr)
    if process.returncode:
        stop(
            "需要的程序包没有装上，原因见上面几行。请检查网络（或公司的代理设置），然后再次运行本命令。",
            "the packages Kedun stands on were not installed; the lines above say why. "
            "Check the network (or the proxy of your firm), then run this command again.",
        )


def cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(command: list[str]) -> int:
    """Runs the program in place of this one; its exit status becomes ours."""
    if not WINDOWS:
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
