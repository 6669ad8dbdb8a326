"""`aftersales user`: adds, lists and disables sign-ins; somebody new is hired through the door like anybody else."""

import json
import sys
import uuid
from collections.abc import Sequence
from typing import Any

import click

from aftersales.config.cli import start_django


@click.group()
def user() -> None:
    """Add, list and disable sign-ins."""


def _password(ask: bool, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True)) if ask else ""


@user.command()
@click.argument("username")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", "roles", multiple=True, help="A role of the policy; may be given several times.")
@click.option("--branch", help="The branch, by its name.")
@click.option("--department", help="The department, by its name.")
@click.option("--email", help="Where messages go.")
@click.option("--field-service", is_flag=True, help="Works at customers'; counted among the field service staff.")
@click.option("--by", "by_username", help="Who adds them: a sign-in name (else the installation itself).")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of the standard input.")
@click.option("--no-password", is_flag=True, help="No password yet; set one later.")
def add(
    username: str,
    name: str,
    roles: Sequence[str],
    branch: str | None,
    department: str | None,
    email: str | None,
    field_service: bool,
    by_username: str | None,
    password_stdin: bool,
    no_password: bool,
) -> None:
    """Hire NAME and let them sign in as USERNAME."""
    start_django()
    from aftersales.ledger import doors, present

    password = _checked(_password(not no_password, password_stdin), username)
    given = {
        "name": name,
        "roles": list(roles),
        "username": username,
        "email": email,
        "branch": _unit("branch", branch),
        "department": _unit("department", department),
        "field_service": field_service,
    }
    outcome = doors.perform(
        "staff.hire",
        None,
        {key: value for key, value in given.items() if value},
        by=_actor(by_username),
        at=present.now(),
        request_id=f"cli:{uuid.uuid4()}",
    )
    if not isinstance(outcome, doors.Done):
        _refuse(outcome)
    _let_in(username, email or "", password)
    click.echo(f"{username}: {name} ({', '.join(roles) or '-'})")


def _let_in(username: str, email: str, password: str) -> None:
    from aftersales.ledger.models import User

    account = User.objects.get(username=username)
    account.email = email
    if password:
        account.set_password(password)
    account.save()


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(as_json: bool) -> None:
    """Everybody who can sign in, with their roles."""
    start_django()
    from aftersales.ledger import queries
    from aftersales.ledger.models import User

    users = list(User.objects.select_related("party").order_by("username"))
    roles = queries.roles_of([one.party_id for one in users if one.party_id])
    rows: list[dict[str, Any]] = [
        {
            "username": one.username,
            "name": one.party.name if one.party else "",
            "active": one.is_active,
            "roles": roles.get(one.party_id or 0, []),
            "email": one.email,
        }
        for one in users
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        state = "" if row["active"] else " (disabled)"
        click.echo(f"{row['username']}: {row['name']} [{', '.join(row['roles'])}]{state}")


@user.command()
@click.argument("username")
def disable(username: str) -> None:
    """USERNAME may sign in no longer; whatever they owe stays theirs until it is handed over."""
    _set_active(username, active=False)


@user.command()
@click.argument("username")
def enable(username: str) -> None:
    """USERNAME may sign in again."""
    _set_active(username, active=True)


@user.command()
@click.argument("username")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of the standard input.")
def password(username: str, password_stdin: bool) -> None:
    """Give USERNAME a new password."""
    start_django()
    account = _account(username)
    account.set_password(_checked(_password(True, password_stdin), username))
    account.save(update_fields=["password"])
    click.echo(f"{username}: new password set")


@user.command()
@click.argument("username")
@click.option("--name", default="command line", show_default=True, help="What the token is for.")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="read, act:<act or pattern> or admin; several are fine."
)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="How long it lives.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def token(username: str, name: str, scopes: Sequence[str], days: int, as_json: bool) -> None:
    """Make a token with which a program speaks for USERNAME; it is shown this once."""
    start_django()
    from aftersales.api import tokens
    from aftersales.ledger import present

    row, secret = tokens.make(_account(username), name, scopes, at=present.now(), days=days)
    told = {"id": row.pk, "token": secret, "scopes": row.scopes, "expires_at": row.expires_at}
    click.echo(json.dumps(told, default=str) if as_json else secret)


def _set_active(username: str, *, active: bool) -> None:
    start_django()
    account = _account(username)
    account.is_active = active
    account.save(update_fields=["is_active"])
    click.echo(f"{username}: {'enabled' if active else 'disabled'}")


def _account(username: str) -> Any:
    from aftersales.ledger.models import User

    found = User.objects.filter(username=username).first()
    if found is None:
        raise click.ClickException(f"Nobody signs in as '{username}'.")
    return found


def _actor(username: str | None) -> Any:
    from aftersales.ledger.known import by_key

    if username is None:
        return by_key("installation")
    party = _account(username).party
    if party is None:
        raise click.ClickException(f"'{username}' speaks for nobody.")
    return party


def _unit(kind: str, name: str | None) -> str | None:
    from aftersales.ledger.models import Party

    if name is None:
        return None
    found = list(Party.objects.filter(kind=kind, name=name, active=True))
    if len(found) != 1:
        raise click.ClickException(f"There {'is no' if not found else 'are several'} {kind} called '{name}'.")
    return str(found[0].pk)


def _checked(password: str, username: str) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from aftersales.ledger.models import User

    if not password:
        return ""
    try:
        validate_password(password, User(username=username))
    except ValidationError as weak:
        raise click.ClickException(" ".join(weak.messages)) from None
    return password


def _refuse(outcome: Any) -> None:
    from aftersales.foundation.problems import Refused

    raise Refused(getattr(outcome, "problems", ()))
