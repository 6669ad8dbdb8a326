"""The pages for staff, one small module for each family."""
