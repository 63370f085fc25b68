"""The hall's other half: who takes part, kept apart.

Equality answers wait in a queue encrypted with this room's own key and without a key to the person; twenty at a
time they are added up, and the answers are deleted. No foreign key to anybody; it hands out only tables that
`methods.disclosure` has checked. Neighbours: `people` stands beside it and neither knows the other.
"""
