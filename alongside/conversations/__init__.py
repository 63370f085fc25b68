"""The workshop's round table: a question put to the community, what people say to it, and what came of it.

People say one idea at a time and vote on the ideas of others: on the web, in the room, by phone or on paper,
with the same standing. The opinion map shows what all groups share, and what a community that people declared
for this conversation does not share. What people say is gathered into themes; every theme gets an answer by a
day, and everybody who said it is told. Decisions say who decided, on which rung, and who disagreed.

Words: *conversation*, *statement*, *vote*, *part* (somebody takes part in one conversation), *declared
community*, *opinion map*, *theme*, *response*, *decision*, *ballot* (statements on paper). Neighbours: `people`
for who is told, `methods.opinionmap` for the mathematics; rooms above gather their own words into themes.
"""
