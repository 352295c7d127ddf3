"""Makes a checkout ready: system libraries, .venv, locked packages, catalogues; builds and runs nothing."""

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements-dev.txt"
STAMP = VENV / "locked-packages.sha256"
LOG = ROOT / "build" / "setup.log"
PURPOSES = ("run", "tests")


class SetupStopped(Exception):
    """Set-up cannot go on; the text says what is missing and what to type."""


def main(arguments: list[str]) -> int:
    """Set up for "run" or "tests"; 0 when all stands, 1 when something is missing, 2 for a wrong call."""
    if len(arguments) != 1 or arguments[0] not in PURPOSES:
        say(f"usage: setup_environment.py {'|'.join(PURPOSES)}")
        return 2
    try:
        set_up(arguments[0])
    except SetupStopped as stop:
        print(f"set-up stopped: {stop}", file=sys.stderr)
        return 1
    except PermissionError as refused:
        print(
            f"set-up stopped: {refused.filename} belongs to somebody else. Use your own checkout.",
            file=sys.stderr,
        )
        return 1
    return 0


def set_up(purpose: str) -> None:
    """The four steps; each looks first and does nothing when there is nothing to do."""
    LOG.parent.mkdir(exist_ok=True)
    install_system_packages(purpose)
    make_venv()
    install_locked_packages()
    compile_catalogues()


def install_system_packages(purpose: str) -> None:
    """As root: by apt. As anybody else: stop with the command, because we never ask for a password."""
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    # A display may come later (ssh -X, a new login), so whoever can install takes those libraries now.
    with_windows = may_install or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    missing = missing_packages(purpose, with_windows)
    if not missing:
        return
    if not may_install:
        command = f"sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
        raise SetupStopped(f"system packages are missing. Install them and run this again:\n    {command}")
    say(f"installing {len(missing)} system packages with apt-get: {' '.join(missing)}")
    run_logged(["apt-get", "update"])
    run_logged(["apt-get", "install", "-y", "--no-install-recommends", *missing])
    still_missing = missing_packages(purpose, with_windows)
    if still_missing:
        raise SetupStopped(f"apt-get finished, but these are still missing: {' '.join(still_missing)}")


def missing_packages(purpose: str, with_windows: bool) -> list[str]:
    """What the system lacks; Debian packs the part of Python that makes virtual environments by itself."""
    packages = system_libraries.missing_packages(purpose, with_windows)
    importlib.invalidate_caches()  # apt-get may have brought it a moment ago
    if not venv_works() and importlib.util.find_spec("ensurepip") is None:
        packages.append("python3-venv")
    return packages


def make_venv() -> None:
    """A virtual environment of our own; a broken one (its Python is gone) is made anew."""
    if venv_works():
        return
    say(f"creating .venv with Python {sys.version.split()[0]} ({sys.executable})")
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)


def venv_works() -> bool:
    """Whether .venv holds a Python of 3.11 or newer that starts and has pip."""
    python = venv_python()
    if not python.exists():
        return False
    probe = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode == 0


def venv_python() -> Path:
    """The interpreter inside .venv."""
    return VENV / "bin" / "python"


def install_locked_packages() -> None:
    """Exactly the locked packages, each checked against its hash; skipped while the lock stays the same."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == digest:
        return
    total = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines())
    say(f"installing {total} locked Python packages into .venv (about 300 MB to fetch, once)")
    command = [str(venv_python()), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    run_logged([*command, "-r", str(LOCK)], total)
    STAMP.write_text(digest)


def compile_catalogues() -> None:
    """Translations are compiled here, not committed; quick, so it is done every time."""
    run_logged([str(venv_python()), str(ROOT / "packaging" / "catalogues.py"), "compile"])


def run_logged(command: list[str], total: int = 0) -> None:
    """Run with the whole output in build/setup.log; `total` is how many packages pip is going to name."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off"}
    lines: list[str] = []
    progress = Progress(total)
    with LOG.open("a", encoding="utf-8") as log, started(command, os.environ | quiet) as process:
        log.write(f"$ {shlex.join(command)}\n")
        for line in process.stdout or ():
            log.write(line)
            lines.append(line)
            progress.see(line)
    if process.returncode != 0:
        last = "    ".join(["", *lines[-6:]])
        raise SetupStopped(f"{shlex.join(command[:5])} failed:\n{last}All of it is in build/setup.log.")


def started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """A process whose answers and complaints arrive as one stream of lines."""
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment
    )


class Progress:
    """Says how far pip has come: every package on a terminal, every twentieth in a log."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.seen = 0

    def see(self, line: str) -> None:
        """Take one line of pip's output; lines that are no milestone change nothing."""
        if self.total and line.startswith("Installing collected packages"):
            say(f"all {self.seen} fetched and checked; unpacking them takes about half a minute")
        elif self.total and line.startswith(("Collecting ", "Processing ", "Requirement already satisfied")):
            self.seen += 1
            if sys.stdout.isatty() or self.seen % 20 == 0:
                say(f"  {self.seen:3} of {self.total}  {line.split()[1].rpartition('/')[2]}")


def say(words: str) -> None:
    """One line of progress, at once even when the output is a pipe."""
    print(f"set-up: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
