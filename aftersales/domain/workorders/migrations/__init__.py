"""Owns the tables of this room through time."""
