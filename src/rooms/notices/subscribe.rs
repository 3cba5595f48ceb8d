//! What a person lets WeChat send: one-time acceptances, counted as they are given and used.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

use super::model::subscription;
use super::words::{SubscriptionAnswer, SubscriptionBody, SubscriptionsRecorded};
use crate::court::Court;
use crate::kit::auth::Party;
use crate::kit::i18n::Words;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::json::Json;
use crate::kit::problem::{FieldError, Problem};

/// Faults told at once.
const MOST: usize = 20;

/// Records what I answered in WeChat's dialog. One acceptance is one message.
#[utoipa::path(operation_id = "record_subscriptions", tag = "notices", request_body = SubscriptionBody, security(("party" = [])),
    responses((status = 200, description = "Recorded", body = SubscriptionsRecorded)),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    extensions(("x-errors" = json!(["idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/me/subscriptions")]
pub async fn record_subscriptions(
    court: web::Data<Court>,
    party: Party,
    key: IdempotencyKey,
    body: Json<SubscriptionBody>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, party.id, "record_subscriptions", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let results = body.into_inner().results;
    let names = names_of(&court.settings.wechat.templates, &results)?;

    let tx = court.store.write().await?;
    for (id, answer) in &results {
        record(&tx, party.id, id, *answer, court.now()).await?;
    }
    let accepted = names
        .into_iter()
        .zip(results.values())
        .filter(|(_, answer)| **answer == SubscriptionAnswer::Accept)
        .map(|(name, _)| name)
        .collect();
    let view = SubscriptionsRecorded { accepted };
    let answer = run.answer(&tx, StatusCode::OK, &view).await?;
    court.commit(tx).await?;
    Ok(answer)
}

/// Our names of the templates, in the order of the answers; unknown ones are refused by their place.
fn names_of(
    templates: &BTreeMap<String, String>,
    results: &BTreeMap<String, SubscriptionAnswer>,
) -> Result<Vec<String>, Problem> {
    let (mut names, mut unknown) = (Vec::new(), Vec::new());
    for id in results.keys() {
        match templates.iter().find(|(_, known)| *known == id) {
            Some((name, _)) => names.push(name.clone()),
            None => unknown.push(FieldError::new(
                format!("/results/{}", id.replace('~', "~0").replace('/', "~1")),
                "field.not_in_list",
                Words::fixed("法院没有这个消息模板。", "The court has no such template."),
            )),
        }
    }
    if unknown.is_empty() {
        return Ok(names);
    }
    unknown.truncate(MOST);
    Err(Problem::invalid(unknown))
}

async fn record(
    tx: &DatabaseTransaction,
    person_id: Uuid,
    template_id: &str,
    answer: SubscriptionAnswer,
    now: DateTimeUtc,
) -> Result<(), DbErr> {
    let accepted = answer == SubscriptionAnswer::Accept;
    let row = subscription::ActiveModel {
        person_id: Set(person_id),
        template_id: Set(template_id.to_owned()),
        remaining: Set(i32::from(accepted)),
        last_answer: Set(answer.name().to_owned()),
        updated_at: Set(now),
    };
    // A refusal takes nothing back: WeChat keeps what was accepted before.
    let more =
        Expr::col((subscription::Entity, subscription::Column::Remaining)).add(i32::from(accepted));
    let on_conflict = OnConflict::columns([
        subscription::Column::PersonId,
        subscription::Column::TemplateId,
    ])
    .update_columns([
        subscription::Column::LastAnswer,
        subscription::Column::UpdatedAt,
    ])
    .value(subscription::Column::Remaining, more)
    .to_owned();
    subscription::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Uses up one acceptance; false when there is none.
pub(super) async fn use_one(
    tx: &DatabaseTransaction,
    person_id: Uuid,
    template_id: &str,
) -> Result<bool, DbErr> {
    let used = subscription::Entity::update_many()
        .col_expr(
            subscription::Column::Remaining,
            Expr::col(subscription::Column::Remaining).sub(1),
        )
        .filter(subscription::Column::PersonId.eq(person_id))
        .filter(subscription::Column::TemplateId.eq(template_id))
        .filter(subscription::Column::Remaining.gt(0))
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// WeChat says that nothing is left (43101): it knows better.
pub(super) async fn none_left(
    db: &impl sea_orm::ConnectionTrait,
    person_id: Uuid,
    template_id: &str,
) -> Result<(), DbErr> {
    subscription::Entity::update_many()
        .col_expr(subscription::Column::Remaining, Expr::value(0))
        .filter(subscription::Column::PersonId.eq(person_id))
        .filter(subscription::Column::TemplateId.eq(template_id))
        .exec(db)
        .await?;
    Ok(())
}
