"""What tests stand on: settings, databases, a closed network."""
