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
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('principles', 'Principles'), ('guidance', 'Guidance'), ('training', 'Training module'), ('other', 'Another text')], max_length=12)),
                ('title', models.CharField(max_length=160)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('language', models.CharField(default='en', max_length=16)),
                ('about', models.TextField(blank=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('place', models.PositiveIntegerField(blank=True, null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('removed_because', models.TextField(blank=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='documents.document')),
            ],
            options={
                'ordering': ['document', 'place', 'pk'],
                'indexes': [models.Index(fields=['document', 'place'], name='clauses_in_order')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('place__isnull', False), ('removed_at', None)), models.Q(('place', None), ('removed_at__isnull', False)), _connector='OR'), name='a_clause_has_a_place_or_is_taken_out')],
            },
        ),
        migrations.CreateModel(
            name='Editor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editors', to='documents.document')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edits', to='people.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'member'), name='an_editor_once')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('base', models.PositiveIntegerField()),
                ('met', models.PositiveIntegerField()),
                ('heading', models.CharField(blank=True, max_length=160)),
                ('text', models.TextField()),
                ('by', models.CharField(max_length=40)),
                ('settled', models.CharField(blank=True, choices=[('mine', 'My words'), ('theirs', 'The words that were saved first'), ('merged', 'Both, put together')], max_length=6)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_aside', to='documents.clause')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='set_aside', to='people.member')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled', ''), ('settled_at', None)), models.Q(models.Q(('settled', ''), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='what_was_set_aside_is_settled_at_some_time')],
            },
        ),
        migrations.CreateModel(
            name='SigningRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('name', models.CharField(max_length=120)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signing_roles', to='documents.document')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='signing_roles', to='people.member')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('document', 'name'), name='a_signing_role_once')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=160)),
                ('summary', models.TextField(blank=True)),
                ('content', models.JSONField(default=list)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('frozen_by', models.CharField(blank=True, max_length=40)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('contributors', models.PositiveIntegerField(blank=True, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='documents.document')),
            ],
            options={
                'ordering': ['document', 'number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='a_version_of_a_text_has_one_number'), models.UniqueConstraint(condition=models.Q(('frozen_at', None)), fields=('document',), name='one_version_is_worked_on'), models.CheckConstraint(condition=models.Q(models.Q(('fingerprint', ''), ('frozen_at', None)), models.Q(('frozen_at__isnull', False), models.Q(('fingerprint', ''), _negated=True)), _connector='OR'), name='a_frozen_version_has_a_fingerprint'), models.CheckConstraint(condition=models.Q(('signed_at', None), ('frozen_at__isnull', False), _connector='OR'), name='a_signed_version_is_frozen')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('label', models.CharField(max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('by', models.CharField(max_length=40)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='documents.clause')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='documents.version')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['kind', 'key'], name='sources_backwards')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('clause', 'kind', 'key'), name='a_source_of_a_clause_once')],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('role_name', models.CharField(max_length=120)),
                ('how', models.CharField(default='web', max_length=10)),
                ('by', models.CharField(max_length=40)),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='signatures', to='people.member')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='documents.signingrole')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='documents.version')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'role'), name='signed_once_in_a_role')],
            },
        ),
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('because', models.TextField()),
                ('by_role', models.CharField(max_length=120)),
                ('by', models.CharField(max_length=40)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='documents.document')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='documents.version')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='reopened_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('revision', models.PositiveIntegerField()),
                ('number_then', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('replace', 'Other words'), ('add', 'A new clause after this one'), ('remove', 'Take this clause out'), ('split', 'Make two clauses of this one'), ('merge', 'Join this clause with another'), ('move', 'Move this clause')], max_length=8)),
                ('heading', models.CharField(blank=True, max_length=160)),
                ('text', models.TextField(blank=True)),
                ('second_text', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('named', models.CharField(choices=[('full_name', 'My full name'), ('first_name', 'The name I am called by'), ('role', 'My role only'), ('none', 'No name')], default='none', max_length=12)),
                ('role_text', models.CharField(blank=True, max_length=120)),
                ('due_on', models.DateField()),
                ('outcome', models.CharField(blank=True, choices=[('answered', 'Answered'), ('accepted', 'Accepted'), ('adapted', 'Accepted in other words'), ('declined', 'Declined')], max_length=8)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.CharField(blank=True, max_length=40)),
                ('held_back_at', models.DateTimeField(blank=True, null=True)),
                ('held_back_because', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='documents.clause')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='documents.document')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='remarks', to='people.member')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='named_in', to='documents.clause')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='documents.version')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(fields=['document', 'outcome', 'due_on'], name='remarks_to_answer'), models.Index(fields=['clause', 'created_at'], name='remarks_of_a_clause')],
                'constraints': [models.CheckConstraint(condition=models.Q(('member__isnull', False), ('named', 'none'), _connector='OR'), name='no_remark_is_named_without_a_member'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', ''), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='a_remark_is_answered_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='a_suggestion_is_declined_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'comment'), _negated=True), ('outcome__in', ['', 'answered']), _connector='OR'), name='a_comment_is_answered')],
            },
        ),
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('text', models.TextField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('named', models.CharField(choices=[('full_name', 'My full name'), ('first_name', 'The name I am called by'), ('role', 'My role only'), ('none', 'No name')], default='none', max_length=12)),
                ('role_text', models.CharField(blank=True, max_length=120)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('checked_by', models.CharField(blank=True, max_length=40)),
                ('held_back_at', models.DateTimeField(blank=True, null=True)),
                ('held_back_because', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='documents.clause')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reflections', to='documents.document')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reflections', to='people.member')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflections', to='documents.version')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('member__isnull', False), ('named', 'none'), _connector='OR'), name='no_reflection_is_named_without_a_member')],
            },
        ),
        migrations.CreateModel(
            name='Format',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('easy_read', 'Easy Read'), ('audio', 'Audio'), ('bsl', 'British Sign Language'), ('translation', 'Translation')], max_length=12)),
                ('language', models.CharField(default='en', max_length=16)),
                ('text', models.TextField(blank=True)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('by', models.CharField(max_length=40)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='formats', to='documents.document')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='formats', to='documents.version')),
            ],
            options={
                'ordering': ['kind', 'language', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), models.Q(('url', ''), _negated=True)), models.Q(models.Q(('text', ''), _negated=True), ('url', '')), _connector='OR'), name='a_format_is_words_or_a_link')],
            },
        ),
        migrations.AddField(
            model_name='document',
            name='signed',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signs', to='documents.version'),
        ),
        migrations.CreateModel(
            name='Descent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('split', 'split'), ('merge', 'joined')], max_length=5)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gave', to='documents.clause')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='came_from', to='documents.clause')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='descents', to='documents.version')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('revision', models.PositiveIntegerField()),
                ('heading', models.CharField(blank=True, max_length=160)),
                ('text', models.TextField()),
                ('because', models.TextField(blank=True)),
                ('by', models.CharField(max_length=40)),
                ('clause', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='documents.clause')),
                ('remark', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='documents.remark')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='documents.version')),
            ],
            options={
                'ordering': ['clause', 'revision'],
                'constraints': [models.UniqueConstraint(fields=('clause', 'revision'), name='a_wording_has_one_revision')],
            },
        ),
    ]
