namespace SessionLogging.Logs.Archive;

/// <summary>What an archive's files are, beside what its manifests say of them.</summary>
internal sealed record ArchiveEvidence
{
    /// <summary>The archive's folder.</summary>
    internal required string Folder { get; init; }

    /// <summary>The manifests that are there, the first one first.</summary>
    internal IReadOnlyList<ManifestFile> Manifests { get; init; } = [];

    /// <summary>How many files the manifests list, each once.</summary>
    internal int Listed { get; init; }

    /// <summary>Files that are not as the manifests say, and why.</summary>
    internal IReadOnlyList<FileFault> Changed { get; init; } = [];

    /// <summary>Files that manifests list and that are not there.</summary>
    internal IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Files that no manifest lists.</summary>
    internal IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>Files that could not be read, and why.</summary>
    internal IReadOnlyList<FileFault> Unread { get; init; } = [];

    /// <summary>Signatures that are missing, or do not fit, and why.</summary>
    internal IReadOnlyList<FileFault> BrokenSignatures { get; init; } = [];

    /// <summary>How many signatures fit.</summary>
    internal int GoodSignatures { get; init; }

    /// <summary>What was kept elsewhere; <see langword="null"/> where nothing was.</summary>
    internal ArchiveAnchor? Anchor { get; init; }

    /// <summary>The last manifest that a given hash or signer reaches; 0: none.</summary>
    internal int ReachedTo { get; init; }

    /// <summary>The hashes that were given and that no manifest has.</summary>
    internal IReadOnlyList<string> UnknownHashes { get; init; } = [];

    /// <summary>What the last manifests before and behind the missing ones say.</summary>
    internal IEnumerable<ManifestGap> Gaps()
    {
        var before = 0;
        foreach (var manifest in Manifests)
        {
            for (var missing = before + 1; missing < manifest.Number; missing++)
            {
                yield return new ManifestGap(missing, missing == manifest.Number - 1 ? manifest.Header?.PreviousSha256 : null);
            }

            before = manifest.Number;
        }
    }

    /// <summary>Manifests that are not as they were written, or not the ones that their successors name, and why.</summary>
    internal IEnumerable<FileFault> ChangedManifests()
    {
        for (var i = 0; i < Manifests.Count; i++)
        {
            var (manifest, next) = (Manifests[i], i + 1 < Manifests.Count ? Manifests[i + 1] : null);
            if (manifest.Problem is { } problem)
            {
                yield return new FileFault(manifest.Name, problem);
            }
            else if (next is { Header: { } header } && next.Number == manifest.Number + 1 && header.PreviousSha256 != manifest.Sha256)
            {
                yield return new FileFault(manifest.Name, $"'{next.Name}' was written behind another one, with the SHA-256 {header.PreviousSha256 ?? "of none"}");
            }
        }
    }
}

/// <summary>Something is wrong with a file.</summary>
/// <param name="Path">Its path below the archive, with slashes.</param>
/// <param name="Reason">What, as the end of a sentence.</param>
internal sealed record FileFault(string Path, string Reason);

/// <summary>A manifest that is not there although one with a higher number is.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Sha256">Its SHA-256, where its successor says it.</param>
internal sealed record ManifestGap(int Number, string? Sha256);

/// <summary>What was kept elsewhere than in the archive, and vouches for it.</summary>
public sealed record ArchiveAnchor
{
    /// <summary>SHA-256 hashes of manifests, as saving gave them; upper or lower case.</summary>
    public IReadOnlyList<string> ManifestHashes { get; init; } = [];

    /// <summary>The SHA-256 of the certificate or public key that signed, as <see cref="IManifestSigner.Signer"/>.</summary>
    public string? Signer { get; init; }
}
