//! `POST /api/v1/desk/cases/{id}/bench`: who hears the case (CPL 40, 131).

use actix_web::{HttpResponse, post, web};
use sea_orm::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::access::Server;
use super::errors;
use crate::court::Court;
use crate::kit::audit::{Act, Actor};
use crate::kit::ids::{PathId, new_id};
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::rooms::cases::{self, Entry, EntryKind, Readers};
use crate::rooms::notices::{self, NoticeKind, Tell};
use crate::rooms::staff::{self, Role};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BenchBody, example = json!({"judge_id": "0193a1f0-7c1e-7000-8000-0000000000f1", "clerk_id": null}))]
pub struct BenchBody {
    pub judge_id: Uuid,
    pub clerk_id: Option<Uuid>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CaseBench, example = json!({"judge": "赵敏", "clerk": null}))]
pub struct BenchView {
    pub judge: String,
    pub clerk: Option<String>,
}

/// Sets who hears the case; the parties are told at once (CPL 131: within three days).
#[utoipa::path(operation_id = "set_case_bench", tag = "delivery", request_body = BenchBody, security(("desk" = [])),
    params(("id" = Uuid, Path, description = "Of the case")),
    responses((status = 200, description = "Set", body = BenchView)),
    extensions(("x-errors" = json!(["desk.role_missing", "request.not_found", "delivery.judge_unknown"]))))]
#[post("/api/v1/desk/cases/{id}/bench")]
pub async fn set_case_bench(
    court: web::Data<Court>,
    server: Server,
    id: PathId,
    body: Json<BenchBody>,
) -> Result<HttpResponse, Problem> {
    let body = body.into_inner();
    let tx = court.store.write().await?;
    let case = cases::info_for_change(&tx, id.0).await?;
    let mut known = staff::has_role(&tx, body.judge_id, Role::Judge).await?;
    if let Some(clerk) = body.clerk_id {
        known &= staff::has_role(&tx, clerk, Role::CourtClerk).await?;
    }
    if !known {
        return Err(Problem::new(&errors::JUDGE_UNKNOWN));
    }
    cases::set_bench(&tx, case.id, body.judge_id, body.clerk_id).await?;
    let judge = name_of(&tx, body.judge_id).await?;
    let clerk = match body.clerk_id {
        Some(id) => Some(name_of(&tx, id).await?),
        None => None,
    };
    let (id, now) = (new_id(), court.now());
    let entry = Entry {
        kind: EntryKind::BenchSet,
        at: now,
        by: server.by_clerk_first(),
        facts: json!({ "note": judge }),
        readers: Readers::Everyone,
    };
    cases::record(&tx, case.id, entry).await?;
    let act = Act {
        actor: Actor::Staff(server.id()),
        act: "cases.set_bench",
        subject_kind: "case",
        subject_id: case.id,
        from: None,
        to: None,
        basis: Some("CPL 131"),
    };
    act.record(&tx, now).await?;
    for member in cases::members(&tx, case.id).await? {
        let told = Tell {
            person_id: member.person_id,
            event_id: id,
            kind: NoticeKind::CaseEvent,
            facts: json!({"case_number": case.number, "title": case.sides,
                "zh": format!("审判人员已经确定：法官{judge}。您有权申请回避（民事诉讼法第四十七条）。"),
                "en": format!("Judge {judge} hears the case. You may ask that the judge withdraw (CPL 47).")}),
            link: Some(format!("pages/cases/case?id={}", case.id)),
        };
        notices::tell(&court, &tx, told).await?;
    }
    court.commit(tx).await?;
    Ok(HttpResponse::Ok().json(BenchView { judge, clerk }))
}

async fn name_of(db: &impl ConnectionTrait, id: Uuid) -> Result<String, Problem> {
    let found = staff::colleagues(db, [id]).await?.pop();
    Ok(found.map(|colleague| colleague.name).unwrap_or_default())
}
