"""Sets up a virtual environment from a lock file: `python set_up.py VENV_FOLDER LOCK_FILE`.

Python alone is needed for it, so that it runs wherever the builder will run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

_PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
#: What may be built here: a package of Python files alone, which has no wheel.
_SAFE = ("--require-hashes", "--only-binary", ":all:", "--no-binary", "pyvips")


def python_of(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up(folder: Path, lock: Path) -> None:
    """Make the environment, or bring it to what the lock file says.

    Raises subprocess.CalledProcessError where packages can't be installed.
    """
    if not python_of(folder).exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python_of(folder), *_PIP, *_SAFE, "-r", lock], check=True)
    (folder / ".set-up").touch()


def is_set_up(folder: Path, lock: Path) -> bool:
    """Whether an environment was made from this lock file as it is now."""
    mark = folder / ".set-up"
    return mark.exists() and mark.stat().st_mtime >= lock.stat().st_mtime


if __name__ == "__main__":
    set_up(Path(sys.argv[1]), Path(sys.argv[2]))
