//! The markup that the compiled program holds. Leptos sets a static piece of a view as one string, which stands word
//! for word in the module's data; the page's Trusted Types policy accepts those strings and no others.
use crate::error::BundleError;
use crate::module::{DATA_SECTION, Reader, sections};

/// Returns every maximal run of printable text in the data of the module `program` that holds markup, each cut to what
/// lies between its first tag and its last `>`, sorted and without repeats.
///
/// # Errors
/// `Program` where the bytes are not a WebAssembly module of the kind rustc writes.
pub(crate) fn known_markup(program: &[u8]) -> Result<Vec<String>, BundleError> {
    let mut runs = Vec::new();
    for section in sections(program)? {
        if section.kind == DATA_SECTION {
            let mut data = Reader { bytes: section.body, at: 0 };
            for _ in 0..data.number()? {
                collect_runs(data.segment()?, &mut runs);
            }
        }
    }
    runs.sort();
    runs.dedup();
    Ok(runs)
}

fn collect_runs(data: &[u8], runs: &mut Vec<String>) {
    for chunk in data.utf8_chunks() {
        for run in chunk.valid().split(char::is_control) {
            if let (Some(start), Some(end)) = (first_tag(run), run.rfind('>'))
                && start < end
            {
                runs.push(run[start..=end].to_owned());
            }
        }
    }
}

/// Returns where the first tag of `run` opens: a `<` with a small letter after it, unlike the `<` of a comparison.
fn first_tag(run: &str) -> Option<usize> {
    let opens = |at: &usize| run.as_bytes().get(at + 1).is_some_and(u8::is_ascii_lowercase);
    run.match_indices('<').map(|(at, _)| at).find(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one custom section and one data section holding `data` in a segment at offset 16.
    fn module(data: &[u8]) -> Vec<u8> {
        let length = u8::try_from(data.len()).unwrap();
        let mut bytes = b"\0asm\x01\0\0\0\0\x03\x02<>".to_vec();
        bytes.extend([DATA_SECTION, length + 6, 1, 0, 0x41, 16, 0x0b, length]);
        bytes.extend(data);
        bytes
    }

    #[test]
    fn takes_runs_from_the_data_only_and_cuts_them_to_markup() {
        let data = b"plain\0a < some <p>R\xc3\xa9sum\xc3\xa9</p><b>x</b> text\0\xff<i>y</i>\x01a > b < c";
        assert_eq!(known_markup(&module(data)).unwrap(), ["<i>y</i>", "<p>R\u{e9}sum\u{e9}</p><b>x</b>"]);
    }

    #[test]
    fn repeats_are_dropped() {
        assert_eq!(known_markup(&module(b"<p>a</p>\0<p>a</p>")).unwrap(), ["<p>a</p>"]);
    }

    #[test]
    fn what_is_not_a_module_is_refused() {
        assert!(matches!(known_markup(b"<html>  "), Err(BundleError::Program { at: 0, .. })));
        let cut = &module(b"<p>a</p>")[..20];
        assert!(known_markup(cut).is_err());
    }
}
