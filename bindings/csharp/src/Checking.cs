// Records, masters, histories, checks, the store, ORCA.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Shohosen
{
    /// <summary>Records in another format, and what was lost or changed.</summary>
    public sealed class Converted
    {
        /// <summary>The file.</summary>
        public byte[] File { get; }
        /// <summary>What was lost or changed.</summary>
        public IReadOnlyList<Finding> Findings { get; }

        internal Converted(IntPtr converted)
        {
            File = Text.Octets((out UIntPtr length) => Native.shohosen_converted_file(converted, out length));
            Findings = Finding.All(Native.shohosen_converted_findings(converted));
        }
    }

    /// <summary>The records of a file: SJ1, CJ1, JAHIS or JAHISTC.</summary>
    public sealed class Records : ShohosenObject
    {
        /// <param name="jahisInUtf8">A JAHIS file is UTF-8 and not Shift_JIS.</param>
        /// <param name="encoding">How the file is encoded, where that is not as its format says.</param>
        public Records(byte[] file, bool jahisInUtf8 = false, TextEncoding encoding = TextEncoding.Standard)
            : base(Native.shohosen_records_free, (out IntPtr made, out IntPtr error) => Native.shohosen_records_read(
                file, Text.Size(file), new ShohosenReadOptions { jahis_in_utf8 = jahisInUtf8 ? 1 : 0, encoding = (int)encoding }, out made, out error))
        {
        }

        private Records(Maker make) : base(Native.shohosen_records_free, make)
        {
        }

        /// <summary>The parts of one notebook (JAHISTC), in any order, as one.</summary>
        public static Records Merge(IReadOnlyList<byte[]> parts, TextEncoding encoding = TextEncoding.Standard)
        {
            using (var pinned = new Pinned())
            {
                var all = new ShohosenDocument[parts.Count];
                for (var index = 0; index < all.Length; index++)
                {
                    all[index].data = pinned.Add(parts[index]);
                    all[index].length = Text.Size(parts[index]);
                }
                return new Records((out IntPtr made, out IntPtr error) => Native.shohosen_records_merge(
                    all, (UIntPtr)(uint)all.Length, new ShohosenReadOptions { encoding = (int)encoding }, out made, out error));
            }
        }

        /// <summary>The format, such as "SJ1" or "JAHIS10".</summary>
        public string Format => With(records => Text.Of((out UIntPtr length) => Native.shohosen_records_format(records, out length)));

        /// <summary>Checks them by the rules of their format.</summary>
        /// <param name="today">The day as YYYYMMDD; 0: dates are not compared with it.</param>
        /// <param name="usages">A master with the usage master; null: usage codes are not looked up.</param>
        public IReadOnlyList<Finding> Lint(uint today = 0, bool strict = false, bool beforeIssue = false, Master usages = null) =>
            With(records => With(usages, master => Finding.Taken((out IntPtr findings, out IntPtr error) => Native.shohosen_records_lint(
                records, new ShohosenLintOptions { strict = strict ? 1 : 0, before_issue = beforeIssue ? 1 : 0, today = today, usages = master }, out findings, out error))));

        /// <summary>The same records in another format.</summary>
        public Converted Convert(Target target)
        {
            IntPtr converted = IntPtr.Zero, error = IntPtr.Zero;
            var status = With(records => Native.shohosen_records_convert(records, (int)target, out converted, out error));
            ShohosenException.Check(status, error);
            try
            {
                return new Converted(converted);
            }
            finally
            {
                Native.shohosen_converted_free(converted);
            }
        }
    }

    /// <summary>A drug of the master. Everything is copied.</summary>
    public sealed class Drug
    {
        /// <summary>Its name.</summary>
        public string Name { get; }
        /// <summary>The unit of the price list.</summary>
        public string Unit { get; }
        /// <summary>レセ電コード; null without one, as the other codes.</summary>
        public string ReceiptCode { get; }
        /// <summary>YJコード.</summary>
        public string YjCode { get; }
        /// <summary>薬価基準収載医薬品コード.</summary>
        public string PriceListCode { get; }
        /// <summary>Its ingredients, as far as they are known.</summary>
        public IReadOnlyList<string> Ingredients { get; }
        /// <summary>Whether these are all.</summary>
        public bool IngredientsComplete { get; }

        internal Drug(IntPtr drug)
        {
            Name = Text.Of((out UIntPtr length) => Native.shohosen_drug_name(drug, out length));
            Unit = Text.Of((out UIntPtr length) => Native.shohosen_drug_unit(drug, out length));
            ReceiptCode = Text.Of((out UIntPtr length) => Native.shohosen_drug_receipt_code(drug, out length));
            YjCode = Text.Of((out UIntPtr length) => Native.shohosen_drug_yj_code(drug, out length));
            PriceListCode = Text.Of((out UIntPtr length) => Native.shohosen_drug_price_list_code(drug, out length));
            var indices = Enumerable.Range(0, checked((int)Native.shohosen_drug_ingredient_count(drug))).Select(number => (UIntPtr)(uint)number);
            Ingredients = indices.Select(index => Text.Of((out UIntPtr length) => Native.shohosen_drug_ingredient(drug, index, out length))).ToList();
            IngredientsComplete = Native.shohosen_drug_ingredients_complete(drug) != 0;
        }
    }

    /// <summary>The drugs of the official masters, and the check master, disease master and usage master read with them. Shared between threads.</summary>
    public sealed class Master : ShohosenObject
    {
        /// <param name="masters">Masters, or one file that <see cref="Cache"/> made.</param>
        /// <param name="ingredients">Tables of ingredients; null: none.</param>
        public Master(IReadOnlyList<NamedFile> masters, IReadOnlyList<NamedFile> ingredients = null)
            : base(Native.shohosen_master_free, (out IntPtr made, out IntPtr error) => Make(masters, ingredients, out made, out error))
        {
        }

        private static int Make(IReadOnlyList<NamedFile> masters, IReadOnlyList<NamedFile> ingredients, out IntPtr made, out IntPtr error)
        {
            using (var pinned = new Pinned())
            {
                ShohosenFile[] first = NamedFile.All(masters, pinned), second = NamedFile.All(ingredients, pinned);
                return Native.shohosen_master_new(first, (UIntPtr)(uint)first.Length, second, (UIntPtr)(uint)second.Length, out made, out error);
            }
        }

        /// <summary>How many drugs it has.</summary>
        public int Count => With(master => checked((int)Native.shohosen_master_count(master)));

        /// <summary>Everything in one file, which loads in milliseconds.</summary>
        public byte[] Cache() => With(master => Made((out IntPtr octets, out IntPtr error) => Native.shohosen_master_cache(master, out octets, out error)));

        /// <summary>The drug with a code (レセ電, 薬価基準, YJ, HOT, GTIN). By name: <see cref="FindDrug"/>.</summary>
        /// <exception cref="ShohosenException">It is no code, or none of the master.</exception>
        public Drug Drug(string code)
        {
            var octets = Text.Utf8(code);
            IntPtr drug = IntPtr.Zero, error = IntPtr.Zero;
            var status = With(master => Native.shohosen_master_drug(master, octets, Text.Size(octets), out drug, out error));
            ShohosenException.Check(status, error);
            try
            {
                return new Drug(drug);
            }
            finally
            {
                Native.shohosen_drug_free(drug);
            }
        }

        /// <summary>What it has of each table, with editions: JSON.</summary>
        public string Statistics() => With(master => MadeText((out IntPtr octets, out IntPtr error) => Native.shohosen_master_statistics(master, out octets, out error)));

        /// <summary>Drugs by code or words, as the command `drug` finds them: a JSON array.</summary>
        public string FindDrug(string query, int limit = 20)
        {
            var words = Text.Utf8(query);
            return With(master => MadeText((out IntPtr octets, out IntPtr error) =>
                Native.shohosen_master_drug_json(master, words, Text.Size(words), checked((uint)limit), out octets, out error)));
        }
    }

    /// <summary>How documents are read into a history.</summary>
    public sealed class HistoryOptions
    {
        /// <summary>Verifies signed documents; null: they are not taken, unless <see cref="AcceptUnverified"/>.</summary>
        public Verifier Verifier { get; set; }
        /// <summary>The time at which they are verified.</summary>
        public DateTimeOffset At { get; set; }
        /// <summary>Signed documents are taken although they do not verify.</summary>
        public bool AcceptUnverified { get; set; }
        /// <summary>Where the drugs were given.</summary>
        public CareSetting? CareSetting { get; set; }
        /// <summary>JAHIS files are UTF-8.</summary>
        public bool JahisInUtf8 { get; set; }
        /// <summary>How documents are encoded, where that is not as their format says.</summary>
        public TextEncoding Encoding { get; set; }
        /// <summary>A store imports a document although parts of it cannot be taken over.</summary>
        public bool Partial { get; set; }
        /// <summary>A store takes a state again that was corrected since.</summary>
        public bool Reinstate { get; set; }
        /// <summary>A store takes a document although name, sex or birth date differ from the patient's.</summary>
        public bool AcceptOtherIdentity { get; set; }

        internal static T With<T>(HistoryOptions options, Func<ShohosenHistoryOptions, T> call) => options == null
            ? call(null)
            : ShohosenObject.With(options.Verifier, verifier => call(new ShohosenHistoryOptions
            {
                verifier = verifier,
                at = options.At.ToUnixTimeSeconds(),
                accept_unverified = options.AcceptUnverified ? 1 : 0,
                care_setting = (int)(options.CareSetting ?? 0),
                jahis_in_utf8 = options.JahisInUtf8 ? 1 : 0,
                encoding = (int)options.Encoding,
                partial = options.Partial ? 1 : 0,
                reinstate = options.Reinstate ? 1 : 0,
                accept_other_identity = options.AcceptOtherIdentity ? 1 : 0,
            }));
    }

    /// <summary>What one patient takes, from any number of documents.</summary>
    public sealed class History : ShohosenObject
    {
        /// <summary>An empty history.</summary>
        public History() : base(Native.shohosen_history_free, Native.shohosen_history_new)
        {
        }

        /// <summary>Adds a document: records, FHIR, CSV, JSON, a signed document.</summary>
        public History Add(NamedFile file, HistoryOptions options = null)
        {
            var name = Text.Utf8(file.Name);
            var failure = IntPtr.Zero;
            var status = With(history => HistoryOptions.With(options, native => Native.shohosen_history_add(
                history, name, Text.Size(name), file.Data, Text.Size(file.Data), native, out failure)));
            ShohosenException.Check(status, failure);
            return this;
        }

        /// <summary>Adds facts of the patient: allergies, diseases (JSON, CSV, FHIR).</summary>
        public History AddFacts(NamedFile file)
        {
            var name = Text.Utf8(file.Name);
            var failure = IntPtr.Zero;
            var status = With(history => Native.shohosen_history_add_facts(history, name, Text.Size(name), file.Data, Text.Size(file.Data), out failure));
            ShohosenException.Check(status, failure);
            return this;
        }

        /// <summary>Adds an answer of ORCA.</summary>
        public History AddOrca(NamedFile answer, CareSetting? careSetting = null)
        {
            var name = Text.Utf8(answer.Name);
            var failure = IntPtr.Zero;
            var status = With(history => Native.shohosen_history_add_orca(history, name, Text.Size(name), answer.Data, Text.Size(answer.Data), (int)(careSetting ?? 0), out failure));
            ShohosenException.Check(status, failure);
            return this;
        }

        /// <summary>How many records of medication it has.</summary>
        public int Count => With(history => checked((int)Native.shohosen_history_count(history)));
        /// <summary>The history as JSON.</summary>
        public string Json => With(history => MadeText((out IntPtr octets, out IntPtr error) => Native.shohosen_history_json(history, out octets, out error)));
        /// <summary>How many parts of the documents could not be taken over.</summary>
        public int NotCheckedCount => With(history => checked((int)Native.shohosen_history_not_checked_count(history)));
        /// <summary>Which, as a JSON array.</summary>
        public string NotCheckedJson => With(history => MadeText((out IntPtr octets, out IntPtr error) => Native.shohosen_history_not_checked_json(history, out octets, out error)));
    }

    /// <summary>The prescription that is to be checked.</summary>
    public sealed class Prescription : ShohosenObject
    {
        /// <summary>From records (SJ1, JAHIS), FHIR, JSON or a signed document.</summary>
        public Prescription(byte[] document, HistoryOptions options = null)
            : base(Native.shohosen_prescription_free, (out IntPtr made, out IntPtr error) =>
            {
                IntPtr prescription = IntPtr.Zero, failure = IntPtr.Zero;
                var status = HistoryOptions.With(options, native => Native.shohosen_prescription_read(document, Text.Size(document), native, out prescription, out failure));
                made = prescription;
                error = failure;
                return status;
            })
        {
        }

        /// <summary>How many drugs it has.</summary>
        public int Count => With(prescription => checked((int)Native.shohosen_prescription_count(prescription)));
    }

    /// <summary>A part of a check that was not done, and why.</summary>
    public sealed class NotChecked
    {
        /// <summary>What was not checked.</summary>
        public string Item { get; internal set; }
        /// <summary>Its code, where it has one.</summary>
        public string Code { get; internal set; }
        /// <summary>Why, in Japanese.</summary>
        public string Reason { get; internal set; }
        /// <summary>Why, in English.</summary>
        public string ReasonEnglish { get; internal set; }
    }

    /// <summary>What a check came to.</summary>
    public sealed class Outcome : ShohosenObject
    {
        internal Outcome(Maker make) : base(Native.shohosen_outcome_free, make)
        {
        }

        /// <summary>Nothing was found, something was, or not everything could be checked.</summary>
        public CheckStatus Status => With(outcome => (CheckStatus)Native.shohosen_outcome_status(outcome));
        /// <summary>What was found.</summary>
        public IReadOnlyList<Finding> Findings => With(outcome => Finding.All(Native.shohosen_outcome_findings(outcome)));
        /// <summary>Those of them that decide.</summary>
        public IReadOnlyList<Finding> Decisive => With(outcome => Finding.All(Native.shohosen_outcome_decisive(outcome)));
        /// <summary>What was not checked. A check that says nothing was found is complete only if this is empty.</summary>
        public IReadOnlyList<NotChecked> NotChecked => With(outcome => (IReadOnlyList<NotChecked>)Enumerable
            .Range(0, checked((int)Native.shohosen_outcome_not_checked_count(outcome)))
            .Select(number => (UIntPtr)(uint)number)
            .Select(index => new NotChecked
            {
                Item = Text.Of((out UIntPtr length) => Native.shohosen_outcome_not_checked_item(outcome, index, out length)),
                Code = Text.Of((out UIntPtr length) => Native.shohosen_outcome_not_checked_code(outcome, index, out length)),
                Reason = Text.Of((out UIntPtr length) => Native.shohosen_outcome_not_checked_reason(outcome, index, Native.Japanese, out length)),
                ReasonEnglish = Text.Of((out UIntPtr length) => Native.shohosen_outcome_not_checked_reason(outcome, index, Native.English, out length)),
            }).ToList());
        /// <summary>As JSON, as the command `check` prints it.</summary>
        public string Json => With(outcome => Text.Of((out UIntPtr length) => Native.shohosen_outcome_json(outcome, out length)));

        /// <summary>The page for a doctor: HTML in one file, without scripts.</summary>
        public byte[] Page(Prescription prescription, History history, string settings, Language language = Language.Japanese)
        {
            var json = Text.Utf8(settings);
            return With(outcome => prescription.With(first => With(history, second => Made((out IntPtr octets, out IntPtr error) =>
                Native.shohosen_outcome_page(outcome, first, second, json, Text.Size(json), (int)language, out octets, out error)))));
        }
    }

    /// <summary>Checks prescriptions: duplicates, contraindicated pairs, prescribing rules and more. Shared between threads.</summary>
    public sealed class Checker : ShohosenObject
    {
        /// <param name="master">The drugs.</param>
        /// <param name="pairs">Tables of contraindicated pairs; null: contraindications come out as not checked.</param>
        /// <param name="rules">Prescribing rules in JSON in place of the built-in ones; null: those.</param>
        /// <param name="classes">The table of classes; null: none.</param>
        public Checker(Master master, IReadOnlyList<NamedFile> pairs = null, string rules = null, NamedFile classes = null)
            : base(Native.shohosen_checker_free, (out IntPtr made, out IntPtr error) => Make(master, pairs, rules, classes, out made, out error))
        {
        }

        private static int Make(Master master, IReadOnlyList<NamedFile> pairs, string rules, NamedFile classes, out IntPtr made, out IntPtr error)
        {
            IntPtr checker = IntPtr.Zero, failure = IntPtr.Zero;
            using (var pinned = new Pinned())
            {
                var own = NamedFile.All(pairs, pinned);
                var table = NamedFile.All(classes == null ? null : new[] { classes }, pinned);
                var text = Text.Utf8(rules);
                var options = new ShohosenCheckerOptions
                {
                    pairs = pinned.Add(own), pairs_count = (UIntPtr)(uint)own.Length,
                    rules = pinned.Add(text), rules_length = Text.Size(text),
                    classes = pinned.Add(table), classes_count = (UIntPtr)(uint)table.Length,
                };
                var status = master.With(drugs => Native.shohosen_checker_new(drugs, options, out checker, out failure));
                made = checker;
                error = failure;
                return status;
            }
        }

        /// <summary>Checks a prescription against a history (null: against itself alone).</summary>
        /// <param name="settings">JSON with at least the day and the patient's consent: {"check_day": "2026-11-22", "consent": "given"}.</param>
        public Outcome Check(Prescription prescription, History history, string settings)
        {
            var json = Text.Utf8(settings);
            return With(checker => prescription.With(first => With(history, second => new Outcome((out IntPtr made, out IntPtr error) =>
                Native.shohosen_checker_check(checker, first, second, json, Text.Size(json), out made, out error)))));
        }
    }

    /// <summary>Who does something, when and why: written into the access log.</summary>
    public sealed class Access
    {
        /// <summary>Who.</summary>
        public string Actor { get; set; }
        /// <summary>Why.</summary>
        public string Purpose { get; set; }
        /// <summary>When.</summary>
        public DateTimeOffset At { get; set; }

        internal static T With<T>(Access access, Func<ShohosenAccess, T> call)
        {
            using (var pinned = new Pinned())
            {
                byte[] actor = Text.Utf8(access.Actor), purpose = Text.Utf8(access.Purpose);
                return call(new ShohosenAccess
                {
                    actor = pinned.Add(actor), actor_length = Text.Size(actor),
                    purpose = pinned.Add(purpose), purpose_length = Text.Size(purpose),
                    at = access.At.ToUnixTimeSeconds(),
                });
            }
        }
    }

    /// <summary>The shared medication history in a file, or on a server where the library was built for it.</summary>
    public sealed class Store : ShohosenObject
    {
        /// <param name="path">The file, made where there is none; or postgresql://USER@HOST/DATABASE.</param>
        /// <param name="mustExist">It is not made.</param>
        /// <param name="busyTimeout">How long another writer is waited for; null: the default.</param>
        /// <param name="maxBytes">How large it may grow; 0: without bound.</param>
        public Store(string path, bool mustExist = false, TimeSpan? busyTimeout = null, ulong maxBytes = 0)
            : base(Native.shohosen_store_free, (out IntPtr made, out IntPtr error) =>
            {
                var place = Text.Utf8(path);
                var options = new ShohosenStoreOptions
                {
                    must_exist = mustExist ? 1 : 0,
                    busy_timeout_ms = checked((uint)(busyTimeout ?? TimeSpan.Zero).TotalMilliseconds),
                    max_bytes = maxBytes,
                };
                return Native.shohosen_store_open(place, Text.Size(place), options, out made, out error);
            })
        {
        }

        /// <summary>Imports a document of a patient. `documentId` null: its digest.</summary>
        public ImportResult Import(string patient, byte[] document, Access access, string documentId = null, HistoryOptions options = null)
        {
            byte[] who = Text.Utf8(patient), id = Text.Utf8(documentId);
            int result = 0;
            var failure = IntPtr.Zero;
            var status = With(store => HistoryOptions.With(options, reading => Access.With(access, by => Native.shohosen_store_import(
                store, who, Text.Size(who), id, Text.Size(id), document, Text.Size(document), reading, by, out result, out failure))));
            ShohosenException.Check(status, failure);
            return (ImportResult)result;
        }

        /// <summary>Adds what a patient takes, from day to day (YYYYMMDD; 0: without a bound). False: the patient is not known here.</summary>
        public bool AddToHistory(string patient, History history, Access access, uint firstDay = 0, uint lastDay = 0)
        {
            var who = Text.Utf8(patient);
            int known = 0;
            var failure = IntPtr.Zero;
            var status = With(store => history.With(target => Access.With(access, by => Native.shohosen_store_add_to_history(
                store, who, Text.Size(who), firstDay, lastDay, by, target, out known, out failure))));
            ShohosenException.Check(status, failure);
            return known != 0;
        }

        /// <summary>Deletes everything of a patient: how many documents. `erased`: the bytes are overwritten by now.</summary>
        public ulong DeletePatient(string patient, Access access, out bool erased)
        {
            var who = Text.Utf8(patient);
            ulong count = 0;
            int overwritten = 0;
            var failure = IntPtr.Zero;
            var status = With(store => Access.With(access, by => Native.shohosen_store_delete_patient(
                store, who, Text.Size(who), by, out count, out overwritten, out failure)));
            ShohosenException.Check(status, failure);
            erased = overwritten != 0;
            return count;
        }

        /// <summary>Looks at everything in the store, as the command `history verify`: JSON.</summary>
        public string Verify() => With(store => MadeText((out IntPtr octets, out IntPtr error) => Native.shohosen_store_verify(store, out octets, out error)));

        /// <summary>What is in it: JSON.</summary>
        public string Statistics() => With(store => MadeText((out IntPtr octets, out IntPtr error) => Native.shohosen_store_statistics(store, out octets, out error)));

        /// <summary>The ids of the patients in it, those after one (null: from the first), at most so many: a JSON array.</summary>
        public string Patients(string after = null, uint limit = 1000)
        {
            var last = Text.Utf8(after);
            return With(store => MadeText((out IntPtr octets, out IntPtr error) =>
                Native.shohosen_store_patients(store, last, Text.Size(last), limit, out octets, out error)));
        }

        /// <summary>The access log of a patient (null: of all), from the entry after a number on, at most so many: a JSON array.</summary>
        public string AccessLog(string patient = null, ulong after = 0, uint limit = 1000)
        {
            var who = Text.Utf8(patient);
            return With(store => MadeText((out IntPtr octets, out IntPtr error) =>
                Native.shohosen_store_access_log(store, who, Text.Size(who), after, limit, out octets, out error)));
        }
    }

    /// <summary>ORCA (日医標準レセプトソフト).</summary>
    public static class Orca
    {
        /// <summary>Asks ORCA: `request` is JSON as in the header (shohosen_orca_fetch). The caller wipes the password.</summary>
        public static string Fetch(string url, string request, string user = null, byte[] password = null, string prefix = null, TimeSpan? timeout = null)
        {
            byte[] address = Text.Utf8(url), path = Text.Utf8(prefix), name = Text.Utf8(user), what = Text.Utf8(request);
            var milliseconds = checked((uint)(timeout ?? TimeSpan.Zero).TotalMilliseconds);
            return ShohosenObject.MadeText((out IntPtr octets, out IntPtr error) => Native.shohosen_orca_fetch(
                address, Text.Size(address), path, Text.Size(path), name, Text.Size(name), password, Text.Size(password), milliseconds, what, Text.Size(what), out octets, out error));
        }

        /// <summary>The records of a prescription (SJ1) from what ORCA said.</summary>
        public static byte[] Records(IReadOnlyList<NamedFile> answers, string options, Master master = null)
        {
            using (var pinned = new Pinned())
            {
                var files = NamedFile.All(answers, pinned);
                var json = Text.Utf8(options);
                return ShohosenObject.With(master, drugs => ShohosenObject.Made((out IntPtr octets, out IntPtr error) => Native.shohosen_orca_records(
                    files, (UIntPtr)(uint)files.Length, json, Text.Size(json), drugs, out octets, out error)));
            }
        }
    }
}
