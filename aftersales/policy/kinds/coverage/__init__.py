"""Owns the kind of rule `coverage`: its parameters and how it acts."""
