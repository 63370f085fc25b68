"""The room where people meet: numbered co-production sessions that people can really take part in.

A session has a number in its series for ever, a plan with breaks, people who facilitate, write and support;
registrations with places and a waiting list; access needs that become adjustments with an owner and an
answer; a pack before the day; attendance, minutes, items with owners, feedback, and an answer to what was
said.

Words: *series*, *session*, *number*, *registration* (somebody means to come), *attendance* (somebody came),
*access need*, *adjustment*, *pack*, *minutes*, *item*, *feedback*, *contribution*. Neighbours: `payments`
for what is offered and owed, `opportunities` for roles to fill, `people` for who they are.
"""
