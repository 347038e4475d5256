//! Files dropped on the page: each is opened as one that was picked. What could not be opened is listed by name.

use super::asked::whole_mark;
use super::{Notice, Session};
use crate::browser::files::{self, DroppedFile};
use leptos::prelude::*;
use leptos::task::spawn_local;
use weighbridge::file::is_exported;

/// How many files of one drop that could not be opened are named.
const NAMED: usize = 5;

impl Session {
    /// Opens files that were dropped, one after the other; the last one that could be opened is shown.
    pub(crate) fn open_dropped(self, files: Vec<DroppedFile>) {
        spawn_local(async move {
            if let Some(casework) = self.casework().await {
                (casework.open_dropped)(self, files).await;
            }
        });
    }

    pub(super) async fn read_dropped(self, files: Vec<DroppedFile>) {
        let n_files = files.len();
        let mut problems = Vec::new();
        for file in files {
            let name = file.name();
            match files::read_file(&file).await {
                // One that only waits to be read; of several the last.
                Ok(picked) if is_exported(&picked.bytes) => self.read_exported(picked),
                Ok(picked) => match self.read_file(&name, picked.bytes).await {
                    Some(Ok(document)) => {
                        let mark = whole_mark(picked.name.clone(), &document);
                        self.open_document(picked.name, document, Some(mark), picked.handle).await;
                    }
                    Some(Err(error)) => problems.push(format!("{name}: {error}")),
                    // What follows was not asked for any more.
                    None => return,
                },
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        }
        if !problems.is_empty() {
            self.notice.set(Some(Notice::problem(said(n_files, &problems))));
        }
    }
}

fn said(n_files: usize, problems: &[String]) -> String {
    if let ([problem], 1) = (problems, n_files) {
        let (name, why) = problem.split_once(": ").unwrap_or((problem, ""));
        return format!("{name} was not opened: {why}. Nothing else was changed.");
    }
    let more = match problems.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" And {more} more."),
    };
    let named: Vec<&str> = problems.iter().take(NAMED).map(String::as_str).collect();
    format!("{} of {n_files} files were not opened. {}.{more}", problems.len(), named.join(". "))
}
