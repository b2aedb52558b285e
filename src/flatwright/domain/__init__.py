"""The rules of flat-rate plans: no clock, no files, no network, no database."""
