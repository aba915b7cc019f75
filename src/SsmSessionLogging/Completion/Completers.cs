using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using SessionLogging.Actions.Changes;
using SessionLogging.Audits;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Completion;

/// <summary>Completes a parameter: each kind of name by a class of its own, as the attribute of a parameter wants it.</summary>
public abstract class Completer : IArgumentCompleter
{
    private readonly Func<string, IDictionary, IEnumerable<CompletionResult>> _complete;

    private protected Completer(Func<string, IDictionary, IEnumerable<CompletionResult>> complete) => _complete = complete;

    private protected Completer(Func<IAccount, string, IDictionary, CancellationToken, IAsyncEnumerable<IReadOnlyList<string>>> names)
        : this((word, given) => AccountCompletions.Of(word, given, (account, cancellationToken) => names(account, word, given, cancellationToken)))
    {
    }

    private protected Completer(Func<IDictionary, IEnumerable<string>> names)
        : this((word, given) => Completions.Of(word, _ => Task.FromResult(names(given))))
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        _complete(wordToComplete, fakeBoundParameters);
}

/// <summary>Completes the names of the account's actions on session events.</summary>
public sealed class ActionNameCompleter() : Completer((account, _, _, cancellationToken) => NamesAsync(account, cancellationToken))
{
    private static async IAsyncEnumerable<IReadOnlyList<string>> NamesAsync(IAccount account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var action in new SessionActions(account, TimeProvider.System).ListAsync(names: [], cancellationToken).ConfigureAwait(false))
        {
            yield return [action.Name];
        }
    }
}

/// <summary>Completes the names of the account's buckets.</summary>
public sealed class BucketCompleter() : Completer((account, _, _, cancellationToken) => account.Buckets.ListNamesAsync(cancellationToken));

/// <summary>Completes the names of the account's buckets and log groups, or of those alone that -Kind says.</summary>
public sealed class DestinationCompleter() : Completer((account, word, given, cancellationToken) => NamesAsync(account, word, given["Kind"]?.ToString(), cancellationToken))
{
    private static async IAsyncEnumerable<IReadOnlyList<string>> NamesAsync(IAccount account, string word, string? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!string.Equals(kind, nameof(DestinationKind.CloudWatch), StringComparison.OrdinalIgnoreCase))
        {
            await foreach (var page in account.Buckets.ListNamesAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return page;
            }
        }

        if (!string.Equals(kind, nameof(DestinationKind.S3), StringComparison.OrdinalIgnoreCase))
        {
            await foreach (var page in LogGroupCompleter.NamesAsync(account, Completions.Typed(word), cancellationToken).ConfigureAwait(false))
            {
                yield return page;
            }
        }
    }
}

/// <summary>Completes the versions of a Session document, the newest first.</summary>
public sealed class DocumentVersionCompleter() : Completer((account, _, given, cancellationToken) =>
    VersionsAsync(account, given["DocumentName"] as string ?? SessionDocumentName.AccountPreferences, cancellationToken))
{
    private static async IAsyncEnumerable<IReadOnlyList<string>> VersionsAsync(
        IAccount account, string documentName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbers = new List<int>();
        await foreach (var page in account.Documents.ListVersionsAsync(documentName, cancellationToken).ConfigureAwait(false))
        {
            numbers.AddRange(page.Select(version => int.Parse(version.Version, CultureInfo.InvariantCulture)));
        }

        yield return [.. numbers.OrderByDescending(number => number).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }
}

/// <summary>Completes the aliases of the account's KMS keys.</summary>
public sealed class KeyCompleter() : Completer((account, _, _, cancellationToken) => account.Keys.ListAliasesAsync(cancellationToken));

/// <summary>Completes the names of the account's log groups.</summary>
public sealed class LogGroupCompleter() : Completer((account, word, _, cancellationToken) => NamesAsync(account, Completions.Typed(word), cancellationToken))
{
    internal static async IAsyncEnumerable<IReadOnlyList<string>> NamesAsync(IAccount account, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in account.LogGroups.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Select(group => group.Name)];
        }
    }
}

/// <summary>Completes nothing, and so keeps PowerShell from offering the files of the current folder instead.</summary>
public sealed class NothingCompleter() : Completer((_, _) => []);

/// <summary>Completes <c>$true</c> and <c>$false</c>.</summary>
public sealed class FlagCompleter() : Completer((word, _) => Completions.AsTheyAre(word, ["$true", "$false"]));

/// <summary>Completes the time zones that the system knows.</summary>
public sealed class TimeZoneCompleter() : Completer(_ =>
    TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Append(TimeZoneInfo.Utc.Id).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.OrdinalIgnoreCase));

/// <summary>Completes the topics that messages can go to, by their ARNs: a FIFO topic is none.</summary>
public sealed class TopicCompleter() : Completer((account, _, _, cancellationToken) => StandardAsync(account, cancellationToken))
{
    private static async IAsyncEnumerable<IReadOnlyList<string>> StandardAsync(IAccount account, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in account.Topics.ListArnsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Where(arn => !arn.EndsWith(".fifo", StringComparison.Ordinal))];
        }
    }
}

/// <summary>Completes the account's Lambda functions by their ARNs.</summary>
public sealed class FunctionCompleter() : Completer((account, _, _, cancellationToken) => account.Functions.ListArnsAsync(cancellationToken));

/// <summary>Completes the names of credential profiles.</summary>
public sealed class ProfileCompleter() : Completer(given => Components.Accounts.ListProfiles(given["ProfileLocation"] as string));

/// <summary>Completes Region names from the SDK's endpoint table.</summary>
public sealed class RegionCompleter() : Completer(_ => Components.Accounts.ListRegions().OrderBy(name => name, StringComparer.Ordinal));

/// <summary>Completes the ids of rules.</summary>
public sealed class RuleCompleter() : Completer(_ => RuleCatalog.All.Select(rule => rule.RuleId).OrderBy(id => id, StringComparer.Ordinal));

/// <summary>Completes the names of this module's cmdlets.</summary>
public sealed class CmdletNameCompleter() : Completer(_ => CmdletActions.Names);

/// <summary>Completes who started sessions, as this process's reports have shown them.</summary>
public sealed class OwnerCompleter() : Completer(_ => SeenNames.Owners.All);

/// <summary>Completes who started sessions as actions take them, by ARN, as this process's reports have shown them: of a role all its sessions.</summary>
public sealed class OwnerArnCompleter() : Completer(_ => SeenNames.OwnerArns.All);

/// <summary>Completes what sessions went to, as this process's reports have shown them.</summary>
public sealed class TargetCompleter() : Completer(_ => SeenNames.Targets.All);

/// <summary>Completes Session documents: that of the account's preferences, and those of sessions that this process's reports have shown.</summary>
public sealed class SessionDocumentCompleter() : Completer(_ => SeenNames.Documents.All);

/// <summary>For a parameter that names no file and whose values nobody can list: without it PowerShell would offer the files of the current folder.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoFilesAttribute() : ArgumentCompleterAttribute(typeof(NothingCompleter));
