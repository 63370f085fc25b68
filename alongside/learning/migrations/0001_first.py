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
            name='DesignChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('what', models.TextField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('label', models.CharField(max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('due_on', models.DateField()),
                ('by', models.CharField(max_length=40)),
                ('verdict', models.CharField(blank=True, choices=[('adopted', 'Adopted'), ('adapted', 'Adopted in another form'), ('declined', 'Declined')], max_length=8)),
                ('reason', models.TextField(blank=True)),
                ('decided_by_role', models.CharField(blank=True, max_length=120)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['kind', 'key'], name='changes_of_a_target')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', ''), ('decided_by_role', ''), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_at__isnull', False), models.Q(('decided_by', ''), _negated=True), models.Q(('decided_by_role', ''), _negated=True)), _connector='OR'), name='a_change_is_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'adopted']), models.Q(('reason', ''), _negated=True), _connector='OR'), name='another_verdict_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='LearningItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('what', models.TextField()),
                ('so_what', models.TextField(blank=True)),
                ('now_what', models.TextField(blank=True)),
                ('how_it_went', models.CharField(choices=[('worked', 'It worked'), ('mixed', 'Some of it worked'), ('did_not', 'It did not work')], max_length=8)),
                ('strand', models.CharField(choices=[('learning', 'Generate and share learning'), ('projects', 'Facilitate co-production projects'), ('movement', 'Build the co-production movement')], max_length=10)),
                ('language', models.CharField(default='en', max_length=16)),
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
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='learning_items', to='people.member')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['kind', 'key'], name='learning_backwards'), models.Index(fields=['checked_at', 'how_it_went'], name='learning_public')],
                'constraints': [models.CheckConstraint(condition=models.Q(('member__isnull', False), ('named', 'none'), _connector='OR'), name='no_learning_is_named_without_a_member')],
            },
        ),
        migrations.CreateModel(
            name='Informed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='informed_by', to='learning.designchange')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='informed', to='learning.learningitem')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('change', 'item'), name='an_item_informs_a_change_once')],
            },
        ),
        migrations.AddField(
            model_name='designchange',
            name='items',
            field=models.ManyToManyField(related_name='changes', through='learning.Informed', to='learning.learningitem'),
        ),
    ]
