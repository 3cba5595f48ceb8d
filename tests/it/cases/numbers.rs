//! Case numbers: without gap or double.

use std::collections::BTreeSet;

use micro_court::kit::clock::shanghai;
use micro_court::rooms::cases;

use super::{a_case, open};
use crate::court::Court;

/// domain.md 7: 1..n, no gap and no double, though acceptances are rolled back in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_at_once_get_one_to_sixty_four() {
    let court = Court::start().await;
    let state = &court.running.court;
    let mut opening = tokio::task::JoinSet::new();
    for n in 0..96 {
        let state = state.clone();
        opening.spawn(async move {
            let tx = state.store.write().await.expect("tx");
            let new = a_case(None, state.now());
            let opened = cases::open(&state, &tx, new).await.expect("opened");
            if n % 3 == 0 {
                // An acceptance that fails after its number was given.
                tx.rollback().await.expect("rollback");
                return None;
            }
            state.commit(tx).await.expect("commit");
            Some(opened.number)
        });
    }
    let numbers: Vec<String> = opening.join_all().await.into_iter().flatten().collect();
    let year = state.now().with_timezone(&shanghai());
    let wanted: BTreeSet<String> = (1..=64)
        .map(|n| format!("（{}）京0491民初{n}号", year.format("%Y")))
        .collect();
    assert_eq!(numbers.len(), 64);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), wanted);
    court.stop().await;
}

/// The year of a number is that of Shanghai: it turns at 16:00 UTC; each type and year counts by itself.
#[tokio::test]
async fn numbers_begin_anew_each_year_and_type() {
    let court = Court::start().await;
    let state = &court.running.court;
    let opened = async |at: &str, kind: &str| {
        let mut new = a_case(None, at.parse().expect("time"));
        new.kind = kind.to_owned();
        open(state, new).await.map(|opened| opened.number)
    };
    for (at, kind, number) in [
        (
            "2026-12-31T15:59:59.999999Z",
            "民初",
            "（2026）京0491民初1号",
        ),
        ("2026-12-31T16:00:00Z", "民初", "（2027）京0491民初1号"),
        ("2026-12-31T15:00:00Z", "民初", "（2026）京0491民初2号"),
        ("2027-01-05T00:00:00Z", "民特", "（2027）京0491民特1号"),
        ("2027-01-05T00:00:00Z", "民初", "（2027）京0491民初2号"),
    ] {
        assert_eq!(opened(at, kind).await.expect("opened"), number);
    }
    let refused = opened("2027-01-05T00:00:00Z", "民火").await;
    assert_eq!(
        refused.expect_err("refused").kind.code,
        "cases.type_unknown"
    );

    let tx = state.store.write().await.expect("tx");
    let mediation = cases::next_number(state, &tx, "民诉前调")
        .await
        .expect("number");
    state.commit(tx).await.expect("commit");
    assert!(mediation.ends_with("京0491民诉前调1号"), "{mediation}");
    court.stop().await;
}

#[tokio::test]
async fn one_filing_becomes_one_case() {
    let court = Court::start().await;
    let state = &court.running.court;
    let one = a_case(None, state.now());
    let mut two = a_case(None, state.now());
    two.filing_id = one.filing_id;
    open(state, one).await.expect("opened");
    let refused = open(state, two).await.expect_err("refused");
    assert_eq!(refused.kind.code, "cases.filing_has_case");
    // The refused one left no gap.
    let three = open(state, a_case(None, state.now()))
        .await
        .expect("opened");
    assert!(three.number.ends_with("民初2号"), "{}", three.number);
    court.stop().await;
}
