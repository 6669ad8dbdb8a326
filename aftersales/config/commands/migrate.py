"""`aftersales migrate`: brings the database to this version of the program."""

import click

from aftersales.config.cli import start_django


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit 1 when something would have to change.")
def migrate(check: bool) -> None:
    """Bring the database to this version of the program."""
    start_django()
    bring_up_to_date(check=check)


def bring_up_to_date(*, check: bool = False) -> None:
    """Runs what is missing; the folder of the data is made first."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if check and missing:
        raise click.ClickException(f"{len(missing)} migrations are not applied; run 'aftersales migrate'.")
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    click.echo(f"The database is up to date ({len(missing)} migrations applied now).")
