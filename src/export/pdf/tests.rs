//! What a PDF must hold.
