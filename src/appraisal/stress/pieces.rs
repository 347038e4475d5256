//! The whole stress test in small pieces, so that a page can answer between them: each takes a few milliseconds, also with two
//! hundred options on two hundred criteria. What comes out is what the functions of the other files give in one piece.

use super::check::{Prospect, ReversalCheck, TESTED, checked, prospect, ranks, reversals_by};
use super::opinion::{Opinion, OtherMethod, opinion};
use super::path::{Path, Subject, path, soonest_first};
use super::{Field, WeightBar, widest_first};
use crate::appraisal::evaluate::Evaluation;
use crate::method::dominance::{Dominance, dominances};
use crate::method::rank::competition;
use crate::method::reversal::{Reversal, changes};
use std::sync::Arc;

/// What has been worked out so far. What is absent is still to come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// [`families`](super::path::families).
    pub families: Option<Arc<Vec<Path>>>,
    /// [`criteria`](super::path::criteria).
    pub criteria: Option<Arc<Vec<Path>>>,
    /// [`Field::weight_bars`].
    pub weight_bars: Option<Arc<Vec<WeightBar>>>,
    /// [`opinions`](super::opinion::opinions).
    pub opinions: Option<Arc<Vec<Opinion>>>,
    /// [`prospects`](super::check::prospects).
    pub prospects: Option<Arc<Vec<Prospect>>>,
    /// [`reversal_checks`](super::check::reversal_checks).
    pub reversals: Option<Arc<Vec<ReversalCheck>>>,
}

/// What a piece is of, in the order in which they are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Families,
    Criteria,
    WeightBars,
    Opinions,
    Prospects,
    Reversals,
}

const PARTS: [Part; 6] =
    [Part::Families, Part::Criteria, Part::WeightBars, Part::Opinions, Part::Prospects, Part::Reversals];

/// A stress test under way.
///
/// # Example
/// ```standalone_crate
/// use weighbridge::appraisal::evaluate::evaluate;
/// use weighbridge::appraisal::stress::{Field, opinion::opinions, pieces::Pieces};
/// # let text = include_str!("../../../seeds/data-centre-siting.json");
/// # let case = weighbridge::file::load(text.as_bytes()).unwrap().case;
/// # let appraisal = &case.appraisals[0];
/// let results = evaluate(appraisal);
/// let field = Field::of(appraisal, &results).unwrap();
/// let mut pieces = Pieces::of(&field, &results);
/// while pieces.advance(&field, &results) {}
/// assert_eq!(**pieces.findings().opinions.as_ref().unwrap(), opinions(&field));
/// ```
#[derive(Debug)]
pub struct Pieces {
    found: Findings,
    /// Which part is being worked out, and how many pieces of it are done.
    part: usize,
    at: usize,
    n_done: usize,
    n_all: usize,
    // What the parts gather before they are complete.
    paths: Vec<Path>,
    weight_bars: Vec<WeightBar>,
    opinions: Vec<Opinion>,
    own: Vec<Option<usize>>,
    pairs: Option<Vec<Dominance>>,
    prospects: Option<Vec<Prospect>>,
    before: Vec<Option<usize>>,
    strict: Vec<Reversal>,
    reversals: Vec<ReversalCheck>,
}

impl Pieces {
    /// Starts the test of a field and the results that it was taken from.
    #[must_use]
    pub fn of(field: &Field, results: &Evaluation) -> Pieces {
        Pieces {
            found: Findings::default(),
            part: 0,
            at: 0,
            n_done: 0,
            n_all: PARTS.into_iter().map(|part| n_pieces(part, field, results)).sum(),
            paths: Vec::new(),
            weight_bars: Vec::new(),
            opinions: Vec::new(),
            own: Vec::new(),
            pairs: None,
            prospects: Some(Vec::new()),
            before: Vec::new(),
            strict: Vec::new(),
            reversals: Vec::new(),
        }
    }

    /// Returns what is worked out so far.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.found
    }

    /// Returns how many pieces are done, and how many there are.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.n_done, self.n_all)
    }

    /// Works out one piece more, and returns whether there is another. The field and the results are those it was started
    /// with.
    pub fn advance(&mut self, field: &Field, results: &Evaluation) -> bool {
        let Some(part) = PARTS.get(self.part).copied() else { return false };
        if self.at < n_pieces(part, field, results) {
            self.piece(part, self.at, field, results);
            (self.at, self.n_done) = (self.at + 1, self.n_done + 1);
        }
        if self.at >= n_pieces(part, field, results) {
            self.complete(part);
            (self.part, self.at) = (self.part + 1, 0);
        }
        self.part < PARTS.len()
    }

    fn piece(&mut self, part: Part, at: usize, field: &Field, results: &Evaluation) {
        match part {
            Part::Families => self.paths.extend(path(field, results, Subject::Family(at))),
            Part::Criteria => self.paths.extend(path(field, results, Subject::Criterion(field.columns[at]))),
            Part::WeightBars => self.weight_bars.extend(field.weight_bar(at)),
            Part::Opinions => {
                if at == 0 {
                    self.own = competition(&OtherMethod::WeightedSum.figures(&field.points, field.shares()));
                }
                self.opinions.push(opinion(field, OtherMethod::ALL[at], &self.own));
            }
            // First which options beat which, then each option.
            Part::Prospects if at == 0 => self.pairs = dominances(&field.points).ok(),
            Part::Prospects => {
                let found = self.pairs.as_ref().and_then(|pairs| prospect(field, pairs, at - 1));
                self.prospects = self.prospects.take().zip(found).map(|(mut all, found)| {
                    all.push(found);
                    all
                });
            }
            Part::Reversals => self.reversal(at, field),
        }
    }

    fn reversal(&mut self, at: usize, field: &Field) {
        let all = changes(field.points.len());
        let (tested, change) = (TESTED[at / all.len()], at % all.len());
        if change == 0 {
            self.before = ranks(field, tested, &field.points);
        }
        self.strict.extend(reversals_by(field, tested, all[change], &self.before));
        if change + 1 == all.len() {
            self.reversals.push(checked(tested, std::mem::take(&mut self.strict)));
        }
    }

    fn complete(&mut self, part: Part) {
        use std::mem::take;
        match part {
            Part::Families => self.found.families = Some(Arc::new(soonest_first(take(&mut self.paths)))),
            Part::Criteria => self.found.criteria = Some(Arc::new(soonest_first(take(&mut self.paths)))),
            Part::WeightBars => self.found.weight_bars = Some(Arc::new(widest_first(take(&mut self.weight_bars)))),
            Part::Opinions => self.found.opinions = Some(Arc::new(take(&mut self.opinions))),
            Part::Prospects => self.found.prospects = Some(Arc::new(self.prospects.take().unwrap_or_default())),
            Part::Reversals => self.found.reversals = Some(Arc::new(take(&mut self.reversals))),
        }
    }
}

fn n_pieces(part: Part, field: &Field, results: &Evaluation) -> usize {
    match part {
        Part::Families => results.families.len(),
        Part::Criteria | Part::WeightBars => field.columns.len(),
        Part::Opinions => OtherMethod::ALL.len(),
        Part::Prospects => field.points.len() + 1,
        Part::Reversals => TESTED.len() * changes(field.points.len()).len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{prospects, reversal_checks};
    use super::super::opinion::opinions;
    use super::super::path::{criteria, families};
    use super::super::tests::siting;
    use super::*;

    #[test]
    fn in_pieces_comes_out_what_comes_out_in_one() {
        let (_, results, field) = siting();
        let mut pieces = Pieces::of(&field, &results);
        let mut n_steps = 1;
        while pieces.advance(&field, &results) {
            n_steps += 1;
            let (done, of) = pieces.progress();
            assert!(done == n_steps - 1 && done < of, "{done} of {of}");
        }
        assert_eq!(pieces.progress(), (n_steps, n_steps));
        let found = pieces.findings();
        assert_eq!(found.families.as_deref(), Some(&families(&field, &results)));
        assert_eq!(found.criteria.as_deref(), Some(&criteria(&field, &results)));
        assert_eq!(found.weight_bars.as_deref(), Some(&field.weight_bars()));
        assert_eq!(found.opinions.as_deref(), Some(&opinions(&field)));
        assert_eq!(found.prospects.as_deref(), Some(&prospects(&field)));
        assert_eq!(found.reversals.as_deref(), Some(&reversal_checks(&field)));
    }

    #[test]
    fn where_the_programs_do_not_settle_nothing_is_said_of_prospects() {
        let (_, results, mut field) = siting();
        field.points[0][0] = f64::NAN;
        let mut pieces = Pieces::of(&field, &results);
        while pieces.advance(&field, &results) {}
        assert_eq!(pieces.findings().prospects.as_deref(), Some(&prospects(&field)));
    }
}
