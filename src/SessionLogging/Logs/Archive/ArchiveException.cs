namespace SessionLogging.Logs.Archive;

/// <summary>Logs cannot be saved as asked, or an archive not be signed. What an archive held it holds.</summary>
public sealed class ArchiveException : SessionLoggingException
{
    private ArchiveException(string id, FailureCategory category, object subject, string message, string remedy, Exception? cause = null)
        : base(message, cause)
    {
        ErrorId = id;
        Category = category;
        Subject = subject;
        RecommendedAction = remedy;
    }

    /// <summary><c>LayoutPlaceholderUnknown</c>, <c>LayoutNameNotSafe</c>, <c>LayoutTooDeep</c>, <c>LayoutLacksSession</c>, <c>ArchiveNotFound</c>, <c>ManifestNotReadable</c>, <c>ManifestNotSigned</c>, <c>CertificateWithoutKey</c>, <c>SigningKeyNotUsable</c>, <c>TimestampNotPossible</c> or <c>TimestampFailed</c>.</summary>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override FailureCategory Category { get; }

    /// <summary>The layout, the folder, the manifest, the certificate or the key.</summary>
    public override object Subject { get; }

    /// <inheritdoc/>
    public override string RecommendedAction { get; }

    internal static ArchiveException LayoutPlaceholderUnknown(string layout, string placeholder, IEnumerable<string> known) => new(
        "LayoutPlaceholderUnknown",
        FailureCategory.InvalidInput,
        layout,
        $"The layout '{ShownText.Of(layout)}' holds '{ShownText.Of(placeholder)}', which is no placeholder.",
        $"Use {string.Join(", ", known.Select(name => $"{{{name}}}"))}.");

    internal static ArchiveException LayoutNameNotSafe(string layout, string name) => new(
        "LayoutNameNotSafe",
        FailureCategory.InvalidInput,
        layout,
        $"The layout '{ShownText.Of(layout)}' holds '{ShownText.Of(name)}', which is no name for a folder on every file system.",
        "Use letters and digits of ASCII, - _ . @ + = and comma, one slash between two names and none before the first; no name of a device, and no dot at an end.");

    internal static ArchiveException LayoutTooDeep(string layout, int most) => new(
        "LayoutTooDeep",
        FailureCategory.InvalidInput,
        layout,
        FormattableString.Invariant($"The layout '{ShownText.Of(layout)}' has more than {most} folders, one below the other."),
        "Use fewer: Windows takes no path of more than 260 characters.");

    internal static ArchiveException LayoutLacksSession(string layout) => new(
        "LayoutLacksSession",
        FailureCategory.InvalidInput,
        layout,
        $"The layout '{ShownText.Of(layout)}' lacks {{SessionId}}: sessions would have one folder together.",
        "Add {SessionId}, best as the last folder.");

    internal static ArchiveException NotFound(string folder) => new(
        "ArchiveNotFound", FailureCategory.NotFound, folder, $"There is no folder '{ShownText.Of(folder)}'.", "Name the folder that Save-SsmSessionLog wrote to.");

    internal static ArchiveException ManifestNotReadable(string path, string reason) => new(
        "ManifestNotReadable",
        FailureCategory.InvalidData,
        path,
        $"The manifest '{ShownText.Of(path)}' cannot be read: {reason}. Nothing was added to the archive's manifests.",
        "Look at the archive with Test-SsmSessionLogArchive, and save into another folder meanwhile.");

    /// <summary>The logs lie there, and their manifest could not be signed.</summary>
    /// <param name="folder">The archive.</param>
    /// <param name="failure">Why.</param>
    public static ArchiveException NotSigned(string folder, SessionLoggingException failure) => new(
        "ManifestNotSigned",
        failure.Category,
        folder,
        $"The logs were saved, and their manifest was not written since it could not be signed: {failure.Message}",
        $"{failure.RecommendedAction} Then run the command again: what is saved is not read again.".TrimStart(),
        failure);

    /// <summary>A certificate cannot sign.</summary>
    /// <param name="subject">The certificate's subject.</param>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public static ArchiveException CertificateWithoutKey(string subject, string reason) => new(
        "CertificateWithoutKey", FailureCategory.InvalidInput, subject, $"The certificate '{ShownText.Of(subject)}' cannot sign: {reason}.", "Give one with its private key: Get-PfxCertificate, or from Cert:\\CurrentUser\\My.");

    /// <summary>A KMS key cannot sign manifests.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public static ArchiveException SigningKeyNotUsable(string keyId, string reason) => new(
        "SigningKeyNotUsable",
        FailureCategory.InvalidInput,
        keyId,
        $"The KMS key '{ShownText.Of(keyId)}' cannot sign manifests: {reason}.",
        "Give an asymmetric key of usage SIGN_VERIFY: ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521 or RSA.");

    /// <summary>A time stamp cannot be had here.</summary>
    /// <param name="reason">Why.</param>
    public static ArchiveException TimestampNotPossible(string reason) =>
        new("TimestampNotPossible", FailureCategory.InvalidInput, "TimestampServer", reason, "Leave -TimestampServer out, or run the command in PowerShell 7.");

    /// <summary>The time stamp server gave none.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="reason">What it answered.</param>
    /// <param name="cause">What failed.</param>
    public static ArchiveException TimestampFailed(string server, string reason, Exception? cause = null) => new(
        "TimestampFailed",
        FailureCategory.Unreachable,
        server,
        $"The time stamp server '{ShownText.Of(server)}' gave no time stamp: {ShownText.Of(reason).TrimEnd('.')}.",
        "Check its address and the network.",
        cause);
}
