import alongside.foundation.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0003_confidential_recordings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opportunity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('title', models.CharField(max_length=150)),
                ('strand', models.CharField(blank=True, choices=[('learning', 'Learning'), ('projects', 'Projects'), ('movement', 'Movement')], max_length=10)),
                ('activity', models.TextField()),
                ('involved', models.TextField()),
                ('difference', models.TextField()),
                ('support', models.TextField()),
                ('skills', models.TextField()),
                ('minutes', models.PositiveIntegerField()),
                ('where', models.CharField(choices=[('online', 'Online'), ('in_person', 'In person'), ('either', 'Online or in person, as you like'), ('home', 'At home, by post or phone')], max_length=10)),
                ('place_words', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(max_length=60)),
                ('closes_on', models.DateField()),
                ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('method', models.CharField(choices=[('first_come', 'First come, first served'), ('agreed', 'People choose, and say why'), ('lottery', 'A fair lottery')], max_length=10)),
                ('forget_days', models.PositiveSmallIntegerField(default=60)),
            ],
            options={
                'ordering': ['closes_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('places', None), ('places__gte', 1), _connector='OR'), name='places_are_some_or_open'), models.CheckConstraint(condition=models.Q(('places__isnull', False), ('method', 'first_come'), _connector='OR'), name='choosing_needs_a_number_of_places'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='it_takes_some_time')],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('words', models.TextField(blank=True)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('told_on', models.DateField(default=alongside.foundation.clock.today)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.TextField(blank=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests_expressed', to='people.member')),
                ('recording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.recording')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='opportunities.opportunity')),
            ],
            options={
                'ordering': ['told_on', 'created_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('opportunity', 'member'), name='interest_counts_once')],
            },
        ),
        migrations.CreateModel(
            name='Filling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('because', models.TextField(blank=True)),
                ('opportunity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='filling', to='opportunities.opportunity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('decided_by', models.CharField(max_length=200)),
                ('why', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='opportunities.opportunity')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('because', models.TextField(blank=True)),
                ('opportunity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='closing', to='opportunities.opportunity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('name', models.CharField(max_length=60)),
                ('question', models.CharField(max_length=200)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='categories', to='opportunities.opportunity')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('opportunity', 'name'), name='a_category_once')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('reason', models.TextField(blank=True)),
                ('answer_by', models.DateField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('declined', 'Said no, thank you'), ('dropped_out', 'Dropped out'), ('no_answer', 'Did not answer'), ('taken_back', 'The opportunity was taken back')], max_length=12)),
                ('took_part_on', models.DateField(blank=True, null=True)),
                ('interest', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='place', to='opportunities.interest')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places_given', to='opportunities.opportunity')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_how', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='an_ended_place_says_how'), models.CheckConstraint(condition=models.Q(models.Q(('ended_how', 'declined'), _negated=True), ('accepted_at', None), _connector='OR'), name='an_accepted_place_is_dropped'), models.CheckConstraint(condition=models.Q(('took_part_on', None), ('accepted_at__isnull', False), _connector='OR'), name='who_took_part_had_accepted')],
            },
        ),
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('seed', models.CharField(max_length=64)),
                ('commitment', models.CharField(max_length=64)),
                ('size', models.PositiveSmallIntegerField()),
                ('tickets', models.PositiveIntegerField()),
                ('file', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('sealed_file', models.JSONField(null=True)),
                ('sealed_fingerprint', models.CharField(blank=True, max_length=64)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('opportunity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pool', to='opportunities.opportunity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('public_words', models.CharField(max_length=200)),
                ('witnesses', models.CharField(blank=True, max_length=300)),
                ('number', models.PositiveIntegerField()),
                ('file', models.JSONField()),
                ('pool', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draw', to='opportunities.pool')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('code', models.CharField(max_length=12)),
                ('on_tickets', models.PositiveIntegerField()),
                ('reserve', models.PositiveIntegerField(blank=True, null=True)),
                ('interest', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='candidate', to='opportunities.interest')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='opportunities.pool')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('pool', 'code'), name='an_id_once_in_a_draw')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('because', models.TextField(blank=True)),
                ('opportunity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='publication', to='opportunities.opportunity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RuleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('what', models.TextField()),
                ('because', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rule_changes', to='opportunities.opportunity')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='a_change_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Taking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('because', models.TextField(blank=True)),
                ('opportunity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='taking', to='opportunities.opportunity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('label', models.CharField(max_length=80)),
                ('minimum', models.PositiveSmallIntegerField()),
                ('maximum', models.PositiveSmallIntegerField()),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='opportunities.category')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('category', 'label'), name='a_value_once'), models.CheckConstraint(condition=models.Q(('minimum__lte', models.F('maximum'))), name='least_before_most')],
            },
        ),
        migrations.CreateModel(
            name='Volunteered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='opportunities.category')),
                ('interest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='volunteered', to='opportunities.interest')),
                ('value', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='opportunities.value')),
            ],
            options={
                'ordering': ['category', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('interest', 'category'), name='said_once')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('over_limit', models.TextField(blank=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='people.member')),
                ('opportunity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='opportunities.opportunity')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('opportunity', 'member'), name='invited_once_to_each')],
            },
        ),
    ]
