"""The window that sends: newsletters, digests, and how far the centre reaches, with the readings behind every number.

Who may be written to is computed from a ledger of consents, each with the words that were shown; never from a tick
on a person. Followers, impressions, reach and recipients are four different things, and are never added together.

Words: *subscriber* (somebody who gets the newsletter by email, post or phone, member or not), *ledger* (who agreed to
what, on which basis, in which words, when and how), *suppression* (an address that is not written to again), *issue*
(one newsletter, made of blocks), *reading* (what a channel showed on a day). Neighbours: every room below, which it
reads; `foundation.outbox`, through which everything is sent.
"""
