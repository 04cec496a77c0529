//! The store: import of documents as they come (by day, patients at random), and look-up and check of
//! one patient. The reference is one row an event, its fields in columns, with the same settings.
//!
//! `SHOHOSEN_BENCH_EVENTS` says how many events (default 500,000; ten million take some minutes, the
//! reference among them several times as long as the import), `SHOHOSEN_BENCH_REFERENCE=0` leaves
//! the reference out.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use rusqlite::{Connection, params};
use shohosen_benches::made_up_master;
use shohosen_medication::*;
use shohosen_report::Time;
use shohosen_store::{Access, ImportOptions, SourceDocument, Store, StoreOptions};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Events of one patient, about: a drug a week for two years.
const EVENTS_OF_A_PATIENT: u64 = 100;
/// The days on which they fall: 2024-01-01 and three years on.
const DAYS: (i32, i32) = (19_723, 1_095);
/// How many patients are looked up.
const LOOK_UPS: u64 = 5_000;

fn main() {
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
    };
    let events = number("SHOHOSEN_BENCH_EVENTS", 500_000);
    let world = World::new(events);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-store");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    println!("{events} events, {} patients, {} drugs", world.patients, world.drugs.len());

    let started = Instant::now();
    let made: usize = world.documents().map(|document| document.events.len()).sum();
    let making = started.elapsed().as_secs_f64();

    let path = folder.join("history.db");
    let started = Instant::now();
    let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
    let options = ImportOptions::default();
    let counts = store.import(world.documents(), &access(), &options, |_| ()).unwrap();
    let importing = started.elapsed().as_secs_f64() - making;
    assert_eq!(counts.events, made as u64);
    let statistics = store.statistics().unwrap();
    report("import", made, importing, statistics.bytes, None);
    let started = Instant::now();
    let again = store.import(world.documents(), &access(), &options, |_| ()).unwrap();
    assert_eq!(again.unchanged, counts.added);
    report("the same again", made, started.elapsed().as_secs_f64() - making, 0, Some(importing));

    look_ups("look-up and check", &world, &path);
    std::thread::scope(|scope| {
        // Something else comes in meanwhile.
        let more = scope.spawn(|| {
            let mut store = Store::open(&path, &StoreOptions::default()).unwrap();
            let more = (0..50_000).map(|n| world.document(events * 2 + n));
            store.import(more, &access(), &ImportOptions::default(), |_| ()).unwrap();
        });
        while !more.is_finished() {
            look_ups("… while another imports", &world, &path);
        }
    });
    drop(store);

    if number("SHOHOSEN_BENCH_REFERENCE", 1) == 1 {
        let path = folder.join("rows.db");
        let started = Instant::now();
        rows(&world, &path);
        let seconds = started.elapsed().as_secs_f64() - making;
        let bytes = std::fs::metadata(&path).unwrap().len();
        report("reference: a row an event", made, seconds, bytes, Some(importing));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

fn report(what: &str, events: usize, seconds: f64, bytes: u64, reference: Option<f64>) {
    let rate = events as f64 / seconds;
    print!("  {what:<28} {rate:>10.0} events/s");
    if bytes > 0 {
        print!("  {:>6.1} bytes an event", bytes as f64 / events as f64);
    }
    match reference {
        Some(reference) => println!("  {:>6.2} × the time of the import", seconds / reference),
        None => println!(),
    }
}

/// Looks patients up at random and checks a prescription of ten drugs against each.
fn look_ups(what: &str, world: &World, path: &Path) {
    let mut store = Store::open(path, &StoreOptions::default()).unwrap();
    let checker = MedicationChecker::new(&world.master);
    let today = Date::from_days(DAYS.0 + DAYS.1).unwrap();
    let options = CheckOptions::new(today, Consent::Given);
    let (mut times, mut read) = (Vec::new(), 0);
    for number in 0..LOOK_UPS {
        let patient = world.patient(mix(number + 1) % world.patients);
        let prescription = world.prescription(number);
        let started = Instant::now();
        let events = store.events(&patient, ..).unwrap().unwrap_or_default();
        let report = checker.check(&prescription, &events, &options).unwrap();
        times.push(started.elapsed().as_secs_f64() * 1e3);
        read += events.len();
        drop(report);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let (p50, p99, worst) = (at(0.5), at(0.99), at(1.0));
    let each = read as f64 / times.len() as f64;
    println!(
        "  {what:<28} p50 {p50:.3} ms  p99 {p99:.3} ms  worst {worst:.3} ms  ({each:.0} events)"
    );
}

/// The reference.
fn rows(world: &World, path: &Path) {
    let mut connection = Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA cache_size = -65536;
             PRAGMA wal_autocheckpoint = 8192; PRAGMA secure_delete = on;
             CREATE TABLE event (patient TEXT, document TEXT, number INTEGER, kind INTEGER,
                 source INTEGER, system INTEGER, code TEXT, name TEXT, unit TEXT,
                 category INTEGER, prescription TEXT, prescribed_on INTEGER,
                 dispensed_on INTEGER, days INTEGER, institution_code TEXT,
                 institution_name TEXT, pharmacy_code TEXT, pharmacy_name TEXT,
                 PRIMARY KEY (patient, document, number)) WITHOUT ROWID;",
        )
        .unwrap();
    let mut documents = world.documents().peekable();
    while documents.peek().is_some() {
        let transaction = connection.transaction().unwrap();
        let mut insert = transaction
            .prepare_cached(
                "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
                 ON CONFLICT DO NOTHING",
            )
            .unwrap();
        for document in documents.by_ref().take(12_500) {
            for (number, event) in document.events.iter().enumerate() {
                let code = event.drug.codes.first().map(ToString::to_string);
                insert
                    .execute(params![
                        document.patient,
                        document.id,
                        number,
                        event.kind as u8,
                        event.source as u8,
                        2,
                        code,
                        event.drug.name,
                        event.drug.unit,
                        event.category as u8,
                        event.prescription_id,
                        event.prescribed_on.map(Date::days),
                        event.dispensed_on.map(Date::days),
                        event.days,
                        event.institution.code,
                        event.institution.name,
                        event.pharmacy.code,
                        event.pharmacy.name,
                    ])
                    .unwrap();
            }
        }
        drop(insert);
        transaction.commit().unwrap();
    }
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

fn access() -> Access {
    Access::new("bench", "measuring", Time::from_unix(1_795_305_600).unwrap())
}

/// What is imported, made as it is needed.
struct World {
    events: u64,
    patients: u64,
    master: DrugMaster,
    drugs: Vec<GivenDrug>,
}

impl World {
    fn new(events: u64) -> Self {
        let master = master();
        let drugs: Vec<_> = master
            .drugs()
            .filter_map(|drug| {
                Some((DrugCode::PriceList(drug.price_list_code()?), drug.name(), drug.unit()))
            })
            .step_by(7)
            .map(|(code, name, unit)| GivenDrug {
                unit: unit.to_owned(),
                ..GivenDrug::new(code, name)
            })
            .collect();
        Self { events, patients: (events / EVENTS_OF_A_PATIENT).max(1), master, drugs }
    }

    fn drug(&self, number: u64) -> GivenDrug {
        self.drugs[usize::try_from(number % self.drugs.len() as u64).unwrap()].clone()
    }

    fn patient(&self, number: u64) -> String {
        format!("{:016x}{:016x}", mix(number + 7), mix(number + 77_777_777))
    }

    /// Documents with one to seven events each, day after day.
    fn documents(&self) -> impl Iterator<Item = SourceDocument> {
        (0..self.events / 4).map(|number| self.document(number))
    }

    fn document(&self, number: u64) -> SourceDocument {
        let random = mix(number + 1);
        let day = (number * 4 * DAYS.1 as u64 / self.events) as i32 % DAYS.1;
        let institution = |kind: &str, number: u64| Institution {
            code: format!("131{number:07}"),
            name: format!("霞が関{number}{kind}"),
        };
        let mut event = MedicationEvent::new(EventKind::Dispensed, GivenDrug::default());
        event.source = HistorySource::Dispensing;
        event.category = DosageCategory::Oral;
        event.prescription_id = Some(format!("{random:08x}-1a2b-4c3d-8e4f-{:012x}", number));
        event.prescribed_on = Date::from_days(DAYS.0 + day);
        event.dispensed_on = event.prescribed_on;
        event.institution = institution("診療所", random >> 8 & 255);
        event.pharmacy = institution("薬局", random >> 16 & 255);
        let events = (0..number % 7 + 1)
            .map(|place| MedicationEvent {
                drug: self.drug(mix(random + place)),
                days: Some(7 + (random >> place & 31) as u16),
                ..event.clone()
            })
            .collect();
        let id = format!("{:016x}-{number:012x}", mix(random));
        SourceDocument::new(self.patient(random % self.patients), events).with_id(id)
    }

    fn prescription(&self, number: u64) -> Prescription {
        let items = (0..10).map(|place| PrescribedDrug {
            rp: place + 1,
            number: 1,
            drug: self.drug(mix(number * 10 + u64::from(place))),
            category: DosageCategory::Oral,
            days: Some(14),
            ..PrescribedDrug::default()
        });
        Prescription { items: items.collect(), ..Prescription::default() }
    }
}

/// The national master where it is at hand, else one made up.
fn master() -> DrugMaster {
    let mut builder = MasterBuilder::new();
    let folder = std::env::var_os("SHOHOSEN_VECTORS").map(PathBuf::from);
    match folder.map(|folder| folder.join("drug-masters")).filter(|folder| folder.is_dir()) {
        Some(folder) => {
            let name = "y_ALL20240321.zip";
            builder.add(name, &std::fs::read(folder.join(name)).unwrap()).unwrap();
        }
        None => builder.add("y_ALL20240321.csv", &made_up_master()).unwrap(),
    }
    builder.build().unwrap()
}

/// splitmix64: the same numbers in every run.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ z >> 31
}
