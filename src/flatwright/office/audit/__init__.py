"""Who changed what, when and from where: an append-only record, chained by hash."""
