"""Owns the kind of rule `gate`: its parameters and how it acts."""
