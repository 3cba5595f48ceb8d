//! The law's closed lists as OpenAPI enums: written from the types themselves, so they cannot drift.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{KnownFormat, RefOr, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

use crate::law::{self, Named};

fn listed<T: Named>() -> RefOr<Schema> {
    let ids = T::ALL.iter().map(|one| one.id());
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(ids))
        .into()
}

/// Gives each list its schema under a name of its own.
macro_rules! listed {
    ($($type:ty = $name:literal),+ $(,)?) => { $(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                listed::<$type>()
            }
        }

        impl ToSchema for $type {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    )+ };
}

listed! {
    law::fees::Category = "FeeCategory",
    law::deadlines::Unit = "PeriodUnit",
    law::identity_number::Kind = "IdentityNumberKind",
    law::identity_number::Reason = "IdentityNumberFault",
    law::case_number::Reason = "CaseNumberFault",
    law::service_of_documents::Document = "ServedDocument",
    law::service_of_documents::Consent = "ServiceConsent",
    law::service_of_documents::Channel = "ServiceChannel",
    law::service_of_documents::AddressSource = "AddressSource",
    law::effectiveness::Instrument = "Instrument",
    law::effectiveness::Domicile = "Domicile",
    law::effectiveness::AppealStanding = "AppealStanding",
    law::effectiveness::Status = "EffectStatus",
    law::procedure::Procedure = "Procedure",
    law::procedure::Rule = "ProcedureRule",
    law::procedure::Agreed = "AgreedProcedure",
    law::procedure::Flag = "ProcedureFlag",
    law::jurisdiction::Rule = "JurisdictionRule",
}

/// Yuan above zero as the law reads them, for fields that hold an amount as text.
pub fn amount() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,2})?$"))
        .description(Some(
            "Yuan, at most 15 digits before the point and 2 after; above zero.",
        ))
        .into()
}

/// A day that may be asked about.
pub fn day() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
        .description(Some("From 2000-01-01 to 2099-12-31."))
        .into()
}

/// A time that may be asked about.
pub fn moment() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
        .description(Some("RFC 3339 with offset."))
        .into()
}
