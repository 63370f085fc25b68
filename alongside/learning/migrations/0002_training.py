import alongside.foundation.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_first'),
        ('learning', '0001_first'),
        ('people', '0003_confidential_recordings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('on', models.DateField()),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('label', models.CharField(max_length=200)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('by', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TrainingPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('title', models.CharField(max_length=160)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('language', models.CharField(default='en', max_length=16)),
                ('about', models.TextField(blank=True)),
                ('licence', models.CharField(choices=[('cc_by', 'Use it, change it, say who made it (CC BY 4.0)'), ('cc_by_sa', 'Use it, change it, share it alike (CC BY-SA 4.0)'), ('cc_by_nc', 'Use it and change it, but not for profit (CC BY-NC 4.0)'), ('cc0', 'Use it in any way (CC0 1.0)'), ('ask', 'Ask us first')], max_length=10)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['title', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Download',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('key', models.PositiveBigIntegerField()),
                ('form', models.CharField(max_length=10)),
                ('on', models.DateField()),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['kind', 'key'], name='downloads_of_a_thing')],
            },
        ),
        migrations.CreateModel(
            name='Module',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('place', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(choices=[('text', 'A text to read'), ('activity', 'Something to do')], max_length=8)),
                ('title', models.CharField(max_length=160)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='modules', to='documents.version')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='learning.trainingpackage')),
            ],
            options={
                'ordering': ['package', 'place', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'text'), ('text', ''), ('version__isnull', False)), models.Q(('kind', 'activity'), ('version', None), models.Q(('text', ''), _negated=True)), _connector='OR'), name='a_module_is_a_text_or_an_activity')],
            },
        ),
        migrations.CreateModel(
            name='Taking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('completed_on', models.DateField(blank=True, null=True)),
                ('by', models.CharField(max_length=40)),
                ('delivery', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='takings', to='learning.delivery')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='trainings', to='people.member')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('helped', models.TextField(blank=True)),
                ('hindered', models.TextField(blank=True)),
                ('wanted', models.TextField(blank=True)),
                ('item', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='feedback', to='learning.learningitem')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='training_feedback', to='people.member')),
                ('taking', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='feedback', to='learning.taking')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='learning.trainingpackage')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('member', None), models.Q(('helped', ''), ('hindered', ''), ('wanted', ''), _negated=True), _connector='OR'), name='feedback_of_somebody_has_words')],
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='package',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='learning.trainingpackage'),
        ),
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('named', models.CharField(choices=[('full_name', 'My full name'), ('first_name', 'The name I am called by'), ('role', 'My role only'), ('none', 'No name')], default='none', max_length=12)),
                ('role_text', models.CharField(blank=True, max_length=120)),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='training_authored', to='people.member')),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authors', to='learning.trainingpackage')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('package', 'member'), name='an_author_once')],
            },
        ),
        migrations.CreateModel(
            name='TrainingVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('summary', models.TextField(blank=True)),
                ('content', models.JSONField(default=list)),
                ('by', models.CharField(max_length=40)),
                ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='learning.trainingpackage')),
            ],
            options={
                'ordering': ['package', '-number'],
                'constraints': [models.UniqueConstraint(fields=('package', 'number'), name='a_training_version_has_one_number')],
            },
        ),
        migrations.AddField(
            model_name='taking',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takings', to='learning.trainingversion'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='learning.trainingversion'),
        ),
        migrations.CreateModel(
            name='ModuleDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='done', to='learning.module')),
                ('taking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules_done', to='learning.taking')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('taking', 'module'), name='a_module_is_done_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='taking',
            constraint=models.UniqueConstraint(fields=('version', 'member'), name='a_member_takes_a_version_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('package', 'kind', 'key'), name='taught_once_at_a_session'),
        ),
    ]
