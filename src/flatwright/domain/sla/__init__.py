"""SLA: priority, and the clock that runs in business hours and stands while we wait."""
