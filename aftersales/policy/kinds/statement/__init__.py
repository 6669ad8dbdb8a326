"""Owns the kind of rule `statement`: its parameters and how it acts."""
