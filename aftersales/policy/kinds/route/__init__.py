"""Owns the kind of rule `route`: its parameters and how it acts."""
