"""Owns figures over all rooms: it reads and never writes; states nothing and hears nothing."""
