"""The room where texts are written together: clauses that anybody can suggest changes to, and versions that are signed.

A document is a list of clauses. Members comment on a clause or suggest a change to it, with a reason, on the web,
by phone, by post or in person. Editors accept, adapt or decline, and each person is told. A version is frozen with a
fingerprint; people in named roles sign it; a signed text is changed only once it is opened again, for a reason that
everybody reads.

Words: *document*, *clause*, *wording* (the words of a clause at one time), *version*, *suggestion*, *comment*,
*source* (where a clause came from), *format*, *reflection* (how somebody lived a principle). Neighbours: `people` for
who they are; rooms above register sessions and decisions as sources with `foundation.sources`.
"""
