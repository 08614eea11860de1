"""What WeasyPrint may read: files of the book folder, of the themes and of the fonts, vetted."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

import pyvips
from weasyprint.urls import URLFetcher, URLFetcherResponse

from book.errors import Said, UnfitError
from book.files import image_file
from book.paged.weasy.drawings import vetted
from book.photos.originals import opened, original

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


class FolderFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files under some folders; nothing else, and no picture that is broken or harmful.

    `refused` says of an address why it was not read; `inside` in which drawing (its address) it
    is named.
    """

    def __init__(self, roots: tuple[str, ...]) -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self._roots = [Path(root) for root in roots]
        self.refused: dict[str, Said] = {}
        self.inside: dict[str, str] = {}

    def refuse(self, url: str, reason: Said) -> None:
        """Keep why an address can't be shown."""
        self.refused[url] = reason

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith("data:"):
            try:
                url = self._vetted(url)
            except UnfitError as error:
                self.refuse(url, error.said)
                raise
        return super().fetch(url, headers)

    def path_of(self, url: str) -> tuple[Path, str]:
        """The file that an address means, and its name in the folder that it lies in. Raises
        UnfitError where it may not be read."""
        if not url.startswith("file:"):
            raise UnfitError("nothing is fetched from elsewhere")
        wanted = Path(url2pathname(urlsplit(url).path))
        path = wanted.resolve()
        root = next((root for root in self._roots if path.is_relative_to(root)), None)
        if root is None:
            raise UnfitError("it lies outside the book folder")
        if not path.exists():
            # Named in letters with their accents beside them, or in one with them.
            found = image_file(root, path.relative_to(root).as_posix())
            if found is None:
                raise UnfitError("it is not there")
            path = found
        return path, path.relative_to(root).as_posix()

    def _vetted(self, url: str) -> str:
        """The address of the file that is meant. Raises UnfitError where it may not be shown."""
        path, _ = self.path_of(url)
        if path.suffix.lower() in _PICTURES:
            _check_pixels(path)
        elif path.suffix.lower() == ".svg":
            data = path.read_bytes()
            self.inside.update((urljoin(url, name), url) for name in vetted(data, url))
        return path.as_uri()


def _check_pixels(path: Path) -> None:
    """Raise UnfitError for a picture that is cut off, broken or too large.

    WeasyPrint would let Pillow show what there is of a cut-off picture.
    """
    original(path)
    try:
        opened(path).avg()
    except (pyvips.Error, OSError, EOFError, ValueError) as error:
        if isinstance(error, UnfitError):
            raise
        raise UnfitError("it is broken or cut off") from error
