"""What invented people are called and what they say. No name, address or sentence here is anybody's."""

NAMES = [
    "Bramble", "Clover", "Damson", "Elder", "Fennel", "Gorse", "Hazel", "Iris", "Juniper", "Kestrel", "Linden",
    "Marigold", "Nettle", "Olive", "Poppy", "Quince", "Rowan", "Sorrel", "Tansy", "Umber", "Verbena", "Willow",
    "Yarrow", "Zinnia", "أمل", "ليلى", "ساره",
]  # fmt: skip
SUBJECTS = (
    "waiting", "plain letters", "rest and work", "who decides", "hearing back", "travel", "food", "sleep",
    "pain", "trust",
    "first visits", "night shifts", "benches", "words that fit", "the second opinion",
)  # fmt: skip
SAID = (
    "Ask us before the question is fixed.",
    "Send the papers a week before, and on paper too.",
    "Ring people who do not read email. Some of us share one phone, and some of us have none.",
    "The room was too loud. Could we have a second room, with the door open?",
    "Say what came of it, also when nothing did.",
    "Two hours are long. A break in the middle would let me stay to the end.",
    "I came because somebody rang me. Please keep ringing.",
    "Pay for the time and for the bus, on the same day.",
    "Could the words be plainer? I read the invitation three times.",
    "Nobody asked what I know. I have looked after my father for nine years.",
)
LONG = (
    "We meet to think, talk and decide together about one question. Nobody needs to prepare. What you say gets an "
    "answer, and you hear it by the way that you chose."
)
CLAUSE = (
    "People who live with it shape the question, the work and what is said about it. What cannot change is said at the "
    "beginning, and why."
)
