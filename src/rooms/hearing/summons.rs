//! 传票: one for each party, in the case file for all to read (CPL 139; Interp. 227).

use sea_orm::DatabaseTransaction;

use super::model::hearing;
use super::names::Mode;
use super::words::local;
use crate::court::Court;
use crate::kit::i18n::Lang;
use crate::kit::problem::{Problem, common};
use crate::law::Named;
use crate::ports::pdf::{self, Paper};
use crate::rooms::cases::{self, Brief, By, DocumentKind, NewDocument, Readers};
use crate::rooms::staff;

pub(super) async fn issue(
    court: &Court,
    tx: &DatabaseTransaction,
    (row, brief): (&hearing::Model, &Brief),
    place: &str,
    by: &By,
) -> Result<(), Problem> {
    let inside = |_| Problem::new(&common::INTERNAL).because("a summons cannot be written down");
    let (Some(starts_at), Some(ends_at)) = (row.starts_at, row.ends_at) else {
        return Err(Problem::new(&common::INTERNAL).because("a summons without a time"));
    };
    let people = [Some(row.judge_id), row.clerk_id].into_iter().flatten();
    let names = staff::colleagues(tx, people).await?;
    let name = |id| {
        names
            .iter()
            .find(|one| one.id == id)
            .map(|one| one.name.clone())
    };
    for (side, party) in cases::party_names(tx, row.case_id).await? {
        let paper = Paper::Summons(Box::new(pdf::Summons {
            court: court.settings.court.name.clone(),
            case_number: brief.number.clone(),
            side: side.words().zh.into_owned(),
            to: party.clone(),
            cause: brief.cause_words(Lang::Zh),
            starts_at: local(starts_at),
            ends_at: local(ends_at),
            place: place.to_owned(),
            online: row.mode == Mode::Online.id(),
            judge: name(row.judge_id).unwrap_or_default(),
            clerk: row.clerk_id.and_then(name),
            issued_at: local(court.now()),
        }));
        let document = NewDocument {
            case_id: row.case_id,
            kind: DocumentKind::Summons,
            title: format!("传票（{party}）"),
            author: None,
            facts: serde_json::to_value(&paper).map_err(inside)?,
            readers: Readers::Everyone,
            at: court.now(),
            by: by.clone(),
        };
        cases::add_document(court, tx, document).await?;
    }
    Ok(())
}
