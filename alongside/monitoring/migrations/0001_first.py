import alongside.foundation.clock
import alongside.monitoring.models
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BaselineChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('area', models.CharField(max_length=60)),
                ('declared_on', models.DateField(default=alongside.foundation.clock.today)),
            ],
            options={
                'ordering': ['declared_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('version', models.PositiveIntegerField(unique=True)),
                ('since', models.DateField(default=alongside.foundation.clock.today)),
                ('questions', models.JSONField()),
            ],
            options={
                'ordering': ['version'],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.IntegerField(default=alongside.monitoring.models.random_key, editable=False, primary_key=True, serialize=False)),
                ('token', models.CharField(max_length=64, unique=True)),
                ('asked_month', models.DateField(null=True)),
                ('answered_month', models.DateField(null=True)),
                ('counted_month', models.DateField(null=True)),
                ('objected_month', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Baseline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('variable', models.CharField(max_length=60)),
                ('category', models.CharField(max_length=60)),
                ('area', models.CharField(max_length=60)),
                ('date', models.DateField()),
                ('count', models.PositiveBigIntegerField(null=True)),
                ('base', models.PositiveBigIntegerField(null=True)),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5)),
                ('source', models.CharField(max_length=200)),
                ('licence', models.CharField(max_length=300)),
                ('wording_note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['area', 'variable', 'category'],
                'constraints': [models.UniqueConstraint(fields=('variable', 'category', 'area', 'date'), name='one_share_per_baseline'), models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='a_share_of_a_hundred'), models.CheckConstraint(condition=models.Q(('count', None), ('base', None), ('count__lte', models.F('base')), _connector='OR'), name='count_within_base')],
            },
        ),
        migrations.CreateModel(
            name='HeldTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('on', models.DateField()),
                ('question', models.CharField(max_length=100)),
                ('level', models.CharField(max_length=20)),
                ('reason', models.CharField(choices=[('held', 'held'), ('too_small', 'too_small')], max_length=20)),
                ('n', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['-on', 'question', 'level'],
                'constraints': [models.UniqueConstraint(fields=('on', 'question', 'level'), name='held_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='PaperHandout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('month', models.DateField(default=alongside.monitoring.models.this_month)),
                ('forms', models.PositiveIntegerField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('forms__gt', 0)), name='some_forms_were_handed_out')],
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('closed_on', models.DateField()),
                ('size', models.PositiveSmallIntegerField(default=20)),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='monitoring.questionset')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size', 20)), name='a_block_is_of_twenty')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('on', models.DateField()),
                ('scope', models.CharField(default='network', max_length=60)),
                ('n', models.PositiveIntegerField()),
                ('rules_version', models.CharField(max_length=10)),
                ('data', models.JSONField()),
                ('tables', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('scope', 'on'), name='one_snapshot_a_day')],
            },
        ),
        migrations.CreateModel(
            name='WaitingAnswers',
            fields=[
                ('id', models.IntegerField(default=alongside.monitoring.models.random_key, editable=False, primary_key=True, serialize=False)),
                ('token', models.CharField(max_length=64, null=True, unique=True)),
                ('month', models.DateField(default=alongside.monitoring.models.this_month)),
                ('sealed', models.TextField()),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='monitoring.questionset')),
            ],
        ),
        migrations.CreateModel(
            name='BlockSum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=100)),
                ('answer', models.CharField(max_length=60)),
                ('count', models.PositiveSmallIntegerField()),
                ('block', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sums', to='monitoring.block')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('block', 'question', 'answer'), name='one_sum_per_answer'), models.CheckConstraint(condition=models.Q(('count__lte', 20)), name='no_more_than_the_block')],
            },
        ),
    ]
