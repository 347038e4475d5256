//! Weight sets: each way of eliciting gives the weights that its formula says, and edits of the tree leave none behind.

use weighbridge::appraisal::evaluate::evaluate;
use weighbridge::appraisal::scenario::{RankMove, limit_sums, reaches, scenarios, stepped};
use weighbridge::appraisal::{
    Appraisal, Elicitation, Measure, Method, RankPlace, RankScheme, Scale, ScoreState, Shape, SwingWeight,
};
use weighbridge::case::Case;
use weighbridge::edit::{
    AppraisalEdit, CaseEdit, Edit, EditError, OptionEdit, ScaleEdit, ScaleEnd, ScoreEdit, TreeEdit, Weighing,
    WeightEdit, apply,
};
use weighbridge::finite::Finite;
use weighbridge::id::{AlternativeId, CriterionId, WeightSetId};
use weighbridge::log::Part;
use weighbridge::method::ahp::RandomIndex;
use weighbridge::method::dominance::Reach;
use weighbridge::present::{merge_words, split_words};

/// A case being edited.
struct Bench(Case);

impl Bench {
    /// Three criteria: A alone, and B and C in a family.
    fn new() -> Bench {
        let mut bench =
            Bench(apply(&Case::titled("Depots"), &Edit::Case(CaseEdit::AddAppraisal("Where".to_owned()))).unwrap());
        bench.make(TreeEdit::AddCriterion(None, "A".to_owned()).into());
        bench.make(TreeEdit::AddFamily("Family".to_owned()).into());
        let family = bench.id("Family");
        bench.make(TreeEdit::AddCriterion(Some(family), "B".to_owned()).into());
        bench.make(TreeEdit::AddCriterion(Some(family), "C".to_owned()).into());
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

    /// Adds a set, takes results from it and returns its id.
    fn set(&mut self, method: Method) -> WeightSetId {
        self.make(WeightEdit::AddSet("Panel".to_owned(), method).into());
        let id = self.appraisal().weight_sets.last().unwrap().id;
        self.make(WeightEdit::Use(Some(id)).into());
        id
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
        bench.make(WeightEdit::SetSwing(bench.id(name), SwingWeight::new(points)).into());
    }
    let set = bench.set(Method::Swing);
    assert_near(&bench.shares(), &[0.25, 0.5, 0.25]);
    bench.make(WeightEdit::Weigh(set, Weighing::Points(bench.id("A"), SwingWeight::new(150.0))).into());
    assert_near(&bench.shares(), &[0.5, 1.0 / 3.0, 1.0 / 6.0]);
    bench.make(WeightEdit::Use(None).into());
    assert_near(&bench.shares(), &[0.25, 0.5, 0.25]);
}

#[test]
fn places_give_centroid_weights() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Ranking);
    let places = [("A", 20), ("B", 10), ("C", 30)].map(|(name, place)| (bench.id(name), place));
    bench.make(WeightEdit::Weigh(set, Weighing::Places(places.to_vec())).into());
    // Edwards and Barron (1994): 11/18, 5/18, 2/18 for three criteria.
    assert_near(&bench.shares(), &[5.0 / 18.0, 11.0 / 18.0, 2.0 / 18.0]);
    bench.make(WeightEdit::Weigh(set, Weighing::Scheme(RankScheme::Sum)).into());
    assert_near(&bench.shares(), &[2.0 / 6.0, 3.0 / 6.0, 1.0 / 6.0]);
}

#[test]
fn pairs_give_products_down_the_tree_and_nothing_while_one_is_open() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Pairwise);
    let pair = |bench: &Bench, one: &str, other: &str, times: f64| {
        WeightEdit::Weigh(set, Weighing::Pair(bench.id(one), bench.id(other), Some(number(times)))).into()
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
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("A"), range(10.0, 30.0))).into());
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("B"), range(20.0, 40.0))).into());
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("C"), range(40.0, 50.0))).into());
    assert_near(&bench.shares(), &[0.22, 0.32, 0.46]);
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("C"), range(90.0, 95.0))).into());
    assert_eq!(bench.shares(), [None, None, None], "no weights meet these limits");
}

#[test]
fn what_is_said_in_one_way_is_refused_in_a_set_of_another() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Ranking);
    let points = Weighing::Points(bench.id("A"), SwingWeight::new(1.0));
    assert_eq!(bench.attempt(WeightEdit::Weigh(set, points).into()), Err(EditError::OtherMethod));
}

/// Whether the weight of A is to be looked at again, in each set that has one: the swing points first.
fn stale(bench: &Bench) -> Vec<bool> {
    let (appraisal, id) = (bench.appraisal(), bench.id("A"));
    appraisal.sets_that_weigh(id).map(|set| appraisal.is_stale(set, id)).collect()
}

#[test]
fn a_change_of_the_ends_marks_the_weight_until_it_is_looked_at() {
    let mut bench = Bench::new();
    let anchor = |bench: &Bench, words: &str| ScaleEdit::SetAnchor(bench.id("A"), ScaleEnd::Best, words.into()).into();
    bench.make(anchor(&bench, "Nothing lost"));
    assert_eq!(stale(&bench), Vec::<bool>::new(), "no weight yet");
    bench.make(WeightEdit::SetSwing(bench.id("A"), SwingWeight::new(80.0)).into());
    bench.make(anchor(&bench, "Nothing lost"));
    assert_eq!(stale(&bench), [false], "the same words");
    bench.make(anchor(&bench, "An hour lost"));
    assert_eq!(stale(&bench), [true]);
    bench.make(WeightEdit::Confirm(None, bench.id("A")).into());
    assert_eq!(stale(&bench), [false]);
    assert!(!bench.appraisal().leaves()[0].1.ends_changed);
}

#[test]
fn each_set_is_looked_at_for_itself() {
    let mut bench = Bench::new();
    let a = bench.id("A");
    let ends = |worst: f64| {
        ScaleEdit::Set(a, Scale::measured(Measure::new("time", "h"), number(worst), number(0.0), Shape::Linear))
    };
    bench.make(WeightEdit::SetSwing(a, SwingWeight::new(80.0)).into());
    let points = bench.set(Method::Swing);
    let ranking = bench.set(Method::Ranking);
    bench.make(WeightEdit::Weigh(ranking, Weighing::Places(vec![(a, 1), (bench.id("B"), 2)])).into());
    bench.make(ends(9.0).into());
    assert_eq!(stale(&bench), [true, true, true]);
    bench.make(WeightEdit::Weigh(points, Weighing::Points(a, SwingWeight::new(70.0))).into());
    assert_eq!(stale(&bench), [true, false, true], "the others keep their marks");
    bench.make(WeightEdit::Weigh(ranking, Weighing::Places(vec![(a, 1), (bench.id("C"), 2)])).into());
    assert_eq!(stale(&bench), [true, false, true], "A was not moved");
    bench.make(WeightEdit::Confirm(Some(ranking), a).into());
    assert_eq!(stale(&bench), [true, false, false]);
    // A new set of points takes over what was looked at.
    bench.make(WeightEdit::Use(Some(points)).into());
    bench.set(Method::Direct);
    assert_eq!(stale(&bench), [true, false, false, false]);
    bench.make(ends(8.0).into());
    assert_eq!(stale(&bench), [true, true, true, true], "changed again");
    for set in [None, Some(points), Some(ranking)] {
        bench.make(WeightEdit::Confirm(set, a).into());
    }
    assert!(bench.appraisal().leaves()[0].1.ends_changed, "the direct points are still to be looked at");
    bench.make(WeightEdit::RemoveSet(bench.appraisal().weight_sets[2].id).into());
    assert_eq!(stale(&bench), [false, false, false]);
    let (leaf, sets) = (bench.appraisal().leaves()[0].1.clone(), &bench.appraisal().weight_sets);
    assert!(
        !leaf.ends_changed && !leaf.looked_at && sets.iter().all(|set| set.looked_at.is_empty()),
        "nothing is kept"
    );
    assert!(bench.attempt(WeightEdit::Confirm(Some(WeightSetId(99)), a).into()).is_err());
}

#[test]
fn a_split_moves_no_total_and_a_merge_takes_it_back() {
    let mut bench = Bench::new();
    for (name, points) in [("A", 60.0), ("B", 30.0), ("C", 10.0)] {
        bench.make(WeightEdit::SetSwing(bench.id(name), SwingWeight::new(points)).into());
    }
    let options: Vec<AlternativeId> = bench.appraisal().alternatives.iter().map(|option| option.id).collect();
    for (i, option) in options.iter().enumerate() {
        for (j, name) in ["A", "B", "C"].iter().enumerate() {
            let points = ScoreState::Points(number((40 * i + 10 * j) as f64));
            bench.make(ScoreEdit::Set(*option, bench.id(name), points).into());
        }
    }
    let totals = |bench: &Bench| -> Vec<f64> {
        evaluate(bench.appraisal()).standings.iter().map(|standing| standing.total.unwrap()).collect()
    };
    let before = totals(&bench);
    bench.make(TreeEdit::Split(bench.id("B"), "B, again".to_owned()).into());
    assert_eq!(bench.appraisal().leaves().len(), 4);
    assert_eq!(totals(&bench), before);
    let (into, from) = (bench.id("B"), bench.id("B, again"));
    bench.make(TreeEdit::Merge { into, from }.into());
    assert_eq!(totals(&bench), before);
    assert_eq!(bench.appraisal().leaves()[1].1.swing, SwingWeight::new(30.0));
}

/// Says something of each criterion in a set of each method but pairs, and returns the bench with two options scored.
fn weighed() -> Bench {
    let mut bench = Bench::new();
    let [a, b, c] = ["A", "B", "C"].map(|name| bench.id(name));
    for (id, points) in [(a, 60.0), (b, 30.0), (c, 10.0)] {
        bench.make(WeightEdit::SetSwing(id, SwingWeight::new(points)).into());
    }
    for method in [Method::Direct, Method::Interval, Method::Ranking] {
        bench.set(method);
    }
    let [_, interval, ranking] = [0, 1, 2].map(|at| bench.appraisal().weight_sets[at].id);
    let range = |low, high| Some((number(low), number(high)));
    bench.make(WeightEdit::Weigh(interval, Weighing::Range(a, range(10.0, 30.0))).into());
    bench.make(WeightEdit::Weigh(interval, Weighing::Range(b, range(21.0, 45.0))).into());
    bench.make(WeightEdit::Weigh(ranking, Weighing::Places(vec![(a, 1), (b, 2), (c, 3)])).into());
    for (i, option) in [0, 1].map(|at| bench.appraisal().alternatives[at].id).into_iter().enumerate() {
        for (j, id) in [a, b, c].into_iter().enumerate() {
            bench.make(ScoreEdit::Set(option, id, ScoreState::Points(number((40 * i + 10 * j) as f64))).into());
        }
    }
    bench
}

/// Every option's total in each set: the swing points first.
fn totals(bench: &Bench) -> Vec<Vec<f64>> {
    let sets = std::iter::once(None).chain(bench.appraisal().weight_sets.iter().map(|set| Some(set.id)));
    let of = |set| {
        let mut appraisal = bench.appraisal().clone();
        appraisal.weights_in_use = set;
        evaluate(&appraisal).standings.iter().map(|standing| standing.total.unwrap()).collect()
    };
    sets.map(of).collect()
}

#[test]
fn what_can_be_halved_is_and_what_cannot_is_said_before() {
    for name in ["A", "B", "C"] {
        let mut bench = weighed();
        let id = bench.id(name);
        let before = totals(&bench);
        let words = split_words(bench.appraisal(), id);
        assert!(words.ends_with("Not so in Panel, where weights come from an order or from pairs: the weights change there, and have to be looked at again."), "{words}");
        bench.make(TreeEdit::Split(id, "Half".to_owned()).into());
        let after = totals(&bench);
        for set in 0..3 {
            let near = before[set].iter().zip(&after[set]).all(|(one, other)| (one - other).abs() < 1e-9);
            assert!(near, "{name}, set {set}: {:?} and {:?}", before[set], after[set]);
        }
        assert_ne!(before[3], after[3], "{name}: a tie of two places is another ranking");
    }
    let mut bench = Bench::new();
    bench.make(WeightEdit::SetSwing(bench.id("A"), SwingWeight::new(1.0)).into());
    assert!(split_words(bench.appraisal(), bench.id("A")).ends_with("until you change one of the two."));
}

#[test]
fn a_merge_adds_weights_and_loses_no_words() {
    let mut bench = weighed();
    let (b, c) = (bench.id("B"), bench.id("C"));
    let [one, other] = [0, 1].map(|at| bench.appraisal().alternatives[at].id);
    for (option, id, reason, source) in
        [(one, b, "Seen in May", "Survey"), (one, c, "Seen in June", "Survey"), (other, c, "Asked twice", "Letter")]
    {
        bench.make(ScoreEdit::SetReason(option, id, reason.to_owned()).into());
        bench.make(ScoreEdit::SetSource(option, id, source.to_owned()).into());
    }
    // A reason without a score is a reason all the same, on either side.
    bench.make(ScoreEdit::Set(one, c, ScoreState::NotScored).into());
    bench.make(ScoreEdit::Set(other, b, ScoreState::NotScored).into());
    bench.make(ScoreEdit::SetReason(other, b, "Nobody knows".to_owned()).into());
    let before = bench.appraisal().weights_of(Some(bench.appraisal().weight_sets[1].id));
    assert!(merge_words(bench.appraisal(), c).ends_with("what was given for this one is lost there."));
    bench.make(TreeEdit::Merge { into: b, from: c }.into());
    let words = |option| {
        let score = bench.appraisal().score(option, b).unwrap();
        (score.reason.as_str(), score.source.as_str(), score.state)
    };
    assert_eq!(words(one), ("Seen in May\nC: Seen in June", "Survey", ScoreState::Points(number(10.0))));
    assert_eq!(words(other), ("Nobody knows\nC: Asked twice", "Letter", ScoreState::Points(number(60.0))));
    assert_eq!(bench.appraisal().leaf(b).unwrap().swing, SwingWeight::new(40.0));
    let after = bench.appraisal().weights_of(Some(bench.appraisal().weight_sets[1].id));
    // B had limits and C had none, so both together have none: what A has is what is left to say.
    assert_eq!((before.len(), after.len()), (3, 2));
    bench.make(
        WeightEdit::Weigh(bench.appraisal().weight_sets[1].id, Weighing::Range(b, Some((number(20.0), number(90.0)))))
            .into(),
    );
    assert!(bench.shares().iter().all(Option::is_some));
}

#[test]
fn every_edit_that_can_move_a_ranking_says_so() {
    let mut bench = weighed();
    let ranking = bench.appraisal().weight_sets[2].id;
    let [a, b, c] = ["A", "B", "C"].map(|name| bench.id(name));
    let order =
        |places: Vec<(CriterionId, u32)>| AppraisalEdit::from(WeightEdit::Weigh(ranking, Weighing::Places(places)));
    // Turned round with the buttons, or placed as shown: one edit for all of them.
    let turned = order(vec![(c, 1), (b, 2), (a, 3)]);
    let before = totals(&bench);
    bench.make(turned.clone());
    assert_ne!(totals(&bench)[3], before[3]);
    assert_eq!(turned.part(), Some(Part::Weights));
}

#[test]
fn business_as_usual_goes_only_with_a_reason() {
    let mut bench = Bench::new();
    let bau = bench.appraisal().alternatives[0].id;
    assert!(bench.attempt(OptionEdit::Remove(bau).into()).is_err());
    assert!(bench.attempt(OptionEdit::SetRole(bau, weighbridge::appraisal::Role::Candidate).into()).is_err());
    assert!(bench.attempt(OptionEdit::Drop(bau, " ".to_owned()).into()).is_err());
    bench.make(OptionEdit::Drop(bau, "The site is lost in March.".to_owned()).into());
    assert_eq!(bench.appraisal().dropped[0].name, "Business as usual");
    assert_eq!(bench.appraisal().alternatives.len(), 1);
}

#[test]
fn an_order_is_set_at_once_and_steps_by_neighbours() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Ranking);
    let [a, b, c] = ["A", "B", "C"].map(|name| bench.id(name));
    bench.make(WeightEdit::Weigh(set, Weighing::Places(vec![(b, 1), (a, 2), (c, 3)])).into());
    assert_near(&bench.shares(), &[5.0 / 18.0, 11.0 / 18.0, 2.0 / 18.0]);
    let Elicitation::Ranking { places, .. } = bench.appraisal().weight_sets[0].elicitation.clone() else { panic!() };
    let order = |places: &[RankPlace]| places.iter().map(|place| (place.criterion, place.place)).collect::<Vec<_>>();
    let down = stepped(&places, a, RankMove::Down).unwrap();
    assert_eq!(order(&down), [(b, 1), (a, 3), (c, 2)]);
    assert_eq!(stepped(&down, a, RankMove::Down), None, "last already");
    let tied =
        [(b, 1), (a, 1), (c, 1)].map(|(criterion, place)| RankPlace { criterion, place, unknown: Default::default() });
    assert_eq!(order(&stepped(&tied, a, RankMove::Down).unwrap()), [(b, 1), (a, 2), (c, 1)], "out of the tie first");
    assert_eq!(
        order(&stepped(&tied[..1], c, RankMove::Up).unwrap()),
        [(b, 1), (c, 2)],
        "a move without a place comes last"
    );
    for wrong in [vec![(a, 0)], vec![(a, 1), (a, 2)], vec![(bench.id("Family"), 1)]] {
        assert!(bench.attempt(WeightEdit::Weigh(set, Weighing::Places(wrong)).into()).is_err());
    }
    let swing = bench.set(Method::Swing);
    assert_eq!(
        bench.attempt(WeightEdit::Weigh(swing, Weighing::Places(vec![(a, 1)])).into()),
        Err(EditError::OtherMethod)
    );
}

#[test]
fn limits_say_who_can_lead_within_them() {
    let mut bench = Bench::new();
    let set = bench.set(Method::Interval);
    let options: Vec<AlternativeId> = bench.appraisal().alternatives.iter().map(|option| option.id).collect();
    for (option, points) in [(0, [90.0, 10.0, 50.0]), (1, [10.0, 90.0, 50.0])] {
        for (name, points) in ["A", "B", "C"].iter().zip(points) {
            let state = ScoreState::Points(number(points));
            bench.make(ScoreEdit::Set(options[option], bench.id(name), state).into());
        }
    }
    let found = |bench: &Bench| reaches(bench.appraisal(), &evaluate(bench.appraisal()), set);
    assert_eq!(found(&bench), None, "no limits yet");
    let range = |low, high| Some((number(low), number(high)));
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("A"), range(10.0, 60.0))).into());
    let reach = |bench: &Bench| found(bench).unwrap().unwrap().found;
    assert_eq!(reach(&bench), [(0, Reach::CanLead), (1, Reach::CanLead)]);
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("B"), range(0.0, 9.0))).into());
    assert_eq!(reach(&bench), [(0, Reach::CanLead), (1, Reach::Never)]);
    bench.make(ScoreEdit::Set(options[1], bench.id("C"), ScoreState::Unknown).into());
    let found = found(&bench).unwrap().unwrap();
    assert_eq!((found.found, found.left_out), (vec![(0, Reach::CanLead)], vec![1]));
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("A"), range(95.0, 100.0))).into());
    bench.make(WeightEdit::Weigh(set, Weighing::Range(bench.id("C"), range(6.0, 100.0))).into());
    assert!(!limit_sums(bench.appraisal(), set).unwrap().can_be_met());
    assert!(reaches(bench.appraisal(), &evaluate(bench.appraisal()), set).unwrap().is_err());
    assert_eq!(bench.shares(), [None, None, None]);
}

#[test]
fn every_set_is_evaluated_as_if_it_were_in_use() {
    let mut bench = Bench::new();
    bench.make(WeightEdit::SetSwing(bench.id("A"), SwingWeight::new(50.0)).into());
    bench.make(WeightEdit::SetSwing(bench.id("B"), SwingWeight::new(50.0)).into());
    let set = bench.set(Method::Direct);
    bench.make(WeightEdit::Weigh(set, Weighing::Points(bench.id("A"), SwingWeight::new(150.0))).into());
    let all = scenarios(bench.appraisal());
    assert_eq!(all.iter().map(|scenario| scenario.set).collect::<Vec<_>>(), [None, Some(set)]);
    let shares = |at: usize| all[at].results.columns.iter().map(|column| column.share).collect::<Vec<_>>();
    assert_near(&shares(0), &[0.5, 0.5, 0.0]);
    assert_near(&shares(1), &[0.75, 0.25, 0.0]);
    assert_eq!(all[1].results, evaluate(bench.appraisal()));
}
