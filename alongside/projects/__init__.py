"""The room where funded and supported projects work: who is in the team, how change should come, and what came of it.

A project has a team by role, always with lived experience in it. The team agrees a theory of change and an evaluation
plan, both in versions that stay readable; it writes down outcomes, also those that nobody expected and those that
somebody disputes; and after its close it is asked what happened since.

Words: *project*, *team*, *theory of change*, *element*, *link*, *assumption*, *evaluation plan*, *measure*, *reading*,
*outcome*, *evidence*, *confirmation*, *follow-up*, *ripple*. Neighbours: `learning` for what was learnt, `documents`
for texts, `people` for who is in the team; `funding` upstairs starts a project with an award.
"""
