//! What other rooms need to know of a case: its number, where it stands, who is in it.

use chrono::{DateTime, Utc};
use sea_orm::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::limits::RUNNING;
use super::model::{case, deadline, member, party};
use super::names::{Side, What};
use super::view::cause_words;
use crate::kit::i18n::{Lang, Words};
use crate::kit::problem::Problem;
use crate::law::Named;
use crate::law::machine::case::State;
use crate::law::procedure::Procedure;

/// Cases of one person, parties of one case: more than anybody has.
const MOST: u64 = 5_000;

#[derive(Clone, Debug)]
pub struct Brief {
    pub id: Uuid,
    /// With full-width brackets.
    pub number: String,
    /// Code of the kind of dispute.
    pub cause: String,
    pub procedure: Procedure,
    pub state: State,
    pub first_side: String,
    pub second_side: String,
}

impl Brief {
    fn of(row: case::Model) -> Option<Brief> {
        Some(Brief {
            procedure: Procedure::from_id(&row.procedure)?,
            state: State::from_id(&row.state)?,
            id: row.id,
            number: row.number,
            cause: row.cause,
            first_side: row.first_side,
            second_side: row.second_side,
        })
    }

    pub fn cause_words(&self, lang: Lang) -> String {
        cause_words(&self.cause, lang)
    }

    /// 张三与某某公司网络购物合同纠纷, as papers name a matter.
    pub fn matter(&self) -> String {
        let (one, two) = (&self.first_side, &self.second_side);
        format!("{one}与{two}{}", self.cause_words(Lang::Zh))
    }

    pub fn title(&self, lang: Lang) -> String {
        let between = match lang {
            Lang::Zh => "诉",
            Lang::En => "v.",
        };
        format!("{} {between} {}", self.first_side, self.second_side)
    }
}

/// A person who may read the case, and their side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub person_id: Uuid,
    pub side: Side,
}

pub async fn brief(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Brief>, Problem> {
    Ok(case::Entity::find_by_id(id)
        .one(db)
        .await?
        .and_then(Brief::of))
}

pub async fn briefs(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Brief>, Problem> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = case::Entity::find()
        .filter(case::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(Brief::of).collect())
}

pub async fn members(db: &impl ConnectionTrait, case_id: Uuid) -> Result<Vec<Member>, Problem> {
    let rows = member::Entity::find()
        .filter(member::Column::CaseId.eq(case_id))
        .order_by_asc(member::Column::PersonId)
        .limit(MOST)
        .all(db)
        .await?;
    let member = |row: member::Model| {
        let side = Side::from_id(&row.role)?;
        Some(Member {
            person_id: row.person_id,
            side,
        })
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// The person's side; nothing for one who is no member.
pub async fn side_of(
    db: &impl ConnectionTrait,
    person_id: Uuid,
    case_id: Uuid,
) -> Result<Option<Side>, Problem> {
    let row = member::Entity::find_by_id((person_id, case_id))
        .one(db)
        .await?;
    Ok(row.and_then(|row| Side::from_id(&row.role)))
}

/// Ids of all the cases that a person is a member of.
pub async fn cases_of(db: &impl ConnectionTrait, person_id: Uuid) -> Result<Vec<Uuid>, Problem> {
    Ok(member::Entity::find()
        .select_only()
        .column(member::Column::CaseId)
        .filter(member::Column::PersonId.eq(person_id))
        .order_by_desc(member::Column::CaseId)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?)
}

/// Side and name of every party, in the order of the complaint.
pub async fn party_names(
    db: &impl ConnectionTrait,
    case_id: Uuid,
) -> Result<Vec<(Side, String)>, Problem> {
    let rows = party::Entity::find()
        .filter(party::Column::CaseId.eq(case_id))
        .limit(MOST)
        .all(db)
        .await?;
    let mut parties: Vec<(Side, i32, String)> = rows
        .into_iter()
        .filter_map(|row| Some((Side::from_id(&row.side)?, row.place, row.name)))
        .collect();
    parties.sort();
    Ok(parties
        .into_iter()
        .map(|(side, _, name)| (side, name))
        .collect())
}

/// Until when the evidence period runs, if it does.
pub async fn evidence_until(
    db: &impl ConnectionTrait,
    case_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let row = deadline::Entity::find()
        .filter(deadline::Column::CaseId.eq(case_id))
        .filter(deadline::Column::State.eq(RUNNING))
        .filter(deadline::Column::What.eq(What::Evidence.id()))
        .filter(deadline::Column::ExpiresBefore.gt(now))
        .order_by_desc(deadline::Column::ExpiresBefore)
        .one(db)
        .await?;
    Ok(row.map(|row| row.expires_before))
}

pub fn procedure_words(procedure: Procedure) -> Words {
    match procedure {
        Procedure::SmallClaims | Procedure::SmallClaimsByAgreement => {
            Words::fixed("小额诉讼", "Small claims")
        }
        Procedure::Simplified => Words::fixed("简易程序", "Simplified procedure"),
        Procedure::Ordinary => Words::fixed("普通程序", "Ordinary procedure"),
    }
}
