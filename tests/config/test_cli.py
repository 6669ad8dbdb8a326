"""The command line loads only what was asked for, and says what is wrong in sentences."""

import socket
import subprocess
import sys
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from aftersales.config.cli import COMMANDS, aftersales
from tests.support.installation import Installation

LIGHT = ["policy", "calendar"]


def loaded_by(words: list[str]) -> str:
    """The modules that one call of the program loads."""
    script = (
        "import sys\nfrom aftersales.config.cli import aftersales\n"
        f"try:\n    aftersales.main({words!r}, prog_name='aftersales')\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules))"
    )
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_of_the_table_exists_and_explains_itself(name: str) -> None:
    result = CliRunner().invoke(aftersales, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: aftersales {name}")


def test_the_list_of_commands_loads_none_of_them() -> None:
    modules = loaded_by(["--help"])
    assert "aftersales.config.commands." not in modules
    assert "\ndjango\n" not in modules


@pytest.mark.parametrize("name", LIGHT)
def test_policies_are_checked_without_a_framework(name: str) -> None:
    assert find_spec(f"aftersales.config.commands.{name}") is not None
    assert "\ndjango\n" not in loaded_by([name, "--help"])


def test_wrong_settings_are_sentences_and_exit_2(installation: Installation) -> None:
    installation.environ.update({"AFTERSALES_LANGUAGE": "de", "AFTERSALES_TIMEZONE": "Mars"})
    result = installation.run("migrate")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 2
    assert "Traceback" not in result.stderr


def test_a_busy_port_is_one_sentence(installation: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = installation.run("web", "--port", port)
    assert result.returncode == 1
    assert f"Port {port}" in result.stderr
    assert "--port" in result.stderr
