//! What every back-end must do, over SQLite files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[macro_use]
mod behaviour;
mod common;

use behaviour::Place;
use shohosen_store::{Store, StoreOptions};
use std::path::PathBuf;

struct File(PathBuf);

impl Place for File {
    fn open(&self) -> Store {
        Store::open(&self.0, &StoreOptions::default()).unwrap()
    }
}

fn place(name: &str) -> Option<File> {
    Some(File(common::folder(name).join("history.db")))
}

every_behaviour!(place);
