"""Tickets tell how far their decision has come, so that a list by it reads no others."""

from django.db import migrations, models

_FILL = """
UPDATE desk_ticket SET stands = (
    SELECT status FROM desk_decision WHERE desk_decision.id = desk_ticket.decision_id
)
"""


class Migration(migrations.Migration):
    """A column that may be empty: SQLite does not make the table anew, its guards stay."""

    dependencies = [("desk", "0004_number_there")]
    operations = [
        migrations.AddField(
            "ticket",
            "stands",
            models.CharField(max_length=16, null=True, blank=True, editable=False),
        ),
        migrations.AddIndex(
            "ticket",
            models.Index(fields=["stands", "-updated", "-id"], name="ticket_by_decision"),
        ),
        # Last: a server makes no index in the transaction that has changed the rows.
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
