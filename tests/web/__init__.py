"""The pages under test."""
