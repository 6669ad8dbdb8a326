"""Owns no table: reporting reads what others keep."""
