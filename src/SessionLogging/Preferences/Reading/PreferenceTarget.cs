using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Reading;

/// <summary>One Session document that a command is about.</summary>
/// <param name="AccountId">The account; <see langword="null"/> where STS could not be reached.</param>
/// <param name="Region">The Region's system name.</param>
/// <param name="DocumentName">The document's name.</param>
/// <param name="ConnectionArguments">The connection parameters to repeat in a command that is offered to the caller, beginning with a space, or empty. Never a secret.</param>
/// <param name="CliArguments">The same for the AWS CLI; <see langword="null"/> where its options cannot open this account, so that its commands could reach another one.</param>
public sealed record PreferenceTarget(
    string? AccountId, string Region, string DocumentName, string ConnectionArguments = "", string? CliArguments = "")
{
    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>Names the document in a message.</summary>
    public override string ToString() => $"'{DocumentName}' in {(AccountId is null ? "" : AccountId + ", ")}{Region}";

    /// <summary>The command that writes a version's settings again.</summary>
    internal string CommandToRestore(string version) =>
        $"{InAccount($"Get-SsmLoggingPreference{DocumentArgument} -DocumentVersion {version}")}{ConnectionArguments} | Set-SsmLoggingPreference{ConnectionArguments}";

    /// <summary>The command that makes the latest or the default version both latest and default.</summary>
    /// <param name="version">Which.</param>
    /// <param name="isKept">Whether it is kept with a receipt, and may be run with other credentials one day.</param>
    internal string CommandToSettleOn(BaseVersion version, bool isKept = false) => isKept
        ? $"{InAccount($"Set-SsmLoggingPreference{DocumentArgument} -BaseVersion {version}")}{ConnectionArguments}"
        : $"Set-SsmLoggingPreference{DocumentArgument} -Region {Region} -BaseVersion {version}{ConnectionArguments}";

    /// <summary>A command of this module that is about the document.</summary>
    /// <param name="command">The cmdlet and its other parameters.</param>
    internal string Command(string command) => $"{command}{DocumentArgument} -Region {Region}{ConnectionArguments}";

    /// <summary>A command of the AWS CLI in the document's account and Region; <see langword="null"/> where it could reach another account.</summary>
    /// <param name="command">The command and its other options.</param>
    internal string? CliCommand(string command) => CliArguments is null ? null : $"{command} --region {Region}{CliArguments}";

    /// <summary>The AWS CLI's command that deletes the document, or one version of it; <see langword="null"/> where it could reach another account.</summary>
    internal string? CommandToDelete(string? version = null) => CliArguments is null
        ? null
        : $"aws ssm delete-document --name {DocumentName} --region {Region}{(version is null ? "" : $" --document-version {version}")}{CliArguments}";

    /// <summary>The command that takes a document away that was created; <see langword="null"/> where the AWS CLI could reach another account.</summary>
    internal string? CommandToUncreate() => CommandToDelete() is { } delete && AccountId is not null
        ? $"if ((aws sts get-caller-identity --query Account --output text{CliArguments}) -eq '{AccountId}') {{ {delete} }} else {{ throw 'These are no credentials of {AccountId}.' }}"
        : CommandToDelete();

    // Credentials of another account, with which a kept command is run one day, are an error then: an object's account is looked at.
    private string InAccount(string command) => AccountId is null || ConnectionArguments.Contains(" -RoleArn ")
        ? $"{command} -Region {Region}"
        : $"[pscustomobject]@{{ AccountId = '{AccountId}'; Region = '{Region}' }} | {command}";

    private string DocumentArgument => DocumentName == SessionDocumentName.AccountPreferences ? "" : $" -DocumentName {DocumentName}";
}

/// <summary>Which version a change starts from where latest and default differ.</summary>
public enum BaseVersion
{
    /// <summary>The latest version: what was written last, whether or not it was meant to be used.</summary>
    Latest,

    /// <summary>The default version: the latest version's differences are dropped.</summary>
    Default,
}
