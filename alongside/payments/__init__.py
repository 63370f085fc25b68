"""The workshop's till: how people are paid for their time, with dignity.

Dated rate cards, what is offered for taking part in one thing, each person's choice (full, part, none,
voucher), what is then owed, expenses that are booked for people rather than reclaimed, and the export to
finance, once. Money is integer pence.

Words: *rate card* (rates from a day on), *offer* (what is paid for one thing, frozen when it was made),
*choice* (what one person chose), *payment* (owed because somebody took part; a declined one is never
written), *expense*, *batch*. Neighbours: `people` below. Rooms above make offers about their own things and
say when somebody took part; this room knows them by a key and a label only.
"""
