"""Whether a ticket is open, as a condition that the indexes of open tickets know."""

from django.db.models import BooleanField, F, Func


def still_open() -> Func:
    """A status after which somebody still has to do something.

    Written out and not as parameters: only then does the embedded database see that the
    condition is that of an index, and reads open tickets alone.
    """
    written = "%(expressions)s NOT IN ('resolved', 'closed', 'merged')"
    return Func(F("status"), template=written, output_field=BooleanField())
