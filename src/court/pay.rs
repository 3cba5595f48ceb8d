//! The client of WeChat Pay, as the settings or the sandbox say.

use super::{StandIns, StartError, app_of};
use crate::kit::clock::Clock;
use crate::kit::settings::{Mode, Settings};
use crate::ports::pay::{Pay, PayConfig};

/// Merchant as which the sandbox knows us when the settings name none.
const SANDBOX_MCH_ID: &str = "1900000109";
const SANDBOX_MCH_SERIAL: &str = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

/// An address in the settings wins over the stand-in inside, and so does each other setting of `pay`.
pub(super) async fn pay_of(
    settings: &Settings,
    stand_ins: &StandIns,
    clock: Clock,
) -> Result<Pay, StartError> {
    let named = &settings.pay;
    let made = |name: &str| settings.data_dir.join(name);
    let key_file = named.mch_private_key_file.clone();
    let named_or =
        |setting: &Option<String>, ours: &str| setting.clone().unwrap_or_else(|| ours.to_owned());
    let notify = stand_ins
        .court
        .as_ref()
        .and_then(|court| court.join("wechat/pay/notify").ok());
    let config = PayConfig {
        base: named.api_base.clone().or(stand_ins.pay.clone()),
        app_id: app_of(settings).0,
        mch_id: named_or(&named.mch_id, SANDBOX_MCH_ID),
        mch_serial: named_or(&named.mch_serial, SANDBOX_MCH_SERIAL),
        make_keys: settings.mode == Mode::Sandbox && key_file.is_none(),
        merchant_key_file: key_file.clone().unwrap_or_else(|| made("pay-merchant.pem")),
        api_v3_key: named.api_v3_key.clone(),
        api_v3_key_file: made("pay-api-v3.key"),
        platform_public_key_file: named.platform_public_key_file.clone(),
        platform_serial: named.platform_serial.clone(),
        notify_url: named.notify_url.clone().or(notify),
    };
    let key_is_there = key_file.is_some() || config.merchant_key_file.exists();
    let pay = Pay::new(config, clock)?;
    // Keys that are there are read at once; those of the sandbox are made when first needed.
    if key_is_there || named.platform_public_key_file.is_some() {
        pay.check_keys().await?;
    }
    Ok(pay)
}
