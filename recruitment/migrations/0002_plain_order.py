"""On PostgreSQL, compare paths and sort keys byte by byte, so that ranges and order use the index."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

COLUMNS = {"path": 255, "sort_key": 400}


def set_collation(schema_editor: Editor, collation: str) -> None:
    # SQLite compares so anyway, and knows no collation named "C".
    if schema_editor.connection.vendor != "postgresql":
        return
    for column, length in COLUMNS.items():
        schema_editor.execute(
            f"ALTER TABLE recruitment_committee ALTER COLUMN {column} "
            f'TYPE varchar({length}) COLLATE "{collation}"'
        )


def forwards(apps: Apps, schema_editor: Editor) -> None:
    set_collation(schema_editor, "C")


def backwards(apps: Apps, schema_editor: Editor) -> None:
    set_collation(schema_editor, "default")


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
