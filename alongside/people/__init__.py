"""The hall: who we are.

Accounts, members, what they bring, roles in context, organisations, priority communities and the outreach to
them, supporters and guardians, living consents, introductions, preferences, and "my data". A member need not
have an account or an email address: what a coordinator records for somebody by phone, post or in person has
the same standing, says who wrote it down, and can be claimed by the person later.

Words: *member* (a person in the community), *account* (how a member signs in), *appointment* (a role held for a
time), *recording* (who wrote something down for somebody, and that it was read back).
Neighbours: `monitoring` stands beside this room and neither knows the other; everything above builds on it.
"""
