//! Scores, weights, costs, the record and the log.

use super::*;

#[test]
fn cells_are_told_together() {
    let state = |found: ScoreState| move |appraisal: &mut Appraisal| nth(appraisal, 4).state = found;
    assert_eq!(within(state(ScoreState::NotScored))[0], "unscored:11:21");
    assert_eq!(within(state(ScoreState::Unknown))[0], "unknown_score:11:21");
    assert_eq!(within(state(ScoreState::NotApplicable))[0], "not_applicable:11:21");
    assert_eq!(within(state(ScoreState::Measured(finite(3.0))))[0], "unfit:11:21");
    assert_eq!(within(|appraisal| nth(appraisal, 4).reason.clear()), ["no_reason:11:21"]);
    assert_eq!(within(|appraisal| nth(appraisal, 4).source = "  ".to_owned()), ["no_source:11:21"]);
    let one_criterion = within(|appraisal| {
        appraisal.scores.iter_mut().filter(|score| score.criterion == criterion(1)).for_each(|s| s.source.clear());
    });
    assert_eq!(one_criterion, ["no_source:10+11+12+13+14:21"]);
    let one_option = within(|appraisal| {
        appraisal.scores.iter_mut().filter(|score| score.alternative == option(3)).for_each(|s| s.source.clear());
    });
    assert_eq!(one_option, ["no_source:13:20+21+22"]);
    assert!(within(|appraisal| appraisal.scores.clear()).contains(&"unscored".to_owned()));
}

#[test]
fn no_effect_needs_business_as_usual_and_a_range_its_score() {
    let unanchored = within(|appraisal| {
        nth(appraisal, 1).state = ScoreState::Unknown;
        nth(appraisal, 4).state = ScoreState::NoEffect;
    });
    assert!(unanchored.contains(&"no_effect_unanchored:11:21".to_owned()), "{unanchored:?}");
    let range = ScoreRange { low: finite(85.0), high: finite(95.0), unknown: Unknown::new() };
    assert_eq!(within(|appraisal| nth(appraisal, 4).range = Some(range)), ["range_misses_score:11:21"]);
    let beyond = within(|appraisal| {
        let measure = Measure::new("time", "months");
        let scale = Scale::Measured {
            measure,
            worst: finite(20.0),
            best: Finite::ZERO,
            shape: Shape::Linear,
            unknown: Unknown::new(),
        };
        leaf_of(appraisal, 1).scale = scale;
        nth(appraisal, 4).state = ScoreState::Measured(finite(25.0));
    });
    assert!(beyond.contains(&"outside_scale:11:21".to_owned()), "{beyond:?}");
}

#[test]
fn weights_that_were_given_too_soon_or_contradict_each_other() {
    assert!(within(|appraisal| leaf_of(appraisal, 1).swing = None).contains(&"unweighted:21".to_owned()));
    assert!(
        within(|appraisal| (0..3).for_each(|n| leaf_of(appraisal, n).swing = None)).contains(&"unweighted".to_owned())
    );
    assert!(
        within(|appraisal| leaf_of(appraisal, 2).swing = SwingWeight::new(0.0)).contains(&"zero_weight:22".to_owned())
    );
    assert_eq!(within(|appraisal| leaf_of(appraisal, 1).best_anchor.clear()), ["weighed_before_ends:21"]);
    assert_eq!(within(|appraisal| leaf_of(appraisal, 1).ends_changed = true), ["ends_changed:21"]);
    assert_eq!(within(|appraisal| appraisal.blind = true), ["blind"]);
    let judge = |more: u32, less: u32, times: f64| Judgement {
        more: criterion(more),
        less: criterion(less),
        times: finite(times),
        unknown: Unknown::new(),
    };
    let compared = |last: Judgement| {
        within(move |appraisal| {
            let elicitation = Elicitation::Pairwise(vec![judge(0, 1, 3.0), judge(1, 2, 3.0), last]);
            appraisal.weight_sets.push(WeightSet {
                id: WeightSetId(70),
                name: "Panel".to_owned(),
                elicitation,
                looked_at: Vec::new(),
                unknown: Unknown::new(),
            });
            appraisal.weights_in_use = Some(WeightSetId(70));
        })
    };
    assert!(compared(judge(2, 0, 5.0)).iter().any(|key| key.starts_with("inconsistent:")));
    assert!(!compared(judge(0, 2, 9.0)).iter().any(|key| key.starts_with("inconsistent:")));
}

#[test]
fn leads_that_do_not_count_here_or_with_equal_weights() {
    assert_eq!(within(|appraisal| appraisal.materiality = finite(40.0)), ["lead:12+11"]);
    // Equal weights put option 2 at 76.7 and option 1 at 63.3: still more than 2.
    let mut case = sound();
    for (n, weight) in [(0, 5.0), (1, 5.0), (2, 90.0)] {
        leaf_of(own(&mut case), n).swing = SwingWeight::new(weight);
    }
    own(&mut case).record.recommended = Some(option(1));
    let all = found(&case);
    assert!(
        matches!(all[0].kind, Kind::EqualWeights { same_leader: false, points } if (points - 40.0 / 3.0).abs() < 1e-9),
        "{all:?}"
    );
    assert_eq!(all.len(), 1);
    own(&mut case).blind = true;
    assert_eq!(keys(&case), ["blind"], "what tells the leader is held back while weights are given blind");
}

#[test]
fn costs_without_uplift_or_for_some_options_only() {
    assert_eq!(within(|appraisal| appraisal.alternatives[3].cost.as_mut().unwrap().uplift = None), ["no_uplift:13"]);
    assert_eq!(within(|appraisal| appraisal.alternatives[3].cost = None), ["no_cost:13"]);
}

#[test]
fn the_record() {
    assert_eq!(within(|appraisal| appraisal.record.recommended = None), ["no_recommendation"]);
    assert_eq!(within(|appraisal| appraisal.record.recommendation.clear()), ["no_why:12"]);
    assert_eq!(
        within(|appraisal| {
            appraisal.record.recommended = Some(option(1));
            appraisal.record.recommendation.clear();
        }),
        ["not_the_leader:11"]
    );
    assert_eq!(within(|appraisal| appraisal.record.dissent.clear()), ["no_dissent"]);
}

#[test]
fn changes_after_the_ranking_was_shown_are_counted_undone_ones_too() {
    let stamp = Stamp { at: "2026-11-21T14:02:11Z", by: "" };
    let mut history = History::new(sound(), Vec::new());
    let weigh = |points| {
        let swing = WeightEdit::SetSwing(criterion(0), SwingWeight::new(points)).into();
        Edit::Appraisal(AppraisalId(1), swing)
    };
    history.commit(&weigh(45.0), stamp).unwrap();
    history.note_ranking_shown(AppraisalId(1), stamp);
    let now = |history: &History| {
        let appraisal = &history.case().appraisals[0];
        check(history.case(), appraisal, &evaluate(appraisal), history.log())
    };
    assert_eq!(now(&history), Vec::new(), "what was done before counts for nothing");
    history.commit(&weigh(44.0), stamp).unwrap();
    let words = RecordEdit::SetDissent("The treasurer disagreed.".to_owned()).into();
    history.commit(&Edit::Appraisal(AppraisalId(1), words), stamp).unwrap();
    history.undo(stamp);
    history.undo(stamp);
    let found = now(&history);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, Kind::ChangedAfter { part: Part::Weights, n: 2 });
    assert_eq!(found[0].key(), "weights_changed:2");
}

#[test]
fn a_reason_answers_a_finding_for_as_long_as_it_is_about_the_same_things() {
    let mut case = sound();
    nth(own(&mut case), 4).reason.clear();
    let reason = "The supplier answers on Friday.".to_owned();
    own(&mut case).record.overrides.push(Answer {
        finding: "no_reason:11:21".to_owned(),
        reason,
        unknown: Unknown::new(),
    });
    let open = |case: &Case| {
        found(case).iter().filter(|finding| finding.is_open(&case.appraisals[0].record.overrides)).count()
    };
    assert_eq!(open(&case), 0);
    nth(own(&mut case), 5).reason.clear();
    assert_eq!(open(&case), 1, "another cell lost its reason, so the answer no longer fits");
}
