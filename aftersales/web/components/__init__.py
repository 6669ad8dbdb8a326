"""The parts that pages are made of: tables, clocks, badges, clause chips, filters. No page invents its own."""
