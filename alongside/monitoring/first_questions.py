"""The first version of the questions, as every new centre starts with it. Once used it never changes.

Sources: the 19 ethnic groups of the Census 2021 of England and Wales; the harmonised questions of the Government
Statistical Service on long-lasting conditions and impairment; unpaid care as the Census 2021 asks it. These
standards are under revision: a new wording is a new question in a new version.
"""

from typing import Any

from django.utils.translation import gettext_noop as _

NOT_SAID = ["prefer_not", _("Prefer not to say")]
WHICH_HINT = _("If you prefer not to say here, your whole answer counts as “prefer not to say”.")

DISABILITY_IDENTIFY: dict[str, Any] = {
    "id": "disability_identify",
    "title": _("Disability, in your own view"),
    "text": _("Do you identify as having a disability?"),
    "hint": _("You decide what the word means for you."),
    "why": _("Disabled people are too often left out. We want to see if they are here."),
    "answers": [["yes", _("Yes")], ["no", _("No")], NOT_SAID],
    "reference": "no",
    "standard": _("The centre’s own question"),
    "labels": {
        "yes": _("Identify as having a disability"),
        "no": _("Do not identify as having a disability"),
    },
    "phrases": {
        "yes": _("identify as having a disability"),
        "no": _("do not identify as having a disability"),
        "prefer_not": _("prefer not to say if they identify as having a disability"),
    },
    "baseline": {"variable": "disability", "cells": {"yes": ["disabled"]}},
}

DISABILITY: dict[str, Any] = {
    "id": "disability",
    "title": _("Health and day-to-day life"),
    "text": _("Do you have a physical or mental health condition or illness lasting 12 months or more?"),
    "hint": _("Count one that you expect to last that long."),
    "why": _("The Census asks this way, so we can compare."),
    "answers": [["yes", _("Yes")], ["no", _("No")], NOT_SAID],
    "follow_ups": [
        {
            "after": "yes",
            "text": _("Does it reduce what you can do from day to day?"),
            "hint": WHICH_HINT,
            "answers": [
                ["a_lot", _("Yes, a lot")],
                ["a_little", _("Yes, a little")],
                ["not_at_all", _("Not at all")],
                NOT_SAID,
            ],
        }
    ],
    "groups": [
        ["disabled", ["a_lot", "a_little"]],
        ["not_disabled", ["not_at_all", "no"]],
        ["prefer_not", ["prefer_not"]],
    ],
    "reference": "no",
    "detailed_from": 400,
    "standard": _("Harmonised questions on long-lasting conditions and activity restriction (GSS)"),
    "labels": {
        "disabled": _("A condition that reduces day-to-day life"),
        "not_disabled": _("No such condition"),
        "a_lot": _("A condition that reduces day-to-day life a lot"),
        "a_little": _("A condition that reduces day-to-day life a little"),
        "not_at_all": _("A condition that does not reduce day-to-day life"),
        "no": _("No long-lasting condition"),
    },
    "phrases": {
        "disabled": _("have a long-lasting condition that reduces their day-to-day life"),
        "not_disabled": _("have no condition that reduces their day-to-day life"),
    },
    "baseline": {"variable": "disability", "cells": {"disabled": ["disabled"]}},
}

AGE: dict[str, Any] = {
    "id": "age",
    "title": _("Age"),
    "text": _("How old are you?"),
    "why": _("We want people of every age to shape what we do."),
    "answers": [
        ["under_25", _("Under 25")],
        ["25_to_34", _("25 to 34")],
        ["35_to_55", _("35 to 55")],
        ["56_to_64", _("56 to 64")],
        ["65_and_over", _("65 or over")],
        NOT_SAID,
    ],
    "groups": [
        ["under_35", ["under_25", "25_to_34"]],
        ["35_to_55", ["35_to_55"]],
        ["over_55", ["56_to_64", "65_and_over"]],
        ["prefer_not", ["prefer_not"]],
    ],
    "detailed_from": 400,
    "standard": _("The centre’s own age bands"),
    "labels": {
        "under_35": _("Under 35"), "35_to_55": _("35 to 55"), "over_55": _("Over 55"),
        "65_and_over": _("65 or over"),
    },
    "phrases": {
        "under_35": _("are aged under 35"), "35_to_55": _("are aged 35 to 55"), "over_55": _("are aged over 55"),
        "under_25": _("are aged under 25"), "25_to_34": _("are aged 25 to 34"),
        "56_to_64": _("are aged 56 to 64"), "65_and_over": _("are aged 65 or over"),
        "prefer_not": _("prefer not to say how old they are"),
    },
    "baseline": {
        "variable": "age",
        "cells": {"under_35": ["under_35"], "25_to_34": ["25_to_34"], "65_and_over": ["65_and_over"]},
    },
}  # fmt: skip

WHICH = _("Which of these describes you best?")


def _group(code: str, answers: list[list[str]]) -> dict[str, Any]:
    return {"after": code, "text": WHICH, "hint": WHICH_HINT, "answers": [*answers, NOT_SAID]}


ETHNICITY: dict[str, Any] = {
    "id": "ethnicity",
    "title": _("Ethnic group"),
    "text": _("What is your ethnic group?"),
    "hint": _("If none of these fits, use your own words. We then count you in “other ethnic group”."),
    "why": _("Some communities are heard less often. We want to see who is missing."),
    "answers": [
        ["asian", _("Asian, Asian British or Asian Welsh")],
        ["black", _("Black, Black British, Black Welsh, Caribbean or African")],
        ["mixed", _("Mixed or multiple ethnic groups")],
        ["white", _("White")],
        ["other", _("Other ethnic group")],
        NOT_SAID,
    ],
    "own_words_count_as": "other_any",
    "follow_ups": [
        _group("asian", [
            ["asian_bangladeshi", _("Bangladeshi")],
            ["asian_chinese", _("Chinese")],
            ["asian_indian", _("Indian")],
            ["asian_pakistani", _("Pakistani")],
            ["asian_other", _("Any other Asian background")],
        ]),
        _group("black", [
            ["black_african", _("African")],
            ["black_caribbean", _("Caribbean")],
            ["black_other", _("Any other Black, Black British or Caribbean background")],
        ]),
        _group("mixed", [
            ["mixed_white_asian", _("White and Asian")],
            ["mixed_white_black_african", _("White and Black African")],
            ["mixed_white_black_caribbean", _("White and Black Caribbean")],
            ["mixed_other", _("Any other mixed or multiple background")],
        ]),
        _group("white", [
            ["white_british", _("English, Welsh, Scottish, Northern Irish or British")],
            ["white_irish", _("Irish")],
            ["white_traveller", _("Gypsy or Irish Traveller")],
            ["white_roma", _("Roma")],
            ["white_other", _("Any other White background")],
        ]),
        _group("other", [
            ["other_arab", _("Arab")],
            ["other_any", _("Any other ethnic group")],
        ]),
    ],
    "groups": [
        ["asian", ["asian_bangladeshi", "asian_chinese", "asian_indian", "asian_pakistani", "asian_other"]],
        ["black", ["black_african", "black_caribbean", "black_other"]],
        ["mixed", ["mixed_white_asian", "mixed_white_black_african", "mixed_white_black_caribbean", "mixed_other"]],
        ["white", ["white_british", "white_irish", "white_traveller", "white_roma", "white_other"]],
        ["other", ["other_arab", "other_any"]],
        ["prefer_not", ["prefer_not"]],
    ],
    "merged": [
        ["asian", ["asian_bangladeshi", "asian_chinese", "asian_indian", "asian_pakistani", "asian_other"]],
        ["black", ["black_african", "black_caribbean", "black_other"]],
        ["white", ["white_british", "white_irish", "white_traveller", "white_roma", "white_other"]],
        ["mixed_or_other", ["mixed_white_asian", "mixed_white_black_african", "mixed_white_black_caribbean",
                            "mixed_other", "other_arab", "other_any"]],
        ["prefer_not", ["prefer_not"]],
    ],
    "detailed_from": 400,
    "standard": _("Census 2021 of England and Wales, 19 ethnic groups"),
    "labels": {"mixed_or_other": _("Mixed, multiple or other ethnic groups")},
    "phrases": {
        "asian": _("are from Asian backgrounds"),
        "black": _("are from Black backgrounds"),
        "mixed": _("are from mixed or multiple backgrounds"),
        "white": _("are from white backgrounds"),
        "other": _("are from other ethnic groups"),
        "mixed_or_other": _("are from mixed, multiple or other ethnic groups"),
        "prefer_not": _("prefer not to say their ethnic group"),
    },
    "baseline": {
        "variable": "ethnicity",
        "cells": {"mixed_or_other": ["mixed", "other"]} | {
            code: [code]
            for code in (
                "asian", "black", "mixed", "white", "other",
                "asian_bangladeshi", "asian_chinese", "asian_indian", "asian_pakistani", "asian_other",
                "black_african", "black_caribbean", "black_other",
                "mixed_white_asian", "mixed_white_black_african", "mixed_white_black_caribbean", "mixed_other",
                "white_british", "white_irish", "white_traveller", "white_roma", "white_other",
                "other_arab", "other_any",
            )
        },
    },
}  # fmt: skip

CARING: dict[str, Any] = {
    "id": "caring",
    "title": _("Looking after somebody"),
    "text": _("Do you look after, or give help to, anyone because of illness, disability or old age?"),
    "hint": _("Leave out anything you do as paid work."),
    "why": _("Carers have less time. We want to see if they can take part."),
    "answers": [
        ["no", _("No")],
        ["up_to_19", _("Yes, up to 19 hours a week")],
        ["20_to_49", _("Yes, 20 to 49 hours a week")],
        ["50_or_more", _("Yes, 50 or more hours a week")],
        NOT_SAID,
    ],
    "groups": [
        ["yes", ["up_to_19", "20_to_49", "50_or_more"]],
        ["no", ["no"]],
        ["prefer_not", ["prefer_not"]],
    ],
    "reference": "no",
    "detailed_from": 400,
    "standard": _("Unpaid care as asked in the Census 2021, with fewer bands"),
    "labels": {"yes": _("Look after somebody"), "no": _("Do not look after anybody")},
    "phrases": {"yes": _("look after somebody who is ill, disabled or old")},
    "baseline": {"variable": "caring", "cells": {"yes": ["yes"]}},
}

QUESTIONS: list[dict[str, Any]] = [DISABILITY_IDENTIFY, DISABILITY, AGE, ETHNICITY, CARING]

# How the questions of the baselines in data/baselines.yaml differ, so that they can be translated.
WORDING_NOTES = [
    _("The Census asked the same question of everybody, children included."),
    _("The Census asked about a condition of 12 months or more that limits daily life, of all ages. "
      "That is another question."),
    _("Shares of people aged 16 and over. The Census bands that are published here do not split at 55."),
    _("The Census figure is age-standardised and counts everybody aged five and over."),
]  # fmt: skip
