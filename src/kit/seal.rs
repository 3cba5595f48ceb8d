//! The signed log: audit rows, in order, in one append-only Merkle tree (RFC 6962) with signed heads.
//!
//! One sequencer at a time (a lease) seals what has come in since. Nothing on the request path waits
//! for it. Whoever keeps an old head can prove that nothing before it was changed.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::HEXLOWER;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect};

use super::audit::entry;
use super::lease;
use super::vault::Key;

/// Rows sealed in one go.
const BATCH: u64 = 500;
/// The sequencer's lease; renewed with each batch.
const LEASE_S: i64 = 30;

type Hash = [u8; 32];

mod leaf {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "log_leaves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        /// `audit`; later also evidence hashes.
        pub kind: String,
        pub ref_id: Uuid,
        pub leaf_hash: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod head {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "log_heads")]
    pub struct Model {
        /// Leaves under this head.
        #[sea_orm(primary_key, auto_increment = false)]
        pub size: i64,
        pub root: String,
        /// Roots of the full subtrees from left to right, so that appending needs no other row.
        #[sea_orm(column_type = "Text")]
        pub peaks: String,
        pub at: DateTimeUtc,
        pub public_key: String,
        pub signature: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Signs heads.
pub struct Sealer {
    key: Ed25519KeyPair,
}

impl Sealer {
    pub fn new(key: &Key) -> Sealer {
        let key = Ed25519KeyPair::from_seed_unchecked(key.derive("log signature").bytes())
            .unwrap_or_else(|_| unreachable!("32 bytes are an Ed25519 seed"));
        Sealer { key }
    }

    fn public_key(&self) -> String {
        STANDARD.encode(self.key.public_key().as_ref())
    }
}

/// What the signature of a head covers.
fn signed_text(size: i64, root: &str, at: DateTime<Utc>) -> String {
    format!(
        "micro-court log head v1\n{size}\n{root}\n{}\n",
        at.to_rfc3339_opts(SecondsFormat::Micros, true)
    )
}

/// Whether something waits to be sealed.
pub async fn anything_new(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    let row = entry::Entity::find()
        .filter(entry::Column::SealedAs.is_null())
        .limit(1)
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// Seals what has come in; says how many rows. Zero when there is nothing, or another node is at it.
pub async fn seal_once(
    tx: &DatabaseTransaction,
    sealer: &Sealer,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    if !lease::take(tx, "sealer", holder, LEASE_S, now).await? {
        return Ok(0);
    }
    let rows = entry::Entity::find()
        .filter(entry::Column::SealedAs.is_null())
        .order_by_asc(entry::Column::At)
        .order_by_asc(entry::Column::Id)
        .limit(BATCH)
        .all(tx)
        .await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let last = head::Entity::find()
        .order_by_desc(head::Column::Size)
        .one(tx)
        .await?;
    let mut tree = Tree::resume(last.as_ref())?;
    let mut leaves = Vec::with_capacity(rows.len());
    for row in &rows {
        let hash = leaf_hash(&canonical(row));
        leaves.push(leaf::ActiveModel {
            seq: Set(tree.size),
            kind: Set("audit".to_owned()),
            ref_id: Set(row.id),
            leaf_hash: Set(HEXLOWER.encode(&hash)),
        });
        entry::Entity::update_many()
            .col_expr(entry::Column::SealedAs, Expr::value(tree.size))
            .filter(entry::Column::Id.eq(row.id))
            .exec(tx)
            .await?;
        tree.append(hash);
    }
    leaf::Entity::insert_many(leaves)
        .exec_without_returning(tx)
        .await?;
    write_head(tx, sealer, &tree, now).await?;
    Ok(rows.len() as u64)
}

async fn write_head(
    tx: &impl ConnectionTrait,
    sealer: &Sealer,
    tree: &Tree,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let root = HEXLOWER.encode(&tree.root());
    let signature = sealer
        .key
        .sign(signed_text(tree.size, &root, now).as_bytes());
    head::ActiveModel {
        size: Set(tree.size),
        root: Set(root),
        peaks: Set(tree.peaks_text()),
        at: Set(now),
        public_key: Set(sealer.public_key()),
        signature: Set(STANDARD.encode(signature.as_ref())),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// What a check of the whole log found.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Sound {
        leaves: i64,
    },
    /// First place where rows and log disagree, in words for the operator.
    Broken(String),
}

/// Recomputes the log from the audit rows and holds it against every signed head.
pub async fn verify(db: &impl ConnectionTrait) -> Result<Verdict, DbErr> {
    let mut tree = Tree::default();
    for head in head::Entity::find()
        .order_by_asc(head::Column::Size)
        .all(db)
        .await?
    {
        let leaves = leaf::Entity::find()
            .filter(leaf::Column::Seq.gte(tree.size))
            .filter(leaf::Column::Seq.lt(head.size))
            .order_by_asc(leaf::Column::Seq)
            .all(db)
            .await?;
        for leaf in leaves {
            let row = entry::Entity::find_by_id(leaf.ref_id).one(db).await?;
            let hash = row.as_ref().map(|row| leaf_hash(&canonical(row)));
            if hash.map(|hash| HEXLOWER.encode(&hash)) != Some(leaf.leaf_hash.clone()) {
                return Ok(Verdict::Broken(format!(
                    "audit row {} at place {} was changed or is gone",
                    leaf.ref_id, leaf.seq
                )));
            }
            tree.append(hash.unwrap_or_default());
        }
        if tree.size != head.size
            || HEXLOWER.encode(&tree.root()) != head.root
            || !signature_holds(&head)
        {
            return Ok(Verdict::Broken(format!(
                "the head over {} rows does not fit the rows",
                head.size
            )));
        }
    }
    Ok(Verdict::Sound { leaves: tree.size })
}

fn signature_holds(head: &head::Model) -> bool {
    let (Ok(key), Ok(signature)) = (
        STANDARD.decode(&head.public_key),
        STANDARD.decode(&head.signature),
    ) else {
        return false;
    };
    let text = signed_text(head.size, &head.root, head.at);
    UnparsedPublicKey::new(&ED25519, key)
        .verify(text.as_bytes(), &signature)
        .is_ok()
}

/// The bytes of an audit row that are sealed: a JSON list of its fields in fixed order.
fn canonical(row: &entry::Model) -> Vec<u8> {
    let fields = serde_json::json!([
        row.id,
        row.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        row.actor_kind,
        row.actor_id,
        row.act,
        row.subject_kind,
        row.subject_id,
        row.from_state,
        row.to_state,
        row.basis,
    ]);
    fields.to_string().into_bytes()
}

fn leaf_hash(data: &[u8]) -> Hash {
    hash(&[&[0], data])
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    hash(&[&[1], left, right])
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, &parts.concat()).as_ref());
    hash
}

/// A Merkle tree that grows to the right; only the roots of its full subtrees are kept.
#[derive(Debug, Default)]
struct Tree {
    size: i64,
    peaks: Vec<(u32, Hash)>,
}

impl Tree {
    fn resume(head: Option<&head::Model>) -> Result<Tree, DbErr> {
        let Some(head) = head else {
            return Ok(Tree::default());
        };
        let texts: Vec<(u32, String)> = serde_json::from_str(&head.peaks)
            .map_err(|_| DbErr::Custom("the log head cannot be read".to_owned()))?;
        let mut peaks = Vec::with_capacity(texts.len());
        for (height, text) in texts {
            let bytes = HEXLOWER
                .decode(text.as_bytes())
                .ok()
                .and_then(|bytes| bytes.try_into().ok());
            peaks.push((
                height,
                bytes.ok_or_else(|| DbErr::Custom("the log head cannot be read".to_owned()))?,
            ));
        }
        Ok(Tree {
            size: head.size,
            peaks,
        })
    }

    fn append(&mut self, leaf: Hash) {
        let mut node = (0, leaf);
        while let Some((height, left)) = self.peaks.pop_if(|(height, _)| *height == node.0) {
            node = (height + 1, node_hash(&left, &node.1));
        }
        self.peaks.push(node);
        self.size += 1;
    }

    fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().map(|(_, hash)| *hash);
        // RFC 6962 2.1: the hash of no leaves is the hash of nothing.
        let Some(last) = peaks.next() else {
            return hash(&[]);
        };
        peaks.fold(last, |right, left| node_hash(&left, &right))
    }

    fn peaks_text(&self) -> String {
        let texts: Vec<(u32, String)> = self
            .peaks
            .iter()
            .map(|(height, hash)| (*height, HEXLOWER.encode(hash)))
            .collect();
        serde_json::to_string(&texts).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6962 2.1, word for word.
    fn root_by_the_book(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => hash(&[]),
            [leaf] => *leaf,
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                node_hash(
                    &root_by_the_book(&leaves[..split]),
                    &root_by_the_book(&leaves[split..]),
                )
            }
        }
    }

    #[test]
    fn the_growing_tree_has_the_roots_of_rfc_6962() {
        let mut tree = Tree::default();
        let mut leaves = Vec::new();
        for n in 0..200u32 {
            assert_eq!(tree.root(), root_by_the_book(&leaves), "{n} leaves");
            let leaf = leaf_hash(&n.to_be_bytes());
            tree.append(leaf);
            leaves.push(leaf);
        }
    }
}
