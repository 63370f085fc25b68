"""Token buckets: at most so many a second, for the server and for each domain that people have their mail at."""

from dataclasses import dataclass, field

MOST_DOMAINS = 10_000


@dataclass
class Bucket:
    """Fills with `rate` tokens a second, up to one second's worth and never less than one. 0: no limit."""

    rate: float
    tokens: float = field(init=False)
    at: float | None = None

    def __post_init__(self) -> None:
        self.tokens = max(1.0, self.rate)

    def wait(self, now: float) -> float:
        """Seconds until there is a token; 0 when there is one."""
        if not self.rate:
            return 0.0
        passed = 0.0 if self.at is None else max(0.0, now - self.at)
        self.at = now
        self.tokens = min(max(1.0, self.rate), self.tokens + passed * self.rate)
        return 0.0 if self.tokens >= 1.0 else (1.0 - self.tokens) / self.rate

    def take(self) -> None:
        """Use one up."""
        if self.rate:
            self.tokens -= 1.0


class Limits:
    """The limit of the server and those of domains: {"gmail.com": 20, "*": 50}; "*" is for every other domain."""

    def __init__(self, per_second: float = 0.0, per_domain: dict[str, float] | None = None) -> None:
        self._server = Bucket(per_second)
        self._rates = per_domain or {}
        self._domains: dict[str, Bucket] = {}

    @property
    def off(self) -> bool:
        return not (self._server.rate or self._rates)

    def wait(self, address: str, now: float) -> float:
        """Seconds until somebody with this address may be written to; at 0 a token is taken."""
        domain = self._domain(address)
        seconds = max(self._server.wait(now), domain.wait(now) if domain else 0.0)
        if not seconds:
            self._server.take()
            if domain:
                domain.take()
        return seconds

    def server_wait(self, now: float) -> float:
        """Seconds until anybody at all may be written to."""
        return self._server.wait(now)

    def _domain(self, address: str) -> Bucket | None:
        name = address.rpartition("@")[2].lower()
        rate = self._rates.get(name, self._rates.get("*", 0.0))
        if not rate:
            return None
        if name not in self._domains:
            if len(self._domains) >= MOST_DOMAINS:
                self._domains.clear()
            self._domains[name] = Bucket(rate)
        return self._domains[name]
