//! The store on a PostgreSQL server.

mod errors;
mod import;
mod open;
mod read;

use crate::access::NewEntry;
use crate::backend::{Backend, EachDocument};
use crate::batch::Encoded;
use crate::{
    Access, Action, Deletion, ImportCounts, LogEntry, LogQuery, Statistics, StoreError,
    StoreOptions, StoredDocument,
};
use errors::Errors;
use postgres::{Client, Statement, Transaction};

/// One connection to a server.
pub(crate) struct PostgresStore {
    client: Client,
    look_up: Statement,
    errors: Errors,
}

impl PostgresStore {
    pub(crate) fn connect(url: &str, options: &StoreOptions) -> Result<Self, StoreError> {
        let (mut client, errors) = open::connect(url, options)?;
        let look_up = client.prepare(read::LOOK_UP).map_err(|error| errors.of(&error))?;
        Ok(Self { client, look_up, errors })
    }

    fn write<T>(
        &mut self,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<T, postgres::Error>,
    ) -> Result<T, StoreError> {
        let client = &mut self.client;
        let run = || {
            let mut transaction = client.transaction()?;
            let outcome = change(&mut transaction)?;
            transaction.commit()?;
            Ok(outcome)
        };
        run().map_err(|error| self.errors.of(&error))
    }
}

impl Backend for PostgresStore {
    fn place(&self) -> &str {
        self.errors.place()
    }

    fn import(
        &mut self,
        documents: &mut [Encoded],
        access: &Access,
        reinstate: bool,
    ) -> Result<ImportCounts, StoreError> {
        self.write(|transaction| import::import(transaction, documents, access, reinstate))
    }

    fn read(
        &mut self,
        patient: &str,
        days: (i32, i32),
        each: EachDocument<'_>,
    ) -> Result<bool, StoreError> {
        read::events(&mut self.client, &self.look_up, patient, days, each, &self.errors)
    }

    fn documents(&mut self, patient: &str) -> Result<Vec<StoredDocument>, StoreError> {
        read::documents(&mut self.client, patient, &self.errors)
    }

    fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM shohosen_patient WHERE id > $1 ORDER BY id LIMIT $2";
        let rows = self.client.query(sql, &[&after, &i64::from(limit)]);
        let rows = rows.map_err(|error| self.errors.of(&error))?;
        rows.iter().map(|row| self.errors.column(row, 0)).collect()
    }

    fn delete(&mut self, patient: &str, access: &Access) -> Result<Deletion, StoreError> {
        self.write(|transaction| {
            // First the patient, as an import does, so that the two wait for each other in order.
            transaction
                .execute("SELECT 1 FROM shohosen_patient WHERE id = $1 FOR UPDATE", &[&patient])?;
            let row = transaction.query_one(
                "SELECT count(*), coalesce(sum(event_count), 0)::bigint FROM shohosen_document
                 WHERE patient = (SELECT number FROM shohosen_patient WHERE id = $1)",
                &[&patient],
            )?;
            let (documents, events) = (count(row.try_get(0)?), count(row.try_get(1)?));
            transaction.execute("DELETE FROM shohosen_patient WHERE id = $1", &[&patient])?;
            let action = Action::Delete;
            let entry = NewEntry { access, action, patient: Some(patient), documents, events };
            import::append(transaction, &[entry])?;
            Ok(Deletion { documents, events, erased: false })
        })
    }

    fn statistics(&mut self) -> Result<Statistics, StoreError> {
        read::statistics(&mut self.client, &self.errors)
    }

    fn record(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.write(|transaction| import::append(transaction, std::slice::from_ref(entry)))
    }

    fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError> {
        read::log(&mut self.client, query, &self.errors)
    }
}

/// A count of the database, which is never negative.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
