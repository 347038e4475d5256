//! The program's files packed into one text for the single file. `src/web/static/unpack.js` is its counterpart.
use crate::error::BundleError;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::io::Write;

/// Returns `files`, joined and packed with LZMA, as a text of 85 signs that has no `<`. The same files give the same text.
pub(crate) fn pack(files: &[Vec<u8>]) -> Result<String, BundleError> {
    let failed = |source| BundleError::File { path: "LZMA".into(), source };
    let options = LzmaOptions {
        lc: 2,
        lp: 0,
        pb: 0,
        dict_size: 1 << 24,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        depth_limit: 512,
        ..LzmaOptions::with_preset(9)
    };
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false).map_err(failed)?;
    for file in files {
        writer.write_all(file).map_err(failed)?;
    }
    Ok(text_of_85_signs(&writer.finish().map_err(failed)?))
}

/// Returns five signs for each four bytes; bytes that are wanting at the end count as 0.
fn text_of_85_signs(bytes: &[u8]) -> String {
    // Printable, without what could end or open an element.
    let signs: Vec<char> = ('('..='~').filter(|sign| !matches!(sign, '<' | '\\')).collect();
    let mut text = String::with_capacity(bytes.len() / 4 * 5 + 5);
    for four in bytes.chunks(4) {
        let word = (0..4).fold(0_u32, |word, i| (word << 8) | u32::from(four.get(i).copied().unwrap_or(0)));
        let sign = |power: u32| signs[(word / 85_u32.pow(power) % 85) as usize];
        text.extend((0..5).rev().map(sign));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_85_signs_and_the_first_counts_most() {
        assert_eq!(text_of_85_signs(&[0, 0, 0, 0, 0, 0, 0, 84, 0, 0, 0, 85]), "(((((((((~((()(");
        assert_eq!(text_of_85_signs(&[255; 4]).len(), 5);
        assert_eq!(text_of_85_signs(&[0]), "(((((");
    }

    #[test]
    fn the_packed_text_cannot_end_its_element() {
        let bytes: Vec<u8> = (0..40_000_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        let text = pack(&[bytes.clone(), b"</script>".to_vec()]).unwrap();
        assert!(text.len() > 1_000 && !text.contains(['<', '\\', ' ', '\n']));
        assert_eq!(text, pack(&[bytes.clone(), b"</script>".to_vec()]).unwrap());
    }
}
