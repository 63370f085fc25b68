"""A window: the public "story so far".

Claims, quotes and milestones in three strands, arranged by a coordinator and grown from records: a live page,
and frozen, dated editions as page, PDF, picture and data. Every figure comes from the registry in
`foundation` and opens to its definition.

Words: *strand* (one of the three things that a centre does), *claim* (a sentence whose figures are
placeholders), *quote* (somebody's own words, public while their consent lives), *milestone* (a dated moment),
*edition* (the story frozen on a day, the same bytes for ever).
Neighbours: it reads the rooms below; only the roof imports it.
"""
