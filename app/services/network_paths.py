"""Whether a file lies on a network drive, where SQLite's locks cannot be trusted (spec 5.2)."""

import sys
from pathlib import Path

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "afpfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
_DRIVE_REMOTE = 4  # GetDriveTypeW


def is_on_network(path: Path) -> bool:
    """True for shares (`//server/share`), mapped drives and mounts of a network file system."""
    if str(path).replace("\\", "/").startswith("//"):
        return True
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == _DRIVE_REMOTE
    mounts = Path("/proc/mounts")
    listed = mounts.read_text(encoding="utf-8", errors="replace") if mounts.exists() else ""
    return file_system_of(path, listed) in NETWORK_FILE_SYSTEMS


def file_system_of(path: Path, mounts: str) -> str:
    """The type of the file system that holds `path`, by the longest mount point in `mounts`; or empty."""
    place = path.expanduser().resolve()
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        point = Path(fields[1].replace("\\040", " ")) if len(fields) > 2 else None
        if point is not None and place.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found
