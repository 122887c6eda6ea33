from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerLine',
            fields=[
                ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                ('prev', models.BinaryField()),
                ('at', models.DateTimeField()),
                ('event', models.CharField(max_length=30)),
                ('root', models.BinaryField()),
                ('count', models.IntegerField()),
                ('facts', models.JSONField(default=dict)),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_ledger',
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('name', models.CharField(max_length=60)),
                ('actor_kind', models.CharField(max_length=12)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('brand_id', models.BigIntegerField(null=True)),
                ('case_id', models.BigIntegerField(null=True)),
                ('subject_kind', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('facts', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'journal_event',
                'indexes': [models.Index(condition=models.Q(('case_id__isnull', False)), fields=['case_id', 'id'], name='event_case'), models.Index(fields=['subject_kind', 'subject_id', 'id'], name='event_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('actor_kind__in', ['person', 'system', 'connector', 'outside', 'command'])), name='event_actor_kind')],
            },
        ),
        migrations.CreateModel(
            name='LedgerHead',
            fields=[
                ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('seq', models.BigIntegerField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'journal_ledger_head',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='ledger_head_is_one')],
            },
        ),
        migrations.RunSQL((Path(__file__).parent.parent / "sql" / "guards.sql").read_text()),
    ]
