//! The Decree's cumulative schedules: each part of an amount is charged at its own rate.

use super::{Exact, Step};
use crate::law::Amount;

/// One part of a schedule: what lies above `over`, up to `up_to`, at `rate` hundredths of a percent.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    over: u64,
    up_to: Option<u64>,
    rate: u32,
}

impl Segment {
    pub const fn new(over_yuan: u64, up_to_yuan: Option<u64>, rate: u32) -> Self {
        Self {
            over: over_yuan,
            up_to: up_to_yuan,
            rate,
        }
    }

    /// The charge on the part of `amount` in this segment; `None` when nothing lies in it.
    pub fn charge(&self, amount: Amount) -> Option<(Exact, Step)> {
        let over = Amount::yuan(self.over);
        if amount <= over {
            return None;
        }
        let upper = self
            .up_to
            .map_or(amount, |up_to| amount.min(Amount::yuan(up_to)));
        let fee = Exact::rate(Amount::fen(upper.as_fen() - over.as_fen()), self.rate);
        Some((
            fee,
            Step::Part {
                upper,
                over,
                rate: self.rate,
                fee,
            },
        ))
    }
}

/// A schedule: a fixed first charge and the segments above.
pub struct Schedule {
    /// The fixed charge and the amount up to which it stands alone; `None`: nothing is fixed.
    first: Option<(u64, u64)>,
    segments: &'static [Segment],
}

impl Schedule {
    /// The charge on `amount` and how it came about. The fixed charge is due even on nothing.
    pub fn charge(&self, amount: Amount) -> (Exact, Vec<Step>) {
        let mut exact = Exact::default();
        let mut steps = Vec::new();
        if let Some((up_to, fee)) = self.first {
            let fee = Amount::yuan(fee);
            exact = Exact::from(fee);
            steps.push(Step::First {
                up_to: Amount::yuan(up_to),
                fee,
            });
        }
        for (fee, step) in self
            .segments
            .iter()
            .filter_map(|segment| segment.charge(amount))
        {
            exact = exact.plus(fee);
            steps.push(step);
        }
        (exact, steps)
    }
}

/// Decree 13(1).
pub const PROPERTY: Schedule = Schedule {
    first: Some((10_000, 50)),
    segments: &[
        Segment::new(10_000, Some(100_000), 250),
        Segment::new(100_000, Some(200_000), 200),
        Segment::new(200_000, Some(500_000), 150),
        Segment::new(500_000, Some(1_000_000), 100),
        Segment::new(1_000_000, Some(2_000_000), 90),
        Segment::new(2_000_000, Some(5_000_000), 80),
        Segment::new(5_000_000, Some(10_000_000), 70),
        Segment::new(10_000_000, Some(20_000_000), 60),
        Segment::new(20_000_000, None, 50),
    ],
};

/// Decree 13(2)2: nothing more up to 50,000 of damages.
pub const PERSONALITY_DAMAGES: Schedule = Schedule {
    first: None,
    segments: &[
        Segment::new(50_000, Some(100_000), 100),
        Segment::new(100_000, None, 50),
    ],
};

/// Decree 14(1).
pub const ENFORCEMENT: Schedule = Schedule {
    first: Some((10_000, 50)),
    segments: &[
        Segment::new(10_000, Some(500_000), 150),
        Segment::new(500_000, Some(5_000_000), 100),
        Segment::new(5_000_000, Some(10_000_000), 50),
        Segment::new(10_000_000, None, 10),
    ],
};

/// Decree 14(2), before its cap.
pub const PRESERVATION: Schedule = Schedule {
    first: Some((1_000, 30)),
    segments: &[
        Segment::new(1_000, Some(100_000), 100),
        Segment::new(100_000, None, 50),
    ],
};
