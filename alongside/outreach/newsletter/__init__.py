"""An issue made into what readers hold: mail, plain text, a printed letter, and words for a call.

All are made from one `queries.pieces.Content`, in the active language, so that nobody gets less than others.
"""
