"""What `start.bat` and `start.command` run: sets up what is missing, and opens the studio, or makes
a book and shows it.

`python tools/start.py [BOOK_FOLDER]`; without a folder it is the book of this one. Python alone is
needed for it. It speaks Vietnamese and English at once: the catalogs can't be read before it ran.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from set_up import is_set_up, python_of, set_up

TOP = Path(__file__).resolve().parents[1]
VENV, LOCK = TOP / ".venv", TOP / "requirements.lock"
#: What the studio needs beside; `make studio` leaves the same mark that it was installed.
STUDIO_LOCK, STUDIO_MARK = TOP / "tools/studio.lock", VENV / ".studio"
#: Where Homebrew and MacPorts put libraries; Python does not look there by itself.
_MAC_LIBRARIES = "/opt/homebrew/lib:/usr/local/lib:/opt/local/lib"
_BREW = "/opt/homebrew/bin:/usr/local/bin"
_MSYS = Path("C:/msys64/usr/bin/bash.exe")


def main(arguments: list[str]) -> int:
    """Set up, build and show; the status is that of the build, or 1 where something is missing."""
    if sys.platform == "darwin":
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", _MAC_LIBRARIES)
    wants_studio = _wants_studio()
    try:
        if not is_set_up(VENV, LOCK):
            _say("Đang cài đặt lần đầu, mất vài phút …", "Setting up; this takes a few minutes …")
            set_up(VENV, LOCK)
        if wants_studio and not _has_studio():
            _say("Đang cài xưởng sách …", "Setting up the studio …")
            set_up(VENV, STUDIO_LOCK)
            STUDIO_MARK.touch()
    except subprocess.CalledProcessError:
        _say(
            "Không cài được. Kiểm tra kết nối mạng rồi mở lại tệp này.",
            "That failed. Look at the network connection, then open this file again.",
        )
        return 1
    if not _pango_loads() and not (_installed_pango() and _pango_loads()):
        _say(
            "Còn thiếu thư viện Pango; mục “Cài đặt” của docs/huong-dan.md dặn cách cài.",
            "The library Pango is missing; “Installing” in docs/guide.md tells how to get it.",
        )
        return 1
    folder = Path(arguments[0]) if arguments else TOP
    if not (folder / "book.yaml").is_file():
        folder = folder.parent  # a file of the book folder was dropped on this one
    if wants_studio:
        return _run(python_of(VENV), TOP / "make_book.py", "studio", folder)
    _say(f"Đang làm sách: {folder}", f"Making the book: {folder}")
    return _run(python_of(VENV), TOP / "make_book.py", "build", "--open", "-C", folder)


def _wants_studio() -> bool:
    """Ask which of the two is wanted, where there is somebody to ask."""
    if not sys.stdin or not sys.stdin.isatty():
        return False
    _say(
        "Nhấn Enter để mở xưởng sách trong trình duyệt; gõ 1 rồi Enter để chỉ làm tệp PDF.",
        "Press Enter to open the studio in your browser; type 1 and Enter to make the PDF alone.",
    )
    return input().strip() != "1"


def _has_studio() -> bool:
    return STUDIO_MARK.exists() and STUDIO_MARK.stat().st_mtime >= STUDIO_LOCK.stat().st_mtime


def _run(*command: str | Path) -> int:
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the program hears it too, and ends in its own words


def _pango_loads() -> bool:
    """Whether the environment's WeasyPrint finds its libraries."""
    tried = subprocess.run(
        [python_of(VENV), "-c", "import weasyprint"], check=False, capture_output=True
    )
    return tried.returncode == 0


def _installed_pango() -> bool:
    """Install Pango through the system's own means, where there is one."""
    ways: list[list[str]] = []
    if os.name == "nt":
        if not _MSYS.exists() and shutil.which("winget"):
            ways.append(["winget", "install", "--exact", "--id", "MSYS2.MSYS2"])
        if _MSYS.exists() or ways:
            pacman = "pacman -Sy --noconfirm --needed mingw-w64-ucrt-x86_64-pango"
            ways.append([str(_MSYS), "-lc", pacman])
    elif brew := shutil.which(
        "brew", path=f"{os.environ['PATH']}:/opt/homebrew/bin:/usr/local/bin"
    ):
        ways.append([brew, "install", "pango"])
    if ways:
        _say("Đang cài thư viện Pango …", "Installing the library Pango …")
    return bool(ways) and all(_run(*way) == 0 for way in ways)


def _say(vietnamese: str, english: str) -> None:
    print(f"\n{vietnamese}\n{english}", flush=True)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except (KeyboardInterrupt, EOFError):
        raise SystemExit(130) from None
