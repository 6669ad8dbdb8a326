"""Owns the kinds of rule: one folder each, one line each in the table."""
