"""The command `diemtua`: the desktop program, central's commands, and those of a guide pack's author."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from app import __version__
from app.command_line import Parser
from app.i18n import _


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; without a command the desktop opens."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] in (["central"], ["rescue"]):
        from app.central import commands

        _speak_anywhere()
        return commands.main(words[1:] if words[0] == "central" else words)
    if words[:1] == ["guide"]:
        from app.desktop import guides

        _speak_anywhere()
        return guides.main(words[1:])
    parser = Parser("diemtua", _("Support point program and its centre"))
    shown = f"diemtua {__version__}"
    parser.add_argument("--version", action="version", version=shown, help=_("show which version this is"))
    parser.add_argument(
        "command",
        nargs="?",
        choices=("desktop", "central", "guide", "rescue"),
        default="desktop",
        help=_("without one the program of a support point opens; each has its own --help"),
    )
    parser.parse_args(words)
    from app.desktop.main import run

    return run([sys.argv[0], *words])


def _speak_anywhere() -> None:
    """A terminal that does not know Vietnamese letters gets their codes; that stops no command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
