//! Which bank is open and what would be taken away, read off the model.

use std::sync::Arc;

use crate::domain::bank::Bank;
use crate::export::formats::ExportInput;

use super::super::exporting::{ByBank, Export, Selection};
use super::super::model::Model;

impl Model {
    /// What the person has chosen to take away.
    pub fn chosen_export(&self) -> Option<Export> {
        let format = self.exporting.chosen()?;
        let first = || self.notebook.catalog().banks().first().map(|bank| bank.id.clone());
        let known = self
            .exporting
            .bank
            .clone()
            .filter(|id| self.notebook.catalog().banks().iter().any(|b| b.id == *id));
        let bank = match format.by_bank {
            ByBank::No => None,
            ByBank::May => known,
            ByBank::Must => known.or_else(first),
        };
        Some(Export::Format { format, part: Selection { bank, ..Selection::default() } })
    }

    /// What an export is made from. The attempts are shared, not copied.
    pub fn export_input(&self) -> ExportInput {
        ExportInput::of(&self.notebook, Arc::clone(&self.data.unknown), self.now.wall)
    }

    /// The bank that is open on the Banks screen.
    pub fn open_bank(&self) -> Option<&Bank> {
        self.browse.bank.as_ref().and_then(|id| self.notebook.bank(id))
    }
}
