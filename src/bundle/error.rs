//! What can go wrong in the post-build step, one variant for each different thing to do about it.
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the bundle was not written.
#[derive(Debug)]
pub(crate) enum BundleError {
    /// The step was started by hand: run `script/build` instead.
    NotFromTrunk { variable: &'static str },
    /// A file could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// index.html lacks something.
    Page { expected: &'static str },
    /// A file of `style/` is not linked in index.html: add its line.
    StyleNotLinked { name: String },
    /// A text would end the element that is to hold it: change the text.
    CannotInline { what: &'static str, because: &'static str },
    /// A script template has lost its place for a value: restore the mark.
    Mark { mark: &'static str },
    /// The compiled program is not a WebAssembly module as expected.
    Program { at: usize, expected: &'static str },
    /// The compiled program cannot be cut into chunks: it was linked without relocations.
    Split { because: String },
    /// cargo or rustc would not say what the page is made of, or answered in another form.
    Cargo { because: String },
    /// wasm-bindgen is missing or refused the program: run script/setup.
    Bind { because: String },
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFromTrunk { variable } => {
                write!(f, "expected {variable}, which trunk sets; run script/build instead")
            }
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Page { expected } => write!(f, "expected {expected} in index.html"),
            Self::StyleNotLinked { name } => write!(f, "expected a link to style/{name} in index.html"),
            Self::CannotInline { what, because } => write!(f, "cannot put {what} into the single file: {because}"),
            Self::Mark { mark } => write!(f, "expected the mark {mark} once in its script"),
            Self::Program { at, expected } => write!(f, "expected {expected} at byte {at} of the compiled program"),
            Self::Split { because } => write!(f, "cannot cut the compiled program into chunks: {because}"),
            Self::Cargo { because } => write!(f, "cannot list what the page is made of: {because}"),
            Self::Bind { because } => write!(f, "wasm-bindgen: {because}; script/setup installs it"),
        }
    }
}
