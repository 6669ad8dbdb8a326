"""The command line `aftersales`: a table of commands, each loaded only when it is asked for."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module

import click

from aftersales.config import resources
from aftersales.config.environment import SettingsRefused
from aftersales.foundation.problems import Refused

REFUSED, WRONG_SETTINGS = 1, 2


@dataclass(frozen=True)
class Entry:
    """Where a command lives and what it does, so that the list needs no command to be loaded."""

    place: str
    summary: str


COMMANDS = {
    "run": Entry("run:run", "Start everything on this machine: pages, deadlines, messages."),
    "web": Entry("web:web", "Serve the pages and the interface for machines."),
    "worker": Entry("worker:worker", "Watch deadlines and deliver messages; as many as you like."),
    "migrate": Entry("migrate:migrate", "Bring the database to this version of the program."),
    "demo": Entry("demo:demo", "Make a data folder with a company to try the system with."),
    "policy": Entry("policy:policy", "Write, check, test, publish and replay policies."),
    "calendar": Entry("calendar:calendar", "Working hours, holidays and make-up workdays."),
    "import": Entry("import_:import_", "Read another system's records."),
    "events": Entry("events:events", "Read and export what happened."),
    "verify": Entry("verify:verify", "Prove that the ledger is what the events say."),
    "backup": Entry("backup:backup", "Write database, uploads and keys into one file."),
    "restore": Entry("restore:restore", "Bring a backup back into a data folder."),
    "user": Entry("user:user", "Add, list and disable sign-ins."),
}


class Commands(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, _: click.Context) -> list[str]:
        """In the order of the table: first what most people need."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command itself; only its own module is imported."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].place.split(":")
        command: click.Command = getattr(import_module(f"aftersales.config.commands.{module}"), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The name as it was typed, so that `import` is not shown as `import-`."""
        name, command, rest = super().resolve_command(ctx, args)
        return (args[0] if command else name), command, rest

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(resources.version(), prog_name="aftersales")
@click.option("--data", type=click.Path(file_okay=False), help="The data folder (else AFTERSALES_DATA, else ./data).")
def aftersales(data: str | None) -> None:
    """After-sales service in which the company's written policy is the program."""
    if data:
        os.environ["AFTERSALES_DATA"] = data


def start_django() -> None:
    """Makes Django ready; commands call it first, and those that never touch the database do not call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aftersales.config.settings")
    import django

    django.setup()


def main() -> None:
    """Runs a command; what is refused is said in sentences, never as a traceback."""
    try:
        aftersales.main(prog_name="aftersales")
    except SettingsRefused as refused:
        _say(refused.problems)
        sys.exit(WRONG_SETTINGS)
    except Refused as refused:
        _say([problem.line(_language()) for problem in refused.problems])
        sys.exit(REFUSED)
    except resources.ResourceMissing as missing:
        _say([str(missing)])
        sys.exit(REFUSED)
    except OSError as wrong:
        place = f"{wrong.filename}: " if wrong.filename else ""
        _say([f"{place}{wrong.strerror or wrong}"])
        sys.exit(REFUSED)
    except Exception as wrong:
        if type(wrong).__module__.partition(".")[0] not in ("django", "psycopg", "psycopg_pool"):
            raise  # a fault of the program is shown whole
        if "OperationalError" not in [kind.__name__ for kind in type(wrong).__mro__]:
            raise
        zh = _language() == "zh"
        said = str(wrong).strip().splitlines()[0] if str(wrong).strip() else type(wrong).__name__
        _say(
            [
                f"无法连接数据库：{said}。请检查 DATABASE_URL。"
                if zh
                else f"The database cannot be reached: {said}. Look at DATABASE_URL."
            ]
        )
        sys.exit(WRONG_SETTINGS)


def _say(sentences: list[str]) -> None:
    for sentence in sentences:
        click.echo(sentence, err=True)


def _language() -> str:
    return "en" if os.environ.get("AFTERSALES_LANGUAGE", "").lower() == "en" else "zh"


if __name__ == "__main__":
    main()
