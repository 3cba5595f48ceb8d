//! Ids of everything: UUIDv7, so that they sort by time and show nothing about their neighbours.

use uuid::Uuid;

pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The `{id}` of a path. One that is no id names nothing that is there: 404.
pub struct PathId(pub Uuid);

impl actix_web::FromRequest for PathId {
    type Error = super::problem::Problem;
    type Future = std::future::Ready<Result<PathId, Self::Error>>;

    fn from_request(req: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        let id = req
            .match_info()
            .get("id")
            .and_then(|text| Uuid::try_parse(text).ok())
            .map(PathId)
            .ok_or_else(|| super::problem::Problem::new(&super::problem::common::NOT_FOUND));
        std::future::ready(id)
    }
}
