"""Owns the second telling of stories: through the real doors, on a database, where stated facts meet computed ones."""

from aftersales.ledger.stories.told import DatabaseTeller

__all__ = ["DatabaseTeller"]
