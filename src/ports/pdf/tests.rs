//! Each paper, looked at with poppler's own eyes.
