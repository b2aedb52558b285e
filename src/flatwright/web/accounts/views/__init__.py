"""Pages of accounts: the way in, one's own, and everybody's for an owner."""
