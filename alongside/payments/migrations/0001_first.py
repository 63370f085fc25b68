import alongside.foundation.clock
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_asks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('about', models.CharField(db_index=True, max_length=80)),
                ('label', models.CharField(max_length=200)),
                ('unit', models.CharField(blank=True, choices=[('half_hour', 'A task of about 30 minutes'), ('hour', 'About one hour'), ('two_hours', 'About two hours, or a meeting with preparation'), ('half_day', 'Half a day'), ('day', 'A full day'), ('day_prep', 'A full day with much preparation, or chairing'), ('top_role', 'A role with much responsibility')], max_length=12)),
                ('pence', models.PositiveIntegerField()),
                ('expenses', models.JSONField(default=list)),
                ('vouchers', models.BooleanField(default=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('about',), name='one_offer_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PublishedQuarter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('starts_on', models.DateField(unique=True)),
                ('figures', models.JSONField()),
            ],
            options={
                'ordering': ['-starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('unit', models.CharField(choices=[('half_hour', 'A task of about 30 minutes'), ('hour', 'About one hour'), ('two_hours', 'About two hours, or a meeting with preparation'), ('half_day', 'Half a day'), ('day', 'A full day'), ('day_prep', 'A full day with much preparation, or chairing'), ('top_role', 'A role with much responsibility')], max_length=12)),
                ('pence', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['pence', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('made_by', models.CharField(max_length=40)),
                ('pence', models.PositiveBigIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', '')), models.Q(('confirmed_at__isnull', False), ('taken_at__isnull', False), models.Q(('confirmed_by', ''), _negated=True)), _connector='OR'), name='a_batch_is_confirmed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('travel', 'Travel'), ('care', 'Care for a child or an adult'), ('data', 'Phone or internet data'), ('support', 'Somebody who supports me'), ('other', 'Something else')], max_length=10)),
                ('what', models.TextField()),
                ('pence', models.PositiveIntegerField()),
                ('spent_on', models.DateField()),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.CharField(blank=True, max_length=40)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('declined_by', models.CharField(blank=True, max_length=40)),
                ('reason', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='people.member')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expense_claims', to='payments.offer')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='an_expense_is_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', '')), models.Q(('approved_at__isnull', False), models.Q(('approved_by', ''), _negated=True)), _connector='OR'), name='an_expense_is_approved_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('declined_by', '')), models.Q(('declined_at__isnull', False), models.Q(('declined_by', ''), _negated=True)), _connector='OR'), name='an_expense_is_declined_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('declined_at', None)), models.Q(('declined_at', None), ('withdrawn_at', None)), models.Q(('approved_at', None), ('withdrawn_at', None)), _connector='OR'), name='an_expense_ends_in_one_way')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('full', 'All of it'), ('part', 'Part of it'), ('none', 'No payment'), ('voucher', 'A voucher')], max_length=8)),
                ('pence', models.PositiveIntegerField()),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('note_shown_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='payment_choices', to='people.member')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choices', to='payments.offer')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('offer', 'member'), name='one_choice_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'none'), _negated=True), ('pence', 0), _connector='OR'), name='no_payment_means_no_pence')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('travel', 'Travel'), ('care', 'Care for a child or an adult'), ('data', 'Phone or internet data'), ('support', 'Somebody who supports me'), ('other', 'Something else')], max_length=10)),
                ('what', models.TextField()),
                ('needed_on', models.DateField(blank=True, null=True)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('booked_at', models.DateTimeField(blank=True, null=True)),
                ('booked_by', models.CharField(blank=True, max_length=40)),
                ('supplier', models.CharField(blank=True, max_length=120)),
                ('details', models.TextField(blank=True)),
                ('pence', models.PositiveIntegerField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('declined_by', models.CharField(blank=True, max_length=40)),
                ('reason', models.TextField(blank=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='people.member')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='payments.offer')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('booked_at', None), ('booked_by', '')), models.Q(('booked_at__isnull', False), models.Q(('booked_by', ''), _negated=True)), _connector='OR'), name='a_booking_is_made_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('declined_by', '')), models.Q(('declined_at__isnull', False), models.Q(('declined_by', ''), _negated=True)), _connector='OR'), name='a_booking_is_declined_by_somebody'), models.CheckConstraint(condition=models.Q(('booked_at', None), models.Q(('declined_at', None), ('pence__isnull', False), ('withdrawn_at', None)), _connector='OR'), name='what_is_booked_has_a_price'), models.CheckConstraint(condition=models.Q(('declined_at', None), ('withdrawn_at', None), _connector='OR'), name='a_booking_ends_in_one_way')],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('pence', models.PositiveIntegerField()),
                ('voucher', models.BooleanField(default=False)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.CharField(blank=True, max_length=40)),
                ('choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.choice')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='people.member')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pence__gt', 0)), name='a_payment_is_of_something'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', '')), models.Q(('approved_at__isnull', False), models.Q(('approved_by', ''), _negated=True)), _connector='OR'), name='a_payment_is_checked_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='BatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('pence', models.PositiveIntegerField()),
                ('paid_on', models.DateField(blank=True, null=True)),
                ('paid_at', models.DateTimeField(blank=True, null=True)),
                ('paid_by', models.CharField(blank=True, max_length=40)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
                ('failed_because', models.TextField(blank=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.batch')),
                ('expense', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.expense')),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.payment')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('expense__isnull', False), ('payment', None)), models.Q(('expense', None), ('payment__isnull', False)), _connector='OR'), name='a_line_is_for_one_thing'), models.UniqueConstraint(condition=models.Q(('failed_at', None)), fields=('payment',), name='a_payment_is_in_one_batch'), models.UniqueConstraint(condition=models.Q(('failed_at', None)), fields=('expense',), name='an_expense_is_in_one_batch'), models.CheckConstraint(condition=models.Q(models.Q(('paid_at', None), ('paid_by', ''), ('paid_on', None)), models.Q(('failed_at', None), ('paid_at__isnull', False), ('paid_on__isnull', False), models.Q(('paid_by', ''), _negated=True)), _connector='OR'), name='a_line_is_paid_or_it_failed')],
            },
        ),
        migrations.CreateModel(
            name='PayTo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('way', models.CharField(choices=[('bank', 'Into a bank account'), ('cash', 'Cash in hand'), ('voucher', 'As a voucher')], max_length=8)),
                ('sealed', models.TextField(blank=True)),
                ('how', models.CharField(choices=[('web', 'On the web'), ('phone', 'By phone'), ('post', 'By post'), ('in_person', 'In person')], default='web', max_length=10)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pay_to', to='people.member')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'bank'), models.Q(('sealed', ''), _negated=True)), models.Q(models.Q(('way', 'bank'), _negated=True), ('sealed', '')), _connector='OR'), name='bank_details_for_a_bank_account_only')],
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='rate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='payments.rate'),
        ),
        migrations.CreateModel(
            name='RateCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('name', models.CharField(max_length=120)),
                ('starts_on', models.DateField()),
                ('source', models.CharField(blank=True, max_length=300)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_by', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ['-starts_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', '')), models.Q(('confirmed_at__isnull', False), models.Q(('confirmed_by', ''), _negated=True)), _connector='OR'), name='a_card_is_confirmed_by_somebody')],
            },
        ),
        migrations.AddField(
            model_name='rate',
            name='card',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='payments.ratecard'),
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('picture', models.BinaryField()),
                ('expense', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='receipt', to='payments.expense')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TakingPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=alongside.foundation.clock.now, editable=False)),
                ('because', models.CharField(max_length=80)),
                ('on', models.DateField(default=alongside.foundation.clock.today)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takings_part', to='people.member')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takings_part', to='payments.offer')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('because',), name='paid_for_once_because_of_one_thing')],
            },
        ),
        migrations.AddField(
            model_name='payment',
            name='took_part',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='payment', to='payments.takingpart'),
        ),
        migrations.AddConstraint(
            model_name='rate',
            constraint=models.UniqueConstraint(fields=('card', 'unit'), name='one_rate_for_a_unit'),
        ),
    ]
