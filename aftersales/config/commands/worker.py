"""`aftersales worker`: lets time pass and delivers messages, again and again; any number of workers may run."""

import logging
import random
import signal
import threading
from collections.abc import Callable

import click

from aftersales.config.cli import start_django
from aftersales.config.supervisor import leave_with_parent

logger = logging.getLogger("aftersales.worker")

JITTER = 0.3  # several workers shall not all look at the same instant
LONGEST_PAUSE = 60.0
FULL_ROUND = 100  # the ledger and the outbox take so many at a time: there is more, so the next round is now


@click.command()
@click.option(
    "--every", default=5.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Seconds between looks."
)
@click.option("--once", is_flag=True, help="Look once and end.")
def worker(every: float, once: bool) -> None:
    """Watch deadlines and deliver messages."""
    start_django()
    leave_with_parent()
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    if once:
        look()
        return
    watch(look, stopped, every)


def look() -> int:
    """One round: what fell due is marked, what waits to be said is said. Answers how much there was."""
    from aftersales.foundation.clock import SystemClock
    from aftersales.ledger import doors, outbox

    now = SystemClock().now()
    return doors.pass_time(now) + outbox.deliver(now)


def watch(work: Callable[[], int], stopped: threading.Event, every: float) -> None:
    """Works until stopped, without a pause while rounds are full; a failed round is tried again, more slowly."""
    failures = 0
    while not stopped.is_set():
        done = 0
        try:
            done = work()
            failures = 0
        except Exception:  # whatever one round met, the deadlines of the next must still be watched
            failures += 1
            logger.exception("A round failed (%d in a row); it is tried again.", failures)
        finally:
            _let_go_of_connections()
        if done < FULL_ROUND:
            stopped.wait(pause(every, failures, random.random()))  # noqa: S311 - no secret, only spreading


def pause(every: float, failures: int, chance: float) -> float:
    """Seconds to wait: the wished rhythm, doubled with every failure in a row, spread by chance."""
    base: float = min(every * 2.0**failures, max(every, LONGEST_PAUSE))
    return base * (1 - JITTER + 2 * JITTER * chance)


def _let_go_of_connections() -> None:
    from django.db import close_old_connections

    close_old_connections()
