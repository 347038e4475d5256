//! Keeping: how far an open case is kept in this browser, and who may write it. Pure: whoever saves tells it what happened,
//! and the line at the top says nothing but what follows from that.
//!
//! Changes are counted from 0 for as long as the case is in memory, so that a save that ends late is never taken for one of a
//! later change. There is no storage here and no clock.

/// How an open case stands in this browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Keeping {
    newest: u64,
    kept: u64,
    kept_at: f64,
    is_saving: bool,
    standing: Standing,
}

/// Who may write the case, and how that goes.
#[derive(Clone, Debug, PartialEq)]
enum Standing {
    /// This tab writes it.
    Writer,
    /// This tab writes it, and the last save did not hold.
    Failed(String),
    /// Another tab writes it.
    ReadOnly,
    /// It was deleted elsewhere, and nobody has said yet whether it shall stay.
    Deleted,
    /// Its author keeps it in a file only.
    FileOnly,
}

/// What is to be said of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// Its newest change is kept since then, in milliseconds since 1970 began.
    Kept(f64),
    /// Its newest change is on the way.
    Saving,
    /// Its newest change is in memory only, and why.
    NotKept(String),
    /// Another tab writes it; so many changes made here are kept nowhere.
    ReadOnly {
        /// How many changes made here are kept nowhere.
        n_unkept: u64,
    },
    /// It was deleted elsewhere while it was open here.
    Deleted,
    /// It is never kept in this browser.
    FileOnly,
}

impl Keeping {
    /// Returns the standing of a case that is kept as it was read, at a time in milliseconds since 1970 began.
    ///
    /// # Example
    /// ```
    /// use weighbridge::keeping::{Keeping, Says};
    /// let mut keeping = Keeping::opened(1_000.0);
    /// assert_eq!(keeping.says(), Says::Kept(1_000.0));
    /// keeping.changed();
    /// assert_eq!(keeping.says(), Says::Saving);
    /// keeping.failed("The browser's storage is full.");
    /// assert!(matches!(keeping.says(), Says::NotKept(_)));
    /// keeping.kept(keeping.newest(), 2_000.0);
    /// assert_eq!(keeping.says(), Says::Kept(2_000.0));
    /// ```
    #[must_use]
    pub fn opened(at: f64) -> Keeping {
        Keeping { newest: 0, kept: 0, kept_at: at, is_saving: false, standing: Standing::Writer }
    }

    /// The case was changed, or is not kept yet as it was read.
    pub fn changed(&mut self) {
        self.newest += 1;
    }

    /// Returns the number of the newest change. A save notes it before it takes what it saves.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.newest
    }

    /// A save has begun.
    pub fn began(&mut self) {
        self.is_saving = true;
    }

    /// A save of everything up to this change was read back, at a time in milliseconds since 1970 began. It ends a failure; a tab that
    /// only reads stays one.
    pub fn kept(&mut self, change: u64, at: f64) {
        self.is_saving = false;
        self.kept = self.kept.max(change.min(self.newest));
        self.kept_at = at;
        if matches!(self.standing, Standing::Failed(_)) {
            self.standing = Standing::Writer;
        }
    }

    /// A save did not hold; `why` is a sentence. A tab that only reads stays one.
    pub fn failed(&mut self, why: &str) {
        self.is_saving = false;
        if matches!(self.standing, Standing::Writer | Standing::Failed(_)) {
            self.standing = Standing::Failed(why.to_owned());
        }
    }

    /// Another tab writes the case from now on.
    pub fn lost_lock(&mut self) {
        self.is_saving = false;
        self.standing = Standing::ReadOnly;
    }

    /// This tab has taken the lock and shows what is kept.
    pub fn took_lock(&mut self, at: f64) {
        self.is_saving = false;
        self.standing = Standing::Writer;
        self.stands_as_kept(at);
    }

    /// A tab that only reads shows what the other has saved.
    pub fn shows(&mut self, at: f64) {
        if self.standing == Standing::ReadOnly {
            self.stands_as_kept(at);
        }
    }

    fn stands_as_kept(&mut self, at: f64) {
        self.newest += 1;
        (self.kept, self.kept_at) = (self.newest, at);
    }

    /// The case was deleted elsewhere. A tab that only reads stays one.
    pub fn was_deleted(&mut self) {
        self.is_saving = false;
        if self.standing != Standing::ReadOnly {
            self.standing = Standing::Deleted;
        }
    }

    /// Its author wants a deleted case back: everything of it is to be kept anew.
    pub fn want_back(&mut self) {
        if self.standing == Standing::Deleted {
            self.standing = Standing::Writer;
            self.newest += 1;
        }
    }

    /// Its author keeps it in a file only, or in this browser again. A tab that only reads decides nothing.
    pub fn keep_in_file_only(&mut self, only: bool) {
        match (&self.standing, only) {
            (Standing::Writer | Standing::Failed(_), true) => self.standing = Standing::FileOnly,
            (Standing::FileOnly, false) => {
                self.standing = Standing::Writer;
                self.newest += 1;
            }
            (
                Standing::ReadOnly | Standing::Deleted | Standing::FileOnly | Standing::Writer | Standing::Failed(_),
                _,
            ) => {}
        }
    }

    /// Returns whether the case may be changed here.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.standing == Standing::ReadOnly
    }

    /// Returns whether a save is to be tried: there is something newer than what is kept, and this tab may keep it.
    #[must_use]
    pub fn wants_saving(&self) -> bool {
        self.newest > self.kept && matches!(self.standing, Standing::Writer | Standing::Failed(_))
    }

    /// Returns whether the last save did not hold.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.standing, Standing::Failed(_))
    }

    /// Returns whether the case lives in its author's file only.
    #[must_use]
    pub fn is_file_only(&self) -> bool {
        self.standing == Standing::FileOnly
    }

    /// Returns whether something here is in memory only.
    #[must_use]
    pub fn has_unkept(&self) -> bool {
        self.newest > self.kept
    }

    /// Returns how many changes lie between what is kept and what stands here.
    #[must_use]
    pub fn n_unkept(&self) -> u64 {
        self.newest - self.kept
    }

    /// Returns what is to be said.
    #[must_use]
    pub fn says(&self) -> Says {
        match &self.standing {
            Standing::ReadOnly => Says::ReadOnly { n_unkept: self.n_unkept() },
            Standing::Deleted => Says::Deleted,
            Standing::FileOnly => Says::FileOnly,
            Standing::Failed(why) => Says::NotKept(why.clone()),
            Standing::Writer if self.has_unkept() || self.is_saving => Says::Saving,
            Standing::Writer => Says::Kept(self.kept_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Happens {
        Changed,
        Began,
        Kept(u64),
        Failed,
        LostLock,
        TookLock,
        Shows,
        Deleted,
        WantBack,
        FileOnly(bool),
    }

    fn what_happens() -> impl Strategy<Value = Vec<Happens>> {
        let one = prop_oneof![
            4 => Just(Happens::Changed),
            3 => Just(Happens::Began),
            4 => (0..40_u64).prop_map(Happens::Kept),
            2 => Just(Happens::Failed),
            1 => Just(Happens::LostLock),
            1 => Just(Happens::TookLock),
            1 => Just(Happens::Shows),
            1 => Just(Happens::Deleted),
            1 => Just(Happens::WantBack),
            1 => any::<bool>().prop_map(Happens::FileOnly),
        ];
        prop::collection::vec(one, 0..80)
    }

    proptest! {
        #[test]
        fn nothing_is_promised_that_is_not_so(all in what_happens()) {
            let mut keeping = Keeping::opened(0.0);
            // What a careful clerk would write down beside it.
            let (mut newest, mut read_back) = (0_u64, 0_u64);
            for happens in all {
                let before = keeping.clone();
                match happens {
                    Happens::Changed => { newest += 1; keeping.changed(); }
                    Happens::Began => keeping.began(),
                    Happens::Kept(revision) => {
                        let revision = revision.min(newest);
                        read_back = read_back.max(revision);
                        keeping.kept(revision, 1.0);
                    }
                    Happens::Failed => keeping.failed("full"),
                    Happens::LostLock => keeping.lost_lock(),
                    Happens::TookLock => { newest += 1; read_back = newest; keeping.took_lock(1.0); }
                    Happens::Shows => { if keeping.is_read_only() { newest += 1; read_back = newest; } keeping.shows(1.0); }
                    Happens::Deleted => keeping.was_deleted(),
                    Happens::WantBack => { if keeping.says() == Says::Deleted { newest += 1; } keeping.want_back(); }
                    Happens::FileOnly(only) => {
                        if keeping.is_file_only() && !only { newest += 1; }
                        keeping.keep_in_file_only(only);
                    }
                }
                // "Saved" is said only when the newest change was read back.
                if let Says::Kept(_) = keeping.says() {
                    prop_assert!(read_back >= newest);
                }
                // Read only ends only by the lock.
                if before.is_read_only() && !keeping.is_read_only() {
                    prop_assert!(matches!(happens, Happens::TookLock));
                }
                // A failure ends only by a save that was read back, or because this tab may write no more.
                if before.has_failed() && !keeping.has_failed() {
                    prop_assert!(matches!(
                        happens,
                        Happens::Kept(_) | Happens::TookLock | Happens::LostLock | Happens::Deleted | Happens::FileOnly(true)
                    ));
                }
                prop_assert_eq!(keeping.newest(), newest);
                prop_assert!(!(keeping.is_read_only() && keeping.wants_saving()));
                if let Says::ReadOnly { n_unkept } = keeping.says() {
                    prop_assert_eq!(n_unkept, newest.saturating_sub(read_back));
                }
            }
        }
    }

    #[test]
    fn a_late_save_does_not_make_a_reader_a_writer() {
        let mut keeping = Keeping::opened(0.0);
        keeping.changed();
        keeping.began();
        keeping.lost_lock();
        assert_eq!(keeping.says(), Says::ReadOnly { n_unkept: 1 });
        keeping.kept(1, 5.0);
        assert_eq!(keeping.says(), Says::ReadOnly { n_unkept: 0 });
        keeping.failed("late");
        assert!(keeping.is_read_only());
    }

    #[test]
    fn a_change_during_a_save_is_not_saved_with_it() {
        let mut keeping = Keeping::opened(0.0);
        keeping.changed();
        keeping.began();
        keeping.changed();
        keeping.kept(1, 5.0);
        assert_eq!(keeping.says(), Says::Saving);
        assert!(keeping.wants_saving());
    }
}
