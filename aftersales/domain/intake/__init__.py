"""Owns the register of calls, letters, visits and messages; nothing in it is ever deleted.

States entry.registered, entry.answered, entry.transferred, entry.marked_dissatisfied, entry.cleared_dissatisfied
and entry.deleted. Hears nothing.
"""
