"""The command `diemtua`: the desktop program, central's commands, and those of a guide pack's author."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app import __version__
from app.i18n import _


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; without a command the desktop opens."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["central"], ["rescue"]):
        from app.central import commands

        return commands.main(words[1:] if words[0] == "central" else words)
    if words[:1] == ["guide"]:
        from app.desktop import guides

        return guides.main(words[1:])
    parser = argparse.ArgumentParser(prog="diemtua", description=_("Support point program and its centre"))
    parser.add_argument("--version", action="version", version=f"diemtua {__version__}")
    parser.add_argument(
        "command", nargs="?", choices=("desktop", "central", "guide", "rescue"), default="desktop"
    )
    parser.parse_args(words)
    from app.desktop.main import run

    return run([sys.argv[0], *words])


if __name__ == "__main__":
    sys.exit(main())
