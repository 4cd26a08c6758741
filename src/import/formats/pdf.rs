//! Text of PDFs into blocks. The reader runs on a thread of its own, within limits of bytes, pages and time.

use std::sync::mpsc;
use std::time::Duration;

use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform};

use super::build::{Builder, Parsed};
use super::pdf_layout::{Glyph, Page};
use super::pdf_streams;
use crate::domain::words::grouped;
use crate::import::limits::{ImportError, MAX_GLYPHS, MAX_PAGE, MAX_PAGES, MAX_PDF_SECONDS};

const FORMAT: &str = "a PDF";
/// Bytes of stack for the reader, which calls itself for what is inside other things: 64 MiB.
const STACK: usize = 64 << 20;

/// Reads a PDF's text, column by column. Lines count from 1 over the whole document.
///
/// # Errors
/// Damaged, locked, too slow, or unpacking to too much.
pub fn read(bytes: &[u8]) -> Result<Parsed, ImportError> {
    pdf_streams::check_bytes(bytes)?;
    let bytes = bytes.to_vec();
    let (send, receive) = mpsc::channel();
    // Damaged files make the PDF reader panic; on its own thread that ends the reader and nothing else.
    let worker = std::thread::Builder::new()
        .name(crate::import::READER_THREAD.to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let _ = send.send(pages_of(&bytes));
        })
        .map_err(|error| ImportError::Temporary { reason: error.to_string() })?;
    let pages = match receive.recv_timeout(Duration::from_secs(MAX_PDF_SECONDS)) {
        Ok(pages) => pages?,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            return Err(ImportError::TooSlow { seconds: MAX_PDF_SECONDS });
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            let _ = worker.join();
            return Err(ImportError::damaged(FORMAT, "its parts do not fit together"));
        }
    };
    let mut out = Builder::default();
    if pages.cut {
        out.warn(format!(
            "The PDF is very long; at most {MAX_PAGES} pages, and of a page {} letters and {} MB of drawing, were read. \
             The rest was left out.",
            grouped(MAX_GLYPHS),
            MAX_PAGE >> 20
        ));
    }
    super::pdf_layout::write(&pages.pages, &mut out);
    if out.len() == 0 && !pages.cut {
        out.warn("The PDF has no text, only pictures of it. Recognise its text with another program first, or paste it.");
    }
    Ok(out.finish("pdf"))
}

struct Pages {
    pages: Vec<Page>,
    cut: bool,
}

fn pages_of(bytes: &[u8]) -> Result<Pages, ImportError> {
    let mut document = Document::load_mem(bytes).map_err(|error| ImportError::damaged(FORMAT, error))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ImportError::Locked);
    }
    pdf_streams::check_document(&document)?;
    own_resources(&mut document)?;
    let mut output = Output { pages: Vec::new(), cut: false };
    let pages = document.get_pages();
    let count = pages.len();
    for (number, page) in pages.into_iter().take(MAX_PAGES) {
        if pdf_streams::is_page_too_large(&document, page) {
            output.cut = true;
            continue;
        }
        // A page that cannot be read leaves the others readable.
        let _ = pdf_extract::output_doc_page(&document, &mut output, number);
    }
    Ok(Pages { cut: output.cut || count > MAX_PAGES, pages: output.pages })
}

/// Gives every form its own resources and refuses forms that hold themselves: the reader would never end.
fn own_resources(document: &mut Document) -> Result<(), ImportError> {
    let mut holds = std::collections::HashMap::new();
    for (id, object) in &mut document.objects {
        let Object::Stream(stream) = object else { continue };
        if !stream.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Form")) {
            continue;
        }
        if !stream.dict.has(b"Resources") {
            stream.dict.set("Resources", pdf_extract::Dictionary::new());
        }
        holds.insert(*id, Vec::new());
    }
    let ids: Vec<_> = holds.keys().copied().collect();
    for id in &ids {
        let Ok(stream) = document.get_object(*id).and_then(Object::as_stream) else { continue };
        let inner = document
            .get_dict_in_dict(&stream.dict, b"Resources")
            .and_then(|resources| document.get_dict_in_dict(resources, b"XObject"));
        if let Ok(inner) = inner {
            let refs = inner.iter().filter_map(|(_, object)| object.as_reference().ok());
            holds.insert(*id, refs.filter(|id| ids.contains(id)).take(1000).collect());
        }
    }
    // Forms that hold no form are taken away until none is left; what stays holds itself.
    for _ in 0..24 {
        let done: Vec<_> = holds.iter().filter(|(_, inner)| inner.is_empty()).map(|(id, _)| *id).collect();
        if done.is_empty() {
            break;
        }
        holds.retain(|id, _| !done.contains(id));
        for inner in holds.values_mut() {
            inner.retain(|id| !done.contains(id));
        }
    }
    if holds.is_empty() { Ok(()) } else { Err(ImportError::damaged(FORMAT, "a part of it holds itself")) }
}

struct Output {
    pages: Vec<Page>,
    cut: bool,
}

impl OutputDev for Output {
    fn begin_page(
        &mut self,
        _number: u32,
        area: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages.push(Page { width: area.urx - area.llx, left: area.llx, glyphs: Vec::new() });
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let Some(page) = self.pages.last_mut() else { return Ok(()) };
        if page.glyphs.len() >= MAX_GLYPHS {
            self.cut = true;
            return Ok(());
        }
        let size = size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let glyph = Glyph {
            x: place.m31,
            y: place.m32,
            width: width * size,
            size,
            text: text.chars().take(8).collect(),
        };
        if [glyph.x, glyph.y, glyph.width, glyph.size]
            .iter()
            .all(|value| value.is_finite() && value.abs() < 1e6)
        {
            page.glyphs.push(glyph);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
