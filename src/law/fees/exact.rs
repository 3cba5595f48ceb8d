//! Exact money below the fen: rates in hundredths of a percent, halves and thirds stay exact.

use std::fmt;

use crate::law::Amount;

/// One fen in the unit used here: 1/60000 fen divides by 10000 (rates), by 2 and by 3.
const FEN: i128 = 60_000;
const MICRO_YUAN: i128 = FEN * 100 / 1_000_000;

/// How the one rounding at the end is done. The Decree is silent; many courts bill whole yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    #[default]
    Fen,
    Yuan,
}

/// An exact amount of money, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(i128);

impl From<Amount> for Exact {
    fn from(amount: Amount) -> Self {
        Self(i128::from(amount.as_fen()) * FEN)
    }
}

impl Exact {
    /// `rate` hundredths of a percent of `amount`.
    pub fn rate(amount: Amount, rate: u32) -> Self {
        Self(i128::from(amount.as_fen()) * i128::from(rate) * (FEN / 10_000))
    }

    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// The difference, nothing when the other is larger.
    pub fn minus(self, other: Self) -> Self {
        Self((self.0 - other.0).max(0))
    }

    pub fn half(self) -> Self {
        Self(self.0 / 2)
    }

    pub fn third(self) -> Self {
        Self(self.0 / 3)
    }

    /// Half up, to the fen or to the whole yuan.
    pub fn rounded(self, rounding: Rounding) -> Amount {
        let (unit, fen) = match rounding {
            Rounding::Fen => (FEN, 1),
            Rounding::Yuan => (FEN * 100, 100),
        };
        let units = (self.0 + unit / 2) / unit;
        Amount::fen(u64::try_from(units).unwrap_or(u64::MAX).saturating_mul(fen))
    }
}

/// Yuan without needless zeros; what has no end is shown to six decimals, half up.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micro = (self.0 + MICRO_YUAN / 2) / MICRO_YUAN;
        let (yuan, rest) = (micro / 1_000_000, micro % 1_000_000);
        if rest == 0 {
            return write!(f, "{yuan}");
        }
        let decimals = format!("{rest:06}");
        write!(f, "{yuan}.{}", decimals.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_fen_goes_up_once() {
        let quarter_yuan = Exact::rate(Amount::fen(1), 250); // 0.00025 yuan
        assert_eq!(quarter_yuan.to_string(), "0.00025");
        assert_eq!(
            Exact::rate(Amount::fen(1), 5_000).rounded(Rounding::Fen),
            Amount::fen(1)
        );
        assert_eq!(
            Exact::rate(Amount::fen(1), 4_999).rounded(Rounding::Fen),
            Amount::ZERO
        );
        let fifty_fen = Exact::from(Amount::fen(50));
        assert_eq!(fifty_fen.rounded(Rounding::Yuan), Amount::yuan(1));
        assert_eq!(
            Exact::from(Amount::fen(49)).rounded(Rounding::Yuan),
            Amount::ZERO
        );
    }

    #[test]
    fn thirds_are_shown_to_six_decimals() {
        assert_eq!(
            Exact::from(Amount::yuan(1300)).third().to_string(),
            "433.333333"
        );
        assert_eq!(
            Exact::from(Amount::yuan(50)).third().to_string(),
            "16.666667"
        );
        assert_eq!(Exact::from(Amount::yuan(150)).third().to_string(), "50");
        // Just below a whole yuan stays a number, not "1.000000".
        assert_eq!(Exact(6_000_000 - 1).to_string(), "1");
    }

    #[test]
    fn the_largest_amount_fits() {
        let largest = Amount::fen(99_999_999_999_999_999);
        assert_eq!(Exact::from(largest).rounded(Rounding::Fen), largest);
        assert_eq!(Exact::from(largest).to_string(), "999999999999999.99");
    }
}
