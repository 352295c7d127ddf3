"""Lets a wheel carry compiled translations; what is compiled, and how, is known in catalogues.py."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves its own parameter open
    """Runs while a wheel is built, wherever that happens."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, then put the result where app/resources.py looks for it."""
        script = Path(self.root) / "packaging" / "catalogues.py"
        subprocess.run([sys.executable, str(script), "compile"], check=True)
        build_data["force_include"]["build/translations"] = "app/_translations"
