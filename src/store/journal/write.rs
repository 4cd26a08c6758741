//! Writing to this device's journal: a call returns when its lines are on the disk.

use std::collections::HashMap;

use chrono::SecondsFormat;
use uuid::Uuid;

use super::line::{MAX_LINE, NewLine};
use crate::domain::attempt::{Attempt, Moment};
use crate::store::error::StoreError;
use crate::store::opening::{Stamp, Store};
use crate::store::schema::attempt::AttemptBody;
use crate::store::schema::moment::MomentBody;
use crate::store::{durable, schema};

impl Store {
    /// Saves an attempt, new or changed; it is on the disk when this returns. Fields of later
    /// versions that its last body had are carried over.
    ///
    /// # Errors
    /// If it does not hold together, or could not be written or synced. Then the attempt is still the
    /// caller's to save again; nothing stored before is harmed.
    pub fn put_attempt(&mut self, attempt: &Attempt, at: Stamp) -> Result<(), StoreError> {
        self.put_attempts(std::slice::from_ref(attempt), at)
    }

    /// Saves many attempts with one sync. All of them are checked before the first is written.
    ///
    /// # Errors
    /// As for [`Self::put_attempt`]; then none of them counts as saved.
    pub fn put_attempts(&mut self, attempts: &[Attempt], at: Stamp) -> Result<(), StoreError> {
        let bodies: Vec<_> = attempts.iter().map(|a| (a.id, AttemptBody::from_attempt(a))).collect();
        self.put_attempt_bodies(bodies, at)
    }

    /// Saves attempts given as bodies, with the unknown fields they may have, and one sync.
    ///
    /// # Errors
    /// As for [`Self::put_attempts`].
    pub fn put_attempt_bodies(
        &mut self,
        bodies: Vec<(Uuid, AttemptBody)>,
        at: Stamp,
    ) -> Result<(), StoreError> {
        let mut remnants = HashMap::new();
        let mut entries = Vec::with_capacity(bodies.len());
        for (id, mut body) in bodies {
            body.check()?;
            if let Some(old) = remnants.get(&id).or_else(|| self.attempt_remnants.get(&id).map(|b| &**b)) {
                body.carry_over(old);
            }
            entries.push((id, "attempt.put", serde_json::to_string(&body)?));
            if body.has_unknown() {
                remnants.insert(id, body);
            }
        }
        self.append(&entries, at)?;
        self.attempt_remnants.extend(remnants.into_iter().map(|(id, body)| (id, Box::new(body))));
        Ok(())
    }

    /// Deletes an attempt. Its lines stay in the journal, so putting it again undoes this; to remove
    /// it for good see [`Self::erase`].
    ///
    /// # Errors
    /// If it could not be written or synced.
    pub fn delete_attempt(&mut self, id: Uuid, at: Stamp) -> Result<(), StoreError> {
        self.append(&[(id, "attempt.delete", "{}".to_owned())], at)
    }

    /// Saves a moment, new or changed.
    ///
    /// # Errors
    /// If it has no text, or could not be written or synced.
    pub fn put_moment(&mut self, moment: &Moment, at: Stamp) -> Result<(), StoreError> {
        if moment.text.trim().is_empty() {
            return Err(StoreError::EmptyMoment);
        }
        let mut body = MomentBody::from_moment(moment);
        if let Some(old) = self.moment_remnants.get(&moment.id) {
            schema::carry_extra(&mut body.extra, old.clone());
        }
        self.append(&[(moment.id, "moment.put", serde_json::to_string(&body)?)], at)
    }

    /// Deletes a moment; putting it again undoes this.
    ///
    /// # Errors
    /// If it could not be written or synced.
    pub fn delete_moment(&mut self, id: Uuid, at: Stamp) -> Result<(), StoreError> {
        self.append(&[(id, "moment.delete", "{}".to_owned())], at)
    }

    pub(crate) fn append(&mut self, entries: &[(Uuid, &str, String)], at: Stamp) -> Result<(), StoreError> {
        self.may_write()?;
        self.settle_unless(|_, named| !entries.iter().any(|(entity, _, _)| named.contains(entity)))?;
        if let Some(bundle) = &mut self.bundle {
            for (entity, kind, body) in entries {
                bundle.append(*entity, kind, body);
            }
            return Ok(());
        }
        if entries.is_empty() {
            return Ok(());
        }
        let device = self.device.to_string();
        let utc = at.utc.to_rfc3339_opts(SecondsFormat::Millis, true);
        let (mut seq, mut lamport) = (self.seq, self.lamport);
        let mut bytes = Vec::new();
        for (entity, kind, body) in entries {
            seq = seq.saturating_add(1);
            lamport = lamport.saturating_add(1);
            let line = NewLine {
                id: Uuid::now_v7(),
                entity: *entity,
                device: &device,
                seq,
                lamport,
                utc: &utc,
                offset_min: at.offset_min,
                kind,
                body,
            };
            let length = line.encode(&mut bytes);
            if length > MAX_LINE {
                return Err(StoreError::TooLong { bytes: length, limit: MAX_LINE });
            }
        }
        // Even a failed write may have left its lines behind, so their numbers are used up.
        (self.seq, self.lamport) = (seq, lamport);
        let path = self.layout.journal(self.device);
        let written = durable::append(&path, &bytes, self.suspect_tail);
        self.suspect_tail = written.is_err();
        written
    }
}
