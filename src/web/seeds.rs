//! The examples, framework packs and crosswalks that come with the page. They are ordinary Weighbridge files.

use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::sync::Arc;
use weighbridge::case::Case;
use weighbridge::file;
use weighbridge::framework::Framework;

/// An example that can be opened from the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Example {
    /// A worked appraisal.
    Siting,
    /// A report against its frameworks.
    Programme2020,
    /// A plan with dates and status.
    Plan2015,
}

impl Example {
    /// The examples, the worked appraisal first.
    pub(crate) const ALL: [Example; 3] = [Example::Siting, Example::Programme2020, Example::Plan2015];

    /// Returns what it is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Example::Siting => "Data centre siting",
            Example::Programme2020 => "ICT programme, February 2020",
            Example::Plan2015 => "ICT implementation plan, 2015",
        }
    }

    /// Returns what is in it.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Example::Siting => "A worked appraisal: six options, 15 criteria. Figures are illustrative.",
            Example::Programme2020 => {
                "Nine initiatives of a real report against three frameworks. Contribution numbers are illustrative."
            }
            Example::Plan2015 => "28 work streams of a real report with dates and status.",
        }
    }
}

/// Returns the text of an example's file, once it is here: the files travel in a chunk of their own.
#[wasm_split(examples, wasm_split_path = ::leptos::wasm_split, preload(fetch_examples), fallible)]
pub(crate) fn example_text(example: Example) -> Result<&'static str, SplitLoaderError> {
    Ok(text(example))
}

fn text(example: Example) -> &'static str {
    match example {
        Example::Siting => include_str!("../../seeds/data-centre-siting.json"),
        Example::Programme2020 => include_str!("../../seeds/manchester-ict-2020.json"),
        Example::Plan2015 => include_str!("../../seeds/ict-implementation-plan-2015.json"),
    }
}

/// The files of `seeds/frameworks`.
const PACKS: &[&str] = include!(concat!(env!("OUT_DIR"), "/frameworks.rs"));

/// Returns the frameworks that can be added to a case.
pub(crate) fn framework_packs() -> Vec<Arc<Framework>> {
    let documents = PACKS.iter().filter_map(|text| file::load(text.as_bytes()).ok());
    documents.flat_map(|document| document.case.frameworks).collect()
}

/// The files of `seeds/crosswalks`.
const CROSSWALKS: &[&str] = include!(concat!(env!("OUT_DIR"), "/crosswalks.rs"));

/// Returns the crosswalks that can be added to a case, each in a case with its two frameworks.
pub(crate) fn crosswalk_packs() -> Vec<Case> {
    CROSSWALKS.iter().filter_map(|text| Some(file::load(text.as_bytes()).ok()?.case)).collect()
}
