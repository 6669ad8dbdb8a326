"""The roof: settings, wiring and the command line; it may import every floor and none imports it."""
