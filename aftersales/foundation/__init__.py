"""Owns the ground: instants, money, durations and problems, of the standard library only."""
