"""Owns the kind of rule `reward`: its parameters and how it acts."""
