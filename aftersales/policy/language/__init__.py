"""Owns the reading of packs: from YAML files to checked rules that keep the place of every word."""
