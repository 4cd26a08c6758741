//! Reads on the spot, in the process that asks: the work behind the wall, and all of it in tests.

use std::path::Path;

use uuid::Uuid;

use crate::import::document::Document;
use crate::import::limits::ImportError;
use crate::import::{self, formats, recognise, review};
use crate::store;

use super::{Imported, PASTED, Reader, Refused, Request, Source, Wanted};

/// A reader without a wall.
#[derive(Clone, Copy, Debug)]
pub struct Here {
    /// Where new ids come from.
    pub new_id: fn() -> Uuid,
}

impl Reader for Here {
    fn read(&self, request: &Request<'_>, cancelled: &dyn Fn() -> bool) -> Result<Option<Imported>, Refused> {
        match request.source {
            Source::Text(text) => self.read_bytes(request, text.as_bytes(), cancelled),
            Source::File(path) => {
                let bytes = import::bytes_of(path).map_err(|why| Refused {
                    name: request.source.name(),
                    bank: false,
                    why,
                })?;
                self.read_bytes(request, &bytes, cancelled)
            }
        }
    }
}

impl Here {
    /// Reads bytes as what `request.source` is: its file is not opened.
    pub(super) fn read_bytes(
        self,
        request: &Request<'_>,
        bytes: &[u8],
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<Imported>, Refused> {
        let name = request.source.name();
        let pasted = matches!(request.source, Source::Text(_));
        let refused = |bank, why| Refused { name: name.clone(), bank, why };
        if request.wanted == Wanted::Review {
            if !pasted && is_bank(&name, bytes) {
                let bank = store::parse_bank(&name, bytes).map_err(|e| refused(true, e.to_string()))?;
                return Ok(Some(Imported::Bank(Box::new(bank.to_bank()))));
            }
            if store::is_scores(bytes) {
                let scores = store::parse_scores(bytes).map_err(|e| refused(false, format!("{e}.")))?;
                return Ok(Some(Imported::Scores(Box::new(scores))));
            }
            if store::is_round_scores(bytes) {
                let round = store::parse_round_scores(bytes).map_err(|e| refused(false, format!("{e}.")))?;
                return Ok(Some(Imported::FriendRound(Box::new(round))));
            }
        }
        let document = document(&name, pasted, bytes).map_err(|e| refused(false, e.to_string()))?;
        if cancelled() {
            return Ok(None);
        }
        let mut draft = recognise::recognise(&document, request.catalog);
        if pasted {
            PASTED.clone_into(&mut draft.source.name);
        }
        if cancelled() {
            return Ok(None);
        }
        let review = |draft| {
            let mut review = review::review(&document, draft, request.catalog, request.now, self.new_id);
            review.origin.digest = Some(digest(bytes));
            review
        };
        Ok(Some(match request.wanted {
            Wanted::Draft => Imported::Draft(Box::new(draft), None),
            Wanted::DraftAndReview => {
                let review = review(draft.clone());
                Imported::Draft(Box::new(draft), Some(Box::new(review)))
            }
            Wanted::Review => {
                let review = review(draft);
                if review.items.is_empty() {
                    return Err(refused(false, review.warnings.join(" ")));
                }
                Imported::Review(Box::new(review))
            }
        }))
    }
}

fn document(name: &str, pasted: bool, bytes: &[u8]) -> Result<Document, ImportError> {
    if pasted { formats::read_pasted(&String::from_utf8_lossy(bytes)) } else { formats::read(name, bytes) }
}

/// What tells whether two files have the same bytes: their CRC-32C and how many they are. That is for finding one's own
/// file again, not against somebody who makes two to fit.
fn digest(bytes: &[u8]) -> String {
    format!("{:08x}-{}", crc32c::crc32c(bytes), bytes.len())
}

/// Whether a file says of itself that it is a Greenroom bank.
fn is_bank(name: &str, bytes: &[u8]) -> bool {
    let json = Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    let head = &bytes[..bytes.len().min(4096)];
    json && head.windows(15).any(|part| part == b"greenroom-bank/")
}
