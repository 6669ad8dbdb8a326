"""The law under test, without a database."""
