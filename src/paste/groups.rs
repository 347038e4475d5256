//! The groups that rows stand in by the headings above them.

/// The groups of the row that is read, outermost first; one at most where no outline says which stands in which.
pub(super) struct Groups {
    /// Number in the outline, and name.
    inside: Vec<(String, String)>,
    is_outline: bool,
}

impl Groups {
    pub(super) fn new(is_outline: bool) -> Groups {
        Groups { inside: Vec::new(), is_outline }
    }

    /// Begins a group.
    pub(super) fn begin(&mut self, number: &str, name: &str) {
        if !self.is_outline {
            self.inside.clear();
        }
        self.leave(number);
        self.inside.push((number.to_owned(), name.to_owned()));
    }

    /// Leaves the groups of an outline whose number does not begin that of a row.
    pub(super) fn leave(&mut self, number: &str) {
        let holds = |group: &str| number.starts_with(&format!("{}.", group.trim_end_matches('.')));
        while self.is_outline && self.inside.last().is_some_and(|(group, _)| !holds(group)) {
            self.inside.pop();
        }
    }

    /// Returns the innermost group; empty where there is none.
    pub(super) fn name(&self) -> &str {
        self.inside.last().map_or("", |(_, name)| name.as_str())
    }
}
