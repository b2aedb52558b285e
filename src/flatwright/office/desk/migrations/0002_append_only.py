"""Decisions and what they drew are appended, never changed or deleted."""

from django.db import migrations

from flatwright.office.audit.guards import guarded


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("audit", "0002_append_only")]
    operations = [guarded("desk_decision"), guarded("desk_use")]
