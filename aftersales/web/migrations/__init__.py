"""Migrations of the web face's own tables."""
