//! The desk's side of filing: the queue, the review, and the acts of clerks and judges.

mod accept;
mod acts;
mod fits;
mod queue;
mod review;
mod rulings;

use utoipa_actix_web::service_config::ServiceConfig;

pub use accept::docket;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(queue::list_desk_filings)
        .service(review::get_desk_filing)
        .service(review::get_filing_paper)
        .service(review::save_draft_correction)
        .service(acts::claim_filing)
        .service(acts::hand_over_filing)
        .service(acts::open_review)
        .service(acts::request_correction)
        .service(acts::refer_pre_mediation)
        .service(acts::return_unopposed)
        .service(acts::lapse_correction)
        .service(accept::accept_filing)
        .service(accept::accept_undecided_at_limit)
        .service(accept::docket_without_prepayment)
        .service(rulings::rule_not_accept)
        .service(rulings::rule_insist_uncorrected)
        .service(rulings::rule_deemed_withdrawn);
}
