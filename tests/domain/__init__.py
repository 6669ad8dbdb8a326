"""Owns the tests of the rooms, one folder a room, told through the one door on a real database."""
