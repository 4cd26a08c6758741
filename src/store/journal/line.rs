//! One journal line: its checksum, its fields, and how it is written.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use uuid::Uuid;

use crate::store::error::json_reason;
use crate::store::schema::attempt::AttemptBody;
use crate::store::schema::moment::MomentBody;

/// The version of a line that this Greenroom writes.
pub(crate) const LINE_VERSION: u64 = 1;
/// The most bytes a line may have; a longer one is not written and, where found, set aside.
pub(crate) const MAX_LINE: usize = 16 << 20;
/// What stands between the summed bytes and the eight hex digits.
pub(crate) const SUM_KEY: &[u8] = b",\"sum\":\"";
/// Bytes from the start of `,"sum"` to the line's end.
pub(crate) const SUM_LEN: usize = SUM_KEY.len() + 8 + 2;

/// The sum a line carries, if it ends in one and its bytes are as they were written.
pub(crate) fn verified_sum(line: &[u8]) -> Option<u32> {
    let (summed, tail) = line.split_at_checked(line.len().checked_sub(SUM_LEN)?)?;
    let hex = tail.strip_prefix(SUM_KEY)?.strip_suffix(b"\"}")?;
    let mut sum = 0;
    for digit in hex {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            _ => return None,
        };
        sum = sum << 4 | u32::from(value);
    }
    (crc32c::crc32c(summed) == sum).then_some(sum)
}

/// What a line does to its entity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Replaces the attempt's body.
    PutAttempt(Box<AttemptBody>),
    /// Deletes the attempt.
    DeleteAttempt,
    /// Replaces the moment's body.
    PutMoment(Box<MomentBody>),
    /// Deletes the moment.
    DeleteMoment,
    /// Something of a later version.
    Unknown,
}

/// A line whose sum is right, read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JournalLine<'a> {
    /// The line's own id.
    pub id: Uuid,
    /// The attempt or moment it is about.
    pub entity: Uuid,
    /// The device that wrote it.
    pub device: Cow<'a, str>,
    /// The writer's count of its own lines.
    pub seq: u64,
    /// Lamport clock: greater than every such number the writer had seen.
    pub lamport: u64,
    /// The change it makes.
    pub change: Change,
}

/// What a line is about, where its sum is wrong but it still reads as JSON.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Subject {
    pub entity: Uuid,
}

impl<'a> JournalLine<'a> {
    /// Reads a line whose sum was found right, its body in the same pass.
    pub(crate) fn parse(line: &'a [u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(line).map_err(|_| "it is not UTF-8 text".to_owned())?;
        serde_json::from_str(text).map_err(|e| format!("{} (column {})", json_reason(&e), e.column()))
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Key {
    V,
    Id,
    Entity,
    Device,
    Seq,
    Lamport,
    Kind,
    Body,
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Clone, Copy, PartialEq)]
enum LineKind {
    PutAttempt,
    DeleteAttempt,
    PutMoment,
    DeleteMoment,
    Unknown,
}

impl LineKind {
    fn of(version: u64, word: &str) -> Self {
        match word {
            _ if version > LINE_VERSION => Self::Unknown,
            "attempt.put" => Self::PutAttempt,
            "attempt.delete" => Self::DeleteAttempt,
            "moment.put" => Self::PutMoment,
            "moment.delete" => Self::DeleteMoment,
            _ => Self::Unknown,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for JournalLine<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = JournalLine<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a journal line")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JournalLine<'de>, A::Error> {
        let (mut version, mut kind, mut change, mut late_body) = (None, None, None, None);
        let (mut id, mut entity, mut device, mut seq, mut lamport) = (None, None, None, None, None);
        while let Some(key) = map.next_key::<Key>()? {
            match key {
                Key::V => version = Some(map.next_value::<u64>()?),
                Key::Id => id = Some(map.next_value()?),
                Key::Entity => entity = Some(map.next_value()?),
                Key::Device => device = Some(map.next_value::<Borrowed<'de>>()?.0),
                Key::Seq => seq = Some(map.next_value()?),
                Key::Lamport => lamport = Some(map.next_value()?),
                Key::Kind => kind = Some(map.next_value::<Borrowed<'de>>()?.0),
                Key::Body => match (version, &kind) {
                    (Some(version), Some(kind)) => {
                        change = Some(match LineKind::of(version, kind) {
                            LineKind::PutAttempt => Change::PutAttempt(map.next_value()?),
                            LineKind::PutMoment => Change::PutMoment(map.next_value()?),
                            other => {
                                map.next_value::<IgnoredAny>()?;
                                without_body(other)
                            }
                        });
                    }
                    // Not the order we write; the kind is yet to come.
                    _ => late_body = Some(map.next_value::<Value>()?),
                },
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let version = version.ok_or_else(|| A::Error::missing_field("v"))?;
        let kind = kind.ok_or_else(|| A::Error::missing_field("kind"))?;
        let change = match (change, late_body) {
            (Some(change), _) => change,
            (None, body) => match (LineKind::of(version, &kind), body) {
                (LineKind::PutAttempt, Some(body)) => {
                    Change::PutAttempt(Box::new(AttemptBody::deserialize(body).map_err(A::Error::custom)?))
                }
                (LineKind::PutMoment, Some(body)) => {
                    Change::PutMoment(Box::new(MomentBody::deserialize(body).map_err(A::Error::custom)?))
                }
                (LineKind::PutAttempt | LineKind::PutMoment, None) => {
                    return Err(A::Error::missing_field("body"));
                }
                (other, _) => without_body(other),
            },
        };
        Ok(JournalLine {
            id: id.ok_or_else(|| A::Error::missing_field("id"))?,
            entity: entity.ok_or_else(|| A::Error::missing_field("entity"))?,
            device: device.ok_or_else(|| A::Error::missing_field("device"))?,
            seq: seq.ok_or_else(|| A::Error::missing_field("seq"))?,
            lamport: lamport.ok_or_else(|| A::Error::missing_field("lamport"))?,
            change,
        })
    }
}

fn without_body(kind: LineKind) -> Change {
    match kind {
        LineKind::DeleteAttempt => Change::DeleteAttempt,
        LineKind::DeleteMoment => Change::DeleteMoment,
        _ => Change::Unknown,
    }
}

/// What a new line says; its sum is worked out when it is written.
pub(crate) struct NewLine<'a> {
    pub id: Uuid,
    pub entity: Uuid,
    pub device: &'a str,
    pub seq: u64,
    pub lamport: u64,
    /// UTC as `2026-01-31T17:05:00.000Z`.
    pub utc: &'a str,
    pub offset_min: i32,
    pub kind: &'a str,
    /// The body as JSON.
    pub body: &'a str,
}

impl NewLine<'_> {
    /// Appends the line, with its sum and its newline, to `out`. Returns its length in bytes.
    pub(crate) fn encode(&self, out: &mut Vec<u8>) -> usize {
        let start = out.len();
        let text = format!(
            r#"{{"v":{LINE_VERSION},"id":"{}","entity":"{}","device":"{}","seq":{},"lamport":{},"utc":"{}","offset_min":{},"kind":"{}","body":{}"#,
            self.id,
            self.entity,
            self.device,
            self.seq,
            self.lamport,
            self.utc,
            self.offset_min,
            self.kind,
            self.body,
        );
        let sum = crc32c::crc32c(text.as_bytes());
        out.extend_from_slice(text.as_bytes());
        out.extend_from_slice(format!(",\"sum\":\"{sum:08x}\"}}\n").as_bytes());
        out.len() - start
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn line(body: &str) -> Vec<u8> {
        let mut out = Vec::new();
        NewLine {
            id: Uuid::from_u128(1),
            entity: Uuid::from_u128(2),
            device: "d",
            seq: 3,
            lamport: 4,
            utc: "2026-01-31T17:05:00.000Z",
            offset_min: 60,
            kind: "moment.put",
            body,
        }
        .encode(&mut out);
        assert_eq!(out.pop(), Some(b'\n'));
        out
    }

    #[test]
    fn the_keys_stand_in_the_order_of_the_format() {
        let text = String::from_utf8(line("{}")).unwrap();
        let rest = text.strip_prefix(r#"{"v":1,"id":"00000000-0000-0000-0000-000000000001","entity":"00000000-0000-0000-0000-000000000002","device":"d","seq":3,"lamport":4,"utc":"2026-01-31T17:05:00.000Z","offset_min":60,"kind":"moment.put","body":{},"sum":""#).unwrap();
        assert_eq!(rest.len(), 10);
    }

    #[test]
    fn any_changed_bit_is_noticed() {
        let good = line(r#"{"text":"x","noted":"2026-01-31T18:05:00+01:00"}"#);
        assert!(verified_sum(&good).is_some());
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                assert_eq!(verified_sum(&bad), None, "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn the_order_of_keys_does_not_matter_to_the_reader() {
        let good = line(r#"{"text":"x","noted":"2026-01-31T18:05:00+01:00"}"#);
        let value: Value = serde_json::from_slice(&good).unwrap();
        let sorted = serde_json::to_vec(&value).unwrap();
        assert!(sorted.starts_with(b"{\"body\""));
        assert_eq!(JournalLine::parse(&sorted).unwrap(), JournalLine::parse(&good).unwrap());
    }

    #[test]
    fn later_versions_and_kinds_are_unknown_not_wrong() {
        let text = String::from_utf8(line("[1]")).unwrap();
        let change = |text: &str| JournalLine::parse(text.as_bytes()).unwrap().change;
        assert_eq!(change(&text.replace("\"v\":1", "\"v\":2")), Change::Unknown);
        assert_eq!(change(&text.replace("moment.put", "recording.put")), Change::Unknown);
        assert!(JournalLine::parse(text.as_bytes()).is_err());
    }
}
