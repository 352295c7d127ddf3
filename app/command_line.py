"""How every command of `diemtua` reads its words: argparse, speaking the language in force. No command lives here."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import NoReturn

from app.i18n import N_, _

LONGEST_PATH = 4096


class Parser(argparse.ArgumentParser):
    """argparse with its frame and its complaints in the language in force; words are never cut short."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_Formatter, add_help=False, allow_abbrev=False
        )
        self._positionals.title = _("to be named")
        self._optionals.title = _("switches")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Say how it is used and what is wrong, and end with code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{_spoken(message)}\n")


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("How to write it: ") if prefix is None else prefix)


def text(longest: int = 200) -> Callable[[str], str]:
    """The type of an argument that says something: not blank, one line, at most so many characters."""

    def read(typed: str) -> str:
        said = typed.strip()
        if not said:
            raise argparse.ArgumentTypeError(_("must not be empty"))
        if not said.isprintable():
            raise argparse.ArgumentTypeError(_("holds signs that cannot be read"))
        if len(said) > longest:
            raise argparse.ArgumentTypeError(_("at most {count} characters").format(count=longest))
        return said

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number between two."""

    def read(typed: str) -> int:
        is_number = re.fullmatch(r"-?[0-9]{1,9}", typed) is not None
        if not is_number or not least <= int(typed) <= most:
            said = _("a whole number from {least} to {most}")
            raise argparse.ArgumentTypeError(said.format(least=least, most=most))
        return int(typed)

    return read


_COMPLAINTS = (
    (r"the following arguments are required: (.*)", N_("Still missing: {0}.")),
    (r"unrecognized arguments: (.*)", N_("Not understood: {0}.")),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", N_("{0}: there is no {1}, only {2}.")),
    (r"argument (.*?): expected .*argument.*", N_("{0} needs something after it.")),
    (r"argument (.*?): ignored explicit argument .*", N_("{0} takes nothing after it.")),
    (r"argument (.*?): (.*)", N_("{0}: {1}.")),
)
"""argparse's own sentences (Python 3.11 to 3.13) and ours."""


def _spoken(message: str) -> str:
    """A complaint of argparse in the language in force; one it never made before stays as it is."""
    for pattern, said in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return _(said).format(*found.groups())
    return message
