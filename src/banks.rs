//! The question banks that come with the program, embedded in it.

use crate::domain::bank::Bank;
use crate::store::{SetAside, parse_bank};

/// File name and contents of each bank, in the order they are offered. The first is the framework
/// used until the person chooses another; the others are off until they are switched on.
const FILES: &[(&str, &str)] = &[
    ("amazon.json", include_str!("../question_banks/amazon.json")),
    ("general.json", include_str!("../question_banks/general.json")),
    ("civil-service.json", include_str!("../question_banks/civil-service.json")),
    ("openers.json", include_str!("../question_banks/openers.json")),
    ("role-software-engineer.json", include_str!("../question_banks/role-software-engineer.json")),
    ("role-engineering-manager.json", include_str!("../question_banks/role-engineering-manager.json")),
    ("role-product-manager.json", include_str!("../question_banks/role-product-manager.json")),
    ("role-data-analyst.json", include_str!("../question_banks/role-data-analyst.json")),
    ("role-marketing-operations.json", include_str!("../question_banks/role-marketing-operations.json")),
    ("role-sales-operations.json", include_str!("../question_banks/role-sales-operations.json")),
    ("role-professional-services.json", include_str!("../question_banks/role-professional-services.json")),
    ("role-customer-success.json", include_str!("../question_banks/role-customer-success.json")),
];

/// The banks that come with the program. All but the first are only offered ([`Bank::optional`]).
///
/// # Errors
/// The place and reason if an embedded bank is broken; a test makes sure that none is.
pub fn built_in() -> Result<Vec<Bank>, SetAside> {
    let mut banks = Vec::with_capacity(FILES.len());
    for (nth, (name, text)) in FILES.iter().enumerate() {
        let mut bank = parse_bank(name, text.as_bytes())?.to_bank();
        bank.optional = nth > 0;
        banks.push(bank);
    }
    Ok(banks)
}
