//! Orders, refunds, notices and keys of the stand-in: what outlives a restart.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::state::random_text;
use super::fault::PayFault;
use super::keys::PlatformKey;

/// A prepay id lives so long.
const PREPAY_LIVES: Duration = Duration::hours(2);
const BILLS_KEPT: usize = 10;
/// Nonces remembered; more than come in the five minutes a signature is good for.
const NONCES_KEPT: usize = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderState {
    #[serde(rename = "NOTPAY")]
    NotPay,
    Success,
    Closed,
    /// Paid, and given back in part or whole.
    Refund,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    pub out_trade_no: String,
    pub openid: String,
    /// What it was asked with: the same number comes again with the same members only.
    pub asked: Value,
    pub description: String,
    pub total: i64,
    pub notify_url: String,
    pub time_expire: DateTime<Utc>,
    pub state: OrderState,
    pub created_at: DateTime<Utc>,
    pub transaction_id: Option<String>,
    pub success_time: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prepay {
    pub id: String,
    pub out_trade_no: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RefundState {
    Processing,
    Success,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refund {
    pub out_refund_no: String,
    pub out_trade_no: String,
    pub refund_id: String,
    pub amount: i64,
    pub notify_url: Option<String>,
    pub state: RefundState,
    pub created_at: DateTime<Utc>,
    pub success_time: Option<DateTime<Utc>>,
}

/// A notice that has not been answered with 200 or 204 yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwedNotice {
    pub id: String,
    pub url: String,
    pub about: About,
    pub tries: u32,
    pub due_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Order(String),
    Refund(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayEvent {
    KeyAdded(PlatformKey),
    SignsWith {
        serial: String,
    },
    /// Whole, as it is now.
    Order(Order),
    Prepaid(Prepay),
    Refund(Refund),
    NoticeOwed(OwedNotice),
    NoticeEnded {
        id: String,
    },
}

#[derive(Default)]
pub struct Ledger {
    pub keys: Vec<PlatformKey>,
    pub signs_with: Option<String>,
    pub orders: BTreeMap<String, Order>,
    pub prepays: HashMap<String, Prepay>,
    pub refunds: BTreeMap<String, Refund>,
    pub owed: BTreeMap<String, OwedNotice>,
    /// Of this run alone, as what follows.
    pub fault: PayFault,
    /// Notices sent, taken or not.
    pub sent: u64,
    bills: VecDeque<(String, String)>,
    nonces: HashSet<String>,
    nonces_in_order: VecDeque<String>,
}

impl Ledger {
    pub fn apply(&mut self, event: PayEvent) {
        match event {
            PayEvent::KeyAdded(key) => self.keys.push(key),
            PayEvent::SignsWith { serial } => self.signs_with = Some(serial),
            PayEvent::Order(order) => {
                self.orders.insert(order.out_trade_no.clone(), order);
            }
            PayEvent::Prepaid(prepay) => {
                if self.prepays.len().is_power_of_two() {
                    let horizon = prepay.at - PREPAY_LIVES;
                    self.prepays.retain(|_, old| old.at > horizon);
                }
                self.prepays.insert(prepay.id.clone(), prepay);
            }
            PayEvent::Refund(refund) => {
                self.refunds.insert(refund.out_refund_no.clone(), refund);
            }
            PayEvent::NoticeOwed(notice) => {
                self.owed.insert(notice.id.clone(), notice);
            }
            PayEvent::NoticeEnded { id } => {
                self.owed.remove(&id);
            }
        }
    }

    /// The fewest events that lead to this state again.
    pub fn events(&self) -> impl Iterator<Item = PayEvent> + '_ {
        let signs_with = self.signs_with.iter().map(|serial| PayEvent::SignsWith {
            serial: serial.clone(),
        });
        self.keys
            .iter()
            .cloned()
            .map(PayEvent::KeyAdded)
            .chain(signs_with)
            .chain(self.orders.values().cloned().map(PayEvent::Order))
            .chain(self.prepays.values().cloned().map(PayEvent::Prepaid))
            .chain(self.refunds.values().cloned().map(PayEvent::Refund))
            .chain(self.owed.values().cloned().map(PayEvent::NoticeOwed))
    }

    /// The order as it stands now: one not paid by its end is closed.
    pub fn order(&self, out_trade_no: &str, now: DateTime<Utc>) -> Option<Order> {
        let mut order = self.orders.get(out_trade_no)?.clone();
        if order.state == OrderState::NotPay && order.time_expire <= now {
            order.state = OrderState::Closed;
        }
        Some(order)
    }

    /// The order that a prepay id leads to, while it lives.
    pub fn order_of_prepay(&self, prepay_id: &str, now: DateTime<Utc>) -> Option<Order> {
        let prepay = self.prepays.get(prepay_id)?;
        (now - prepay.at < PREPAY_LIVES).then(|| self.order(&prepay.out_trade_no, now))?
    }

    pub fn refunded(&self, out_trade_no: &str) -> i64 {
        self.refunds
            .values()
            .filter(|refund| refund.out_trade_no == out_trade_no)
            .map(|refund| refund.amount)
            .sum()
    }

    /// Keeps a bill for one download, and gives its token.
    pub fn keep_bill(&mut self, text: String) -> String {
        let token = random_text(32);
        self.bills.push_back((token.clone(), text));
        if self.bills.len() > BILLS_KEPT {
            self.bills.pop_front();
        }
        token
    }

    pub fn take_bill(&mut self, token: &str) -> Option<String> {
        let at = self.bills.iter().position(|(known, _)| known == token)?;
        self.bills.remove(at).map(|(_, text)| text)
    }

    /// False when it was used before.
    pub fn use_nonce(&mut self, nonce: &str) -> bool {
        if !self.nonces.insert(nonce.to_owned()) {
            return false;
        }
        self.nonces_in_order.push_back(nonce.to_owned());
        if self.nonces_in_order.len() > NONCES_KEPT
            && let Some(old) = self.nonces_in_order.pop_front()
        {
            self.nonces.remove(&old);
        }
        true
    }
}
