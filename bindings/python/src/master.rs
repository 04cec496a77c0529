//! `shohosen.DrugMaster` and `shohosen.Drug`.

use crate::argument::{Count, Day, Text, count, optional};
use crate::checker::{refused, sources};
use crate::day::date;
use crate::error::Problem;
use crate::finding::{json, loads};
use crate::heavy::heavy;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use shohosen::check::{Checker, CheckerBuilder};
use shohosen::medication::{self, CodeSystem, Date, DrugCode};
use std::sync::Arc;

/// The drugs of Japan as the official masters have them, joined: codes, names, units, ingredients; and
/// the check master, the disease master and the usage master that were read with them.
///
/// ``files`` come as they are published (CSV, xlsx, zip, in any order), or are one cached master
/// (``to_bytes``), which loads in a fraction of the time. ``ingredients`` are tables of components
/// that go before the built-in one. A file may have 256 MiB.
#[pyclass(frozen, module = "shohosen")]
pub struct DrugMaster(pub Arc<Checker>);

/// Whether there is nothing that a cached form could hold.
pub fn is_empty(masters: &Checker) -> bool {
    let tables = masters.tables();
    masters.master().is_empty()
        && tables.checks().is_empty()
        && tables.diseases().is_none()
        && tables.usages().is_none()
}

#[pymethods]
impl DrugMaster {
    #[new]
    #[pyo3(signature = (files, *, ingredients = None))]
    fn new(
        py: Python<'_>,
        files: &Bound<'_, PyAny>,
        ingredients: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let files = sources("files", Some(files))?;
        let ingredients = sources("ingredients", ingredients)?;
        let checker = heavy(py, || {
            let mut builder = CheckerBuilder::new();
            for (name, source) in ingredients {
                builder.ingredients_file(&name, &source.octets()?).map_err(refused)?;
            }
            for (name, source) in files {
                builder.master_file(&name, &source.table()?).map_err(refused)?;
            }
            builder.build().map_err(refused)
        })?;
        Ok(Self(Arc::new(checker)))
    }

    /// The drug of a code: ``system`` is ``"receipt"``, ``"price_list"``, ``"yj"``, ``"hot"``,
    /// ``"generic"`` or ``"gtin"``; without it the code is recognised by its form.
    #[pyo3(signature = (code, *, system = None))]
    fn drug(&self, code: Text, system: Option<Text>) -> PyResult<Option<Drug>> {
        let code = code.named("code")?;
        let parsed = match optional("system", system)? {
            None => DrugCode::recognise(&code),
            Some(word) => {
                let system = CodeSystem::from_word(&word);
                DrugCode::parse(system.ok_or_else(|| Problem::value("system", word))?, &code)
            }
        };
        let code = parsed.map_err(|error| Problem::value("code", error))?;
        Ok(self.0.master().drug(code).map(|drug| Drug::new(&drug)))
    }

    /// Drugs whose name contains the text, widths and spaces aside.
    #[pyo3(signature = (name, *, limit = count(20)))]
    fn search<'py>(
        &self,
        py: Python<'py>,
        name: Text,
        limit: Count,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let (name, limit) = (name.named("name")?, limit.named("limit")?);
        let found = heavy(py, || {
            let found = self.0.master().search(&name, limit.get());
            Ok(found.iter().map(Drug::new).collect::<Vec<_>>())
        })?;
        PyTuple::new(py, found)
    }

    /// The official name of a usage code (用法コード, 16 characters) on a day, as far as it may be used
    /// then by the usage master (電子処方箋用法マスタ, xlsx) among the files.
    fn usage_name(&self, code: Text, on: Day) -> PyResult<Option<String>> {
        let (code, on) = (code.named("code")?, on.named("on")?);
        let master = self.0.tables().usages();
        Ok(master.and_then(|master| master.name(&code, on)).map(str::to_owned))
    }

    /// The files that it was made of.
    #[getter]
    fn editions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.master().editions().iter().map(ToString::to_string))
    }

    /// How many drugs there are, with which codes and ingredients.
    fn statistics<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &json(&self.0.master().statistics()))
    }

    /// The cached form, to be written into a file and read again as the only file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let octets = heavy(py, || Ok(self.0.to_cache()))?;
        Ok(PyBytes::new(py, &octets))
    }

    fn __len__(&self) -> usize {
        self.0.master().len()
    }

    /// For ``pickle`` and ``copy``: the cached form; nothing of none.
    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<(Vec<Bound<'py, PyBytes>>,)> {
        let cached = if is_empty(&self.0) { Vec::new() } else { vec![self.to_bytes(py)?] };
        Ok((cached,))
    }

    fn __repr__(&self) -> String {
        format!("<DrugMaster {} drugs>", self.0.master().len())
    }
}

/// A drug of a master.
#[pyclass(frozen, module = "shohosen")]
pub struct Drug {
    /// Its name.
    #[pyo3(get)]
    name: String,
    /// The unit of its amounts.
    #[pyo3(get)]
    unit: String,
    /// レセプト電算処理システム用コード.
    #[pyo3(get)]
    receipt_code: Option<String>,
    /// YJコード.
    #[pyo3(get)]
    yj_code: Option<String>,
    /// 薬価基準収載医薬品コード.
    #[pyo3(get)]
    price_list_code: Option<String>,
    /// 一般名コード.
    #[pyo3(get)]
    generic_code: Option<String>,
    /// 一般名処方の標準的な記載.
    #[pyo3(get)]
    generic_name: String,
    /// Its ingredients by name; ``None`` where none is known, which is not the same as none at all.
    #[pyo3(get)]
    ingredients: Option<Vec<String>>,
    /// 麻薬, 毒薬, 覚醒剤原料, 向精神薬; empty for none.
    #[pyo3(get)]
    controlled_class: &'static str,
    retired_on: Option<Date>,
}

impl Drug {
    fn new(drug: &medication::Drug<'_>) -> Self {
        Self {
            name: drug.name().to_owned(),
            unit: drug.unit().to_owned(),
            receipt_code: drug.receipt_code().map(|code| code.to_string()),
            yj_code: drug.yj_code().map(|code| code.to_string()),
            price_list_code: drug.price_list_code().map(|code| code.to_string()),
            generic_code: drug.generic_code().map(|code| code.to_string()),
            generic_name: drug.generic_name().to_owned(),
            ingredients: Some(drug.ingredients().into_iter().map(str::to_owned).collect())
                .filter(|ingredients: &Vec<String>| !ingredients.is_empty()),
            controlled_class: drug.controlled_class().as_ja(),
            retired_on: drug.retired_on(),
        }
    }
}

#[pymethods]
impl Drug {
    /// The day from which it may no longer be prescribed (経過措置), if there is one.
    #[getter]
    fn retired_on<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.retired_on.map(|day| date(py, day)).transpose()
    }

    fn __repr__(&self) -> String {
        format!("<Drug {}>", self.name)
    }
}
