// A day of an EHR: signs, verifies, judges again, lints, converts, checks, stores; and what goes wrong is thrown.
//
//   Everything RECORDS STORE      in the folder of the project's own vectors

using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Shohosen;

internal static class Program
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2024, 6, 4, 0, 0, 0, TimeSpan.Zero);

    private static int Main(string[] arguments)
    {
        var records = File.ReadAllBytes(arguments[0]);
        Func<string, byte[]> read = name => File.ReadAllBytes(name);
        using (var trust = new TrustStore(nationalRoot: false))
        {
            trust.AddAnchor(read("pki/root.cer")).AddTsaAnchor(read("pki/tsa-root.cer")).AddIntermediates(read("pki/sign-ca.cer"))
                .AddCrl(read("pki/sign-ca.crl")).AddCrl(read("pki/sarl.crl"));
            Sign(trust, records, read);
            Verify(trust, read);
        }
        Fail(read);
        ReadRecords(records);
        Check(arguments[1]);
        Console.Write("all as it should be\n");
        return 0;
    }

    private static void Sign(TrustStore trust, byte[] records, Func<string, byte[]> read)
    {
        using (var key = Key.FromPemOrDer(read("keys/doctor.pk8"), read("pki/doctor.cer")))
        using (var signer = new Signer(trust))
        {
            var signed = signer.SignPrescription(key, records, At);
            Must(signed.Report.Verdict == Verdict.Valid, "signed and VALID: the lists are at hand");
            Must(signed.Report.Payload(Position.Prescription).SequenceEqual(records), "the records come back octet for octet");
            Must(signed.Report.Signatures[0].Signer.Roles.Contains("Medical Doctor"), "a physician signed");
            Must(key.Certificate.SequenceEqual(read("pki/doctor.cer")), "the certificate of the key");
            using (var prepared = signer.PreparePrescription(read("pki/doctor.cer"), records, At))
            using (var again = Prepared.FromJson(prepared.Json))
            {
                Must(again.Octets.SequenceEqual(prepared.Octets) && again.DigestInfo.Length == 51, "stored and read again");
                Throws("a value that is none", () => signer.Finish(again, new byte[256], At), Status.Refused);
            }
            var sent = signer.UnsignedPrescription(records, At);
            Throws("an answer without a signature", () => signer.Adopt(sent, sent, At), null);
        }
    }

    private static void Verify(TrustStore trust, Func<string, byte[]> read)
    {
        var document = read("verify/prescription-bes.xml");
        using (var verifier = new Verifier(trust, new VerifierOptions { Policy = "{}" }))
        {
            var report = verifier.Verify(document, At);
            Must(report.Verdict == Verdict.Valid && report.Indication == Indication.TotalPassed, "VALID");
            Must(report.Signatures[0].Certificate.SequenceEqual(read("pki/doctor.cer")), "the signer's certificate");
            Must(report.VerifiedAt == At && report.Signatures[0].Level == Level.BES, "as of the time, of level BES");
            var broken = (byte[])document.Clone();
            broken[broken.Length / 2] ^= 1;
            var many = verifier.VerifyMany(new[] { document, Encoding.UTF8.GetBytes("no document"), broken }, At, 2);
            Must(many[0].Report.Json == report.Json && many[0].Error == null, "the first of many");
            Must(many[1].Report == null && many[1].Error.Status == Status.Unreadable, "one that cannot be read ends no run");
            Must(many[2].Report == null || many[2].Report.Verdict != Verdict.Valid, "a flipped bit is never VALID");
            var all = verifier.VerifyManyAsync(Enumerable.Repeat(document, 600).ToList(), At).Result;
            Must(all.Count == 600 && all.All(one => one.Report.Json == report.Json), "off this thread");
            using (var cancel = new CancellationTokenSource())
            {
                cancel.Cancel();
                try
                {
                    verifier.VerifyManyAsync(new[] { document }, At, 0, null, cancel.Token).Wait();
                    Must(false, "cancelled");
                }
                catch (AggregateException cancelled)
                {
                    Must(cancelled.InnerException is OperationCanceledException, "cancelled");
                }
            }
            using (var facts = verifier.Collect(document))
            using (var stored = verifier.ReadFacts(facts.Json))
            {
                Must(verifier.Judge(stored, At).Json == report.Json, "stored facts judged again");
            }
            var certificate = verifier.VerifyCertificate(read("pki/doctor.cer"), At);
            Must(certificate.Verdict == Verdict.Valid && certificate.Signer.RolesJapanese.Contains("医師"), "the physician's certificate");
        }
    }

    private static void Fail(Func<string, byte[]> read)
    {
        Throws("a policy that is none", () => new Verifier(null, new VerifierOptions { Policy = "[]" }), null);
        Throws("no XML", () => { using (var verifier = new Verifier()) verifier.Verify(Encoding.UTF8.GetBytes("%PDF-1.7"), At); }, Status.Unreadable);
        Throws("a key that is none", () => Key.FromPemOrDer(read("pki/doctor.cer"), read("pki/doctor.cer")), null);
        var pin = Encoding.ASCII.GetBytes("1234");
        Throws("no such card library", () => Key.FromCard("no-such-library.dll", pin), null);
        Must(pin.All(octet => octet == 0), "the PIN is wiped, whatever happens");
    }

    private static void ReadRecords(byte[] records)
    {
        using (var sj1 = new Records(records))
        {
            Must(sj1.Format == "SJ1", "the format");
            Must(sj1.Lint().All(finding => finding.Severity != Severity.Error), "no error in the records");
            var json = sj1.Convert(Target.JSON);
            Must(json.File[0] == (byte)'{', "converted");
        }
    }

    private static void Check(string path)
    {
        // ゾルピデム is dispensed until 2026-11-28; another product of the same ingredient is prescribed on 11-22.
        var dispensed = new NamedFile("history.csv", Encoding.UTF8.GetBytes("kind,code_system,code,category,dispensed_on,days\ndispensed,yj,1129009F2021,oral,20261115,14\n"));
        var prescribed = Encoding.UTF8.GetBytes("SJ1\n101,1,1,,14\n111,1,3,1013044400000000,x,3\n201,1,1,1,4,1129009F2285,x,1,1,x");
        const string settings = "{\"check_day\": \"2026-11-22\", \"consent\": \"given\"}";
        var access = new Access { Actor = "example", Purpose = "check", At = At };
        var prices = new NamedFile("tp.csv", Encoding.UTF8.GetBytes(
            "区分,薬価基準収載医薬品コード,成分名,規格,品名,薬価,経過措置による使用期限\n内用薬,1129009F2021,ゾルピデム酒石酸塩,,マイスリー錠１０ｍｇ,,\n"));
        using (var priced = new Master(new[] { prices }))
        {
            var drug = priced.Drug("1129009F2021");
            Must(drug.Name == "マイスリー錠１０ｍｇ" && drug.Ingredients.Single() == "ゾルピデム酒石酸塩", "a drug with its ingredient");
            Throws("a drug that is not there", () => priced.Drug("1129009F3028"), Status.Misuse);
            Must(priced.Statistics().Contains("editions"), "what it was made of");
        }
        using (var master = new Master(new NamedFile[0]))
        using (var checker = new Checker(master))
        using (var prescription = new Prescription(prescribed))
        using (var history = new History())
        using (var store = new Store(path))
        {
            Must(store.Import("patient-1", dispensed.Data, access) == ImportResult.Added, "imported");
            Must(store.Import("patient-1", dispensed.Data, access) == ImportResult.Unchanged, "the same again changes nothing");
            Must(store.AddToHistory("patient-1", history, access) && history.Count == 1, "from the store");
            Must(store.Patients() == "[\"patient-1\"]", "who is in it: " + store.Patients());
            Must(!store.AddToHistory("nobody", new History(), access), "who is not known is not empty");
            using (var outcome = checker.Check(prescription, history, settings))
            {
                Must(outcome.Status == CheckStatus.Found, "a duplicate is found");
                Must(outcome.Findings.Any(finding => finding.Code.StartsWith("medication.duplicate.")), "and named");
                Must(outcome.Decisive.Count == 1 && outcome.Decisive[0].Code.StartsWith("medication.duplicate."), "which decides");
                Must(outcome.NotChecked.All(one => one.Reason.Length > 0 && one.ReasonEnglish.Length > 0), "what was not checked has a reason");
                Must(Encoding.UTF8.GetString(outcome.Page(prescription, history, settings)).Contains("<html"), "the page");
            }
            Must(store.Verify().Contains("\"holds\":true") || store.Verify().Contains("\"holds\": true"), "the store holds");
            Must(store.DeletePatient("patient-1", access, out var erased) == 1, "deleted");
            Must(store.AccessLog().Contains("example"), "the log says who");
        }
    }

    private static void Must(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException("not so: " + what);
    }

    private static void Throws(string what, Action action, Status? status)
    {
        try
        {
            action();
        }
        catch (ShohosenException error)
        {
            Must(status == null || error.Status == status, what + ": " + error.Status);
            Must(error.Code.Contains(".") && error.Message.Length > 0 && error.MessageEnglish.Length > 0 && error.Findings.Count > 0, what + ": code, texts, findings");
            return;
        }
        Must(false, what);
    }
}
