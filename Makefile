# Short names for what ./run does, and the two things that only developers need.
.PHONY: start test check lock upgrade

COMPILE = .alongside/venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
LOCKS = uv base postgres dev bench pretix

start:
	./run

test:
	./run test

check:
	./run check

# After a change in requirements/*.in: write the .txt files anew, changing no more than needed.
lock:
	cd requirements && for name in $(LOCKS); do ../$(COMPILE) $$name.in -o $$name.txt || exit 1; done

# Newest versions that the .in files allow.
upgrade:
	cd requirements && for name in $(LOCKS); do ../$(COMPILE) --upgrade $$name.in -o $$name.txt || exit 1; done
