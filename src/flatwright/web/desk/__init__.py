"""Pages of the desk: tickets, time, approvals, and the decision beside them."""
