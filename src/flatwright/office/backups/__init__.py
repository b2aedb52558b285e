"""Everything that is stored, in one file that either database can be made from again."""
