"""A window: the signed-in home of members and of coordinators.

What is waiting for me, in order of due date; what is due this week for the centre; what reports still lack; annual
reports for a funder, written from records; letters to post and calls to make; webhooks that tell other sites; the
set-up of a new centre. Owns no data but reports and webhooks. Neighbours: reads the rooms below.
"""
