//! What is true in the sandbox, as the sum of what happened.
//!
//! Everything that outlives a restart changes by an `Event`; access tokens, faults and the calls nobody knows belong to
//! one run.

use std::collections::{BTreeMap, HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use rand::{Rng, distr::Alphanumeric};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::pay::{Ledger, PayEvent};
use super::wechat::Tokens;

/// The demo phone shows the newest; a court in a demo does not need more.
const MESSAGES_KEPT: usize = 1_000;
const UNKNOWN_CALLS_KEPT: usize = 200;
/// A used code is still known as used for a while after it could have been used.
const CODES_REMEMBERED: TimeDelta = TimeDelta::minutes(10);
/// A check can be asked about for an hour.
const FACE_CHECKS_REMEMBERED: TimeDelta = TimeDelta::hours(2);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    /// Mainland mobile number, 11 digits.
    pub phone: String,
    pub openid: String,
    /// Absent where the mini-program is bound to no open platform account.
    pub unionid: Option<String>,
    /// Of the resident ID, which the register then knows as this person's alone. Synthetic, as all of the demo.
    #[serde(default)]
    pub id_number: Option<String>,
}

impl Person {
    pub fn new(name: &str, phone: &str, with_unionid: bool) -> Self {
        Self {
            id: Uuid::now_v7(),
            name: name.to_owned(),
            phone: phone.to_owned(),
            openid: wechat_id("oCt"),
            unionid: with_unionid.then(|| wechat_id("oUn")),
            id_number: None,
        }
    }
}

/// `wx.login` and `getPhoneNumber` give codes of different kinds; neither works in place of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    Login,
    Phone,
}

impl CodeKind {
    /// Codes look as WeChat's do: a short one of letters for log-in, 64 hex digits for the phone number.
    pub fn fresh(self) -> String {
        match self {
            Self::Login => format!("0{}", random_text(31)),
            Self::Phone => hex(&rand::random::<[u8; 32]>()),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssuedCode {
    pub code: String,
    pub kind: CodeKind,
    pub person_id: Uuid,
    pub at: DateTime<Utc>,
    pub used: bool,
}

/// Something the demo phone received.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Message {
    pub at: DateTime<Utc>,
    /// The openid it went to.
    pub to: String,
    pub kind: MessageKind,
    pub text: String,
    /// The template's name in the settings.
    pub template: String,
    pub template_id: String,
    /// The mini-program page it opens.
    pub page: Option<String>,
}

/// An SMS, as the phone of this number received it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sms {
    pub at: DateTime<Utc>,
    /// E.164.
    pub to: String,
    pub text: String,
    /// The template's name in the settings.
    pub template: String,
    pub template_id: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    Subscribe,
}

/// What came of a face check on the demo phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaceResult {
    #[default]
    Waiting,
    Pass,
    Fail,
    Cancel,
    /// `verify_ret` says passed and `errcode` says otherwise: a careless reader lets it through.
    Odd,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FaceCheck {
    pub verify_id: String,
    /// `out_seq_no`.
    pub serial: String,
    pub openid: String,
    pub cert_hash: String,
    pub id_number: String,
    pub at: DateTime<Utc>,
    pub result: FaceResult,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    FaceCheckBegun(FaceCheck),
    FaceDecided {
        verify_id: String,
        result: FaceResult,
    },
    PersonAdded(Person),
    CodeIssued(IssuedCode),
    CodeUsed {
        code: String,
    },
    SessionKeySet {
        openid: String,
        session_key: String,
    },
    SubscriptionsAccepted {
        openid: String,
        template_id: String,
        count: u32,
    },
    /// One message, which uses up one accepted subscription.
    MessageSent(Message),
    SmsSent(Sms),
    /// At WeChat Pay.
    Pay(PayEvent),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultMode {
    #[default]
    None,
    /// Answers, but after 30 seconds.
    Slow,
    /// `errcode` -1.
    Busy,
    /// The connection breaks off in mid-answer, or a gateway says 502, in turn.
    Broken,
    /// 200 with a web page instead of JSON.
    Html,
    /// The access token of the call is dead, whatever its age.
    TokenKilled,
}

/// Services outside beside WeChat, each with troubles of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// The register of resident IDs, by Tencent Cloud.
    IdMatch,
    /// WeChat's face check alone.
    Face,
    /// Short messages, by Tencent Cloud.
    Sms,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Fault {
    pub mode: FaultMode,
    /// How many more calls meet it.
    pub remaining: u32,
}

impl Fault {
    /// One call meets the fault and uses it up by one.
    pub fn take(&mut self) {
        self.remaining = self.remaining.saturating_sub(1);
        if self.remaining == 0 {
            self.mode = FaultMode::None;
        }
    }
}

/// A call that no client of ours should make.
#[derive(Clone, Debug, Serialize)]
pub struct UnknownCall {
    pub at: DateTime<Utc>,
    pub method: String,
    pub path: String,
    pub why: String,
}

#[derive(Default)]
pub struct State {
    pub people: Vec<Person>,
    pub codes: HashMap<String, IssuedCode>,
    /// By openid.
    pub session_keys: HashMap<String, String>,
    /// How many messages a person still accepts, by openid and then template.
    pub subscriptions: HashMap<String, BTreeMap<String, u32>>,
    pub messages: VecDeque<Message>,
    /// By `verify_id`.
    pub face_checks: HashMap<String, FaceCheck>,
    pub sms: VecDeque<Sms>,
    pub tokens: Tokens,
    pub fault: Fault,
    /// Of the other services; `fault` is WeChat's.
    pub faults_of: BTreeMap<Service, Fault>,
    pub unknown_calls: VecDeque<UnknownCall>,
    pub pay: Ledger,
}

impl State {
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Pay(event) => self.pay.apply(event),
            Event::PersonAdded(person) => self.people.push(person),
            Event::CodeIssued(code) => {
                let horizon = code.at - CODES_REMEMBERED;
                // Looking through all of them at every code would make a flood of log-ins quadratic.
                if self.codes.len().is_power_of_two() {
                    self.codes.retain(|_, old| old.at > horizon);
                }
                self.codes.insert(code.code.clone(), code);
            }
            Event::FaceCheckBegun(check) => {
                let horizon = check.at - FACE_CHECKS_REMEMBERED;
                if self.face_checks.len().is_power_of_two() {
                    self.face_checks.retain(|_, old| old.at > horizon);
                }
                self.face_checks.insert(check.verify_id.clone(), check);
            }
            Event::FaceDecided { verify_id, result } => {
                if let Some(check) = self.face_checks.get_mut(&verify_id) {
                    check.result = result;
                }
            }
            Event::CodeUsed { code } => {
                if let Some(code) = self.codes.get_mut(&code) {
                    code.used = true;
                }
            }
            Event::SessionKeySet {
                openid,
                session_key,
            } => {
                self.session_keys.insert(openid, session_key);
            }
            Event::SubscriptionsAccepted {
                openid,
                template_id,
                count,
            } => {
                let left = self.subscription_mut(openid, template_id);
                *left = left.saturating_add(count);
            }
            Event::MessageSent(message) => {
                let left = self.subscription_mut(message.to.clone(), message.template_id.clone());
                *left = left.saturating_sub(1);
                self.messages.push_back(message);
                if self.messages.len() > MESSAGES_KEPT {
                    self.messages.pop_front();
                }
            }
            Event::SmsSent(sms) => {
                self.sms.push_back(sms);
                if self.sms.len() > MESSAGES_KEPT {
                    self.sms.pop_front();
                }
            }
        }
    }

    /// The fewest events that lead to this state again: what a journal is shortened to.
    pub fn events(&self) -> impl Iterator<Item = Event> + '_ {
        let people = self.people.iter().cloned().map(Event::PersonAdded);
        let codes = self.codes.values().cloned().map(Event::CodeIssued);
        let keys = self
            .session_keys
            .iter()
            .map(|(openid, key)| Event::SessionKeySet {
                openid: openid.clone(),
                session_key: key.clone(),
            });
        let messages = self.messages.iter().cloned().map(Event::MessageSent);
        let sms = self.sms.iter().cloned().map(Event::SmsSent);
        // Accepted last: messages replayed before it take from zero and stay there.
        let accepted = self.subscriptions.iter().flat_map(|(openid, templates)| {
            templates
                .iter()
                .map(|(template_id, count)| Event::SubscriptionsAccepted {
                    openid: openid.clone(),
                    template_id: template_id.clone(),
                    count: *count,
                })
        });
        let face_checks = self
            .face_checks
            .values()
            .cloned()
            .map(Event::FaceCheckBegun);
        people
            .chain(face_checks)
            .chain(codes)
            .chain(keys)
            .chain(messages)
            .chain(sms)
            .chain(accepted)
            .chain(self.pay.events().map(Event::Pay))
    }

    pub fn person(&self, id: Uuid) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    pub fn person_by_openid(&self, openid: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.openid == openid)
    }

    pub fn subscriptions_left(&self, openid: &str, template_id: &str) -> u32 {
        self.subscriptions
            .get(openid)
            .and_then(|templates| templates.get(template_id))
            .copied()
            .unwrap_or(0)
    }

    pub fn note_unknown_call(&mut self, call: UnknownCall) {
        tracing::warn!(method = %call.method, path = %call.path, why = %call.why, "a call WeChat would not know");
        self.unknown_calls.push_back(call);
        if self.unknown_calls.len() > UNKNOWN_CALLS_KEPT {
            self.unknown_calls.pop_front();
        }
    }

    fn subscription_mut(&mut self, openid: String, template_id: String) -> &mut u32 {
        self.subscriptions
            .entry(openid)
            .or_default()
            .entry(template_id)
            .or_default()
    }
}

/// 28 characters, as openid and unionid have.
fn wechat_id(start: &str) -> String {
    format!("{start}{}", random_text(28 - start.len()))
}

pub fn random_text(length: usize) -> String {
    rand::rng()
        .sample_iter(Alphanumeric)
        .take(length)
        .map(char::from)
        .collect()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
