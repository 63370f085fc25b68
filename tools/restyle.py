"""Turn the stylesheet of govuk-frontend into ours: pure text in, text out.

What changes: components that we do not use are dropped; fonts, pictures and identity of GOV.UK are dropped;
its custom properties and literal colours become our palette; its font becomes ours. `right_to_left` then
rewrites
physical directions as logical ones, because govuk-frontend has none (govuk-frontend#7303).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

FONT = "var(--al-font)"

PALETTE = {
    "brand": "#5b2157",
    "text": "#241a2e",
    "inverse-text": "#fffaf2",
    "template-background": "#fbf6ee",
    "body-background": "#fbf6ee",
    "print-text": "#000",
    "secondary-text": "#5a5063",
    "focus": "#ffc83d",
    "focus-text": "#241a2e",
    "error": "#b3261e",
    "success": "#0f665f",
    "border": "#d9cdbb",
    "input-border": "#241a2e",
    "hover": "#eadfce",
    "link": "#7a2470",
    "link-visited": "#54408f",
    "link-hover": "#3d1039",
    "link-active": "#241a2e",
    "surface-background": "#f5ebdc",
    "surface-text": "#241a2e",
    "surface-border": "#d9cdbb",
}

LITERALS = {
    "#0b0c0c": "#241a2e",
    "#f3f3f3": "#f5ebdc",
    "#cecece": "#d9cdbb",
    "#484949": "#5a5063",
    "#858686": "#85798c",
    "#0f7a52": "#5b2157",
    "#0b5c3e": "#471944",
    "#083d29": "#2f0f2d",
    "#ca3535": "#b3261e",
    "#982828": "#8c1d17",
    "#651b1b": "#5c120e",
    "#1d70b8": "#5b2157",
    "#1a65a6": "#7a2470",
    "#0f385c": "#3d1039",
    "#54319f": "#54408f",
    "#f4f8fb": "#f5ebdc",
    "#8eb8dc": "#d9cdbb",
    "#d2e2f1": "#eadfce",
    "#fd0": "#ffc83d",
}

UNUSED = (
    "accordion", "character-count", "cookie-banner", "drop-zone", "exit-this-page", "feedback",
    "file-upload-button", "file-upload-wrapper", "footer", "frontend-supported", "generic-header", "header",
    "language-navigation",
    "link-image", "logo-dot", "notification-banner", "pagination", "panel", "password-input", "phase-banner",
    "service-navigation", "tabs", "tag", "warning-text", r"\!-margin", r"\!-padding", r"\!-text",
    r"\!-static", r"\!-display",
)  # fmt: skip
UNUSED_CLASS = re.compile(
    r"\.govuk-(?:" + "|".join(re.escape(name) for name in UNUSED) + r")(?![a-z])|-from-desktop"
)
OLD_BROWSERS = re.compile(r"-ms-high-contrast|@-moz-document|\\0")


@dataclass
class Rule:
    """A rule or an at-rule: `head` before the brace; `body` (declarations) or `inside` (nested rules)."""

    head: str
    body: str = ""
    inside: list[Rule] = field(default_factory=list)

    def __str__(self) -> str:
        inner = "".join(map(str, self.inside)) if self.inside else self.body
        return f"{self.head}{{{inner}}}" if inner else ""


def parse(css: str) -> list[Rule]:
    """The rules of a minified stylesheet. Comments and `@charset` are left out."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r'@charset "[^"]*";', "", css)
    return list(_rules(css))


def _rules(css: str) -> Iterator[Rule]:
    at = 0
    while (opening := css.find("{", at)) != -1:
        closing = _closing(css, opening)
        head, inner = css[at:opening].strip(), css[opening + 1 : closing]
        nested = head.startswith(("@media", "@supports", "@-moz-document"))
        yield Rule(head, inside=list(_rules(inner))) if nested else Rule(head, inner)
        at = closing + 1


def _closing(css: str, opening: int) -> int:
    depth = 0
    for found in re.finditer(r"""[{}]|"[^"]*"|'[^']*'""", css[opening:]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return opening + found.start()
    raise ValueError(f"The stylesheet ends inside a rule that opens at character {opening}.")


def ours(css: str) -> list[Rule]:
    """The rules that we keep, in our colours and our font, still left to right."""
    return _walk(parse(css), _restyled)


def right_to_left(rules: list[Rule]) -> list[Rule]:
    """The same rules with logical directions, for pages in scripts that run right to left."""
    return _walk(rules, lambda rule: Rule(rule.head, logical(rule.body)))


def _walk(rules: list[Rule], change: Callable[[Rule], Rule | None]) -> list[Rule]:
    changed = (_walk_one(rule, change) for rule in rules)
    return [rule for rule in changed if rule is not None]


def _walk_one(rule: Rule, change: Callable[[Rule], Rule | None]) -> Rule | None:
    if OLD_BROWSERS.search(rule.head) or rule.head == "@font-face":
        return None
    if rule.inside:
        inside = _walk(rule.inside, change)
        return Rule(rule.head, inside=inside) if inside else None
    return change(rule)


def _restyled(rule: Rule) -> Rule | None:
    selectors = [one for one in split(rule.head, ",") if not UNUSED_CLASS.search(one)]
    declarations = [one for one in split(rule.body, ";") if one and not _is_foreign(one)]
    if not selectors or not declarations:
        return None
    return Rule(",".join(selectors), ";".join(map(_recoloured, declarations)))


def _is_foreign(declaration: str) -> bool:
    """Whether a declaration names a file or a font that only GOV.UK may use, or a font for print."""
    return "url(" in declaration or declaration == "font-family:sans-serif"


def _recoloured(declaration: str) -> str:
    name, _, value = declaration.partition(":")
    brand = re.fullmatch(r"--govuk-(.+)-colour", name)
    if brand and brand[1] in PALETTE and not value.startswith("var("):
        return f"{name}:{PALETTE[brand[1]]}"
    if name == "font-family":
        return f"{name}:{FONT}"
    value = re.sub(r"(var\(--govuk-[a-z-]+-colour),#[0-9a-f]{3,6}\)", r"\1)", value)
    return f"{name}:" + re.sub(r"#[0-9a-f]{3,6}\b", lambda found: LITERALS.get(found[0], found[0]), value)


def split(text: str, mark: str) -> list[str]:
    """Split at a mark, but not inside brackets or quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == mark and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


SIDES = {"left": "inline-start", "right": "inline-end"}


def logical(body: str) -> str:
    """Declarations with logical directions.

    The tick of a checkbox is drawn with `border-width` and `transform`, which are left alone: a tick does not
    mirror.
    """
    return ";".join(_logical(one) for one in split(body, ";"))


def _logical(declaration: str) -> str:
    name, colon, value = declaration.partition(":")
    if name in SIDES:
        return f"inset-{SIDES[name]}{colon}{value}"
    if name in ("float", "clear", "text-align") and value in SIDES:
        return f"{name}:{SIDES[value].removeprefix('inline-') if name == 'text-align' else SIDES[value]}"
    if found := re.fullmatch(r"(margin|padding|border)-(left|right)(-\w+)?", name):
        return f"{found[1]}-{SIDES[found[2]]}{found[3] or ''}:{value}"
    corners = split(value, " ")
    if name in ("margin", "padding") and len(corners) == 4 and corners[1] != corners[3]:
        top, right, bottom, left = corners
        return f"{name}-block:{top} {bottom};{name}-inline:{left} {right}"
    return declaration


def text(rules: list[Rule]) -> str:
    """The stylesheet as text."""
    return "".join(map(str, rules))
