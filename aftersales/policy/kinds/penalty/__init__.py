"""Owns the kind of rule `penalty`: its parameters and how it acts."""
