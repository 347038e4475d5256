//! What an edit of an appraisal did, in words.

use crate::appraisal::{
    Appraisal, Cost, Costing, DiscountSchedule, Elicitation, Outcome, RankScheme, Role, Scale, ScoreState, Shape, Stage,
};
use crate::edit::{AppraisalEdit, ScaleEnd, Weighing};
use crate::id::{AlternativeId, CriterionId, GateId, WeightSetId};
use crate::pence::Pence;

/// Returns what an edit of an appraisal is about.
pub(super) fn what_in_appraisal(appraisal: &Appraisal, edit: &AppraisalEdit) -> String {
    let option = |id: &AlternativeId| appraisal.alternative(*id).map_or("option", |option| &option.name).to_owned();
    let criterion = |id: &CriterionId| appraisal.criterion(*id).map_or("criterion", |found| &found.name).to_owned();
    let gate =
        |id: &GateId| appraisal.gates.iter().find(|gate| gate.id == *id).map_or("gate", |gate| &gate.name).to_owned();
    match edit {
        AppraisalEdit::SetTitle(_) => "Title of the appraisal".to_owned(),
        AppraisalEdit::SetBasis(_) => "Basis of the appraisal".to_owned(),
        AppraisalEdit::SetMateriality(_) => "Lead that counts".to_owned(),
        AppraisalEdit::SetStage(_) => "Stage".to_owned(),
        AppraisalEdit::SetGuidance(_) => "Guidance".to_owned(),
        AppraisalEdit::SetRoom(_) => "Who is in the room".to_owned(),
        AppraisalEdit::AddAlternative(name) => format!("Add option {}", name.trim()),
        AppraisalEdit::RenameAlternative(id, _) => format!("Name of option {}", option(id)),
        AppraisalEdit::DescribeAlternative(id, _) => format!("Description of {}", option(id)),
        AppraisalEdit::SetRole(id, _) => format!("Role of {}", option(id)),
        AppraisalEdit::MoveAlternative(id, _) => format!("Place of {}", option(id)),
        AppraisalEdit::RemoveAlternative(id) => format!("Remove option {}", option(id)),
        AppraisalEdit::DropAlternative(id, _) => format!("Drop option {}", option(id)),
        AppraisalEdit::SetCost(id, _) => format!("Cost of {}", option(id)),
        AppraisalEdit::SetCosting(_) => "How costs are brought to present value".to_owned(),
        AppraisalEdit::AddGate(name) => format!("Add gate {}", name.trim()),
        AppraisalEdit::RenameGate(id, _) => format!("Name of gate {}", gate(id)),
        AppraisalEdit::MoveGate(id, _) => format!("Place of gate {}", gate(id)),
        AppraisalEdit::RemoveGate(id) => format!("Remove gate {}", gate(id)),
        AppraisalEdit::SetOutcome(id, alternative, _) => format!("{} at gate {}", option(alternative), gate(id)),
        AppraisalEdit::SetEvidence(id, alternative, _) => {
            format!("Evidence for {} at gate {}", option(alternative), gate(id))
        }
        AppraisalEdit::AddFamily(name) => format!("Add family {}", name.trim()),
        AppraisalEdit::AddCriterion(_, name) => format!("Add criterion {}", name.trim()),
        AppraisalEdit::RenameCriterion(id, _) => format!("Name of {}", criterion(id)),
        AppraisalEdit::DefineCriterion(id, _) => format!("Definition of {}", criterion(id)),
        AppraisalEdit::MoveCriterion(id, _) => format!("Place of {}", criterion(id)),
        AppraisalEdit::MoveToFamily(id, _) => format!("Family of {}", criterion(id)),
        AppraisalEdit::PlaceCriterion(id, ..) => format!("Place of {}", criterion(id)),
        AppraisalEdit::SplitCriterion(id, _) => format!("Split {}", criterion(id)),
        AppraisalEdit::MergeCriteria { into, from } => format!("Merge {} into {}", criterion(from), criterion(into)),
        AppraisalEdit::RemoveCriterion(id) => format!("Remove {}", criterion(id)),
        AppraisalEdit::SetScale(id, _) | AppraisalEdit::SetLevels(id, _) => format!("Scale of {}", criterion(id)),
        AppraisalEdit::SetAnchor(id, ScaleEnd::Worst, _) => format!("Worst end of {}", criterion(id)),
        AppraisalEdit::SetAnchor(id, ScaleEnd::Best, _) => format!("Best end of {}", criterion(id)),
        AppraisalEdit::SetSwing(id, _) => format!("Weight of {}", criterion(id)),
        AppraisalEdit::ConfirmWeight(id) => format!("Weight of {} still holds", criterion(id)),
        AppraisalEdit::AddWeightSet(name, _) => format!("Add weight set {}", name.trim()),
        AppraisalEdit::RenameWeightSet(id, _) => format!("Name of weight set {}", weight_set(appraisal, Some(*id))),
        AppraisalEdit::RemoveWeightSet(id) => format!("Remove weight set {}", weight_set(appraisal, Some(*id))),
        AppraisalEdit::UseWeights(_) => "Weights in use".to_owned(),
        AppraisalEdit::SetPlaces(set, _) => format!("Order of the moves, {}", weight_set(appraisal, Some(*set))),
        AppraisalEdit::Weigh(set, weighing) => what_is_weighed(appraisal, *set, weighing),
        AppraisalEdit::SetBlind(true) => "Weigh blind".to_owned(),
        AppraisalEdit::SetBlind(false) => "Finish weighing blind".to_owned(),
        AppraisalEdit::SetScores(all) => format!("Paste {} scores", all.len()),
        AppraisalEdit::SetScoreRange(alternative, id, _) => {
            format!("Range of {}, {}", option(alternative), criterion(id))
        }
        AppraisalEdit::SetRecommended(_) => "Recommended option".to_owned(),
        AppraisalEdit::SetRecommendation(_) => "Recommendation".to_owned(),
        AppraisalEdit::SetDissent(_) => "Dissent".to_owned(),
        AppraisalEdit::SetOverride(..) => "Reason why a finding stays open".to_owned(),
        AppraisalEdit::SetScore(alternative, id, _) => format!("Score of {}, {}", option(alternative), criterion(id)),
        AppraisalEdit::SetScoreReason(alternative, id, _) => {
            format!("Reason for {}, {}", option(alternative), criterion(id))
        }
        AppraisalEdit::SetScoreSource(alternative, id, _) => {
            format!("Source for {}, {}", option(alternative), criterion(id))
        }
    }
}

/// Returns the value that an edit of an appraisal sets. Empty where it adds, removes or moves.
pub(super) fn value_in_appraisal(appraisal: &Appraisal, edit: &AppraisalEdit) -> String {
    let option = |id: &AlternativeId| appraisal.alternative(*id);
    let criterion = |id: &CriterionId| appraisal.criterion(*id);
    let gate = |id: &GateId| appraisal.gates.iter().find(|gate| gate.id == *id);
    let verdict = |id: &GateId, option: &AlternativeId| {
        gate(id).and_then(|gate| gate.verdicts.iter().find(|verdict| verdict.alternative == *option))
    };
    let leaf = |id: &CriterionId| {
        appraisal.leaves().into_iter().find(|(criterion, _)| criterion.id == *id).map(|(_, leaf)| leaf)
    };
    let score = |alternative: &AlternativeId, id: &CriterionId| appraisal.score(*alternative, *id);
    match edit {
        AppraisalEdit::SetTitle(_) => appraisal.title.clone(),
        AppraisalEdit::SetBasis(_) => appraisal.basis.clone(),
        AppraisalEdit::SetMateriality(_) => appraisal.materiality.get().to_string(),
        AppraisalEdit::SetStage(_) => appraisal.frame.stage.map_or("", stage_name).to_owned(),
        AppraisalEdit::SetGuidance(_) => appraisal.frame.guidance.clone(),
        AppraisalEdit::SetRoom(_) => appraisal.frame.room.join("; "),
        AppraisalEdit::SetCost(id, _) => cost_text(option(id).and_then(|found| found.cost.as_ref())),
        AppraisalEdit::SetCosting(_) => costing_text(appraisal.costing.as_ref()),
        AppraisalEdit::UseWeights(_) => weight_set(appraisal, appraisal.weights_in_use),
        AppraisalEdit::RenameWeightSet(id, _) => weight_set(appraisal, Some(*id)),
        AppraisalEdit::SetPlaces(set, _) => order_text(appraisal, *set),
        AppraisalEdit::Weigh(set, weighing) => weighing_text(appraisal, *set, weighing),
        AppraisalEdit::SetBlind(_) => if appraisal.blind { "blind" } else { "open" }.to_owned(),
        AppraisalEdit::SetScoreRange(option, id, _) => score(option, id)
            .and_then(|score| score.range.as_ref())
            .map_or(String::new(), |range| format!("{} to {}", range.low.get(), range.high.get())),
        AppraisalEdit::SetRecommended(_) => {
            let recommended = appraisal.record.recommended;
            recommended.and_then(|id| option(&id)).map_or(String::new(), |found| found.name.clone())
        }
        AppraisalEdit::SetRecommendation(_) => appraisal.record.recommendation.clone(),
        AppraisalEdit::SetDissent(_) => appraisal.record.dissent.clone(),
        AppraisalEdit::SetOverride(finding, _) => {
            let found = appraisal.record.overrides.iter().find(|found| found.finding == *finding);
            found.map_or(String::new(), |found| found.reason.clone())
        }
        AppraisalEdit::RenameAlternative(id, _) => option(id).map_or(String::new(), |found| found.name.clone()),
        AppraisalEdit::DescribeAlternative(id, _) => {
            option(id).map_or(String::new(), |found| found.description.clone())
        }
        AppraisalEdit::SetRole(id, _) => option(id).map_or("", |found| role_name(found.role)).to_owned(),
        AppraisalEdit::RenameGate(id, _) => gate(id).map_or(String::new(), |gate| gate.name.clone()),
        AppraisalEdit::SetOutcome(id, alternative, _) => {
            outcome_name(verdict(id, alternative).map_or_else(Default::default, |verdict| verdict.outcome)).to_owned()
        }
        AppraisalEdit::SetEvidence(id, alternative, _) => {
            verdict(id, alternative).map_or(String::new(), |verdict| verdict.evidence.clone())
        }
        AppraisalEdit::RenameCriterion(id, _) => criterion(id).map_or(String::new(), |found| found.name.clone()),
        AppraisalEdit::DefineCriterion(id, _) => criterion(id).map_or(String::new(), |found| found.definition.clone()),
        AppraisalEdit::SetScale(id, _) | AppraisalEdit::SetLevels(id, _) => {
            leaf(id).map_or(String::new(), |leaf| scale_text(&leaf.scale))
        }
        AppraisalEdit::SetAnchor(id, ScaleEnd::Worst, _) => {
            leaf(id).map_or(String::new(), |leaf| leaf.worst_anchor.clone())
        }
        AppraisalEdit::SetAnchor(id, ScaleEnd::Best, _) => {
            leaf(id).map_or(String::new(), |leaf| leaf.best_anchor.clone())
        }
        AppraisalEdit::SetSwing(id, _) => {
            leaf(id).and_then(|leaf| leaf.swing).map_or(String::new(), |swing| swing.points().to_string())
        }
        AppraisalEdit::SetScore(option, id, _) => {
            let state = score(option, id).map_or_else(Default::default, |score| score.state);
            score_text(state, leaf(id).map(|leaf| &leaf.scale))
        }
        AppraisalEdit::SetScoreReason(option, id, _) => {
            score(option, id).map_or(String::new(), |score| score.reason.clone())
        }
        AppraisalEdit::SetScoreSource(option, id, _) => {
            score(option, id).map_or(String::new(), |score| score.source.clone())
        }
        _ => String::new(),
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::BusinessAsUsual => "business as usual",
        Role::DoMinimum => "do minimum",
        Role::Candidate => "option",
    }
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::NotYetKnown => "not yet known",
    }
}

fn score_text(state: ScoreState, scale: Option<&Scale>) -> String {
    match state {
        ScoreState::NotScored => "not scored".to_owned(),
        ScoreState::Points(points) => format!("{} points", points.get()),
        ScoreState::Measured(measure) => format!("measure {}", measure.get()),
        ScoreState::Level(id) => {
            let level = scale.and_then(|scale| scale.levels().iter().find(|level| level.id == id));
            level.map_or_else(|| "a level that is gone".to_owned(), |level| level.label.clone())
        }
        ScoreState::NoEffect => "no effect".to_owned(),
        ScoreState::Unknown => "unknown".to_owned(),
        ScoreState::NotApplicable => "not applicable".to_owned(),
    }
}

fn scale_text(scale: &Scale) -> String {
    match scale {
        Scale::Direct => "judged directly".to_owned(),
        Scale::Levels(levels) => {
            let levels = levels.iter().map(|level| format!("{} = {}", level.label, level.points.get()));
            levels.collect::<Vec<_>>().join("; ")
        }
        Scale::Measured { measure, worst, best, shape, .. } => {
            let shape = match shape {
                Shape::Linear => String::new(),
                Shape::Piecewise(knots) => {
                    let knots = knots.iter().map(|knot| format!(" {} = {}", knot.measure.get(), knot.points.get()));
                    format!(", by{}", knots.collect::<Vec<_>>().join(";"))
                }
                Shape::Exponential { midvalue, .. } => format!(", bent, {} = 50", midvalue.get()),
            };
            format!("{} from {} to {} {}{shape}", measure.name, worst.get(), best.get(), measure.unit)
        }
    }
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Longlist => "longlist",
        Stage::Shortlist => "shortlist",
        Stage::PreferredOption => "preferred option",
    }
}

fn weight_set(appraisal: &Appraisal, id: Option<WeightSetId>) -> String {
    match id {
        None => "swing points on the criteria".to_owned(),
        Some(id) => appraisal.weight_set(id).map_or_else(|| "weight set".to_owned(), |set| set.name.clone()),
    }
}

fn what_is_weighed(appraisal: &Appraisal, set: WeightSetId, weighing: &Weighing) -> String {
    let set = weight_set(appraisal, Some(set));
    let name = |id: &CriterionId| appraisal.criterion(*id).map_or("criterion", |found| &found.name).to_owned();
    match weighing {
        Weighing::Points(id, _) => format!("Weight of {}, {set}", name(id)),
        Weighing::Place(id, _) => format!("Rank of {}, {set}", name(id)),
        Weighing::Scheme(_) => format!("How ranks become weights, {set}"),
        Weighing::Pair(one, other, _) => format!("Comparison of {} with {}, {set}", name(one), name(other)),
        Weighing::Range(id, _) => format!("Limits of {}, {set}", name(id)),
    }
}

/// Returns the order that a ranking states: "Time 1, Risk 2".
fn order_text(appraisal: &Appraisal, set: WeightSetId) -> String {
    let Some(Elicitation::Ranking { places, .. }) = appraisal.weight_set(set).map(|set| &set.elicitation) else {
        return String::new();
    };
    let name = |id: CriterionId| appraisal.criterion(id).map_or("", |found| &found.name);
    let places = places.iter().map(|place| format!("{} {}", name(place.criterion), place.place));
    places.collect::<Vec<_>>().join(", ")
}

fn weighing_text(appraisal: &Appraisal, set: WeightSetId, weighing: &Weighing) -> String {
    let Some(set) = appraisal.weight_set(set) else { return String::new() };
    let found = match (weighing, &set.elicitation) {
        (Weighing::Points(id, _), Elicitation::Swing(given) | Elicitation::Direct(given)) => {
            given.iter().find(|one| one.criterion == *id).map(|one| one.points.points().to_string())
        }
        (Weighing::Place(id, _), Elicitation::Ranking { places, .. }) => {
            places.iter().find(|place| place.criterion == *id).map(|place| place.place.to_string())
        }
        (Weighing::Scheme(_), Elicitation::Ranking { scheme, .. }) => Some(
            match scheme {
                RankScheme::Centroid => "centroid",
                RankScheme::Sum => "rank sum",
                RankScheme::Reciprocal => "reciprocal",
            }
            .to_owned(),
        ),
        (Weighing::Pair(one, other, _), Elicitation::Pairwise(judgements)) => {
            let name = |id: CriterionId| appraisal.criterion(id).map_or("", |found| &found.name).to_owned();
            let same = |found: &&crate::appraisal::Judgement| {
                [(*one, *other), (*other, *one)].contains(&(found.more, found.less))
            };
            let found = judgements.iter().find(same);
            found.map(|found| format!("{} times, for {}", found.times.get(), name(found.more)))
        }
        (Weighing::Range(id, _), Elicitation::Interval(ranges)) => ranges
            .iter()
            .find(|range| range.criterion == *id)
            .map(|range| format!("{} to {}", range.low.get(), range.high.get())),
        _ => None,
    };
    found.unwrap_or_default()
}

fn cost_text(cost: Option<&Cost>) -> String {
    let Some(cost) = cost else { return String::new() };
    let sum = |label: &str, sum: Option<Pence>| sum.map(|sum| format!("{label} {} pence", sum.get()));
    let given = [
        sum("capital", cost.capital),
        sum("operating a year", cost.operating_per_year),
        sum("energy a year", cost.energy_per_year),
        sum("present value", cost.present_value),
        sum("optimism bias", cost.optimism_bias),
        sum("carbon", cost.carbon),
    ];
    let dated =
        cost.dated.iter().map(|dated| format!("{}, year {}: {} pence", dated.label, dated.year, dated.sum.get()));
    let uplift = cost.uplift.iter().map(|uplift| format!("uplift {}% ({})", uplift.percent.get(), uplift.class));
    let tonnes = cost.tonnes_per_year.iter().map(|tonnes| format!("{} tCO2e a year", tonnes.get()));
    given.into_iter().flatten().chain(dated).chain(uplift).chain(tonnes).collect::<Vec<_>>().join("; ")
}

fn costing_text(costing: Option<&Costing>) -> String {
    let Some(costing) = costing else { return "as given".to_owned() };
    let schedule = match costing.schedule {
        DiscountSchedule::GreenBook => "3.5% falling after 30 years".to_owned(),
        DiscountSchedule::GreenBookReduced => "reduced schedule".to_owned(),
        DiscountSchedule::Flat(percent) => format!("{}% a year", percent.get()),
    };
    let (first, n) = (costing.first_year, costing.n_years);
    let prices = costing.carbon_prices.len();
    format!("{n} years from {first}, {schedule}, {}, {prices} carbon prices", costing.price_base)
}
