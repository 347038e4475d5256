//! What this browser keeps, as far as pages may ask for it. Claiming and saving a case are the session's alone.

pub(crate) use crate::browser::store::{
    CaseSummary, FileMark, Forgotten, Kept, KeptId, KeptPlace, StorageError, everything, history_of, kept_text, list,
    mark_file, persist, read,
};
