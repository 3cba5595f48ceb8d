//! Closed lists of names: an enum whose variants each have one stable id on the wire and in the store.

/// What every closed list can do.
pub trait Named: Copy + Eq + Sized + 'static {
    const ALL: &'static [Self];

    /// The id on the wire, in the store and in the log.
    fn id(self) -> &'static str;

    /// The variant of this id; ids are compared exactly.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.id() == id)
    }
}

/// Declares an enum with its ids. It reads and writes as a plain JSON string; unlike serde's own
/// derive it accepts nothing but a string (`{"prc": null}` is not a name).
macro_rules! named {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $id:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $crate::law::named::Named for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::law::named::Named::id(*self))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::law::named::Named::id(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                $crate::law::named::Named::from_id(&id).ok_or_else(|| {
                    serde::de::Error::unknown_variant(&id, &[$($id),+])
                })
            }
        }
    };
}

pub(crate) use named;

#[cfg(test)]
mod tests {
    use super::Named;

    named! {
        enum Colour { Red = "red", DarkBlue = "dark_blue" }
    }

    #[test]
    fn a_name_reads_and_writes_as_its_id_and_nothing_else() {
        assert_eq!(
            serde_json::to_string(&Colour::DarkBlue).unwrap(),
            "\"dark_blue\""
        );
        assert_eq!(
            serde_json::from_str::<Colour>("\"red\"").unwrap(),
            Colour::Red
        );
        for wrong in [
            "\"Red\"",
            "\"red \"",
            "{\"red\":null}",
            "0",
            "null",
            "[\"red\"]",
        ] {
            assert!(serde_json::from_str::<Colour>(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Colour::from_id("dark_blue"), Some(Colour::DarkBlue));
        assert_eq!(Colour::ALL.len(), 2);
    }
}
