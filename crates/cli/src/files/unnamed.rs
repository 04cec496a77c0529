//! A file that has no name until all of it is written (Linux, `O_TMPFILE`): whatever ends the program
//! before that, a signal or the power, nothing of it is left behind.

#[cfg(target_os = "linux")]
pub use linux::write;

/// Elsewhere a file is written under another name first.
#[cfg(not(target_os = "linux"))]
pub fn write(
    _: &std::path::Path,
    _: &std::path::Path,
    _: super::Existing,
    _: impl Fn(&std::fs::File) -> std::io::Result<()>,
) -> Option<std::io::Result<()>> {
    None
}

#[cfg(target_os = "linux")]
mod linux {
    use super::super::Existing;
    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use std::fs::File;
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::path::Path;

    /// Fills a file without a name and gives it its name. A file that is replaced keeps its own until
    /// then: the new one has the name `beside` it for as long as a renaming takes. `None` if the file
    /// system or the system does not do that.
    pub fn write(
        path: &Path,
        beside: &Path,
        existing: Existing,
        fill: impl Fn(&File) -> io::Result<()>,
    ) -> Option<io::Result<()>> {
        /// As the library of Rust makes a file; the mask of the process goes off it.
        const MODE: u32 = 0o666;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = open(folder.unwrap_or(Path::new(".")), flags, Mode::from_raw_mode(MODE)).ok()?;
        let file = File::from(file);
        // What names it to the system; without it there is no way to give it a name.
        let own = format!("/proc/self/fd/{}", file.as_raw_fd());
        if !Path::new(&own).exists() {
            return None;
        }
        if let Err(error) = fill(&file) {
            return Some(Err(error));
        }
        let link = |to: &Path| linkat(CWD, own.as_str(), CWD, to, AtFlags::SYMLINK_FOLLOW);
        Some(match link(path).map_err(io::Error::from) {
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists
                    && existing == Existing::Replaced =>
            {
                let renamed = link(beside).map_err(io::Error::from);
                let renamed = renamed.and_then(|()| std::fs::rename(beside, path));
                if renamed.is_err() {
                    let _ = std::fs::remove_file(beside);
                }
                renamed
            }
            outcome => outcome,
        })
    }

    #[cfg(test)]
    mod tests {
        use crate::files::{Existing, write_unless};
        use std::sync::atomic::{AtomicBool, Ordering};

        #[test]
        fn while_it_is_written_nothing_of_it_has_a_name() {
            let folder = std::env::temp_dir();
            let folder = folder.join(format!("shohosen-unnamed-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            let (path, done) = (folder.join("out"), AtomicBool::new(false));
            std::thread::scope(|scope| {
                let watcher = scope.spawn(|| {
                    let mut names = Vec::new();
                    while !done.load(Ordering::Relaxed) {
                        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
                            let name = entry.file_name();
                            // Under its name it is whole.
                            let size = entry.metadata().map_or(0, |file| file.len());
                            names.push((name, size));
                        }
                    }
                    names
                });
                let bytes = vec![7; 32 << 20];
                write_unless(&path, &bytes, Existing::Kept).unwrap();
                done.store(true, Ordering::Relaxed);
                for (name, size) in watcher.join().unwrap() {
                    assert_eq!((name.to_str(), size), (Some("out"), 32 << 20));
                }
            });
            write_unless(&path, b"again", Existing::Replaced).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), b"again");
            assert!(write_unless(&path, b"kept", Existing::Kept).is_err());
            assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
            std::fs::remove_dir_all(&folder).unwrap();
        }
    }
}
