//! Images: how large they are, and copies for reading: upright, smaller, without where and when they
//! were taken. Pure functions over bytes; the caller keeps them off the async threads.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

use super::kind::Kind;

/// Longest side of the copies.
pub const READING: u32 = 2000;
pub const THUMB: u32 = 320;
const READING_QUALITY: u8 = 80;
const THUMB_QUALITY: u8 = 75;
/// One image's memory while it is unpacked, whatever its header says.
const MOST_MEMORY: u64 = 900 << 20;

/// An image cannot be opened.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken;

/// A finished copy.
#[derive(Debug)]
pub struct Copy {
    pub kind: Kind,
    pub bytes: Vec<u8>,
}

#[derive(Debug)]
pub struct Copies {
    /// Of the whole image, upright.
    pub width: u32,
    pub height: u32,
    pub reading: Copy,
    pub thumb: Copy,
}

/// Width and height as the header says, without unpacking anything.
pub fn size_of(bytes: &[u8]) -> Result<(u32, u32), Broken> {
    let size = imagesize::blob_size(bytes).map_err(|_| Broken)?;
    let side = |length: usize| u32::try_from(length).map_err(|_| Broken);
    match (side(size.width)?, side(size.height)?) {
        (0, _) | (_, 0) => Err(Broken),
        size => Ok(size),
    }
}

/// Reading copy and thumbnail. `bytes` are an image of this kind whose size was checked before.
pub fn copies(bytes: &[u8], kind: Kind) -> Result<Copies, Broken> {
    if is_cut_off(bytes, kind) {
        return Err(Broken);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format_of(kind)?);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Broken)?;
    // Two readers of one header can disagree; the larger answer was not allowed for.
    let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    if area(decoder.dimensions()) > area(size_of(bytes)?) {
        return Err(Broken);
    }
    // Damaged data about the picture must not cost the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let colours = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|_| Broken)?;
    let (width, height) = upright_size(&image, orientation);

    let mut reading = shrunk(image, READING);
    // Turned when small already: the same picture, a quarter of the work.
    reading.apply_orientation(orientation);
    let thumb = reading.thumbnail(THUMB.min(reading.width()), THUMB.min(reading.height()));
    let clear = shows_through(&reading);
    Ok(Copies {
        width,
        height,
        reading: encode(&reading, clear, READING_QUALITY, colours.clone())?,
        thumb: encode(&thumb, clear, THUMB_QUALITY, colours)?,
    })
}

/// A JPEG that was cut off still opens, grey at the end: told by its missing end mark.
fn is_cut_off(bytes: &[u8], kind: Kind) -> bool {
    kind == Kind::Jpeg && !bytes.windows(2).rev().any(|pair| pair == [0xFF, 0xD9])
}

fn format_of(kind: Kind) -> Result<ImageFormat, Broken> {
    match kind {
        Kind::Jpeg => Ok(ImageFormat::Jpeg),
        Kind::Png => Ok(ImageFormat::Png),
        Kind::Webp => Ok(ImageFormat::WebP),
        Kind::Gif => Ok(ImageFormat::Gif),
        Kind::Bmp => Ok(ImageFormat::Bmp),
        _ => Err(Broken),
    }
}

fn upright_size(image: &DynamicImage, orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (image.height(), image.width()),
        _ => (image.width(), image.height()),
    }
}

/// Halved by averages while far too large, then drawn once with care: letters stay legible.
fn shrunk(image: DynamicImage, longest: u32) -> DynamicImage {
    let side = image.width().max(image.height());
    if side <= longest {
        return image;
    }
    let image = match side > longest.saturating_mul(5) / 2 {
        true => image.thumbnail(longest * 2, longest * 2),
        false => image,
    };
    image.resize(longest, longest, FilterType::Triangle)
}

/// A signature drawn on nothing stays so; an alpha channel that hides nothing is no reason for a PNG.
fn shows_through(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255)
}

/// Written anew from the pixels: EXIF, place and time of the shot stay behind. The colour profile goes
/// along, so that colours are those that were taken.
fn encode(
    image: &DynamicImage,
    clear: bool,
    quality: u8,
    colours: Option<Vec<u8>>,
) -> Result<Copy, Broken> {
    let mut bytes = Vec::new();
    let kind = match clear {
        true => {
            let image = image.to_rgba8();
            let (width, height) = image.dimensions();
            PngEncoder::new(&mut bytes)
                .write_image(&image, width, height, image::ExtendedColorType::Rgba8)
                .map_err(|_| Broken)?;
            Kind::Png
        }
        false => {
            let image = image.to_rgb8();
            let (width, height) = image.dimensions();
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
            if let Some(colours) = colours {
                encoder.set_icc_profile(colours).ok();
            }
            encoder
                .write_image(&image, width, height, image::ExtendedColorType::Rgb8)
                .map_err(|_| Broken)?;
            Kind::Jpeg
        }
    };
    Ok(Copy { kind, bytes })
}

#[cfg(test)]
mod tests;
