use image::{Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const WHITE: Rgb<u8> = Rgb([250, 250, 250]);

/// White with a red corner at the top left, as it should be seen.
fn seen(width: u32, height: u32) -> DynamicImage {
    let image = RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            RED
        } else {
            WHITE
        }
    });
    DynamicImage::ImageRgb8(image)
}

fn turned_from(seen: &DynamicImage, orientation: u8) -> DynamicImage {
    let mut stored = seen.clone();
    // What the camera stored is what, turned by the tag, gives what is seen.
    let back = match orientation {
        6 => 8,
        8 => 6,
        same => same,
    };
    stored.apply_orientation(Orientation::from_exif(back).unwrap());
    stored
}

fn jpeg(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode_image(image)
        .unwrap();
    bytes
}

/// An Exif block (TIFF, big-endian) with an orientation and a place, put in behind the start of a JPEG.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    // GPS: latitude reference N.
    tiff.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"39.9042N116.4074E");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xFF, 0xE1]);
    out.extend(((tiff.len() + 8) as u16).to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

fn opened(copy: &Copy) -> DynamicImage {
    image::load_from_memory(&copy.bytes).unwrap()
}

fn is_red(image: &DynamicImage, x: u32, y: u32) -> bool {
    let pixel = image.to_rgb8().get_pixel(x, y).0;
    pixel[0] > 150 && pixel[1] < 100
}

#[test]
fn photos_come_upright_whatever_the_tag_says() {
    let seen = seen(240, 160);
    for orientation in 1..=8 {
        let photo = with_exif(&jpeg(&turned_from(&seen, orientation)), orientation);
        let copies = copies(&photo, Kind::Jpeg).unwrap();
        assert_eq!(
            (copies.width, copies.height),
            (240, 160),
            "tag {orientation}"
        );
        for copy in [&copies.reading, &copies.thumb] {
            let image = opened(copy);
            let (right, bottom) = (image.width() - 5, image.height() - 5);
            assert!(is_red(&image, 4, 4), "tag {orientation}");
            assert!(
                !is_red(&image, right, 4)
                    && !is_red(&image, 4, bottom)
                    && !is_red(&image, right, bottom),
                "tag {orientation}"
            );
        }
    }
}

#[test]
fn the_place_of_the_shot_stays_behind() {
    let photo = with_exif(&jpeg(&seen(400, 300)), 1);
    assert!(super::super::kind::holds(&photo, b"39.9042N"));
    let copies = copies(&photo, Kind::Jpeg).unwrap();
    for copy in [&copies.reading, &copies.thumb] {
        for word in [&b"39.9042N"[..], b"Exif"] {
            assert!(!super::super::kind::holds(&copy.bytes, word));
        }
    }
}

#[test]
fn copies_have_their_sizes() {
    let photo = jpeg(&seen(3000, 2250));
    let large = copies(&photo, Kind::Jpeg).unwrap();
    let (reading, thumb) = (opened(&large.reading), opened(&large.thumb));
    assert_eq!((large.width, large.height), (3000, 2250));
    assert_eq!((reading.width(), reading.height()), (2000, 1500));
    assert_eq!((thumb.width(), thumb.height()), (320, 240));
    let small = copies(&jpeg(&seen(100, 50)), Kind::Jpeg).unwrap();
    assert_eq!(
        (opened(&small.reading).width(), opened(&small.thumb).width()),
        (100, 100)
    );
    let long = copies(&jpeg(&seen(20, 9000)), Kind::Jpeg).unwrap();
    assert_eq!(opened(&long.reading).height(), 2000);
}

#[test]
fn a_signature_drawn_on_nothing_stays_so() {
    let drawn = RgbaImage::from_fn(300, 100, |x, _| match x {
        100..=110 => Rgba([0, 0, 0, 255]),
        _ => Rgba([0, 0, 0, 0]),
    });
    let mut png = Vec::new();
    PngEncoder::new(&mut png)
        .write_image(&drawn, 300, 100, image::ExtendedColorType::Rgba8)
        .unwrap();
    let copies = copies(&png, Kind::Png).unwrap();
    for copy in [&copies.reading, &copies.thumb] {
        assert_eq!(copy.kind, Kind::Png);
        assert_eq!(opened(copy).to_rgba8().get_pixel(5, 5).0[3], 0);
    }
}

#[test]
fn a_header_alone_tells_the_size() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(40_000_u32.to_be_bytes());
    png.extend(40_000_u32.to_be_bytes());
    png.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(size_of(&png), Ok((40_000, 40_000)));
    assert_eq!(size_of(&png[..10]), Err(Broken));
}

#[test]
fn what_is_damaged_is_said_to_be() {
    let photo = jpeg(&seen(400, 300));
    assert!(copies(&photo[..photo.len() / 2], Kind::Jpeg).is_err());
    assert!(copies(b"\x89PNG\r\n\x1a\n", Kind::Png).is_err());
    assert!(copies(b"GIF89a", Kind::Gif).is_err());
}
