"""Central's database: tables, migrations, rows read and written by set. What they mean is not known here."""
