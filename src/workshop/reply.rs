//! What somebody answers: points, a choice, or that they cannot judge or do not know.

use serde::{Deserialize, Serialize};

/// Whole points from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "u8")]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "u8"))]
pub struct Points(u8);

impl Points {
    /// Returns the points; `None` above 100.
    #[must_use]
    pub const fn new(points: u8) -> Option<Points> {
        if points <= 100 { Some(Points(points)) } else { None }
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<f64> for Points {
    type Error = String;

    fn try_from(number: f64) -> Result<Points, String> {
        let is_whole = (0.0..=100.0).contains(&number) && number.fract() == 0.0;
        // It is whole and below 256.
        is_whole
            .then_some(Points(number as u8))
            .ok_or_else(|| format!("expected a whole number from 0 to 100, found {number}"))
    }
}

impl From<Points> for u8 {
    fn from(points: Points) -> u8 {
        points.0
    }
}

/// What somebody answers for one thing. Who leaves a thing out has given no answer for it, which is none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Points, 0 to 100.
    Points(Points),
    /// This one, where one of several is asked for.
    Chosen,
    /// Not theirs to judge.
    Abstain,
    /// Theirs to judge, and the evidence is missing.
    Unknown,
}

impl Reply {
    /// Returns the answer as a digest takes it: a number or a word.
    pub(super) fn told(self) -> String {
        match self {
            Reply::Points(points) => points.get().to_string(),
            Reply::Chosen => "chosen".to_owned(),
            Reply::Abstain => "abstain".to_owned(),
            Reply::Unknown => "unknown".to_owned(),
        }
    }

    /// Returns the points that were given; `None` for every other answer.
    #[must_use]
    pub fn points(self) -> Option<f64> {
        match self {
            Reply::Points(points) => Some(f64::from(points.get())),
            Reply::Chosen | Reply::Abstain | Reply::Unknown => None,
        }
    }
}

/// The answers of one ballot: each thing asked about by its id, at most once, in order of the ids. An option, a criterion:
/// the question says of what kind.
pub type Replies = Vec<(u32, Reply)>;

#[cfg(test)]
mod tests {
    use super::{Points, Reply};

    #[test]
    fn points_are_whole_and_from_0_to_100() {
        for (text, points) in [("60", 60), ("0", 0), ("100", 100), ("60.0", 60)] {
            assert_eq!(serde_json::from_str::<Points>(text).unwrap().get(), points);
        }
        for text in ["101", "-1", "60.5", "1e3", "\"60\"", "null"] {
            assert!(serde_json::from_str::<Points>(text).is_err(), "{text}");
        }
        let refused = serde_json::from_str::<Points>("101").unwrap_err().to_string();
        assert!(refused.starts_with("expected a whole number from 0 to 100, found 101"), "{refused}");
        assert_eq!(Points::new(101), None);
    }

    #[test]
    fn answers_are_written_in_words() {
        let all = [Reply::Points(Points(60)), Reply::Chosen, Reply::Abstain, Reply::Unknown];
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(text, r#"[{"points":60},"chosen","abstain","unknown"]"#);
        assert_eq!(all.map(Reply::points), [Some(60.0), None, None, None]);
    }
}
