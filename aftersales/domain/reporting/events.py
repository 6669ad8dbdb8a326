"""Owns nothing to be told: reporting only reads."""
