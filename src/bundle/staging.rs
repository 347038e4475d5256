//! The folder that is filled before it becomes `dist/`: reading, writing and listing, each error naming its file.
use crate::error::BundleError;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder whose files are named relative to it.
pub(crate) struct Staging {
    root: PathBuf,
}

impl Staging {
    /// Returns the folder `root`, which is not touched yet.
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Returns the text of the file `name`.
    pub(crate) fn read(&self, name: &str) -> Result<String, BundleError> {
        let path = self.root.join(name);
        fs::read_to_string(&path).map_err(|source| BundleError::File { path, source })
    }

    /// Returns the bytes of the file `name`.
    pub(crate) fn read_bytes(&self, name: &str) -> Result<Vec<u8>, BundleError> {
        let path = self.root.join(name);
        fs::read(&path).map_err(|source| BundleError::File { path, source })
    }

    /// Returns the folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns where the file `name` is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Empties the folder, and makes it if it is not there.
    pub(crate) fn clear(&self) -> Result<(), BundleError> {
        let failed = |source| BundleError::File { path: self.root.clone(), source };
        if self.root.exists() {
            fs::remove_dir_all(&self.root).map_err(failed)?;
        }
        fs::create_dir_all(&self.root).map_err(failed)
    }

    /// Writes the file `name`, replacing it if it is there.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<(), BundleError> {
        let path = self.root.join(name);
        fs::write(&path, content).map_err(|source| BundleError::File { path, source })
    }

    /// Removes the file `name`.
    pub(crate) fn remove(&self, name: &str) -> Result<(), BundleError> {
        let path = self.root.join(name);
        fs::remove_file(&path).map_err(|source| BundleError::File { path, source })
    }

    /// Returns the names of all files below the folder, sorted, with `/` between folders on every system.
    pub(crate) fn names(&self) -> Result<Vec<String>, BundleError> {
        let mut names = Vec::new();
        self.collect(&self.root, &mut names)?;
        names.sort();
        Ok(names)
    }

    fn collect(&self, folder: &Path, names: &mut Vec<String>) -> Result<(), BundleError> {
        let failed = |source| BundleError::File { path: folder.to_owned(), source };
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                self.collect(&path, names)?;
            } else if let Ok(name) = path.strip_prefix(&self.root) {
                names.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(())
    }
}

/// Returns the SHA-256 of `bytes` as 64 hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the first 16 hexadecimal digits of the SHA-256 of `parts` joined: enough to tell two builds apart.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
