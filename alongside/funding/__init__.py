"""The room where money for pilots is shared out together: from the lesson of one round to the awards of the next.

A programme has rounds. A round opens once everything carried to it from what was learnt is answered. People apply by
form, film, voice, phone or post; several may work on one bid. A panel that is mixed by role and paid declares its
conflicts, scores, meets and decides: by agreement, by score or by the Method of Equal Shares; people always have the
last word. An award starts a project; offered, granted and paid are three different sums.

Words: *programme*, *round*, *criterion*, *bid* (an application), *panel*, *conflict of interest*, *score*, *ballot*,
*receipt*, *funding decision*, *award*, *instalment*, *variation*, *ledger*. Neighbours: `projects` for what an award
starts, `learning` for what a round changed, `opportunities` for filling a panel, `conversations` for criteria and
decisions, `payments` for paying the panel.
"""
