"""Owns no fact: what reporting counts is answered by the rooms that keep it."""
