"""The cellar: what every room stands on, and nobody upstairs is known here.

It holds the record of actions (`record`), the outbox (`outbox`), the registry of public figures
(`figures`), who may enter a view (`doors`), what every field declares about privacy (`privacy`),
the rights registry behind "my data" (`rights`), the clock that everything reads (`clock`), and the
design system (forms, templates, charts). Rooms above register with it; it calls them only through
what they registered.
"""
