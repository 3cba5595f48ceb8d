//! The troubles WeChat Pay can have, met by the next calls or notices in turn.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayFaultMode {
    #[default]
    None,
    /// Calls are answered with 503 from a box in between.
    Away,
    /// A call is carried out at once and answered after 30 seconds.
    Slow,
    /// The notice of a payment is never sent.
    LostNotice,
    /// The notice is sent twice, with a signature each.
    DoubleNotice,
    /// The very same bytes and headers are sent twice.
    Replay,
    WrongAmount,
    WrongMerchant,
    WrongApp,
    /// The notice was signed six minutes ago.
    StaleNotice,
    /// Signed by somebody else under a known serial.
    ForgedSignature,
    /// WeChat Pay's probe, whose signature is wrong on purpose.
    SignTest,
    /// An order that was closed is paid all the same: the payer's tap was on its way.
    SuccessAfterClose,
    /// The bill holds a payment that nobody made, lacks one, or has another amount.
    BillExtra,
    BillShort,
    BillAmount,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct PayFault {
    pub mode: PayFaultMode,
    /// How many more calls or notices meet it.
    pub remaining: u32,
}

impl PayFault {
    /// Whether one of these troubles is met now; uses it up by one.
    pub fn meet(&mut self, modes: &[PayFaultMode]) -> Option<PayFaultMode> {
        let met = modes.contains(&self.mode).then_some(self.mode)?;
        self.remaining = self.remaining.saturating_sub(1);
        if self.remaining == 0 {
            self.mode = PayFaultMode::None;
        }
        tracing::info!(mode = ?met, left = self.remaining, "WeChat Pay's stand-in meets the fault that was set");
        Some(met)
    }
}
