//! What the app says after something was done: one line, and a way back where there is one.

use super::Session;
use std::sync::Arc;

/// One line of news.
#[derive(Clone)]
pub(crate) struct Notice {
    /// What happened, and what is safe.
    pub(crate) text: String,
    /// Whether it is about something that did not work.
    pub(crate) is_problem: bool,
    /// What can be done about it.
    pub(crate) action: Option<NoticeAction>,
}

/// A button beside the news.
#[derive(Clone)]
pub(crate) struct NoticeAction {
    /// Its label.
    pub(crate) label: &'static str,
    /// What it does.
    pub(crate) run: Arc<dyn Fn(Session) + Send + Sync>,
}

impl Notice {
    /// Something was done.
    pub(crate) fn said(text: String) -> Notice {
        Notice { text, is_problem: false, action: None }
    }

    /// Something did not work.
    pub(crate) fn problem(text: String) -> Notice {
        Notice { text, is_problem: true, action: None }
    }

    /// Adds a button.
    pub(crate) fn with(self, label: &'static str, run: impl Fn(Session) + Send + Sync + 'static) -> Notice {
        Notice { action: Some(NoticeAction { label, run: Arc::new(run) }), ..self }
    }
}
