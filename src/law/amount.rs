//! Money of the law: whole fen, read from and shown as decimal yuan.

use std::fmt;

/// An amount in fen, never negative. At most 15 digits of yuan and two decimals when read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

impl Amount {
    pub const ZERO: Self = Self(0);

    pub const fn fen(fen: u64) -> Self {
        Self(fen)
    }

    pub const fn yuan(yuan: u64) -> Self {
        Self(yuan * 100)
    }

    pub const fn as_fen(self) -> u64 {
        self.0
    }

    /// Reads `^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$`; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let digits_only = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if !digits_only(whole) || whole.len() > 15 || leading_zero {
            return None;
        }
        let fen = match decimals {
            None => 0,
            Some(part) if !digits_only(part) || part.len() > 2 => return None,
            Some(part) if part.len() == 1 => part.parse::<u64>().ok()? * 10,
            Some(part) => part.parse::<u64>().ok()?,
        };
        Some(Self(whole.parse::<u64>().ok()? * 100 + fen))
    }
}

/// Yuan without needless zeros: `50000`, `123456.78`, `0.5`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (yuan, fen) = (self.0 / 100, self.0 % 100);
        match fen {
            0 => write!(f, "{yuan}"),
            _ if fen % 10 == 0 => write!(f, "{yuan}.{}", fen / 10),
            _ => write!(f, "{yuan}.{fen:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;
    use proptest::prelude::*;

    #[test]
    fn only_plain_decimals_are_amounts() {
        for (text, fen) in [
            ("0", 0),
            ("0.0", 0),
            ("0.01", 1),
            ("0.5", 50),
            ("8000", 800_000),
            ("123456.78", 12_345_678),
            ("999999999999999.99", 99_999_999_999_999_999),
        ] {
            assert_eq!(Amount::parse(text), Some(Amount::fen(fen)), "{text}");
        }
        for wrong in [
            "",
            " ",
            "00",
            "007",
            "01.5",
            "1.",
            ".5",
            ".",
            "+1",
            "-1",
            "-0",
            "1e3",
            "1,000",
            "1_000",
            "1.234",
            "1.2.3",
            "1000000000000000",
            " 1",
            "1 ",
            "1\n",
            "１",
            "0x1",
            "NaN",
            "1.-1",
            "1.+1",
            "٣",
        ] {
            assert_eq!(Amount::parse(wrong), None, "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(fen in 0_u64..=99_999_999_999_999_999) {
            let amount = Amount::fen(fen);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(text in ".{0,24}") {
            let _ = Amount::parse(&text);
        }
    }
}
