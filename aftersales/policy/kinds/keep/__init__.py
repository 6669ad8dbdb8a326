"""Owns the kind of rule `keep`: its parameters and how it acts."""
