//! The markup that the compiled program holds. Leptos sets a static piece of a view as one string, which stands word
//! for word in the module's data; the page's Trusted Types policy accepts those strings and no others.
//! This reads just enough of the WebAssembly format to reach the data.
use crate::error::BundleError;

const DATA_SECTION: u8 = 11;

/// Returns every maximal run of printable text in the data of the module `program` that holds markup, each cut to what
/// lies between its first tag and its last `>`, sorted and without repeats.
///
/// # Errors
/// `Program` where the bytes are not a WebAssembly module of the kind rustc writes.
pub(crate) fn known_markup(program: &[u8]) -> Result<Vec<String>, BundleError> {
    let mut reader = Reader { bytes: program, at: 0 };
    if reader.take(8)? != b"\0asm\x01\0\0\0" {
        return Err(BundleError::Program { at: 0, expected: "the header of WebAssembly 1" });
    }
    let mut runs = Vec::new();
    while reader.at < program.len() {
        let section = reader.byte()?;
        let length = reader.number()?;
        let body = reader.take(length)?;
        if section == DATA_SECTION {
            let mut data = Reader { bytes: body, at: 0 };
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

/// A place in the bytes of a module.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], BundleError> {
        let end = self.at.saturating_add(length);
        let expected = BundleError::Program { at: self.at, expected: "more bytes" };
        let taken = self.bytes.get(self.at..end).ok_or(expected)?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, BundleError> {
        self.take(1).map(|taken| taken[0])
    }

    /// Reads an unsigned LEB128 number of at most 32 bits.
    fn number(&mut self) -> Result<usize, BundleError> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(BundleError::Program { at: self.at, expected: "a number of at most five bytes" })
    }

    /// Reads one data segment and returns its bytes.
    fn segment(&mut self) -> Result<&'a [u8], BundleError> {
        let kind = self.number()?;
        if kind == 2 {
            self.number()?; // which memory
        }
        if kind != 1 {
            self.skip_offset()?;
        }
        let length = self.number()?;
        self.take(length)
    }

    /// Skips the expression that says where a segment goes: one constant or global, then `end`.
    fn skip_offset(&mut self) -> Result<(), BundleError> {
        let at = self.at;
        let (opcode, _, end) = (self.byte()?, self.number()?, self.byte()?);
        let is_known = matches!(opcode, 0x23 | 0x41) && end == 0x0b;
        is_known.then_some(()).ok_or(BundleError::Program { at, expected: "a constant offset" })
    }
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
