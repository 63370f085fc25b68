"""No address of the corpus is asked, not even where somebody put it on the list of sites that may be."""

import pytest

from alongside.foundation import fetching
from tests.hostile import corpus


@pytest.mark.parametrize("target", corpus.targets())
def test_no_target_is_asked_even_when_it_stands_on_the_list(target: str) -> None:
    listed = [host for host in (fetching.host_of(target), "example.org", "127.0.0.1") if host]
    with pytest.raises(fetching.CannotFetch) as refusal:
        fetching.check(target, allowed_hosts=listed)
    assert str(refusal.value)


def test_an_honest_address_on_the_list_is_asked_so_the_test_can_fail() -> None:
    fetching.check("https://example.org/story.json", allowed_hosts=["example.org"])
