"""Owns the kind of rule `charge`: its parameters and how it acts."""
