using SessionLogging.Findings;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;

namespace SessionLogging.Logs.Archive;

/// <summary>The rules on archives, each a row.</summary>
internal static class ArchiveRules
{
    private const string Source = "This module: what Save-SsmSessionLog writes";
    private const string FromElsewhere = "Compare with another copy of the archive.";

    internal static readonly Rule<ArchiveEvidence>[] All =
    [
        new("ManifestMissing", High, ["manifests"], Source, Archive, it =>
            it.Manifests.Count == 0
                ? [Fail("There is no manifest, so nothing says what the archive held.", FromElsewhere)]
                : Told(
                    it.Gaps().Select(gap => Fail(
                            FormattableString.Invariant($"Manifest {gap.Number} is missing{(gap.Sha256 is null ? "" : $" (SHA-256 {gap.Sha256})")}: what it listed alone was taken away with it, or shows as extra."),
                            FromElsewhere) with { Place = ManifestFile.NameOf(gap.Number) })
                        .Concat(it.UnknownHashes.Select(hash => Fail($"No manifest has the SHA-256 {hash} that was given: it was changed or taken away.", FromElsewhere) with { Place = $"manifest {hash}" })),
                    FormattableString.Invariant($"The manifests 1 to {it.Manifests.Count} are there."))),
        new("ManifestChanged", High, ["manifests"], Source, Archive, it =>
            it.Manifests.Count == 0 ? [NotApplicable]
            : Told(
                it.ChangedManifests().Select(fault => Fail($"The manifest was changed: {fault.Reason}. What it lists is not looked for.", FromElsewhere) with { Place = fault.Path }),
                "Each manifest is as it was written, and names the one before it by its hash.")),
        new("ArchiveFileChanged", High, ["files"], Source, Archive, it => Files(
            it,
            it.Changed.Select(fault => Fail($"The file was changed: {fault.Reason}.", FromElsewhere) with { Place = fault.Path }),
            FormattableString.Invariant($"{it.Listed - it.Changed.Count - it.Missing.Count - it.Unread.Count} files are as the manifests say."))),
        new("ArchiveFileMissing", High, ["files"], Source, Archive, it => Files(
            it,
            it.Missing.Select(path => Fail("The file is missing.", FromElsewhere) with { Place = path }),
            FormattableString.Invariant($"The {it.Listed} files that manifests list are there."))),
        new("ArchiveFileExtra", Medium, ["files"], Source, Archive, it => Told(
            it.Extra.Select(path => Fail(
                "No manifest lists the file: somebody added it, or a save has not come to its end.", "Run the save again, which lists what it saved; else take the file away.") with { Place = path }),
            "There are no other files.")),
        new("ArchiveFileNotRead", Medium, ["files"], Source, Archive, it => Files(
            it,
            it.Unread.Select(fault => Unknown($"The file could not be read: {fault.Reason}.", "Run the check as whoever saved the logs.") with { Place = fault.Path }),
            "Every file could be read.")),
        new("SignatureBroken", High, ["signatures"], "RFC 5652, Cryptographic Message Syntax; AWS KMS API Reference, Sign", Archive, it =>
            it.BrokenSignatures.Count == 0 && it.GoodSignatures == 0
                ? [NotApplicable]
                : Told(
                    it.BrokenSignatures.Select(fault => Fail($"The signature does not hold: {fault.Reason}.", FromElsewhere) with { Place = fault.Path }),
                    FormattableString.Invariant($"{it.GoodSignatures} manifests have the signature of the signer that they name."))),
        new("ManifestNotVouchedFor", High, ["manifests"], Source, Archive, it =>
            it.Anchor is null
                ? [new Verdict(
                    FindingStatus.NotApplicable,
                    "Files and manifests were held against each other alone. Whoever can write here can make all of them anew.",
                    "Give what was kept elsewhere: -ManifestHash, -Certificate or -SigningKeyId.")]
            : it.Manifests.Count == 0 ? [NotApplicable]
            : Told(
                it.Manifests.Where(manifest => manifest.Number > it.ReachedTo).Select(manifest => Fail(
                    FormattableString.Invariant($"What was given vouches for manifests up to {it.ReachedTo}: this one, and what it lists alone, anybody can have added."),
                    "Give the hash of a later manifest, or sign each save.") with { Place = manifest.Name }),
                "What was given vouches for every manifest.")),
    ];

    private static string Archive(ArchiveEvidence it) => $"archive '{it.Folder}'";

    // Of an archive that lists no file there is nothing to be said.
    private static IEnumerable<Verdict> Files(ArchiveEvidence it, IEnumerable<Verdict> faults, string passed) => it.Listed == 0 ? [NotApplicable] : Told(faults, passed);

    private static IEnumerable<Verdict> Told(IEnumerable<Verdict> faults, string passed) => faults.DefaultIfEmpty(Passed(passed));
}
