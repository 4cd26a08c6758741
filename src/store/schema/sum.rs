//! The checksum that a document carries in its last field, like a journal line: `"sum": "9f3c01ab"`, CRC-32C in hex.
//!
//! It is worked out over all bytes before the comma that stands before it, so that no other program's way of writing JSON
//! is needed to check it.

/// Whether a document's bytes are as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sum {
    /// They are.
    Fits,
    /// They are not: edited by hand, or damaged.
    Differs,
    /// They carry no sum: written by hand, or by a Greenroom that gave none.
    Absent,
}

/// What stands before the eight digits, and after them.
const BEFORE: &[u8] = b",\n  \"sum\": \"";
const AFTER: &[u8] = b"\"\n}\n";
const DIGITS: usize = 8;

/// Bytes that end in a sum: what it is worked out over, and its digits.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = bytes.strip_suffix(AFTER)?;
    let (rest, digits) = bytes.split_at_checked(bytes.len().checked_sub(DIGITS)?)?;
    Some((rest.strip_suffix(BEFORE)?, digits))
}

/// As [`split`], where what stands around the digits was damaged: they still fit what is before.
fn split_misnamed(bytes: &[u8]) -> Option<&[u8]> {
    let (rest, _) = bytes.split_at_checked(bytes.len().checked_sub(AFTER.len())?)?;
    let (rest, sum) = rest.split_at_checked(rest.len().checked_sub(DIGITS)?)?;
    let (summed, _) = rest.split_at_checked(rest.len().checked_sub(BEFORE.len())?)?;
    (digits(summed).as_bytes() == sum).then_some(summed)
}

fn digits(bytes: &[u8]) -> String {
    format!("{:08x}", crc32c::crc32c(bytes))
}

/// Whether these bytes are as they were written.
pub(crate) fn check(bytes: &[u8]) -> Sum {
    match split(bytes) {
        Some((summed, sum)) if digits(summed).as_bytes() == sum => Sum::Fits,
        Some(_) => Sum::Differs,
        // Its place was lost, as when an editor set the file anew, or its name was damaged.
        None if names_sum(bytes) || split_misnamed(bytes).is_some() => Sum::Differs,
        None => Sum::Absent,
    }
}

/// Whether the object has a field that is a sum, wherever it stands in it.
fn names_sum(bytes: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Only {
        sum: String,
    }
    let is_sum = |sum: &str| sum.len() == DIGITS && sum.bytes().all(|b| b.is_ascii_hexdigit());
    let might = bytes.windows(5).any(|five| five == b"\"sum\"");
    might && serde_json::from_slice::<Only>(bytes).is_ok_and(|only| is_sum(&only.sum))
}

/// The object without its sum.
pub(crate) fn without(bytes: &[u8]) -> Vec<u8> {
    if let Some(summed) = split(bytes).map(|(summed, _)| summed).or_else(|| split_misnamed(bytes)) {
        return [summed, b"\n}\n"].concat();
    }
    if names_sum(bytes)
        && let Ok(mut object) = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(bytes)
    {
        object.remove("sum");
        return serde_json::to_vec_pretty(&object).unwrap_or_else(|_| bytes.to_vec());
    }
    bytes.to_vec()
}

/// The object with the sum that fits it, all else left as it is written; `None` if this is no object with fields.
pub(crate) fn with(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = without(bytes);
    bytes.truncate(bytes.trim_ascii_end().len());
    if bytes.pop() != Some(b'}') {
        return None;
    }
    bytes.truncate(bytes.trim_ascii_end().len());
    if bytes.last() == Some(&b'{') {
        return None;
    }
    let sum = digits(&bytes);
    bytes.extend_from_slice(BEFORE);
    bytes.extend_from_slice(sum.as_bytes());
    bytes.extend_from_slice(AFTER);
    Some(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_given_checked_and_taken_off_again() {
        for plain in
            [&b"{\n  \"a\": 1\n}\n"[..], b"{\"a\":{\"sum\":\"12345678\"}}", b"  {\"a\": [1, {}] }\n\n"]
        {
            assert_eq!(check(plain), Sum::Absent);
            let summed = with(plain).unwrap();
            assert_eq!(check(&summed), Sum::Fits, "{}", String::from_utf8_lossy(&summed));
            assert_eq!(with(&summed).unwrap(), summed, "giving it twice changes nothing");
            let value = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
            assert_eq!(value(&without(&summed)), value(plain));
        }
        assert_eq!(with(b"{}"), None);
        assert_eq!(with(b"[1]"), None);
    }

    #[test]
    fn no_flipped_bit_goes_unseen() {
        let summed = with(b"{\n  \"a\": \"some words\",\n  \"b\": 2\n}\n").unwrap();
        for at in 0..summed.len() {
            for bit in 0..8 {
                let mut bad = summed.clone();
                bad[at] ^= 1 << bit;
                let parses = serde_json::from_slice::<serde_json::Value>(&bad).is_ok();
                assert!(check(&bad) == Sum::Differs || !parses, "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn a_sum_that_lost_its_place_does_not_fit_and_is_taken_off() {
        let summed = with(b"{\"a\":1}").unwrap();
        let value: serde_json::Value = serde_json::from_slice(&summed).unwrap();
        let anew = serde_json::to_vec(&value).unwrap();
        assert_eq!(check(&anew), Sum::Differs);
        assert_eq!(
            serde_json::from_slice::<serde_json::Value>(&without(&anew)).unwrap(),
            serde_json::json!({"a": 1})
        );
        assert_eq!(check(b"{\"sum\": \"a total\"}"), Sum::Absent, "a field of somebody's own");
    }
}
