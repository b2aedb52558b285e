"""A provider with clients and a year of work, made from a seed, to be looked at."""
