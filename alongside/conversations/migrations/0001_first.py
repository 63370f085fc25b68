import alongside.conversations.models.conversations
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
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('title', models.CharField(max_length=120)),
                ('question', models.CharField(max_length=300)),
                ('why', models.TextField()),
                ('what_happens', models.TextField()),
                ('policy', models.TextField()),
                ('looked_after_by', models.CharField(max_length=120)),
                ('language', models.CharField(default='en', max_length=16)),
                ('languages', models.JSONField(default=list)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('seed', models.CharField(default=alongside.conversations.models.conversations.new_seed, editable=False, max_length=32)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='a_conversation_opens_before_it_closes')],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('because', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('conversation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='conversations.conversation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BallotBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('size', models.CharField(choices=[('18', 'Large print (18 point)'), ('24', 'Very large print (24 point)'), ('14', 'Smaller print (14 point)')], default='18', max_length=2)),
                ('language', models.CharField(max_length=16)),
                ('statements', models.JSONField()),
                ('printed_by', models.CharField(max_length=40)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballot_batches', to='conversations.conversation')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('question', models.CharField(max_length=300)),
                ('method', models.CharField(choices=[('agreed', 'Talked through until everybody agreed'), ('consent', 'Nobody had a serious objection'), ('majority', 'A vote, and the majority counted'), ('scored', 'Scored by each, then decided together'), ('lottery', 'A fair lottery'), ('one_role', 'One role decided, after hearing the others')], max_length=10)),
                ('options', models.JSONField(default=list)),
                ('outcome', models.TextField()),
                ('dissent', models.TextField(blank=True)),
                ('rung', models.CharField(choices=[('coercion', 'Coercion'), ('educating', 'Educating'), ('informing', 'Informing'), ('consultation', 'Consultation'), ('engagement', 'Engagement'), ('co_design', 'Co-design'), ('co_production', 'Co-production')], max_length=14)),
                ('decided_on', models.DateField()),
                ('review_on', models.DateField(blank=True, null=True)),
                ('language', models.CharField(default='en', max_length=16)),
                ('people', models.PositiveSmallIntegerField()),
                ('with_lived_experience', models.PositiveSmallIntegerField()),
                ('by', models.CharField(max_length=40)),
                ('conversation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='conversations.conversation')),
            ],
            options={
                'ordering': ['-decided_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='somebody_decided'), models.CheckConstraint(condition=models.Q(('with_lived_experience__lte', models.F('people'))), name='no_more_lived_than_people'), models.CheckConstraint(condition=models.Q(('review_on__gt', models.F('decided_on'))), name='reviewed_after_it_was_decided')],
            },
        ),
        migrations.CreateModel(
            name='DecidedBy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('role', models.CharField(choices=[('patient', 'Patients'), ('carer', 'Carers'), ('community', 'Community members'), ('researcher', 'Researchers'), ('practitioner', 'Practitioners'), ('staff', 'Staff of the centre'), ('funder', 'Funders and trustees'), ('other', 'Others')], max_length=12)),
                ('count', models.PositiveSmallIntegerField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decided_by', to='conversations.decision')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'role'), name='a_role_decides_once')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredCommunity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('name', models.CharField(max_length=80)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='communities', to='conversations.conversation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('conversation', 'name'), name='a_declared_community_once')],
            },
        ),
        migrations.CreateModel(
            name='MapResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('state', models.CharField(max_length=64)),
                ('result', models.JSONField()),
                ('manifest', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='conversations.conversation')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='conversations.conversation')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts_taken', to='people.member')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('conversation', 'member'), name='one_part_of_a_member')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('wording', models.TextField()),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('recording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.recording')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='conversations.declaredcommunity')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='conversations.part')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('part', 'community'), name='declared_once')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('code', models.CharField(max_length=6, unique=True)),
                ('keyed_at', models.DateTimeField(blank=True, null=True)),
                ('keyed_by', models.CharField(blank=True, max_length=40)),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ballots', to='people.member')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='conversations.ballotbatch')),
                ('part', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ballots', to='conversations.part')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('keyed_at', None), ('keyed_by', '')), models.Q(('keyed_at__isnull', False), models.Q(('keyed_by', ''), _negated=True)), _connector='OR'), name='a_ballot_is_keyed_in_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('by', models.CharField(max_length=40)),
                ('conversation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='conversations.conversation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('said', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='conversations.decision')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('about', models.CharField(db_index=True, max_length=80)),
                ('title', models.CharField(max_length=160)),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='conversations.conversation')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('text', models.CharField(max_length=280)),
                ('language', models.CharField(default='en', max_length=16)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('due_on', models.DateField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.CharField(blank=True, max_length=40)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('declined_because', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='conversations.conversation')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statements', to='people.member')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='conversations.statement')),
                ('recording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.recording')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='statements', to='conversations.theme')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['conversation', 'due_on'], name='statements_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('declined_because', '')), ('declined_at__isnull', False), _connector='OR'), name='declined_because_it_was_declined'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('pk')), _negated=True), name='not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('state', models.CharField(choices=[('did', 'We did it'), ('will', 'We will do it'), ('cannot', 'We cannot, because'), ('thinking', 'We are still thinking')], max_length=8)),
                ('text', models.TextField()),
                ('by_role', models.CharField(max_length=120)),
                ('more_by', models.DateField(blank=True, null=True)),
                ('by', models.CharField(max_length=40)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='conversations.theme')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'thinking'), _negated=True), ('more_by__isnull', False), _connector='OR'), name='a_thinking_response_says_until_when'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_response_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Gathered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('what', models.CharField(max_length=80, unique=True)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gathered', to='conversations.theme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('value', models.SmallIntegerField(choices=[(1, 'Agree'), (-1, 'Disagree'), (0, 'Pass')])),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('changed_at', models.DateTimeField(default=alongside.foundation.clock.now)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='conversations.part')),
                ('recording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.recording')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='conversations.statement')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('part', 'statement'), name='one_vote_on_a_statement'), models.CheckConstraint(condition=models.Q(('value__in', [-1, 0, 1])), name='a_vote_is_one_of_three')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('language', models.CharField(max_length=16)),
                ('text', models.CharField(max_length=280)),
                ('by', models.CharField(max_length=40)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='conversations.statement')),
            ],
            options={
                'ordering': ['language'],
                'constraints': [models.UniqueConstraint(fields=('statement', 'language'), name='one_wording_in_a_language')],
            },
        ),
    ]
