"""A window: the public "story so far".

Claims, quotes, milestones in three strands, arranged by a coordinator and grown from records: a live page, and
frozen, dated editions as page, PDF, picture and data. Every figure comes from the registry in `foundation` and
opens to its definition. Neighbours: reads every room below; nothing imports it but the roof.
"""
