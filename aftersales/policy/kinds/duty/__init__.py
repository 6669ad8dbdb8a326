"""Owns the kind of rule `duty`: its parameters and how it acts."""
