"""Writes requirements/*.txt from pyproject.toml: every library with its hashes, no host of any registry."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    *(str(Path(sys.executable).parent / "uv"), "pip", "compile", "pyproject.toml"),
    *("--universal", "--generate-hashes", "--python-version", "3.11"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"),
]


def main(words: list[str]) -> int:
    """The running system's lock first; the developers' lock may not contradict it."""
    base = [*COMPILE, "-o", "requirements/base.txt", *words]
    dev = [*COMPILE, "--group", "dev", "-c", "requirements/base.txt", "-o", "requirements/dev.txt", *words]
    return max(subprocess.run(command, cwd=ROOT, check=False).returncode for command in (base, dev))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
