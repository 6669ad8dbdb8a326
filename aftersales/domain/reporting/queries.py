"""Owns the figures of the manager's page: jobs, dispatches, ratings, problems in a span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.feedback.queries import RatingCard, ratings_of
from aftersales.domain.people.queries import ConductCard, conduct_of
from aftersales.domain.quality.queries import ModelCount, by_model
from aftersales.domain.workorders.queries import OrderCard, of_engineer


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's work as customers and headquarters saw it."""

    ratings: RatingCard
    conduct: list[ConductCard]
    orders: list[OrderCard]


def person_page(person: int, since: datetime, until: datetime) -> PersonPage:
    """What a person's page shows of a span."""
    return PersonPage(ratings_of(person, since, until), conduct_of(person, until), of_engineer(person))


def problems_by_model(since: datetime, until: datetime) -> list[ModelCount]:
    """Quality problems of a span by model."""
    return by_model(since, until)
