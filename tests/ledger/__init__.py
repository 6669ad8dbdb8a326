"""The ledger under test: acts, editions, papers, rights, corrections, two at once."""
