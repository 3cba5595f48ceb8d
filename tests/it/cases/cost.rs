//! What cases cost: no statement reads a growing table from end to end, and a hundred times the cases
//! is not a hundred times the work (decision 0010).

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use micro_court::kit::auth::{self, Realm};
use micro_court::kit::ids::new_id;
use micro_court::{app, run};
use reqwest::Client;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use crate::court::{Place, call, client, on_postgres};

/// Tables that grow with the court.
const GROWING: [&str; 9] = [
    "cases",
    "case_parties",
    "case_members",
    "case_claims",
    "case_entries",
    "case_deadlines",
    "case_documents",
    "case_reads",
    "case_tokens",
];

/// Rows that a walk along an index may meet in vain before the page is full.
const PASSED_OVER: f64 = 200.0;

/// A court that serves, without worker and stand-ins, and notes every statement.
struct Measured {
    state: Arc<micro_court::court::Court>,
    statements: Arc<Mutex<Vec<Statement>>>,
    http: Client,
    base: String,
    /// Of the person with a thousand cases, and of a judge.
    mine: String,
    judge: String,
    server: actix_web::dev::ServerHandle,
    _folder: TempDir,
    _place: Place,
}

impl Measured {
    async fn start(cases: u32) -> Measured {
        let folder = tempfile::tempdir().expect("folder");
        let place = Place::fresh(folder.path()).await;
        let state = run::court_of(place.settings(&[])).await.expect("court");
        let Ok(mut court) = Arc::try_unwrap(state) else {
            panic!("somebody else holds the court");
        };
        let me = new_id();
        fill(court.store.db(), cases, me).await;
        let statements = Arc::new(Mutex::new(Vec::new()));
        let noted = statements.clone();
        court.store.watch(move |statement| {
            noted.lock().expect("lock").push(statement.clone());
        });
        let judge = micro_court::rooms::staff::NewStaff {
            username: "zhaomin".into(),
            name: "赵敏".into(),
            roles: vec![micro_court::rooms::staff::Role::Judge],
            password: "a long pass phrase".into(),
        };
        micro_court::rooms::staff::add(&court, judge)
            .await
            .expect("staff");
        let judge = id_of_staff(court.store.db()).await;
        let mine = token_of(&court, Realm::Party, me).await;
        let judge = token_of(&court, Realm::Desk, judge).await;
        let listener = TcpListener::bind("127.0.0.1:0").expect("port");
        let base = format!("http://{}", listener.local_addr().expect("address"));
        let state = Arc::new(court);
        let server = app::serve(state.clone(), None, listener).expect("server");
        let handle = server.handle();
        tokio::spawn(server);
        Measured {
            state,
            statements,
            http: client(),
            base,
            mine,
            judge,
            server: handle,
            _folder: folder,
            _place: place,
        }
    }

    async fn get(&self, path: &str) -> Value {
        let token = if path.starts_with("/api/v1/desk/") {
            &self.judge
        } else {
            &self.mine
        };
        call(&self.http, &self.base, "GET", path, Some(token), None, &[])
            .await
            .ok()
    }

    async fn took(&self, path: &str) -> Duration {
        let from = Instant::now();
        self.get(path).await;
        from.elapsed()
    }

    /// The newest case of the person: the one with 2,000 documents.
    async fn big_case(&self) -> String {
        let list = self.get("/api/v1/cases?limit=1").await;
        list["items"][0]["id"].as_str().expect("id").to_owned()
    }

    async fn stop(self) {
        self.server.stop(false).await;
    }
}

async fn token_of(court: &micro_court::court::Court, realm: Realm, subject: Uuid) -> String {
    let opened = auth::open_session(
        court.store.db(),
        &court.tokens,
        realm,
        subject,
        "test",
        court.party_lifetime(),
        court.now(),
    )
    .await
    .expect("session");
    opened.1.access
}

async fn id_of_staff(db: &DatabaseConnection) -> Uuid {
    let sql = Statement::from_string(db.get_database_backend(), "SELECT id FROM staff_members");
    let row = db.query_one_raw(sql).await.expect("row").expect("staff");
    row.try_get("", "id").expect("id")
}

/// Fixtures in plain SQL: `cases` cases, a thousand of them the person's, the newest with 2,000 documents.
async fn fill(db: &DatabaseConnection, cases: u32, me: Uuid) {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let fixed = |id: Uuid| {
        if sqlite {
            format!("X'{}'", id.simple())
        } else {
            format!("CAST('{id}' AS uuid)")
        }
    };
    let id = |kind: &str, number: &str| {
        let start = format!("0190000000007000{kind}");
        if sqlite {
            format!("unhex('{start}' || printf('%012x', {number}))")
        } else {
            format!("CAST('{start}' || lpad(to_hex({number}), 12, '0') AS uuid)")
        }
    };
    let at = if sqlite {
        "'2026-11-24T01:00:00+00:00'".to_owned()
    } else {
        "CAST('2026-11-24T01:00:00Z' AS timestamptz)".to_owned()
    };
    let later = at.replace("2026", "2096");
    let mine = format!("i % {} = 0", cases / 1000);
    let (case, me) = (id("a000", "i"), fixed(me));
    let member = format!(
        "CASE WHEN {mine} THEN {me} ELSE {} END",
        id("b000", "i / 20")
    );
    let other = id("b001", "i / 20");
    let each = |table: &str, columns: &str, values: &str, count: u32| {
        format!(
            "WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < {count}) \
             INSERT INTO {table} ({columns}) SELECT {values} FROM g"
        )
    };
    let number = "'（2026）京0491民初' || i || '号'";
    let mut fixtures = vec![
        each(
            "cases",
            "id, filing_id, number, court, year, kind, serial, cause, procedure, state, ended, reached, first_side, second_side, claimed_fen, registered_at",
            &format!(
                "{case}, {}, {number}, '京0491', 2026, '民初', i, 'online_shopping_contract', 'simplified', \
                 CASE WHEN i % 3 = 0 THEN 'closed' ELSE 'serving' END, i % 3 = 0, 1, '张三', '福州云杉商贸有限公司', 128000, {at}",
                id("a001", "i")
            ),
            cases,
        ),
        each(
            "case_claims",
            "case_id, place, text, amount_fen",
            &format!("{case}, 0, '请求判令被告退还货款', 128000"),
            cases,
        ),
        each(
            "case_entries",
            "id, case_id, kind, at, by_role, by_kind, facts, readers",
            &format!(
                "{}, {case}, 'registered', {at}, 'filing_clerk', 'staff', '{{}}', 'everyone'",
                id("a004", "i")
            ),
            cases,
        ),
        each(
            "case_deadlines",
            "id, case_id, what, who, expires_before, basis, provisional, state",
            &format!(
                "{}, {case}, 'defence', 'defendant', {later}, 'CPL 128', false, 'running'",
                id("a005", "i")
            ),
            cases,
        ),
    ];
    for (place, side, kind) in [(0, "plaintiff", "a002"), (0, "defendant", "a003")] {
        fixtures.push(each(
            "case_parties",
            "id, case_id, side, place, kind, name",
            &format!(
                "{}, {case}, '{side}', {place}, 'person', '张三'",
                id(kind, "i")
            ),
            cases,
        ));
    }
    for (person, role) in [
        (member.as_str(), "plaintiff"),
        (other.as_str(), "defendant"),
    ] {
        fixtures.push(each(
            "case_members",
            "person_id, case_id, role, since, state, ended, to_do, unread_entries, unread_documents",
            &format!(
                "{person}, {case}, '{role}', {at}, CASE WHEN i % 3 = 0 THEN 'closed' ELSE 'serving' END, i % 3 = 0, i % 5 = 0, 1, 1"
            ),
            cases,
        ));
    }
    for token in [
        "'=' || '（2026）京0491民初' || i || '号'",
        "'#' || i",
        "'2026'",
        "'民初'",
        "'网络'",
        "'购物'",
        "'word' || (i % 500)",
        "CASE WHEN i % 499 = 0 THEN '云杉' ELSE 'x' || (i % 9000) END",
    ] {
        let values = format!("{token}, {case}");
        fixtures.push(each("case_tokens", "token, case_id", &values, cases));
    }
    let columns = "id, case_id, kind, title, at, author, readers, facts_sealed, media_type";
    let values = format!(
        "{}, {case}, 'other', '通知', {at}, 'court', 'everyone', '', 'application/pdf'",
        id("a006", "i")
    );
    fixtures.push(each("case_documents", columns, &values, cases));
    let newest = id("a000", &cases.to_string());
    let values = format!(
        "{}, {newest}, 'other', '通知', {at}, 'court', 'everyone', '', 'application/pdf'",
        id("a007", "i")
    );
    fixtures.push(each("case_documents", columns, &values, 2_000));
    let columns = "person_id, case_id, document_id";
    let values = format!("{member}, {case}, {}", id("a006", "i"));
    fixtures.push(each("case_reads", columns, &values, cases));
    let values = format!("{me}, {newest}, {}", id("a007", "i"));
    fixtures.push(each("case_reads", columns, &values, 2_000));
    let values = format!(
        "{}, {newest}, 'fee_paid', {at}, 'system', 'system', '{{}}', 'everyone'",
        id("a008", "i")
    );
    let columns = "id, case_id, kind, at, by_role, by_kind, facts, readers";
    fixtures.push(each("case_entries", columns, &values, 2_000));
    run_fixtures(db, fixtures).await;
}

async fn run_fixtures(db: &DatabaseConnection, fixtures: Vec<String>) {
    use sea_orm::TransactionTrait;
    let tx = db.begin().await.expect("begin");
    for sql in fixtures {
        tx.execute_unprepared(&sql)
            .await
            .unwrap_or_else(|error| panic!("{error}: {sql}"));
    }
    tx.commit().await.expect("commit");
    db.execute_unprepared("ANALYZE").await.expect("analyze");
}

/// Every list, search, detail and sub-list.
fn all_paths(case: &str, after_case: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for room in ["/api/v1/cases", "/api/v1/desk/cases"] {
        for query in [
            "",
            "?state=active",
            "?state=ended",
            "?state=serving",
            "?q=（2026）京0491民初1000号",
            "?q=1000",
            "?q=云杉",
            "?q=网络购物",
            "?q=网络购物 云杉&state=ended",
            "?q=word7 网络",
            "?q=nothing",
        ] {
            paths.push(format!("{room}{query}"));
            let joint = if query.is_empty() { "?" } else { "&" };
            paths.push(format!("{room}{query}{joint}after={after_case}&limit=50"));
        }
        for sub in ["", "/timeline", "/deadlines", "/documents"] {
            paths.push(format!("{room}/{case}{sub}"));
        }
        for sub in ["/timeline", "/documents"] {
            paths.push(format!(
                "{room}/{case}{sub}?limit=100&after=01900000-0000-7000-a007-000000000fff"
            ));
        }
    }
    paths.push("/api/v1/cases?state=to_do".to_owned());
    paths.push(format!("/api/v1/cases?state=to_do&after={after_case}"));
    paths
}

#[tokio::test]
async fn no_statement_reads_a_growing_table_from_end_to_end() {
    let court = Measured::start(20_000).await;
    let case = court.big_case().await;
    let middle = "01900000-0000-7000-a000-000000002710";
    let mut explained = std::collections::BTreeSet::new();
    for path in all_paths(&case, middle) {
        court.statements.lock().expect("lock").clear();
        court.get(&path).await;
        let statements = std::mem::take(&mut *court.statements.lock().expect("lock"));
        assert!(!statements.is_empty(), "{path}: nothing was noted");
        for statement in statements {
            let scans = scans_of(court.state.store.db(), &statement).await;
            assert!(scans.is_empty(), "{path}\n{}\n{scans:#?}", statement.sql);
            explained.insert(statement.sql);
        }
    }
    println!("{} different statements explained", explained.len());
    assert!(explained.len() >= 30, "{explained:#?}");
    court.stop().await;
}

/// What of a statement's plan reads a growing table as a whole.
async fn scans_of(db: &DatabaseConnection, statement: &Statement) -> Vec<String> {
    let backend = db.get_database_backend();
    let explain = match backend {
        DbBackend::Sqlite => "EXPLAIN QUERY PLAN ",
        _ => "EXPLAIN (ANALYZE, FORMAT JSON) ",
    };
    let mut explained = statement.clone();
    explained.sql = format!("{explain}{}", statement.sql);
    let rows = db.query_all_raw(explained).await.expect("plan");
    if backend == DbBackend::Sqlite {
        return rows
            .iter()
            .map(|row| row.try_get::<String>("", "detail").expect("detail"))
            .filter(|detail| is_scan(detail, &statement.sql))
            .collect();
    }
    let plan: Value = rows[0].try_get("", "QUERY PLAN").expect("plan");
    let mut scans = Vec::new();
    collect_scans(&plan[0]["Plan"], "", &mut scans);
    scans
}

/// `SCAN cases USING INDEX …` under a LIMIT is the desk's list in the order of its key: it ends with the page.
fn is_scan(detail: &str, sql: &str) -> bool {
    let Some(rest) = detail.strip_prefix("SCAN ") else {
        return false;
    };
    let table = rest.split(' ').next().unwrap_or("");
    let in_order = rest.contains(" USING ") && sql.contains("ORDER BY id DESC LIMIT");
    GROWING.contains(&table) && !in_order
}

fn collect_scans(node: &Value, parent: &str, scans: &mut Vec<String>) {
    let kind = node["Node Type"].as_str().unwrap_or("");
    let table = node["Relation Name"].as_str().unwrap_or("");
    let whole_index = kind.starts_with("Index") && node["Index Cond"].is_null();
    // Along the key in the order of the list, past a few rows that do not fit, ends with the page too.
    let passed_over = node["Rows Removed by Filter"].as_f64().unwrap_or(0.0);
    let ends_with_the_page = parent == "Limit" && passed_over <= PASSED_OVER;
    if GROWING.contains(&table) && (kind == "Seq Scan" || (whole_index && !ends_with_the_page)) {
        scans.push(format!("{kind} on {table}"));
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        collect_scans(child, kind, scans);
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Both courts in turn, so that whatever else the machine does falls on both.
async fn compare(
    one: (&Measured, &str),
    other: (&Measured, &str),
    calls: usize,
) -> (Duration, Duration) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for call in 0..calls + 5 {
        let (a, b) = if call % 2 == 0 {
            let a = one.0.took(one.1).await;
            (a, other.0.took(other.1).await)
        } else {
            let b = other.0.took(other.1).await;
            (one.0.took(one.1).await, b)
        };
        // The first calls fill caches.
        if call >= 5 {
            first.push(a);
            second.push(b);
        }
    }
    (median(first), median(second))
}

/// The cost of list and detail at 100,000 cases is within 1.3 times that at 1,000, and that of page 1000
/// within 1.3 times that of page 1.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_times_the_cases_cost_the_same() {
    if !on_postgres() {
        println!("measured on PostgreSQL alone");
        return;
    }
    let (small, large) = (Measured::start(1_000).await, Measured::start(100_000).await);
    let (in_small, in_large) = (small.big_case().await, large.big_case().await);
    let (mut at_1_000, mut at_100_000) = (Duration::ZERO, Duration::ZERO);
    for (path, counts) in [
        ("/api/v1/cases", true),
        ("/api/v1/cases/{id}", true),
        ("/api/v1/cases?q=云杉", false),
        ("/api/v1/cases/{id}/documents", false),
        ("/api/v1/cases/{id}/timeline", false),
    ] {
        let path_in = |id: &str| path.replace("{id}", id);
        let (few, many) = compare(
            (&small, &path_in(&in_small)),
            (&large, &path_in(&in_large)),
            80,
        )
        .await;
        println!("{path}: {few:?} at 1,000, {many:?} at 100,000");
        if counts {
            at_1_000 += few;
            at_100_000 += many;
        } else {
            assert!(many < few.mul_f64(2.0), "{path}: {few:?} and {many:?}");
        }
    }
    assert!(
        at_100_000 <= at_1_000.mul_f64(1.3),
        "{at_1_000:?} and {at_100_000:?}"
    );

    let cursor = last_but_one(&large).await;
    let last = format!("/api/v1/cases?limit=1&after={cursor}");
    let (first, thousandth) = compare((&large, "/api/v1/cases?limit=1"), (&large, &last), 80).await;
    println!("page 1: {first:?}, page 1000: {thousandth:?}");
    assert!(
        thousandth <= first.mul_f64(1.3),
        "{first:?} and {thousandth:?}"
    );
    small.stop().await;
    large.stop().await;
}

/// The cursor before the oldest of the thousand.
async fn last_but_one(court: &Measured) -> String {
    let (mut after, mut last) = (String::new(), String::new());
    loop {
        let list = court.get(&format!("/api/v1/cases?limit=100{after}")).await;
        let items = list["items"].as_array().expect("items");
        if items.len() > 1 {
            last = items[items.len() - 2]["id"]
                .as_str()
                .expect("id")
                .to_owned();
        }
        match list["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return last,
        }
    }
}
