//! The question banks that come with the program, embedded in it.

use crate::domain::bank::Bank;
use crate::store::{SetAside, parse_bank};

/// File name and contents of each bank, in the order they are offered. The first is the framework
/// used until the person chooses another; the others are off until they are switched on, but for [`ALWAYS_ON`].
const FILES: &[(&str, &str)] = &[
    ("amazon.json", include_str!("../question_banks/amazon.json")),
    ("canon.json", include_str!("../question_banks/canon.json")),
    ("general.json", include_str!("../question_banks/general.json")),
    ("early-careers.json", include_str!("../question_banks/early-careers.json")),
    ("civil-service.json", include_str!("../question_banks/civil-service.json")),
    ("civil-service-strengths.json", include_str!("../question_banks/civil-service-strengths.json")),
    ("nhs.json", include_str!("../question_banks/nhs.json")),
    ("us-federal.json", include_str!("../question_banks/us-federal.json")),
    ("openers.json", include_str!("../question_banks/openers.json")),
    ("role-software-engineer.json", include_str!("../question_banks/role-software-engineer.json")),
    ("role-engineering-manager.json", include_str!("../question_banks/role-engineering-manager.json")),
    ("role-product-manager.json", include_str!("../question_banks/role-product-manager.json")),
    ("role-project-management.json", include_str!("../question_banks/role-project-management.json")),
    ("role-design.json", include_str!("../question_banks/role-design.json")),
    ("role-data-analyst.json", include_str!("../question_banks/role-data-analyst.json")),
    ("role-marketing-operations.json", include_str!("../question_banks/role-marketing-operations.json")),
    ("role-sales-operations.json", include_str!("../question_banks/role-sales-operations.json")),
    ("role-professional-services.json", include_str!("../question_banks/role-professional-services.json")),
    ("role-customer-success.json", include_str!("../question_banks/role-customer-success.json")),
    ("role-operations.json", include_str!("../question_banks/role-operations.json")),
    ("role-finance.json", include_str!("../question_banks/role-finance.json")),
    ("role-human-resources.json", include_str!("../question_banks/role-human-resources.json")),
    ("role-nursing.json", include_str!("../question_banks/role-nursing.json")),
    ("role-teaching.json", include_str!("../question_banks/role-teaching.json")),
];

/// The plain questions that every interviewer asks: they belong to whatever framework is on.
const ALWAYS_ON: &str = "canon";

/// The banks that come with the program. All but the first and the plain questions are only offered
/// ([`Bank::optional`]).
///
/// # Errors
/// The place and reason if an embedded bank is broken; a test makes sure that none is.
pub fn built_in() -> Result<Vec<Bank>, SetAside> {
    let mut banks = Vec::with_capacity(FILES.len());
    for (nth, (name, text)) in FILES.iter().enumerate() {
        let mut bank = parse_bank(name, text.as_bytes())?.to_bank();
        bank.optional = nth > 0 && bank.id != ALWAYS_ON;
        banks.push(bank);
    }
    Ok(banks)
}
