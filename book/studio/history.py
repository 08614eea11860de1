"""What was saved: every state of the book's files, in a Git repository of the folder's own hidden
place. The repository that the folder itself may be is neither read nor written."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from dulwich.index import commit_tree
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID, Tag
from dulwich.refs import Ref
from dulwich.repo import Repo

from book.errors import RequestError
from book.sources import Stamp, source_files
from book.studio.files import HIDDEN, write

#: Where states are kept in a book folder.
KEPT = f"{HIDDEN}/history"
#: A file that is larger is not kept, in bytes: no photograph is.
_LARGEST = 128 * 2**20
_HEAD, _TAGS = Ref(b"refs/heads/main"), b"refs/tags/"
_WHO = b"kyyeu <kyyeu@localhost>"
_MODE = 0o100644
#: So many small files of the repository are put into one when the studio begins.
_LOOSE = 1500
#: What holds a lock longer than this (in seconds) was ended before it could let it go.
_STALE = 30


@dataclass(frozen=True)
class State:
    """The book as it was saved once: its id, when (seconds since 1970), which files had changed
    since the one before, the name that somebody gave it."""

    id: str
    when: int
    files: tuple[str, ...]
    name: str = ""


class History:
    """The states of a book folder; every method may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._path = self._folder / KEPT
        self._lock = RLock()
        self._known: dict[str, tuple[Stamp, ObjectID]] = {}
        self._opened: Repo | None = None

    @property
    def _repo(self) -> Repo:
        if self._opened is None:
            if (self._path / "HEAD").is_file():
                for lock in self._path.rglob("*.lock"):
                    with contextlib.suppress(OSError):
                        if time.time() - lock.stat().st_mtime > _STALE:
                            lock.unlink()
                self._opened = Repo(str(self._path))
                if sum(1 for _ in self._path.glob("objects/??/*")) > _LOOSE:
                    self._opened.object_store.pack_loose_objects()
            else:
                self._path.mkdir(parents=True, exist_ok=True)
                self._opened = Repo.init_bare(str(self._path))
        return self._opened

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    # Keeping -------------------------------------------------------------------------------------

    def keep(self) -> State | None:
        """Keep the files as they are; None where they are as they were kept last."""
        with self._lock:
            repo = self._repo
            entries = dict(self._entries(repo))
            last = self._head()
            before = self._blobs(last) if last else {}
            changed = sorted(
                name
                for name in entries.keys() | before.keys()
                if entries.get(name) != before.get(name)
            )
            if not changed:
                return None
            tree = commit_tree(
                repo.object_store, [(n.encode(), sha, _MODE) for n, sha in entries.items()]
            )
            commit = Commit()
            commit.tree, commit.parents = tree, [last] if last else []
            commit.author = commit.committer = _WHO
            commit.author_time = commit.commit_time = int(time.time())
            commit.author_timezone = commit.commit_timezone = 0
            commit.message = "\n".join(("saved", "", *changed)).encode()
            repo.object_store.add_object(commit)
            repo.refs[_HEAD] = commit.id
            return State(commit.id.decode(), commit.commit_time, tuple(changed))

    def _entries(self, repo: Repo) -> Iterator[tuple[str, ObjectID]]:
        """The files of the book, each with its kept content."""
        for path in source_files(self._folder):
            name = path.relative_to(self._folder).as_posix()
            if path.name.startswith((".", "~")) or path.is_symlink():
                continue
            try:
                about = path.stat()
                if about.st_size > _LARGEST or not path.is_file():
                    continue
                stamp = (about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
                known = self._known.get(name)
                if known is None or known[0] != stamp:
                    blob = Blob.from_string(path.read_bytes())
                    if blob.id not in repo.object_store:
                        repo.object_store.add_object(blob)
                    known = self._known[name] = (stamp, blob.id)
            except OSError:
                continue  # taken away, or held by its program, just now
            yield name, known[1]

    def _head(self) -> ObjectID | None:
        try:
            return self._repo.refs[_HEAD]
        except KeyError:
            return None

    # Looking back --------------------------------------------------------------------------------

    def states(self, most: int = 2000) -> list[State]:
        """The states that were kept, the last one first."""
        with self._lock:
            names = self._names()
            found: list[State] = []
            at = self._head()
            while at and len(found) < most:
                commit = self._commit(at.decode())
                files = commit.message.decode().split("\n")[2:]
                found.append(
                    State(at.decode(), commit.commit_time, tuple(files), names.get(at, ""))
                )
                at = commit.parents[0] if commit.parents else None
            return found

    def _names(self) -> dict[bytes, str]:
        found: dict[bytes, str] = {}
        for ref in self._repo.refs.subkeys(Ref(_TAGS)):
            tag = self._repo[self._repo.refs[Ref(_TAGS + ref)]]
            if isinstance(tag, Tag):
                found[tag.object[1]] = tag.message.decode()
        return found

    def name(self, state: str, name: str) -> None:
        """Give a state a name."""
        with self._lock:
            commit = self._commit(state)
            tag = Tag()
            tag.name = commit.id[:16]
            tag.object = (Commit, commit.id)
            tag.message = name.encode()
            tag.tagger, tag.tag_time, tag.tag_timezone = _WHO, int(time.time()), 0
            self._repo.object_store.add_object(tag)
            self._repo.refs[Ref(_TAGS + commit.id[:16])] = tag.id

    def _commit(self, state: str) -> Commit:
        try:
            found = self._repo[state.encode()]
        except (KeyError, ValueError, AssertionError) as error:
            raise RequestError("there is no such state of the book") from error
        if not isinstance(found, Commit):
            raise RequestError("there is no such state of the book")
        return found

    def _blobs(self, state: bytes) -> dict[str, ObjectID]:
        tree = self._commit(state.decode()).tree
        found = iter_tree_contents(self._repo.object_store, tree)
        return {entry.path.decode(): entry.sha for entry in found if entry.path and entry.sha}

    def hashes(self, state: str) -> dict[str, ObjectID]:
        """The files of a state, each with what stands for its content."""
        with self._lock:
            return self._blobs(state.encode())

    def content(self, state: str, file: str) -> bytes | None:
        """What a file held; None where there was none."""
        with self._lock:
            sha = self._blobs(state.encode()).get(file)
            return None if sha is None else self._data(sha)

    def _data(self, sha: ObjectID) -> bytes:
        return bytes(self._repo[sha].data)  # type: ignore[attr-defined]

    def put_into(self, state: str, folder: Path) -> None:
        """Write the book as it was into another folder."""
        with self._lock:
            for file, sha in self._blobs(state.encode()).items():
                path = folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._data(sha))

    # Bringing back -------------------------------------------------------------------------------

    def bring_back(self, state: str, file: str = "") -> list[str]:
        """Bring back a file, or the whole book, as it was; what is there now is kept first. Files
        that came later are taken away with the whole book. The names of the files that change."""
        with self._lock:
            self.keep()
            now = self._head()
            wanted, there = self.hashes(state), self._blobs(now) if now else {}
            changing = [
                name
                for name in sorted(wanted.keys() | there.keys())
                if wanted.get(name) != there.get(name) and file in ("", name)
            ]
            for name in changing:
                if name in wanted:
                    write(self._folder / name, self._data(wanted[name]))
                else:
                    (self._folder / name).unlink(missing_ok=True)
            self.keep()
            return changing
