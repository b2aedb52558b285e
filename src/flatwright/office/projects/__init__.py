"""Projects: work that is quoted alone, with a budget and an alarm."""
