"""What the roof promises: settings, command line, supervision, backups."""
