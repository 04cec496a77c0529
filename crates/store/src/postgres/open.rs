//! Connecting, and the schema.

use super::errors::{Errors, Fault};
use super::read;
use crate::intact::contents;
use crate::sum::{Kept, Sum};
use crate::writing::Registering;
use crate::{StoreError, StoreOptions};
use postgres::{Client, Config, NoTls, Statement, Transaction};
use shohosen_report::{Phrase, io_problem};
use std::collections::HashMap;
use std::sync::mpsc;
use std::time::Duration;

/// A step of the schema, and what the program does to the rows after it.
#[derive(Clone, Copy)]
struct Step {
    sql: &'static str,
    then: Option<Afterwards>,
}

/// What the program does to the rows, in the transaction of the step.
type Afterwards = fn(&mut Transaction<'_>, &Errors) -> Result<(), Fault>;

/// As for SQLite: the version of a store is how many of these it has seen.
const MIGRATIONS: &[Step] = &[
    Step { sql: include_str!("../../migrations/postgres/0001_history.sql"), then: None },
    Step { sql: include_str!("../../migrations/postgres/0002_access_log.sql"), then: None },
    Step { sql: include_str!("../../migrations/postgres/0003_sums.sql"), then: Some(add_sums) },
];

/// The advisory lock under which the schema is made: "SHOH".
const SCHEMA_LOCK: i64 = 0x5348_4F48;

/// A server and a database, and how to come there.
pub(super) struct Target {
    config: Config,
    wait: Duration,
    statement_timeout: Duration,
    pub errors: Errors,
}

/// A connection.
pub(super) struct Connected {
    pub client: Client,
    pub look_up: Statement,
}

impl Connected {
    /// Whether the server is still there: one word there and back.
    pub(super) fn answers(&mut self) -> bool {
        !self.client.is_closed() && self.client.simple_query("").is_ok()
    }
}

impl Target {
    pub(super) fn of(url: &str, options: &StoreOptions) -> Result<Self, StoreError> {
        let mut config: Config =
            url.parse().map_err(|error: postgres::Error| StoreError::CannotOpen {
                // Not the text: it may hold a password.
                place: "postgresql".to_owned(),
                reason: connection_string(&error),
            })?;
        let wait = options.wait();
        // A connection through which nothing comes any more is given up.
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(wait);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(wait.max(Duration::from_secs(10)));
        }
        config.keepalives_idle(Duration::from_secs(10));
        config.keepalives_interval(Duration::from_secs(5));
        config.keepalives_retries(3);
        let errors = Errors::new(&config, wait);
        Ok(Self { config, wait, statement_timeout: options.statement_timeout(), errors })
    }

    pub(super) fn connect(&self, create: bool) -> Result<Connected, StoreError> {
        let errors = &self.errors;
        let mut client = self.client()?;
        let fault = |error: postgres::Error| errors.of(&error);
        client
            .batch_execute(&format!(
                "SET lock_timeout = {};
                 -- What was reported as imported survives a crash of the server.
                 SELECT set_config('synchronous_commit', 'on', false)
                 WHERE current_setting('synchronous_commit') = 'off';
                 SET client_min_messages = warning",
                self.wait.as_millis()
            ))
            .map_err(fault)?;
        let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        let found = version(&mut client).map_err(fault)?;
        let place = || errors.place().to_owned();
        match found {
            None if !create => return Err(StoreError::NotFound { place: place() }),
            Some(found) if found > known => {
                return Err(StoreError::NewerVersion { place: place(), found, known });
            }
            Some(found) if found == known => {}
            _ => {
                migrate(&mut client, MIGRATIONS, errors).map_err(|fault| errors.of_fault(fault))?
            }
        }
        // From here on; a large store takes longer to carry forward.
        let timeout = format!("SET statement_timeout = {}", self.statement_timeout.as_millis());
        client.batch_execute(&timeout).map_err(fault)?;
        let look_up = client.prepare(&read::look_up()).map_err(fault)?;
        Ok(Connected { client, look_up })
    }

    /// Somebody who accepts the connection and says nothing is waited for no longer than one who does
    /// not accept it: the greeting has no time limit of its own, so it is waited for elsewhere.
    fn client(&self) -> Result<Client, StoreError> {
        let (config, (sender, receiver)) = (self.config.clone(), mpsc::channel());
        let greeting = std::thread::Builder::new().spawn(move || {
            // Nobody waits any more: what was opened is closed again.
            drop(sender.send(config.connect(NoTls)));
        });
        greeting.map_err(|error| StoreError::CannotOpen {
            place: self.errors.place().to_owned(),
            reason: io_problem(&error),
        })?;
        let limit = self.config.get_connect_timeout().copied().unwrap_or(self.wait);
        // Several addresses are tried one after the other.
        let hosts = u32::try_from(self.config.get_hosts().len()).unwrap_or(u32::MAX).max(1);
        match receiver.recv_timeout(limit.saturating_mul(hosts.saturating_add(1))) {
            Ok(outcome) => outcome.map_err(|error| self.errors.of_connecting(&error)),
            Err(_) => Err(StoreError::CannotOpen {
                place: self.errors.place().to_owned(),
                reason: no_answer(limit),
            }),
        }
    }
}

fn no_answer(limit: Duration) -> Phrase {
    let seconds = limit.as_secs_f32();
    Phrase::new(
        format!("{seconds} 秒以内に応答がありません"),
        format!("timed out: no answer within {seconds} s"),
    )
}

/// Which part of a URL is wrong, without the part: it may hold a password.
fn connection_string(error: &postgres::Error) -> Phrase {
    let text = error.to_string();
    Phrase::new(
        "接続先の書き方が正しくありません（postgresql://ユーザー名@ホスト名/データベース名）",
        format!("{text} (expected postgresql://USER@HOST/DATABASE)"),
    )
}

/// The version of the store; `None` if there is none in this database.
fn version(client: &mut impl postgres::GenericClient) -> Result<Option<u32>, postgres::Error> {
    let there = client.query_one("SELECT to_regclass('shohosen_store') IS NOT NULL", &[])?;
    if !there.try_get::<_, bool>(0)? {
        return Ok(None);
    }
    let row = client.query_one("SELECT coalesce(max(version), 0) FROM shohosen_store", &[])?;
    Ok(Some(u32::try_from(row.try_get::<_, i32>(0)?).unwrap_or(0)))
}

/// Takes the steps that a store has not seen, all or none. Another program may be doing the same.
fn migrate(client: &mut Client, steps: &[Step], errors: &Errors) -> Result<(), Fault> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&SCHEMA_LOCK])?;
    transaction.batch_execute("CREATE TABLE IF NOT EXISTS shohosen_store (version INTEGER)")?;
    let seen = version(&mut transaction)?.unwrap_or(0);
    for (number, step) in (1u32..).zip(steps) {
        if number > seen {
            transaction.batch_execute(step.sql)?;
            if let Some(then) = step.then {
                then(&mut transaction, errors)?;
            }
            let number = i32::try_from(number).unwrap_or(i32::MAX);
            transaction.execute("INSERT INTO shohosen_store VALUES ($1)", &[&number])?;
        }
    }
    Ok(transaction.commit()?)
}

/// Fills in the sums of what is there. A document that cannot be right gets none, and so is named
/// whenever it is read.
fn add_sums(transaction: &mut Transaction<'_>, errors: &Errors) -> Result<(), Fault> {
    transaction.batch_execute("LOCK TABLE shohosen_patient IN EXCLUSIVE MODE")?;
    let mut registering = Registering { patients: 0, sum: Sum::default() };
    for row in transaction.query("SELECT number, id FROM shohosen_patient", &[])? {
        let (number, id): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
        let mut totals: HashMap<String, Sum> = HashMap::new();
        let earlier = "SELECT document, digest FROM shohosen_superseded WHERE patient = $1";
        for row in transaction.query(earlier, &[&number])? {
            let (document, digest): (String, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?);
            let sum = Sum::of_superseded(&id, &document, &digest);
            let total = totals.entry(document).or_default();
            *total = total.and(sum);
        }
        let mut total = Sum::of_identity(&id, &[]);
        let rows = transaction.query(&read::documents(), &[&number])?;
        for row in &rows {
            let kept = read::kept(row, 0, errors)?;
            let superseded = totals.remove(kept.id).unwrap_or_default().to_bytes();
            let sum = match contents(&id, &kept) {
                Ok(_) => Kept { superseded: &superseded, ..kept }.sum(&id),
                Err(_) => Sum::default(),
            };
            total = total.and(sum);
            transaction.execute(
                "UPDATE shohosen_document SET superseded = $3, sum = $4
                 WHERE patient = $1 AND id = $2",
                &[&number, &kept.id, &superseded.as_slice(), &sum.to_bytes().as_slice()],
            )?;
        }
        let documents = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        transaction.execute(
            "UPDATE shohosen_patient SET documents = $2, sum = $3 WHERE number = $1",
            &[&number, &documents, &total.to_bytes().as_slice()],
        )?;
        registering.add(&id);
    }
    super::import::change_register(transaction, |all| *all = registering)
}
