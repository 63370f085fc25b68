"""The room where the centre keeps what it learnt and what it changed because of it, and where it teaches.

A learning item says what happened, why it matters and what comes next; also what did not work. It names where it
came from, and the design changes that it caused: adopted, adapted or declined, with a reason. Both can be traced.

Training packages are made of modules: frozen versions of texts, or something to do. People take a version online or in
the room with the same standing, get a certificate, and say how it was; what they say becomes learning items.

Words: *learning item*, *design change*, *target* (what a change would alter), *package*, *module*, *version*,
*delivery* (when and where it is taught), *taking* (somebody takes a version), *download*. Neighbours:
`documents` for texts that modules are made of, `people` for who said it; rooms above register what they know with
`foundation.sources`.
"""
