"""Owns the kind of rule `measure`: its parameters and how it acts."""
