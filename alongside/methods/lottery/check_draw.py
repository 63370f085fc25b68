"""Check a fair lottery from its public file: python check_draw.py draw.json [the fingerprint you noted before].

Needs Python 3.9 or newer and nothing else. You may read it, change it, or write your own: no secret is in it.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def draw_number(seed: str, words: str, tickets: int) -> int:
    """The hash of seed|words|0 as a number; what lies beyond the last full round of tickets is passed over."""
    attempt = 0
    while int(digest(f"{seed}|{words}|{attempt}"), 16) >= 2**256 - 2**256 % tickets:
        attempt += 1
    return int(digest(f"{seed}|{words}|{attempt}"), 16) % tickets + 1


def panel_meets_rules(panel: list[str], people: dict[str, Any], file: dict[str, Any]) -> bool:
    """The right number of people, nobody twice, every quota met, and at most one person of a household."""
    homes = [people[who]["household"] for who in panel if people[who]["household"]]
    counts = Counter((c, v) for who in panel for c, v in people[who]["values"].items())
    return (
        len(panel) == len(set(panel)) == file["size"]
        and len(homes) == len(set(homes))
        and all(q["minimum"] <= counts[q["category"], q["value"]] <= q["maximum"] for q in file["quotas"])
    )


def check(file: dict[str, Any], noted: str) -> Iterator[tuple[str, bool]]:
    """Yield every check as a sentence, and whether it holds."""
    panels, people = file["panels"], {person["id"]: person for person in file["people"]}
    before = {key: value for key, value in file.items() if key not in ("draw", "fingerprint")}
    found = digest(json.dumps(before, sort_keys=True, separators=(",", ":"), ensure_ascii=True))
    yield f"The file before the draw has the fingerprint {found}.", found == file["fingerprint"]
    if noted:
        yield f"The fingerprint that you noted is {noted}.", found == noted.strip().lower()
    yield f"{len(people)} people took part, each listed once.", len(people) == len(file["people"])
    bad = [n for n, panel in enumerate(panels, 1) if not panel_meets_rules(panel, people, file)]
    yield f"Panels out of {len(panels)} that break a rule: {bad[:9] or 'none'}.", not bad
    held = Counter(who for panel in panels for who in panel)
    wrong = [who for who in people if people[who]["chance"] != held[who] / len(panels)]
    yield f"People whose stated chance is wrong: {wrong[:9] or 'none'}.", not wrong
    smallest = min(held[who] for who in people if who not in file["never"]) / len(panels)
    told, best = file["smallest_chance"], file["largest_possible_smallest_chance"]
    right = smallest == told <= best + 1e-9 and not any(held[who] for who in file["never"])
    yield f"The smallest chance is {smallest:.2%}, and it could be {best:.2%} at most.", right
    if "draw" not in file:
        return
    draw = file["draw"]
    seed, words = draw["seed"], " ".join(draw["public_words"].split()).casefold()
    yield "The seed is the one that was committed to.", digest(seed) == file["commitment"]
    drawn = draw_number(seed, words, len(panels))
    yield f"Seed and public words ({words}) draw number {drawn}.", drawn == draw["number"]
    yield f"The panel is number {drawn}: {', '.join(panels[drawn - 1])}.", panels[drawn - 1] == draw["panel"]
    others = sorted(set(people) - set(panels[drawn - 1]), key=lambda who: digest(f"{seed}|{words}|{who}"))
    yield "The alternates stand in the order that seed and words give.", others == draw["alternates"]


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as opened:
            file = json.load(opened)
        checks = list(check(file, sys.argv[2] if len(sys.argv) == 3 else ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
        sys.exit(f"This file cannot be checked: it is missing, damaged or of another kind ({trouble!r}).")
    for sentence, holds in checks:
        print("Right:" if holds else "WRONG:", sentence)
    good = all(holds for _, holds in checks)
    if "draw" not in file:
        print("The draw is still to come. Note the fingerprint now, and check again afterwards.")
    print("Everything is right." if good else "This lottery does not pass.")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
