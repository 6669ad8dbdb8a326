"""Owns the kind of rule `recurring`: its parameters and how it acts."""
