"""Puts the folders that are no Python inside the package when a wheel is built, where `config/resources.py` looks."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = {"packs": "aftersales/_packs", "examples": "aftersales/_examples", "locale": "aftersales/_locale"}


class CustomBuildHook(BuildHookInterface[Any]):
    """Called by hatchling; a checkout that is installed in place needs none of this."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names the folders to take along, those that there are."""
        if version == "editable":
            return
        root = Path(self.root)
        build_data["force_include"] |= {str(root / name): to for name, to in FOLDERS.items() if (root / name).is_dir()}
