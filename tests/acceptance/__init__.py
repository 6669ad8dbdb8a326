"""Owns the acceptance of every clause: its scenario tried on a running system, through its interface for programs."""
