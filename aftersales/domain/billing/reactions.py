"""Owns what this room does on hearing an announcement: nothing, for all that clauses order is done by the law."""
