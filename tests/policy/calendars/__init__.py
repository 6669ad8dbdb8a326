"""The calendars of the law under test."""
