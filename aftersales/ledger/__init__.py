"""Owns the memory: parties, matters, acts, events, what the law judged of them, and the two doors in."""
