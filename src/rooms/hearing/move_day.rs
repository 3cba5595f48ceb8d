//! A judge falls ill: all hearings of that day go back to planning together, or none does.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use chrono::{Duration, NaiveDate, Utc};
use sea_orm::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use super::access::{Judge, state_of};
use super::calendar::{NewBlock, block};
use super::change::{PutOff, hindered, open_request, put_off};
use super::end::give_up;
use super::errors;
use super::model::hearing;
use super::names::{BlockKind, Ground};
use super::plan::brief_of;
use super::words::{MoveDay, MovedDay, MovedOne, needed, text};
use crate::court::Court;
use crate::kit::idempotency::{Claim, IdempotencyKey};
use crate::kit::json::Json;
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::hearing::{Event, State};
use crate::law::moments::Moment;
use crate::rooms::cases::Brief;

/// A judge's day holds no more.
const MOST: u64 = 100;

/// States in which a hearing holds its time.
const HOLDING: [State; 4] = [
    State::Booked,
    State::Confirmed,
    State::ConvertedOffline,
    State::RescheduleRequested,
];

/// Moves all hearings of a judge's day back to planning and keeps the day free.
#[utoipa::path(operation_id = "move_hearing_day", tag = "hearing", request_body = MoveDay, security(("desk" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Repeats safely for 24 hours")),
    responses((status = 200, description = "All of them are being planned anew", body = MovedDay)),
    extensions(("x-errors" = json!(["desk.role_missing", "hearing.nothing_to_move", "hearing.some_cannot_move",
        "hearing.day_taken", "cache.unavailable", "idempotency.mismatch", "idempotency.in_flight", "idempotency.key_malformed"]))))]
#[post("/api/v1/desk/hearings/move-day")]
pub async fn move_hearing_day(
    court: web::Data<Court>,
    judge: Judge,
    key: IdempotencyKey,
    body: Json<MoveDay>,
) -> Result<HttpResponse, Problem> {
    let run = match court
        .claim(key, judge.id(), "move_hearing_day", &body.raw)
        .await?
    {
        Claim::Replay(answer) => return Ok(answer),
        Claim::Run(run) => run,
    };
    let wanted = Wanted::read(body.into_inner())?;
    let tx = court.store.write().await?;
    let rows = hearings_of_day(&tx, wanted.judge_id, wanted.day).await?;
    if rows.is_empty() {
        return Err(Problem::new(&errors::NOTHING_TO_MOVE));
    }
    let plans = plan_all(&tx, rows, &wanted).await?;
    let mut moved = Vec::with_capacity(plans.len());
    for plan in plans {
        moved.push(MovedOne {
            id: plan.row.id,
            case_number: plan.brief.number.clone(),
            from: plan.row.state.clone(),
        });
        carry_out(&court, &tx, plan, &wanted.note, &judge).await?;
    }
    let day = Moment::start_of(wanted.day).time().with_timezone(&Utc);
    let away = NewBlock {
        staff_id: wanted.judge_id,
        kind: BlockKind::Leave,
        note: Some(wanted.note),
        from: day,
        to: day + Duration::days(1),
    };
    block(&court, &tx, away, judge.id()).await?;
    let answer = run.answer(&tx, StatusCode::OK, &MovedDay { moved }).await?;
    court.commit(tx).await?;
    Ok(answer)
}

struct Wanted {
    judge_id: Uuid,
    day: NaiveDate,
    note: String,
    lifted: bool,
    approval: Option<String>,
}

impl Wanted {
    fn read(body: MoveDay) -> Result<Wanted, Problem> {
        Ok(Wanted {
            judge_id: body.judge_id,
            day: body.day,
            note: needed("/note", body.note)?,
            lifted: body.force_majeure || body.consent,
            approval: text("/president_approval", body.president_approval)?,
        })
    }
}

/// Locked in the order of their ids, so that two who move the same day take turns.
async fn hearings_of_day(
    tx: &DatabaseTransaction,
    judge_id: Uuid,
    day: NaiveDate,
) -> Result<Vec<hearing::Model>, Problem> {
    let start = Moment::start_of(day).time().with_timezone(&Utc);
    Ok(hearing::Entity::find()
        .filter(hearing::Column::JudgeId.eq(judge_id))
        .filter(hearing::Column::StartsAt.gte(start))
        .filter(hearing::Column::StartsAt.lt(start + Duration::days(1)))
        .filter(hearing::Column::State.is_in(HOLDING.map(Named::id)))
        .order_by_asc(hearing::Column::Id)
        .limit(MOST)
        .lock_exclusive()
        .all(tx)
        .await?)
}

/// One hearing, and how it is put off; nothing for one that is not fixed yet and is just dropped.
struct Plan {
    row: hearing::Model,
    brief: Brief,
    off: Option<PutOff>,
}

/// All that hinders is found before anything is moved.
async fn plan_all(
    tx: &DatabaseTransaction,
    rows: Vec<hearing::Model>,
    wanted: &Wanted,
) -> Result<Vec<Plan>, Problem> {
    let (mut plans, mut stuck) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let brief = brief_of(tx, &row).await?;
        let off = off_of(tx, &row, wanted).await?;
        if off
            .as_ref()
            .is_some_and(|off| hindered(&row, &brief, off).is_err())
        {
            stuck.push(brief.number.clone());
        }
        plans.push(Plan { row, brief, off });
    }
    match stuck.is_empty() {
        true => Ok(plans),
        false => Err(Problem::new(&errors::SOME_CANNOT_MOVE).with("case_numbers", stuck)),
    }
}

async fn off_of(
    tx: &DatabaseTransaction,
    row: &hearing::Model,
    wanted: &Wanted,
) -> Result<Option<PutOff>, Problem> {
    let (event, ground) = match state_of(row)? {
        State::Booked => return Ok(None),
        State::RescheduleRequested => {
            let asked = open_request(tx, row).await?;
            (
                Event::Grant,
                Ground::from_id(&asked.ground).unwrap_or(Ground::Other),
            )
        }
        _ => (Event::Postpone, Ground::Other),
    };
    Ok(Some(PutOff {
        event,
        ground,
        note: Some(wanted.note.clone()),
        lifted: wanted.lifted,
        approval: wanted.approval.clone(),
    }))
}

async fn carry_out(
    court: &Court,
    tx: &DatabaseTransaction,
    plan: Plan,
    note: &str,
    judge: &Judge,
) -> Result<(), Problem> {
    let (row, brief, by) = (plan.row, plan.brief, judge.by());
    match plan.off {
        Some(off) => put_off(court, tx, (row, &brief), off, &by).await?,
        None => give_up(court, tx, (row, &brief), Some(note.to_owned()), &by).await?,
    };
    Ok(())
}
