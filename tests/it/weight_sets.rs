//! Weight sets: each way of eliciting gives the weights that its formula says, and edits of the tree leave none behind.

use weighbridge::appraisal::ahp::RandomIndex;
use weighbridge::appraisal::dominance::Reach;
use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::scenario::{Step, limit_sums, reaches, scenarios, stepped};
use weighbridge::appraisal::{Appraisal, Elicitation, Method, Place, RankScheme, ScoreState, SwingWeight};
use weighbridge::case::Case;
use weighbridge::edit::{AppraisalEdit, Edit, EditError, Weighing, apply};
use weighbridge::finite::Finite;
use weighbridge::id::{AlternativeId, CriterionId, WeightSetId};

/// A case being edited.
struct Bench(Case);

impl Bench {
    /// Three criteria: A alone, and B and C in a family.
    fn new() -> Bench {
        let mut bench = Bench(apply(&Case::titled("Depots"), &Edit::AddAppraisal("Where".to_owned())).unwrap());
        bench.make(AppraisalEdit::AddCriterion(None, "A".to_owned()));
        bench.make(AppraisalEdit::AddFamily("Family".to_owned()));
        let family = bench.id("Family");
        bench.make(AppraisalEdit::AddCriterion(Some(family), "B".to_owned()));
        bench.make(AppraisalEdit::AddCriterion(Some(family), "C".to_owned()));
        bench
    }

    fn appraisal(&self) -> &Appraisal {
        &self.0.appraisals[0]
    }

    fn attempt(&mut self, edit: AppraisalEdit) -> Result<(), EditError> {
        self.0 = apply(&self.0, &Edit::Appraisal(self.0.appraisals[0].id, edit))?;
        Ok(())
    }

    fn make(&mut self, edit: AppraisalEdit) {
        self.attempt(edit).unwrap();
    }

    fn id(&self, name: &str) -> CriterionId {
        let top = self.appraisal().criteria.iter();
        let leaves = self.appraisal().leaves().into_iter().map(|(criterion, _)| criterion);
        top.chain(leaves).find(|criterion| criterion.name == name).unwrap().id
    }

    /// Adds a set and returns its id.
    fn set(&mut self, method: Method) -> WeightSetId {
        self.make(AppraisalEdit::AddWeightSet("Panel".to_owned(), method));
        self.appraisal().weights_in_use.unwrap()
    }

    fn shares(&self) -> Vec<Option<f64>> {
        evaluate(self.appraisal()).columns.into_iter().map(|column| column.share).collect()
    }
}

fn number(number: f64) -> Finite {
    Finite::new(number).unwrap()
}

#[track_caller]
fn assert_near(found: &[Option<f64>], expected: &[f64]) {
    let near = found.iter().zip(expected).all(|(found, expected)| (found.unwrap() - expected).abs() < 1e-9);
    assert!(near && found.len() == expected.len(), "{found:?} and not {expected:?}");
}

#[test]
fn a_new_set_starts_with_the_weights_in_use_and_changes_alone() {
    let mut bench = Bench::new();
    for (name, points) in [("A", 50.0), ("B", 100.0), ("C", 50.0)] {
        bench.make(AppraisalEdit::SetSwing(bench.id(name), SwingWeight::new(points)));
    }
    let set = bench.set(Method::Swing);
    assert_near(&bench.shares(), &[0.25, 0.5, 0.25]);
    bench.make(AppraisalEdit::Weigh(set, Weighing::Points(bench.id("A"), SwingWeight::new(150.0))));
    assert_near(&bench.shares(), &[0.5, 1.0 / 3.0, 1.0 / 6.0]);
    bench.make(AppraisalEdit::UseWeights(None));
    assert_near(&bench.shares(), &[0.25, 0.5, 0.25]);
}

#[test]
fn places_give_centroid_weights() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Ranking);
    for (name, place) in [("A", 20), ("B", 10), ("C", 30)] {
        bench.make(AppraisalEdit::Weigh(set, Weighing::Place(bench.id(name), Some(place))));
    }
    // Edwards and Barron (1994): 11/18, 5/18, 2/18 for three criteria.
    assert_near(&bench.shares(), &[5.0 / 18.0, 11.0 / 18.0, 2.0 / 18.0]);
    bench.make(AppraisalEdit::Weigh(set, Weighing::Scheme(RankScheme::Sum)));
    assert_near(&bench.shares(), &[2.0 / 6.0, 3.0 / 6.0, 1.0 / 6.0]);
}

#[test]
fn pairs_give_products_down_the_tree_and_nothing_while_one_is_open() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Pairwise);
    let pair = |bench: &Bench, one: &str, other: &str, times: f64| {
        AppraisalEdit::Weigh(set, Weighing::Pair(bench.id(one), bench.id(other), Some(number(times))))
    };
    bench.make(pair(&bench, "A", "Family", 3.0));
    assert_eq!(bench.shares(), [None, None, None]);
    bench.make(pair(&bench, "B", "C", 1.0 / 4.0));
    assert_near(&bench.shares(), &[0.75, 0.05, 0.2]);
    let Elicitation::Pairwise(judgements) = &bench.appraisal().weight_sets[0].elicitation else { panic!() };
    let siblings = bench.appraisal().siblings_compared(judgements, RandomIndex::Saaty);
    assert_eq!(siblings.iter().map(|siblings| siblings.n_open).collect::<Vec<_>>(), [0, 0]);
    assert!(bench.attempt(pair(&bench, "A", "B", 2.0)).is_err(), "no siblings");
    for beyond in [10.0, 9.05, 0.105, 0.0, -2.0] {
        assert!(bench.attempt(pair(&bench, "B", "C", beyond)).is_err(), "beyond the scale: {beyond}");
    }
    for end in [0.11, 1.0 / 9.0, 9.0] {
        assert!(bench.attempt(pair(&bench, "B", "C", end)).is_ok(), "an end of the scale: {end}");
    }
}

#[test]
fn limits_give_weights_within_them_that_add_up() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Interval);
    let range = |low, high| Some((number(low), number(high)));
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("A"), range(10.0, 30.0))));
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("B"), range(20.0, 40.0))));
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("C"), range(40.0, 50.0))));
    assert_near(&bench.shares(), &[0.22, 0.32, 0.46]);
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("C"), range(90.0, 95.0))));
    assert_eq!(bench.shares(), [None, None, None], "no weights meet these limits");
}

#[test]
fn what_is_said_in_one_way_is_refused_in_a_set_of_another() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Ranking);
    let points = Weighing::Points(bench.id("A"), SwingWeight::new(1.0));
    assert_eq!(bench.attempt(AppraisalEdit::Weigh(set, points)), Err(EditError::OtherMethod));
}

#[test]
fn a_change_of_the_ends_marks_the_weight_until_it_is_looked_at() {
    let mut bench = Bench::new();
    let changed = |bench: &Bench| bench.appraisal().leaves()[0].1.ends_changed;
    let anchor =
        |words: &str| AppraisalEdit::SetAnchor(CriterionId(0), weighbridge::edit::ScaleEnd::Best, words.into());
    let on = |bench: &Bench, edit: AppraisalEdit| match edit {
        AppraisalEdit::SetAnchor(_, end, words) => AppraisalEdit::SetAnchor(bench.id("A"), end, words),
        other => other,
    };
    bench.make(on(&bench, anchor("Nothing lost")));
    assert!(!changed(&bench), "no weight yet");
    bench.make(AppraisalEdit::SetSwing(bench.id("A"), SwingWeight::new(80.0)));
    bench.make(on(&bench, anchor("An hour lost")));
    assert!(changed(&bench));
    bench.make(AppraisalEdit::ConfirmWeight(bench.id("A")));
    assert!(!changed(&bench));
}

#[test]
fn a_split_moves_no_total_and_a_merge_takes_it_back() {
    let mut bench = Bench::new();
    for (name, points) in [("A", 60.0), ("B", 30.0), ("C", 10.0)] {
        bench.make(AppraisalEdit::SetSwing(bench.id(name), SwingWeight::new(points)));
    }
    let options: Vec<AlternativeId> = bench.appraisal().alternatives.iter().map(|option| option.id).collect();
    for (i, option) in options.iter().enumerate() {
        for (j, name) in ["A", "B", "C"].iter().enumerate() {
            let points = ScoreState::Points(number((40 * i + 10 * j) as f64));
            bench.make(AppraisalEdit::SetScore(*option, bench.id(name), points));
        }
    }
    let totals = |bench: &Bench| -> Vec<f64> {
        evaluate(bench.appraisal()).standings.iter().map(|standing| standing.total.unwrap()).collect()
    };
    let before = totals(&bench);
    bench.make(AppraisalEdit::SplitCriterion(bench.id("B"), "B, again".to_owned()));
    assert_eq!(bench.appraisal().leaves().len(), 4);
    assert_eq!(totals(&bench), before);
    let (into, from) = (bench.id("B"), bench.id("B, again"));
    bench.make(AppraisalEdit::MergeCriteria { into, from });
    assert_eq!(totals(&bench), before);
    assert_eq!(bench.appraisal().leaves()[1].1.swing, SwingWeight::new(30.0));
}

#[test]
fn business_as_usual_goes_only_with_a_reason() {
    let mut bench = Bench::new();
    let bau = bench.appraisal().alternatives[0].id;
    assert!(bench.attempt(AppraisalEdit::RemoveAlternative(bau)).is_err());
    assert!(bench.attempt(AppraisalEdit::SetRole(bau, weighbridge::appraisal::Role::Candidate)).is_err());
    assert!(bench.attempt(AppraisalEdit::DropAlternative(bau, " ".to_owned())).is_err());
    bench.make(AppraisalEdit::DropAlternative(bau, "The site is lost in March.".to_owned()));
    assert_eq!(bench.appraisal().dropped[0].name, "Business as usual");
    assert_eq!(bench.appraisal().alternatives.len(), 1);
}

#[test]
fn an_order_is_set_at_once_and_steps_by_neighbours() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Ranking);
    let [a, b, c] = ["A", "B", "C"].map(|name| bench.id(name));
    bench.make(AppraisalEdit::SetPlaces(set, vec![(b, 1), (a, 2), (c, 3)]));
    assert_near(&bench.shares(), &[5.0 / 18.0, 11.0 / 18.0, 2.0 / 18.0]);
    let Elicitation::Ranking { places, .. } = bench.appraisal().weight_sets[0].elicitation.clone() else { panic!() };
    let order = |places: &[Place]| places.iter().map(|place| (place.criterion, place.place)).collect::<Vec<_>>();
    let down = stepped(&places, a, Step::Down).unwrap();
    assert_eq!(order(&down), [(b, 1), (a, 3), (c, 2)]);
    assert_eq!(stepped(&down, a, Step::Down), None, "last already");
    let tied =
        [(b, 1), (a, 1), (c, 1)].map(|(criterion, place)| Place { criterion, place, unknown: Default::default() });
    assert_eq!(order(&stepped(&tied, a, Step::Down).unwrap()), [(b, 1), (a, 2), (c, 1)], "out of the tie first");
    assert_eq!(
        order(&stepped(&tied[..1], c, Step::Up).unwrap()),
        [(b, 1), (c, 2)],
        "a move without a place comes last"
    );
    for wrong in [vec![(a, 0)], vec![(a, 1), (a, 2)], vec![(bench.id("Family"), 1)]] {
        assert!(bench.attempt(AppraisalEdit::SetPlaces(set, wrong)).is_err());
    }
    let swing = bench.set(Method::Swing);
    assert_eq!(bench.attempt(AppraisalEdit::SetPlaces(swing, vec![(a, 1)])), Err(EditError::OtherMethod));
}

#[test]
fn limits_say_who_can_lead_within_them() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Interval);
    let options: Vec<AlternativeId> = bench.appraisal().alternatives.iter().map(|option| option.id).collect();
    for (option, points) in [(0, [90.0, 10.0, 50.0]), (1, [10.0, 90.0, 50.0])] {
        for (name, points) in ["A", "B", "C"].iter().zip(points) {
            let state = ScoreState::Points(number(points));
            bench.make(AppraisalEdit::SetScore(options[option], bench.id(name), state));
        }
    }
    let found = |bench: &Bench| reaches(bench.appraisal(), &evaluate(bench.appraisal()), set);
    assert_eq!(found(&bench), None, "no limits yet");
    let range = |low, high| Some((number(low), number(high)));
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("A"), range(10.0, 60.0))));
    let reach = |bench: &Bench| found(bench).unwrap().unwrap().found;
    assert_eq!(reach(&bench), [(0, Reach::CanLead), (1, Reach::CanLead)]);
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("B"), range(0.0, 9.0))));
    assert_eq!(reach(&bench), [(0, Reach::CanLead), (1, Reach::Never)]);
    bench.make(AppraisalEdit::SetScore(options[1], bench.id("C"), ScoreState::Unknown));
    let found = found(&bench).unwrap().unwrap();
    assert_eq!((found.found, found.left_out), (vec![(0, Reach::CanLead)], vec![1]));
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("A"), range(95.0, 100.0))));
    bench.make(AppraisalEdit::Weigh(set, Weighing::Range(bench.id("C"), range(6.0, 100.0))));
    assert!(!limit_sums(bench.appraisal(), set).unwrap().can_be_met());
    assert!(reaches(bench.appraisal(), &evaluate(bench.appraisal()), set).unwrap().is_err());
    assert_eq!(bench.shares(), [None, None, None]);
}

#[test]
fn every_set_is_evaluated_as_if_it_were_in_use() {
    let mut bench = Bench::new();
    bench.make(AppraisalEdit::SetSwing(bench.id("A"), SwingWeight::new(50.0)));
    bench.make(AppraisalEdit::SetSwing(bench.id("B"), SwingWeight::new(50.0)));
    let set = bench.set(Method::Direct);
    bench.make(AppraisalEdit::Weigh(set, Weighing::Points(bench.id("A"), SwingWeight::new(150.0))));
    let all = scenarios(bench.appraisal());
    assert_eq!(all.iter().map(|scenario| scenario.set).collect::<Vec<_>>(), [None, Some(set)]);
    let shares = |at: usize| all[at].results.columns.iter().map(|column| column.share).collect::<Vec<_>>();
    assert_near(&shares(0), &[0.5, 0.5, 0.0]);
    assert_near(&shares(1), &[0.75, 0.25, 0.0]);
    assert_eq!(all[1].results, evaluate(bench.appraisal()));
}
