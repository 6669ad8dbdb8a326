"""The shipped packs under test: every story, with and without a database."""
