"""Owns no refusal: reporting only reads."""
