"""`aftersales verify`: judges the whole log again and says whether the ledger is what the events say."""

import json
import sys

import click

from aftersales.config.cli import start_django


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(as_json: bool) -> None:
    """Prove the ledger: 1 when a row disagrees with the events, 2 when something is unanswered without a holder."""
    start_django()
    from aftersales.config import wiring
    from aftersales.ledger import verify as proof

    wiring.catalogue()
    report = proof.verify()
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
        sys.exit(report.code)
    for one in report.disagreements:
        click.echo(f"{one.table} {one.key}: {one.what}")
    for matter in report.unanswered:
        click.echo(f"{matter.kind} {matter.number or matter.pk}: neither answered nor owed by anybody")
    click.echo(
        f"{report.families} families, {report.events} events, {report.rows} rows: "
        f"{len(report.disagreements)} disagree, {len(report.unanswered)} unanswered without a holder."
    )
    sys.exit(report.code)
