"""Whether work is covered, and who pays."""
