"""Pages of the house: home, search, the record of changes, settings, set-up."""
