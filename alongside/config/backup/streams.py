"""Streams: compress, pack, encrypt and back, a piece at a time, so that memory stays flat whatever the size."""

import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from .trouble import CannotRestore

Read = Callable[[int], bytes]
PIECE = 256 * 1024
GZIP = 31  # zlib's way to say: with the header and the checksum of gzip


@dataclass(frozen=True)
class Written:
    """What became of a stream: bytes before and after encryption, and the SHA-256 of what lies on the disk."""

    plain_size: int
    size: int
    sha256: str


class Pieces(io.RawIOBase):
    """Pieces of bytes as a file that can be read once; counts them."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces, self.rest, self.count = iter(pieces), memoryview(b""), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.rest:
            piece = next(self.pieces, None)
            if piece is None:
                return 0
            self.rest = memoryview(piece)
        size = min(len(buffer), len(self.rest))
        buffer[:size] = self.rest[:size]
        self.rest = self.rest[size:]
        self.count += size
        return size


class Measured:
    """A file that is written; counts and fingerprints what passes."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.hash = file, 0, hashlib.sha256()
        self.fingerprint = self.hash.update

    def write(self, piece: bytes) -> int:
        self.fingerprint(piece)
        self.size += len(piece)
        return self.file.write(piece)

    def flush(self) -> None:
        self.file.flush()


def encrypt(pieces: Iterable[bytes], path: Path, recipient: Any) -> Written:
    """Write pieces, encrypted, to a new file that is safely on the disk when this returns."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        trouble: list[Exception] = []
        reader, writer = Pieces(_kept_apart(pieces, trouble)), Measured(file)
        try:
            pyrage.encrypt_io(reader, writer, [recipient])
        except (pyrage.EncryptError, OSError) as problem:
            raise trouble[0] if trouble else OSError(f"{path} could not be written: {problem}") from None
        if trouble:
            raise trouble[0]
        file.flush()
        os.fsync(file.fileno())
    return Written(reader.count, writer.size, writer.hash.hexdigest())


def _kept_apart(pieces: Iterable[bytes], trouble: list[Exception]) -> Iterator[bytes]:
    """The pieces; what goes wrong with them is kept, because the library of age passes on its words only."""
    try:
        yield from pieces
    except Exception as problem:
        trouble.append(problem)
        raise


def decrypt(path: Path, to: Path, identity: Any, *, compressed: bool) -> None:
    """Open an encrypted file into a new one. Raises CannotRestore for another key, and for a single altered bit."""
    with (
        path.open("rb") as file,
        open(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as plain,
    ):
        sink = Unzipped(plain) if compressed else plain
        try:
            pyrage.decrypt_io(file, sink, [identity])
        except pyrage.DecryptError as problem:
            if "No matching keys" in str(problem):
                raise CannotRestore(
                    f"The key does not open {path.name}. Bring the key that it was made for."
                ) from None
            raise _damaged(path) from None
        except (OSError, zlib.error) as problem:
            if isinstance(problem, OSError) and problem.errno is not None:
                raise CannotRestore(f"{to} cannot be written: {problem}.") from None
            raise _damaged(path) from None
        if isinstance(sink, Unzipped) and not sink.whole:
            raise _damaged(path)


def _damaged(path: Path) -> CannotRestore:
    return CannotRestore(
        f"{path.name} is damaged or was altered. Use another copy of this backup, or another backup."
    )


class Unzipped:
    """Unpacks what is written to it into a file; what follows the end is padding."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.unzip = file, zlib.decompressobj(GZIP)

    @property
    def whole(self) -> bool:
        return self.unzip.eof

    def write(self, piece: bytes) -> int:
        left, full = piece, True
        while (left or full) and not self.unzip.eof:
            out = self.unzip.decompress(left, PIECE)
            self.file.write(out)
            left, full = self.unzip.unconsumed_tail, len(out) == PIECE
        return len(piece)

    def flush(self) -> None:
        self.file.flush()


def zipped(pieces: Iterable[bytes], *, padded_to: int = 1) -> Iterator[bytes]:
    """The pieces compressed as gzip, with nothing after the end but zeros up to a multiple of `padded_to` bytes."""
    pack, size = zlib.compressobj(3, zlib.DEFLATED, GZIP), 0
    for piece in pieces:
        packed = pack.compress(piece)
        size += len(packed)
        yield packed
    packed = pack.flush()
    size += len(packed)
    yield packed
    yield bytes(-size % padded_to)


def read(file: IO[bytes]) -> Iterator[bytes]:
    """A file, piece by piece."""
    while piece := file.read(PIECE):
        yield piece


def member(name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """One file of a tar archive. Raises OSError when it is longer or shorter than was said."""
    head = tarfile.TarInfo(name)
    head.size, head.mode = size, 0o600
    yield head.tobuf(tarfile.PAX_FORMAT)
    passed = 0
    for piece in pieces:
        passed += len(piece)
        yield piece
    if passed != size:
        raise OSError(f"A file changed while it was read: {passed} bytes instead of {size}.")
    yield bytes(-size % tarfile.BLOCKSIZE)


def end_of_archive() -> bytes:
    """What a tar archive ends with."""
    return bytes(2 * tarfile.BLOCKSIZE)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
