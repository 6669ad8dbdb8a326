"""Owns the history of the ledger's tables."""
