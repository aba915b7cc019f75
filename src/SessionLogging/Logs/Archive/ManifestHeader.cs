namespace SessionLogging.Logs.Archive;

/// <summary>The first line of a manifest: which save it is of, and which came before.</summary>
internal sealed record ManifestHeader
{
    /// <summary>Counted from 1 in an archive.</summary>
    internal required int Number { get; init; }

    /// <summary>The SHA-256 of the manifest before it; <see langword="null"/> of the first.</summary>
    internal string? PreviousSha256 { get; init; }

    /// <summary>The SHA-256 of the signature of the manifest before it; <see langword="null"/> where that has none.</summary>
    internal string? PreviousSignatureSha256 { get; init; }

    internal required DateTimeOffset StartedAt { get; init; }

    internal required DateTimeOffset SavedAt { get; init; }

    internal required SaveCircumstances Circumstances { get; init; }

    /// <summary>What follows the manifest's name in that of its signature; <see langword="null"/> where it is not signed.</summary>
    internal string? SignatureSuffix { get; init; }

    /// <summary>The SHA-256 of the signer's certificate or public key.</summary>
    internal string? Signer { get; init; }

    /// <summary>The certificate's subject, or the key's ARN.</summary>
    internal string? SignerName { get; init; }
}

/// <summary>Who saved logs, with what and how.</summary>
public sealed record SaveCircumstances
{
    /// <summary>The ARNs of the identities that read the logs.</summary>
    public IReadOnlyList<string> Callers { get; init; } = [];

    /// <summary>The user on the machine.</summary>
    public required string MachineUser { get; init; }

    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>The module's version.</summary>
    public required string ModuleVersion { get; init; }

    /// <summary>The parameters that say what was saved and how, by name; none is a secret.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
