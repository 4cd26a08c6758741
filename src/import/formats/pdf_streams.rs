//! How much a PDF unpacks to, found out within limits before the reader does it without any.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use pdf_extract::{Document, Object, ObjectId, Stream};
use weezl::{BitOrder, decode::Decoder};

use crate::import::limits::{ImportError, MAX_PAGE, MAX_UNPACKED};

fn too_much() -> ImportError {
    ImportError::Archive { what: "bytes", limit: format!("{} MB", MAX_UNPACKED >> 20) }
}

/// Unpacks once, bounded, whatever of a file's bytes can be: the reader unpacks some streams already while it looks for
/// the file's parts. What a stream says of its packing is not asked, since that can be said in many ways.
///
/// # Errors
/// More than [`MAX_UNPACKED`].
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), ImportError> {
    let mut left = MAX_UNPACKED;
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(6).position(|six| six == b"stream") {
        let is_end = bytes[..at + found].ends_with(b"end");
        at += found + 6;
        if is_end {
            continue;
        }
        let body = &bytes[at..];
        let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        // A damaged stream ends early here as it does in the reader.
        let mut decoder = ZlibDecoder::new(body);
        let _ = io::copy(&mut decoder.by_ref().take(left + 1), &mut io::sink());
        left = left.checked_sub(decoder.total_out()).ok_or_else(too_much)?;
    }
    Ok(())
}

/// Unpacks once, bounded, every stream that goes through several filters, or through another than the usual one.
///
/// # Errors
/// More than [`MAX_UNPACKED`] together.
pub(super) fn check_document(document: &Document) -> Result<(), ImportError> {
    let mut left = MAX_UNPACKED;
    for object in document.objects.values() {
        let Object::Stream(stream) = object else { continue };
        // The usual one was unpacked from the bytes.
        if stream.filters().is_ok_and(|filters| filters != [&b"FlateDecode"[..]]) {
            let bytes = unpacked(stream, left).ok_or_else(too_much)?;
            left = left.saturating_sub(bytes.len() as u64);
        }
    }
    Ok(())
}

/// Whether what is drawn on a page is more than [`MAX_PAGE`] bytes: each becomes many in the reader's memory.
pub(super) fn is_page_too_large(document: &Document, page: ObjectId) -> bool {
    let mut left = MAX_PAGE;
    for id in document.get_page_contents(page) {
        let Ok(stream) = document.get_object(id).and_then(Object::as_stream) else { continue };
        match unpacked(stream, left) {
            Some(bytes) => left = left.saturating_sub(bytes.len() as u64),
            None => return true,
        }
    }
    false
}

/// What a stream unpacks to; `None` if that, or anything on the way to it, is more than `most` bytes. A filter that is
/// not one of packing, as of pictures, ends it.
fn unpacked(stream: &Stream, most: u64) -> Option<Cow<'_, [u8]>> {
    let mut bytes = Cow::Borrowed(stream.content.as_slice());
    for filter in stream.filters().unwrap_or_default() {
        let next = match filter {
            b"FlateDecode" => flate(&bytes, most),
            b"LZWDecode" => lzw(&bytes, most),
            // Both make less of it, and both are the reader's own.
            b"ASCII85Decode" | b"ASCIIHexDecode" => {
                let mut plain = Stream::new(pdf_extract::Dictionary::new(), bytes.to_vec());
                plain.dict.set("Filter", Object::Name(filter.to_vec()));
                plain.decompressed_content().unwrap_or_default()
            }
            _ => break,
        };
        if next.len() as u64 > most {
            return None;
        }
        bytes = Cow::Owned(next);
    }
    (bytes.len() as u64 <= most).then_some(bytes)
}

/// One byte more than `most` at most, as the reader does it: a stream with a damaged head is read without one.
fn flate(bytes: &[u8], most: u64) -> Vec<u8> {
    let mut out = Vec::new();
    if ZlibDecoder::new(bytes).take(most + 1).read_to_end(&mut out).is_err() {
        let mut bare = Vec::new();
        let read =
            DeflateDecoder::new(bytes.get(2..).unwrap_or_default()).take(most + 1).read_to_end(&mut bare);
        if read.is_ok() || bare.len() > out.len() {
            return bare;
        }
    }
    out
}

/// One byte more than `most` at most, by whichever of the two ways of counting codes gives more.
fn lzw(bytes: &[u8], most: u64) -> Vec<u8> {
    let unpack = |mut decoder: Decoder| {
        let mut out = Bounded { bytes: Vec::new(), most };
        let _ = decoder.into_stream(&mut out).decode_all(bytes);
        out.bytes
    };
    let early = unpack(Decoder::with_tiff_size_switch(BitOrder::Msb, 8));
    let late = unpack(Decoder::new(BitOrder::Msb, 8));
    if late.len() > early.len() { late } else { early }
}

/// Takes more than `most` bytes once, and then no more.
struct Bounded {
    bytes: Vec<u8>,
    most: u64,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() as u64 > self.most {
            return Err(io::Error::other("too much"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
