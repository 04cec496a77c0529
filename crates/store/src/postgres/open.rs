//! Connecting, and the schema.

use super::errors::Errors;
use crate::{StoreError, StoreOptions};
use postgres::{Client, Config, NoTls};

/// As for SQLite: the version of a store is how many of these it has seen.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/0001_history.sql"),
    include_str!("../../migrations/postgres/0002_access_log.sql"),
];

/// The advisory lock under which the schema is made: "SHOH".
const SCHEMA_LOCK: i64 = 0x5348_4F48;

pub(super) fn connect(url: &str, options: &StoreOptions) -> Result<(Client, Errors), StoreError> {
    let config: Config = url.parse().map_err(|error: postgres::Error| StoreError::CannotOpen {
        // Not the text: it may hold a password.
        place: "postgresql".to_owned(),
        reason: error.to_string(),
    })?;
    let errors = Errors::new(&config, options.wait());
    let mut client = config.connect(NoTls).map_err(|error| errors.of_connecting(&error))?;
    let fault = |error: postgres::Error| errors.of(&error);
    let timeout = options.wait().as_millis();
    client
        .batch_execute(&format!(
            "SET lock_timeout = {timeout};
             -- What was reported as imported survives a crash of the server.
             SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') = 'off';
             SET client_min_messages = warning"
        ))
        .map_err(fault)?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let found = version(&mut client).map_err(fault)?;
    let place = || errors.place().to_owned();
    match found {
        None if !options.create => return Err(StoreError::NotFound { place: place() }),
        Some(found) if found > known => {
            return Err(StoreError::NewerVersion { place: place(), found, known });
        }
        Some(found) if found == known => {}
        _ => migrate(&mut client, MIGRATIONS).map_err(fault)?,
    }
    Ok((client, errors))
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
fn migrate(client: &mut Client, steps: &[&str]) -> Result<(), postgres::Error> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&SCHEMA_LOCK])?;
    transaction.batch_execute("CREATE TABLE IF NOT EXISTS shohosen_store (version INTEGER)")?;
    let seen = version(&mut transaction)?.unwrap_or(0);
    for (step, sql) in (1u32..).zip(steps) {
        if step > seen {
            transaction.batch_execute(sql)?;
            let step = i32::try_from(step).unwrap_or(i32::MAX);
            transaction.execute("INSERT INTO shohosen_store VALUES ($1)", &[&step])?;
        }
    }
    transaction.commit()
}
