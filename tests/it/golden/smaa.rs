//! SMAA-2. Figures of a run are estimates, so files say how far from theirs a run may be: their own form of comparison.

use serde_json::{Value, json};
use weighbridge::method::smaa::{
    Confidence, Estimate, Problem, Results, Run, Sampling, Score, WeightLimits, replay as given,
};

use super::case::{Case, Fault, Outcome, figure, list, matrix, member, number, numbers, refused, text};

/// Draws of each run: enough to fail an error of less than a percentage point.
const N_DRAWS: u64 = 100_000;

pub(crate) fn run(method: &str, case: &Case) -> Option<Outcome> {
    match method {
        "smaa2" => Some(sampled(case)),
        "smaa2_replay" => Some(replay(case)),
        _ => None,
    }
}

fn sampled(case: &Case) -> Outcome {
    let problem = Problem { scores: scores(case)?, limits: limits(case.input("weights")?)?, shared: Vec::new() };
    let mut run = Run::new(&problem, "golden").map_err(refused)?;
    run.advance(N_DRAWS);
    let results = run.results().ok_or_else(|| refused("no draws"))?;
    let mut confidence = Confidence::new(&problem, "golden", &results.central_weights).map_err(refused)?;
    confidence.advance(N_DRAWS);
    Ok(written(&results, &confidence.factors()))
}

fn replay(case: &Case) -> Outcome {
    let weights = matrix(case.input("weights")?)?;
    let scores = list(case.input("meas")?, matrix)?;
    let (results, confidence) = given(&weights, &scores).map_err(refused)?;
    Ok(written(&results, &confidence))
}

fn scores(case: &Case) -> Result<Vec<Vec<Score>>, Fault> {
    let distribution = text(case.input("scores")?)?;
    if distribution == "deterministic" {
        return Ok(Problem::of_points(&matrix(case.input("values")?)?).scores);
    }
    if distribution.starts_with("independent uniform in [low, high]") {
        let (low, high) = (matrix(case.input("values_low")?)?, matrix(case.input("values_high")?)?);
        return Ok(each(&low, &high, |_, low, high| Score::Interval { low, high }));
    }
    if !distribution.starts_with("gaussian") {
        return Err(Fault::Unreadable(format!("unknown distribution of scores `{distribution}`")));
    }
    let (worst, best) = (numbers(case.input("scale_worst")?)?, numbers(case.input("scale_best")?)?);
    let logarithmic = numbers(case.input("lognormal_criteria")?)?;
    let (mean, sd) = (matrix(case.input("mean")?)?, matrix(case.input("sd")?)?);
    Ok(each(&mean, &sd, |criterion, mean, deviation| {
        let (worst, best) = (worst[criterion], best[criterion]);
        if logarithmic.iter().any(|position| format!("{position}") == format!("{criterion}")) {
            Score::LogNormal { mean, deviation, worst, best }
        } else {
            Score::Normal { mean, deviation, worst, best }
        }
    }))
}

/// Combines two tables cell by cell.
fn each(a: &[Vec<f64>], b: &[Vec<f64>], cell: impl Fn(usize, f64, f64) -> Score) -> Vec<Vec<Score>> {
    let row = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).enumerate().map(|(j, (a, b))| cell(j, *a, *b)).collect();
    a.iter().zip(b).map(row).collect()
}

fn limits(weights: &Value) -> Result<WeightLimits, Fault> {
    match text(member(weights, "distribution")?)? {
        "uniform_simplex" => {}
        other => return Err(Fault::Unreadable(format!("unknown distribution of weights `{other}`"))),
    }
    let criterion = |value: &Value| Ok(number(value)? as usize);
    let order = weights.get("order_most_to_least_important").map_or(Ok(Vec::new()), |order| list(order, criterion))?;
    let mut limits = WeightLimits::in_order(&order);
    let pairs = weights.get("at_least").map_or(Ok(Vec::new()), |pairs| list(pairs, |pair| list(pair, criterion)))?;
    for pair in pairs {
        match pair[..] {
            [a, b] => limits.at_least.push((a, b)),
            _ => return Err(refused("expected pairs of criteria")),
        }
    }
    let bounds = |key: &str| weights.get(key).filter(|bounds| !bounds.is_null()).map_or(Ok(Vec::new()), numbers);
    limits.lower = bounds("lower")?;
    limits.upper = bounds("upper")?;
    Ok(limits)
}

fn written(results: &Results, confidence: &[Option<Estimate>]) -> Value {
    let values = |table: &[Vec<Estimate>], part: fn(&Estimate) -> f64| -> Value {
        table.iter().map(|row| row.iter().map(|estimate| figure(part(estimate))).collect::<Value>()).collect()
    };
    let central = |part: fn(&Estimate) -> f64| -> Value {
        let row = |weights: &Option<Vec<Estimate>>| {
            weights.as_ref().map_or(Value::Null, |row| row.iter().map(|estimate| figure(part(estimate))).collect())
        };
        results.central_weights.iter().map(row).collect()
    };
    let factor = |factor: &Option<Estimate>| factor.map_or(Value::Null, |factor| figure(factor.value));
    json!({
        "rank_acceptability": values(&results.acceptability, |estimate| estimate.value),
        "central_weights": central(|estimate| estimate.value),
        "confidence_factors": confidence.iter().map(factor).collect::<Value>(),
        "pairwise_winning": values(&results.pairwise, |estimate| estimate.value),
        "own": {
            "n_draws": results.n_draws,
            "dependent": matches!(results.sampling, Sampling::HitAndRun { .. }),
            "rank_acceptability": values(&results.acceptability, |estimate| estimate.standard_error),
            "central_weights": central(|estimate| estimate.standard_error),
            "pairwise_winning": values(&results.pairwise, |estimate| estimate.standard_error),
        },
    })
}

/// Returns where a run's figures are further from a file's than their standard errors allow; `None` for a file that is
/// compared like any other.
///
/// Exact figures allow four standard errors of the run, estimated ones as many of both as the file says. Where the first
/// rank is taken in less than one draw of 200, central weights and confidence factors say too little to compare.
pub(crate) fn sampled_differences(case: &Case, actual: &Value) -> Option<Vec<String>> {
    let kind = case.tolerance["kind"].as_str()?;
    let (sigmas, abs) = match kind {
        "exact" => (Some(4.0), case.tolerance["abs"].as_f64()),
        "monte_carlo" => (case.tolerance["sigmas"].as_f64(), Some(0.0)),
        _ => (None, None),
    };
    let (Some(sigmas), Some(abs)) = (sigmas, abs) else {
        return Some(vec![format!("cannot read the tolerance of kind `{kind}`")]);
    };
    if case.expected.get("error").is_some() || actual.get("error").is_some() {
        let differ = case.expected.get("error").is_some() != actual.get("error").is_some();
        return Some(if differ { vec![format!("expected {}, found {actual}", case.expected)] } else { Vec::new() });
    }
    let check = Check { case, actual, sigmas, abs };
    let mut found = Vec::new();
    for (key, wanted) in case.expected.as_object().into_iter().flatten() {
        check.member(key, wanted, &mut found);
    }
    Some(found)
}

struct Check<'a> {
    case: &'a Case,
    actual: &'a Value,
    sigmas: f64,
    abs: f64,
}

impl Check<'_> {
    fn member(&self, key: &str, wanted: &Value, found: &mut Vec<String>) {
        let Some(made) = self.actual.get(key).and_then(Value::as_array) else {
            return found.push(format!("{key}: expected {wanted}, not produced"));
        };
        let wanted = wanted.as_array().map_or(&[][..], Vec::as_slice);
        if wanted.len() != made.len() {
            return found.push(format!("{key}: expected {} entries, found {}", wanted.len(), made.len()));
        }
        for (option, (wanted, made)) in wanted.iter().zip(made).enumerate() {
            let first = self.case.expected["rank_acceptability"][option][0].as_f64().unwrap_or(1.0);
            let by_first = key == "central_weights" || key == "confidence_factors";
            if by_first && first < 0.005 && (first > 0.0 || !made.is_null()) && !wanted.is_null() {
                continue;
            }
            let (wanted, made) = match (wanted.as_array(), made.as_array()) {
                (Some(wanted), Some(made)) => (wanted.as_slice(), made.as_slice()),
                _ => (std::slice::from_ref(wanted), std::slice::from_ref(made)),
            };
            if wanted.len() != made.len() {
                found.push(format!("{key}[{option}]: expected {} entries, found {}", wanted.len(), made.len()));
            }
            for (entry, (wanted, made)) in wanted.iter().zip(made).enumerate() {
                let place = format!("{key}[{option}][{entry}]");
                match (wanted.as_f64(), made.as_f64()) {
                    (Some(wanted), Some(made)) => {
                        let allowed = self.allowed(key, option, entry, wanted);
                        if (wanted - made).abs().total_cmp(&allowed).is_gt() {
                            found.push(format!("{place}: expected {wanted} within {allowed}, found {made}"));
                        }
                    }
                    _ if wanted == made => {}
                    _ => found.push(format!("{place}: expected {wanted}, found {made}")),
                }
            }
        }
    }

    /// Returns how far from the expected figure one of the run may be.
    fn allowed(&self, key: &str, option: usize, entry: usize, wanted: f64) -> f64 {
        let own = &self.actual["own"];
        let n_draws = own["n_draws"].as_f64().unwrap_or(1.0);
        let exact = self.case.tolerance["kind"] == "exact";
        let proportion = {
            let b = if exact { wanted } else { wanted.max(1.0 / n_draws) }.clamp(0.0, 1.0);
            (b * (1.0 - b) / n_draws).sqrt()
        };
        let reported = own[key][option][entry].as_f64().unwrap_or(0.0);
        let se = match key {
            "central_weights" => reported,
            _ if own["dependent"] == true => proportion.max(reported),
            _ => proportion,
        };
        let reference = &self.case.tolerance["reference_se"][format!("{key}_se")][option];
        let reference = reference.as_f64().or_else(|| reference[entry].as_f64()).unwrap_or_else(|| {
            // A file without this error states how many draws its figure comes from.
            let n = self.case.tolerance["reference_se"]["samples"].as_f64();
            n.map_or(0.0, |n| (wanted * (1.0 - wanted) / n).max(0.0).sqrt())
        });
        let further = if key == "confidence_factors" && !exact { 0.005 } else { 0.0 };
        self.abs + further + self.sigmas * (se * se + reference * reference).sqrt()
    }
}
