//! From a file's bytes to a draft and its review: decode, read into a document, recognise. Stores nothing.
//!
//! ```text
//! bytes → decode → formats/* → Document → recognise/* → Draft → review → Review
//! ```

pub mod decode;
pub mod document;
pub mod draft;
pub mod formats;
pub mod limits;
pub mod mojibake;
pub mod recognise;
pub mod review;

/// The name of the thread that reads PDFs. Damaged files make the reader panic there.
pub(crate) const PDF_THREAD: &str = "pdf reader";

/// Keeps panics of the PDF reader off standard error: [`formats::read`] returns them as an error in
/// words for the person. Other panics are told as before. Call once, when the program starts.
pub fn hush_readers() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(PDF_THREAD) {
            before(panic);
        }
    }));
}
