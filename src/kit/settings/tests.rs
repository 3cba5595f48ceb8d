//! Names, values, and what stops the start.

use super::*;

fn load(env: &[(&str, &str)]) -> Result<Settings, String> {
    let env = env
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Settings::from_parts(None, env).map_err(|error| error.to_string())
}

#[test]
fn the_embedded_default_stands() {
    let settings = load(&[]).unwrap();
    assert_eq!(settings.mode, Mode::Sandbox);
    assert_eq!(settings.server.listen.to_string(), "127.0.0.1:8080");
    assert!(settings.limits.enabled);
}

#[test]
fn a_misspelt_setting_is_named() {
    let error = load(&[("server.lisen", "127.0.0.1:1")]).unwrap_err();
    assert!(
        error.contains("COURT__SERVER__LISEN") && error.contains("COURT__SERVER__LISTEN"),
        "{error}"
    );
    let error = load(&[("quite.other", "1")]).unwrap_err();
    assert!(error.contains("COURT__QUITE__OTHER"), "{error}");
}

#[test]
fn the_sandbox_stays_on_loopback() {
    let error = load(&[("server.listen", "0.0.0.0:80")]).unwrap_err();
    assert!(error.contains("loopback"), "{error}");
}

#[test]
fn live_names_what_is_missing() {
    let error = load(&[("mode", "live"), ("wechat.app_id", "wx1")]).unwrap_err();
    assert!(
        error.contains("COURT__WECHAT__APP_SECRET") && error.contains("COURT__PAY__MCH_ID"),
        "{error}"
    );
    assert!(!error.contains("COURT__WECHAT__APP_ID,"), "{error}");
}

#[test]
fn plain_http_goes_to_loopback_alone() {
    assert!(load(&[("wechat.api_base", "http://127.0.0.1:9")]).is_ok());
    assert!(
        load(&[("wechat.api_base", "http://api.weixin.qq.com")])
            .unwrap_err()
            .contains("https")
    );
}

#[test]
fn an_unknown_database_is_refused_without_showing_its_password() {
    let error = load(&[("database.url", "mysql://court:secret@db/court")]).unwrap_err();
    assert!(
        error.contains("COURT__DATABASE__URL") && !error.contains("secret"),
        "{error}"
    );
}

#[test]
fn values_are_parsed_from_text() {
    let settings = load(&[
        ("limits.enabled", "false"),
        ("server.trusted_proxies", "10.0.0.1, 10.0.0.2"),
        ("wechat.templates.new_device", "T1"),
        (
            "law.small_claims_base_annual_wage",
            r#"[{"from":"2026-01-01","yuan":"150000","source":"notice"}]"#,
        ),
    ])
    .unwrap();
    assert!(!settings.limits.enabled);
    assert_eq!(settings.server.trusted_proxies.len(), 2);
    assert_eq!(settings.wechat.templates["new_device"], "T1");
    let day = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    assert_eq!(settings.base_wage_on(day).unwrap().yuan, "150000");
    assert!(
        settings
            .base_wage_on(NaiveDate::from_ymd_opt(2025, 1, 1).unwrap())
            .is_none()
    );
}

#[test]
fn a_wrong_value_stops_the_start() {
    assert!(
        load(&[("mode", "demo")])
            .unwrap_err()
            .contains("wrong value")
    );
    assert!(load(&[("server.listen", "here")]).is_err());
}
