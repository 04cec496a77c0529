//! The store on a PostgreSQL server.

mod errors;
mod import;
mod open;
mod read;

use crate::access::NewEntry;
use crate::backend::{Backend, EachDamage, EachDocument, Head, Register};
use crate::batch::Encoded;
use crate::{
    Access, Action, Deletion, ImportCounts, ImportOptions, LogEntry, LogQuery, Replacement,
    Statistics, StoreError, StoreOptions,
};
use errors::{Errors, Fault};
use open::{Connected, Target};
use postgres::{IsolationLevel, Statement, Transaction};

/// One connection to a server, made again when the server was restarted.
pub(crate) struct PostgresStore {
    target: Target,
    connected: Connected,
    /// Which store it is, and how many transactions had changed it when it was last seen.
    store: Vec<u8>,
    generation: u64,
}

impl PostgresStore {
    pub(crate) fn connect(url: &str, options: &StoreOptions) -> Result<Self, StoreError> {
        let target = Target::of(url, options)?;
        let connected = target.connect(options.create)?;
        let mut store = Self { target, connected, store: Vec::new(), generation: 0 };
        store.look(|_, _, _| Ok(()))?;
        Ok(store)
    }

    const fn errors(&self) -> &Errors {
        &self.target.errors
    }

    fn write<T>(
        &mut self,
        change: impl FnOnce(&mut Transaction<'_>, &Register) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        self.transaction(IsolationLevel::ReadCommitted, |transaction, register, _| {
            change(transaction, register)
        })
    }

    /// Looks at one state of the store.
    fn look<T>(
        &mut self,
        look: impl FnOnce(&mut Transaction<'_>, &Register, &Statement) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        self.transaction(IsolationLevel::RepeatableRead, look)
    }

    fn transaction<T>(
        &mut self,
        level: IsolationLevel,
        work: impl FnOnce(&mut Transaction<'_>, &Register, &Statement) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        // A connection that was cut is found out with the first word to the server, before anything
        // is done: then once more over a new one. Later it is an error: whether a commit that was not
        // answered came about is not known.
        if !self.connected.answers() {
            self.connected = self.target.connect(false)?;
        }
        let Self { target, connected: Connected { client, look_up }, store, generation } = self;
        let run = || {
            let begin = client.build_transaction().isolation_level(level);
            let mut transaction = begin.start()?;
            let register = read::register(&mut transaction)?;
            if store.is_empty() {
                store.clone_from(&register.store);
            }
            if *store != register.store {
                return Err(target.errors.replaced(Replacement::OtherStore).into());
            }
            if register.generation < *generation {
                return Err(target.errors.replaced(Replacement::EarlierState).into());
            }
            *generation = register.generation;
            let outcome = work(&mut transaction, &register, look_up)?;
            transaction.commit()?;
            Ok(outcome)
        };
        run().map_err(|fault| target.errors.of_fault(fault))
    }
}

impl Backend for PostgresStore {
    fn place(&self) -> &str {
        self.errors().place()
    }

    fn import(
        &mut self,
        documents: &mut [Encoded],
        access: &Access,
        options: &ImportOptions,
    ) -> Result<ImportCounts, StoreError> {
        self.write(|transaction, register| {
            import::import(transaction, documents, access, options, register)
        })
    }

    fn read(&mut self, patient: &str, each: EachDocument<'_>) -> Result<Option<Head>, StoreError> {
        let errors = self.errors().clone();
        self.look(|transaction, register, look_up| {
            read::history(transaction, look_up, patient, each, register, &errors)
        })
    }

    fn patients(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM shohosen_patient WHERE id > $1 ORDER BY id LIMIT $2";
        self.look(|transaction, _, _| {
            let rows = transaction.query(sql, &[&after, &i64::from(limit)])?;
            Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
        })
    }

    fn delete(&mut self, patient: &str, access: &Access) -> Result<Deletion, StoreError> {
        self.write(|transaction, _| {
            // First the patient, as an import does, so that the two wait for each other in order.
            transaction
                .execute("SELECT 1 FROM shohosen_patient WHERE id = $1 FOR UPDATE", &[&patient])?;
            let row = transaction.query_one(
                "SELECT count(*), coalesce(sum(event_count), 0)::bigint FROM shohosen_document
                 WHERE patient = (SELECT number FROM shohosen_patient WHERE id = $1)",
                &[&patient],
            )?;
            let (documents, events) = (count(row.try_get(0)?), count(row.try_get(1)?));
            let gone =
                transaction.execute("DELETE FROM shohosen_patient WHERE id = $1", &[&patient])?;
            let action = Action::Delete;
            let entry = NewEntry { access, action, patient: Some(patient), documents, events };
            import::append(transaction, &[entry])?;
            if gone > 0 {
                import::change_register(transaction, |registering| registering.remove(patient))?;
            }
            Ok(Deletion { documents, events, erased: false })
        })
    }

    fn statistics(&mut self) -> Result<Statistics, StoreError> {
        let errors = self.errors().clone();
        self.look(|transaction, _, _| Ok(read::statistics(transaction, &errors)?))
    }

    fn verify(&mut self, each: EachDamage<'_>) -> Result<Statistics, StoreError> {
        let errors = self.errors().clone();
        self.look(|transaction, _, _| read::verify(transaction, each, &errors))
    }

    fn record(&mut self, entry: &NewEntry<'_>) -> Result<(), StoreError> {
        self.write(|transaction, _| Ok(import::append(transaction, std::slice::from_ref(entry))?))
    }

    fn log(&mut self, query: &LogQuery) -> Result<Vec<LogEntry>, StoreError> {
        let errors = self.errors().clone();
        self.look(|transaction, _, _| Ok(read::log(transaction, query, &errors)?))
    }
}

/// A count of the database, which is never negative.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
