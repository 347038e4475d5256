//! The sections of a committee report: what stands under each heading, and why where one says that it does not apply; and the
//! templates that say which there are.

mod template;

pub use template::{Heading, Required, Template, template, templates};

use crate::unknown::Unknown;
use serde::{Deserialize, Serialize};

/// A section of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Section {
    /// Its number as printed, for example "4.0".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// As printed.
    pub heading: String,
    /// What it is for: one of [`ROLES`], or another word; empty where nobody has said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// What it says, for example "N/A", or its gist.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// Why, where it says that it does not apply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A paragraph of the report's own text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Paragraph {
    /// Its words.
    pub text: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Section {
    /// Returns whether it says that it does not apply, and not why.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        let answer: String = self.answer.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
        matches!(answer.as_str(), "na" | "notapplicable") && self.reason.is_empty()
    }
}

/// What sections of a report are for, as the rules know it, each with words that its heading may have.
pub const ROLES: [(&str, &[&str]); 12] = [
    ("options", &["options"]),
    ("equality", &["equalit", "equal "]),
    ("carbon", &["carbon", "climate", "environment", "zero"]),
    ("resources", &["resource", "financ", "capital consequence", "revenue consequence", "budget"]),
    ("risk", &["risk"]),
    ("legal", &["legal"]),
    ("consultation", &["consult"]),
    ("voluntary", &["voluntary", "community and faith"]),
    ("planning", &["planning"]),
    ("reasons", &["reason"]),
    ("recommendation", &["recommend"]),
    ("background", &["background", "introduction", "executive summary"]),
];

/// Returns what a section is likely for, by its heading; empty where nothing says.
///
/// # Example
/// ```
/// use weighbridge::report::role_of;
/// assert_eq!(role_of("OTHER OPTIONS CONSIDERED"), "options");
/// assert_eq!(role_of("Environmental Impact Assessment"), "carbon");
/// assert_eq!(role_of("Ward members"), "");
/// ```
#[must_use]
pub fn role_of(heading: &str) -> &'static str {
    let heading = heading.to_lowercase();
    let found = ROLES.iter().find(|(_, words)| words.iter().any(|word| heading.contains(word)));
    found.map_or("", |(role, _)| role)
}

/// What is asked about of each initiative, where the template has a section for it, and what each is called where it has none.
pub const IMPLICATIONS: [(&str, &str); 8] = [
    ("equality", "Equality"),
    ("carbon", "Carbon and environment"),
    ("resources", "Money, staff and assets"),
    ("legal", "Legal"),
    ("risk", "Risk"),
    ("consultation", "Consultation"),
    ("voluntary", "Voluntary, community and faith groups"),
    ("planning", "Planning and community safety"),
];

/// How many of [`IMPLICATIONS`] are asked about where no template says which.
const WITHOUT_TEMPLATE: usize = 5;

/// Returns what implications are asked for under a template, in its order; without one, the first five.
///
/// # Example
/// ```
/// use weighbridge::report::implications_of;
/// assert_eq!(implications_of("manchester-2020"), ["carbon"]);
/// assert_eq!(implications_of(""), ["equality", "carbon", "resources", "legal", "risk"]);
/// ```
#[must_use]
pub fn implications_of(template_key: &str) -> Vec<&'static str> {
    let of_template = template(template_key).map(Template::implications).filter(|roles| !roles.is_empty());
    of_template.unwrap_or_else(|| IMPLICATIONS.iter().take(WITHOUT_TEMPLATE).map(|(role, _)| *role).collect())
}
