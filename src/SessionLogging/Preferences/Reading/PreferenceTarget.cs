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
        $"Get-SsmLoggingPreference{DocumentArgument} -DocumentVersion {version} -Region {Region}{ConnectionArguments} | Set-SsmLoggingPreference{ConnectionArguments}";

    /// <summary>The command that makes the latest or the default version both latest and default.</summary>
    internal string CommandToSettleOn(BaseVersion version) =>
        $"Set-SsmLoggingPreference{DocumentArgument} -Region {Region} -BaseVersion {version}{ConnectionArguments}";

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
