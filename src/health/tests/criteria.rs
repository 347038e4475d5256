//! Context, options, gates and criteria.

use super::*;

#[test]
fn nothing_is_found_in_a_sound_appraisal() {
    assert_eq!(keys(&sound()), Vec::<String>::new());
}

#[test]
fn the_context_and_the_lead_that_counts() {
    assert_eq!(after(|case| case.context.committee.clear()), ["context"]);
    assert_eq!(within(|appraisal| appraisal.frame.room.clear()), ["context"]);
    assert_eq!(within(|appraisal| appraisal.materiality = Finite::ZERO), ["no_materiality"]);
}

#[test]
fn options_that_a_reader_expects() {
    let drop =
        |role: Role| Dropped { role, name: "Gone".to_owned(), reason: "Unlawful".to_owned(), unknown: Unknown::new() };
    let candidate = |n: usize| move |appraisal: &mut Appraisal| appraisal.alternatives[n].role = Role::Candidate;
    assert_eq!(within(candidate(0)), ["no_business_as_usual"]);
    assert_eq!(within(candidate(1)), ["no_do_minimum"]);
    assert_eq!(
        within(|appraisal| {
            candidate(1)(appraisal);
            appraisal.dropped.push(drop(Role::DoMinimum));
        }),
        Vec::<String>::new()
    );
    let mut case = sound();
    candidate(0)(own(&mut case));
    own(&mut case).dropped.push(drop(Role::BusinessAsUsual));
    assert_eq!(found(&case).iter().map(Finding::level).collect::<Vec<_>>(), [Level::Prompt]);
    let failed = within(|appraisal| {
        appraisal.gates[0].verdicts.iter_mut().skip(1).for_each(|verdict| verdict.outcome = Outcome::Fail);
    });
    assert!(failed.contains(&"few_options".to_owned()) && failed.contains(&"recommended_fails:12".to_owned()));
}

#[test]
fn gates_without_a_verdict_or_evidence() {
    assert_eq!(within(|appraisal| appraisal.gates[0].verdicts.truncate(3)), ["gate_open:5:13+14"]);
    assert_eq!(within(|appraisal| appraisal.gates[0].verdicts[1].evidence.clear()), ["gate_without_evidence:5:11"]);
}

#[test]
fn criteria_that_say_nothing_or_the_same() {
    assert_eq!(
        within(|appraisal| {
            appraisal.criteria[1].definition.clear();
            let leaf = leaf_of(appraisal, 1);
            leaf.worst_anchor.clear();
            leaf.best_anchor.clear();
            leaf.swing = None;
        })[..3],
        ["ends_not_described:21", "undefined:21", "unweighted:21"]
    );
    assert!(
        within(|appraisal| {
            let own = appraisal.scores.iter_mut().filter(|score| score.criterion == criterion(1));
            own.for_each(|score| score.state = ScoreState::Points(finite(50.0)));
        })
        .contains(&"same_everywhere:21".to_owned())
    );
    let alike = |mirror: bool| {
        within(move |appraisal| {
            for score in appraisal.scores.iter_mut().filter(|score| score.criterion == criterion(1)) {
                let points = POINTS[(score.alternative.0 - 10) as usize][0] / 2.0;
                score.state = ScoreState::Points(finite(if mirror { 100.0 - points } else { points }));
            }
        })
    };
    assert!(alike(false).contains(&"alike:20+21".to_owned()));
    assert!(alike(true).contains(&"alike:20+21".to_owned()), "exactly the other way round tells as much");
    assert_eq!(within(|appraisal| appraisal.criteria.clear())[0], "no_criteria");
}

#[test]
fn four_options_are_too_few_to_call_criteria_alike() {
    let four = within(|appraisal| {
        appraisal.alternatives.truncate(4);
        appraisal.scores.retain(|score| score.alternative != option(4));
        for score in &mut appraisal.scores {
            score.state = ScoreState::Points(finite(POINTS[(score.alternative.0 - 10) as usize][0]));
        }
    });
    assert!(!four.iter().any(|key| key.starts_with("alike")), "{four:?}");
}

#[test]
fn chained_pairs_are_one_finding() {
    let all = within(|appraisal| {
        for score in &mut appraisal.scores {
            score.state = ScoreState::Points(finite(POINTS[(score.alternative.0 - 10) as usize][0]));
        }
    });
    assert_eq!(all.iter().filter(|key| key.starts_with("alike")).collect::<Vec<_>>(), ["alike:20+21+22"]);
}

#[test]
fn cost_and_money_among_the_benefits() {
    let named = |name: &'static str| within(move |appraisal| appraisal.criteria[1].name = name.to_owned());
    assert_eq!(named("Running costs"), ["cost_scored:21"]);
    assert_eq!(named("Natural capital"), Vec::<String>::new());
    assert_eq!(named("Costume hire"), Vec::<String>::new());
    assert!(within(|appraisal| leaf_of(appraisal, 1).scale = in_money()).contains(&"money_scored:21".to_owned()));
    let uncosted = within(|appraisal| {
        leaf_of(appraisal, 1).scale = in_money();
        appraisal.alternatives.iter_mut().for_each(|option| option.cost = None);
    });
    assert!(uncosted.contains(&"cost_scored:21".to_owned()), "{uncosted:?}");
}

#[test]
fn carbon_counted_twice_by_its_name_or_its_goal() {
    let linked = after(|case| {
        let goal = Goal {
            id: GoalId(60),
            title: "Net zero".to_owned(),
            text: String::new(),
            short: String::new(),
            weight: Finite::from(1),
            source: String::new(),
            cues: Vec::new(),
            carbon: None,
            anchors: Default::default(),
            unknown: Unknown::new(),
        };
        case.frameworks.push(Arc::new(Framework {
            id: FrameworkId(61),
            title: "Climate plan".to_owned(),
            lens: Lens::Carbon,
            publisher: String::new(),
            edition: String::new(),
            source: String::new(),
            note: String::new(),
            goals: vec![goal],
            heading: String::new(),
            not_found: Vec::new(),
            from: None,
            until: None,
            unknown: Unknown::new(),
        }));
        own(case).criteria[0].goal = Some(GoalId(60));
        own(case).criteria[2].name = "Embodied CO₂e".to_owned();
    });
    assert_eq!(linked, ["carbon_twice:20+22"]);
    let priced = within(|appraisal| {
        appraisal.criteria[2].name = "Operational carbon".to_owned();
        appraisal.alternatives[1].cost.as_mut().unwrap().carbon = Pence::from_pounds(50);
    });
    assert_eq!(priced, ["carbon_priced:22"]);
}
