// Verifies documents and prints their reports.
//
//   Verify [--at TIME] [--anchor FILE]... [--tsa-anchor FILE]... [--intermediate FILE]... [--crl FILE]...
//          [--json] DOCUMENT...
//
// Ends with 0 if all are VALID, 1 if one is INVALID, 2 if one is INDETERMINATE, 65 if one cannot be read.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Shohosen;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var at = DateTimeOffset.UtcNow;
        var json = false;
        var worst = 0;
        var documents = new List<string>();
        // Nobody is trusted but those that are named; without an anchor the national root.
        var ownAnchors = Array.IndexOf(arguments, "--anchor") >= 0;
        using (var trust = new TrustStore(!ownAnchors))
        {
            for (var index = 0; index < arguments.Length; index++)
            {
                switch (arguments[index])
                {
                    case "--json": json = true; break;
                    case "--at": at = DateTimeOffset.Parse(arguments[++index], CultureInfo.InvariantCulture); break;
                    case "--anchor": trust.AddAnchor(File.ReadAllBytes(arguments[++index])); break;
                    case "--tsa-anchor": trust.AddTsaAnchor(File.ReadAllBytes(arguments[++index])); break;
                    case "--intermediate": trust.AddIntermediates(File.ReadAllBytes(arguments[++index])); break;
                    case "--crl": trust.AddCrl(File.ReadAllBytes(arguments[++index])); break;
                    default: documents.Add(arguments[index]); break;
                }
            }
            using (var verifier = new Verifier(trust))
            {
                foreach (var path in documents)
                {
                    worst = Math.Max(worst, One(verifier, path, at, json));
                }
            }
        }
        return worst;
    }

    private static int One(Verifier verifier, string path, DateTimeOffset at, bool json)
    {
        Report report;
        try
        {
            report = verifier.Verify(File.ReadAllBytes(path), at);
        }
        catch (ShohosenException error)
        {
            Console.WriteLine(json ? "{\"file\":\"" + path + "\",\"code\":\"" + error.Code + "\"}" : path + ": " + error.Message + "\n  → " + error.Remedy);
            return 65;
        }
        if (json)
        {
            Console.WriteLine(report.Json);
        }
        else
        {
            Console.WriteLine(path + ": " + report.Verdict);
            foreach (var signature in report.Signatures)
            {
                Console.WriteLine("  " + signature.Position + ": " + signature.Verdict + ", " + signature.Signer?.CommonName + ", " + signature.ProvenTime);
            }
            foreach (var finding in report.Findings)
            {
                if (finding.Severity == Severity.Error) Console.WriteLine("  " + finding.Message + " [" + finding.Code + "]\n    → " + finding.Remedy);
            }
        }
        return report.Verdict == Verdict.Valid ? 0 : report.Verdict == Verdict.Invalid ? 1 : 2;
    }
}
