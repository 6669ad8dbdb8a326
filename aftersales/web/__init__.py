"""The face for people: pages rendered by the server. It asks the ledger what is owed and may be done, and decides nothing."""
