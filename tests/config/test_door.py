"""What the web server loads before it takes the first visitor."""

import subprocess
import sys

LOADED = """
import sys
import alongside.config.wsgi
print(*(name for name in sys.modules if name.startswith("alongside.")))
"""


def test_a_process_that_nobody_visited_has_every_page_before_a_new_version_lies_on_the_disk() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "alongside.config.urls" in loaded
    assert "alongside.story.views" in loaded
    assert "alongside.foundation.templatetags.design" in loaded
