"""Owns the kind of rule `stand_in`: its parameters and how it acts."""
