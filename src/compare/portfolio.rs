//! Portfolios, taken apart.

use super::facts::{Facts, Part};
use super::matching::Ids;
use crate::case::Case;
use crate::framework::Lens;
use crate::id::InitiativeId;
use crate::portfolio::{Budget, Portfolio};
use crate::present::as_typed;

impl Facts {
    pub(super) fn portfolio(&mut self, ids: &Ids, portfolio: &Portfolio, case: &Case) {
        let Portfolio {
            id,
            title,
            budgets,
            harm,
            must,
            must_not,
            one_of,
            needs,
            least_coverage,
            harm_answered,
            kept,
            unknown,
        } = portfolio;
        let (part, id) = (Part::Portfolios, ids.of(id.0));
        self.thing(part, id, "Portfolio", "Name of portfolio", title, None);
        let name = |id: &InitiativeId| case.initiative(*id).map_or("initiative", |found| found.name.as_str());
        let mark = |id: &InitiativeId| ids.of(id.0).to_string();
        for (key, what, list) in [("must", "Must be in", must), ("must-not", "Must not be in", must_not)] {
            let words: Vec<&str> = list.iter().map(name).collect();
            let marks: Vec<String> = list.iter().map(mark).collect();
            let what = format!("{what} {title}");
            self.marked(part, format!("portfolio/{id}/{key}"), what, &words.join("; "), marks.join("; "), &[id]);
        }
        for (at, set) in one_of.iter().enumerate() {
            let words: Vec<&str> = set.iter().map(name).collect();
            let marks: Vec<String> = set.iter().map(mark).collect();
            let (key, what) = (format!("portfolio/{id}/one-of/{at}"), format!("One of several in {title}"));
            self.marked(part, key, what, &words.join("; "), marks.join("; "), &[id]);
        }
        let in_it = kept.as_ref().map_or(&[][..], |kept| kept.initiatives.as_slice());
        let mut words: Vec<String> = in_it.iter().map(|id| name(id).to_owned()).collect();
        let mut marks: Vec<String> = in_it.iter().map(mark).collect();
        if let Some(kept) = kept {
            words.push(kept.words());
            marks.push(kept.words());
        }
        let (key, what) = (format!("portfolio/{id}/kept"), format!("Set that is kept for {title}"));
        self.marked(part, key, what, &words.join("; "), marks.join("; "), &[id]);
        if let Some(kept) = kept {
            self.unknown(part, &format!("portfolio/{id}/kept"), title, &[id], &kept.unknown);
        }
        let words: Vec<String> =
            needs.iter().map(|(one, other)| format!("{} needs {}", name(one), name(other))).collect();
        let marks: Vec<String> = needs.iter().map(|(one, other)| format!("{} {}", mark(one), mark(other))).collect();
        let (key, what) = (format!("portfolio/{id}/needs"), format!("What needs what in {title}"));
        self.marked(part, key, what, &words.join("; "), marks.join("; "), &[id]);
        let limits: Vec<String> = budgets.iter().map(Budget::words).collect();
        let harms = Lens::ALL.into_iter().filter_map(|lens| {
            let limit = harm.iter().find(|limit| limit.lens == lens)?.limit;
            Some(format!("{} {}", lens.word(), as_typed(limit.get())))
        });
        let coverage = least_coverage.map_or(String::new(), |share| format!("{}%", as_typed(100.0 * share.get())));
        for (key, what, words) in [
            ("budgets", "Budgets of", limits.join("; ")),
            ("harm", "Limits of harm in", harms.collect::<Vec<_>>().join("; ")),
            ("coverage", "What must be looked at in", coverage),
            ("answered", "Answers to harm asked for in", if *harm_answered { "yes" } else { "" }.to_owned()),
        ] {
            self.owned(part, format!("portfolio/{id}/{key}"), format!("{what} {title}"), &words, &[id]);
        }
        let places = budgets.iter().map(|one| &one.unknown).chain(harm.iter().map(|one| &one.unknown));
        for (at, members) in places.enumerate() {
            self.unknown(part, &format!("portfolio/{id}/limit/{at}"), title, &[id], members);
        }
        self.unknown(part, &format!("portfolio/{id}"), title, &[id], unknown);
    }
}
