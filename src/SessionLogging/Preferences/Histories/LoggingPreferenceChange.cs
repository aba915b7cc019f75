using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Histories;

/// <summary>A change of a Session document: who made it, from where, and what it changed.</summary>
public sealed record LoggingPreferenceChange
{
    /// <summary>The account; <see langword="null"/> where STS could not be reached.</summary>
    public string? AccountId { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The document's name.</summary>
    public required string DocumentName { get; init; }

    /// <summary>When it was made, in UTC; <see langword="null"/> where nothing says it.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The name of the IAM user, of the role's session, of root or of the service that made it; <see langword="null"/> where CloudTrail has no call of it.</summary>
    public string? UserName { get; init; }

    /// <summary>Where it was made from: an IP address, a gateway's as well as a person's, or a service's name.</summary>
    public string? SourceIPAddress { get; init; }

    /// <summary><c>CreateDocument</c>, <c>UpdateDocument</c>, <c>UpdateDocumentDefaultVersion</c> or <c>DeleteDocument</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The version that was written or made the default.</summary>
    public string? DocumentVersion { get; init; }

    /// <summary>The settings that are another after it, beside the version or the default before it; empty where that is not known, which <see cref="Detail"/> says.</summary>
    public IReadOnlyList<SettingChange> Changes { get; init => field = new PlainList<SettingChange>(value); } = new PlainList<SettingChange>([]);

    /// <summary>The command that goes back to what was before it, later changes included; <see langword="null"/> where that is not there any more.</summary>
    public string? UndoCommand { get; init; }

    /// <summary>What cannot be told, and why; <see langword="null"/> where nothing is missing.</summary>
    public string? Detail { get; init; }

    /// <summary>The ARN of who made it.</summary>
    public string? Owner { get; init; }

    /// <summary>The user of IAM Identity Center who stands behind a role's session.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Who assumed the role, as the first one to do so had to say.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The service that made it in its caller's name, for example <c>cloudformation.amazonaws.com</c>.</summary>
    public string? InvokedBy { get; init; }

    /// <summary>The program, as it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The access key.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Whether MFA was used; <see langword="null"/> where that is not known.</summary>
    public bool? MfaAuthenticated { get; init; }

    /// <summary>The id of CloudTrail's record.</summary>
    public string? EventId { get; init; }
}
