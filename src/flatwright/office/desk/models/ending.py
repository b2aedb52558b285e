"""Whether a ticket is open, as a condition that the indexes of open tickets know."""

from django.db import models


class StillOpen(models.Func):
    """A status after which somebody still has to do something.

    Written out and not as parameters: only then does the embedded database see that the
    condition is that of an index, and reads open tickets alone.
    """

    template = "%(expressions)s NOT IN ('resolved', 'closed', 'merged')"
    output_field = models.BooleanField()
    arity = 1
