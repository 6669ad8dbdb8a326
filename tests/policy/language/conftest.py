"""What the tests of the language share."""

from tests.policy.language.slips import bench

__all__ = ["bench"]
