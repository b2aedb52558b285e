"""Lists that stay quick: indexes of open tickets, of what months are summed from, words.

A later migration that lets SQLite make desk_ticket anew must keep its triggers.
"""

from django.db import migrations, models

from flatwright.office.desk.models.ending import still_open
from flatwright.office.desk.words_sql import kept


def _of_open(*fields: str, name: str) -> migrations.AddIndex:
    condition = models.Q(still_open())
    index = models.Index(fields=fields, name=name, condition=condition)
    return migrations.AddIndex("ticket", index)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_append_only"), ("clients", "0001_initial")]
    operations = [
        migrations.AddIndex(
            "ticket",
            models.Index(fields=["kind", "-updated", "-id"], name="ticket_by_kind"),
        ),
        migrations.AddIndex(
            "ticket",
            models.Index(fields=["priority", "-updated", "-id"], name="ticket_by_priority"),
        ),
        _of_open("-updated", "-id", name="open_by_update"),
        _of_open("client", "-updated", "-id", name="open_of_client"),
        _of_open("assignee", "-updated", "-id", name="open_of_assignee"),
        migrations.RemoveIndex("decision", "decision_by_work"),
        migrations.AddIndex(
            "decision",
            models.Index(
                fields=["agreement", "begins", "worked", "covered", "absorbed", "pays"],
                name="decision_sums",
            ),
        ),
        kept(),
    ]
