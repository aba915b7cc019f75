using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Text;

namespace SessionLogging.Preferences.Histories;

/// <summary>The changes of one Session document: its versions, joined with the calls that CloudTrail's Event history has of it.</summary>
/// <param name="account">The account in a Region.</param>
/// <param name="target">The document.</param>
/// <param name="calls">The Event history; the account's where none is given.</param>
/// <param name="time">The clock; the system's where none is given.</param>
public sealed class PreferenceHistory(IAccount account, PreferenceTarget target, CallHistory? calls = null, TimeProvider? time = null)
{
    private const string Create = "CreateDocument";
    private const string Update = "UpdateDocument";
    private const string Promote = "UpdateDocumentDefaultVersion";
    private const string Delete = "DeleteDocument";
    private const string FirstVersion = "1";

    private static readonly string[] Operations = [Create, Update, Promote, Delete];

    // How far a version's date may lie from the call that made it.
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(5);

    private readonly CallHistory _calls = calls ?? new CallHistory(account, target.AccountId, time);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Why not all calls could be read; <see langword="null"/> where they could.</summary>
    public AwsCallException? Failure { get; private set; }

    /// <summary>Since when every call was read, in UTC.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Every change, the newest first. Those older than the Event history, and those of which it may not be asked, are known from the versions alone.</summary>
    /// <exception cref="AwsCallException">The versions could not be read.</exception>
    public async Task<IReadOnlyList<LoggingPreferenceChange>> ReadAsync(CancellationToken cancellationToken)
    {
        var made = await ReadCallsAsync(cancellationToken).ConfigureAwait(false);
        var versions = new List<LoggingPreference>();
        await foreach (var version in new PreferenceReader(account.Documents, target).ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            versions.Add(version);
        }

        versions.Reverse();
        var left = new HashSet<RecordedCall>(made);
        var changes = new List<LoggingPreferenceChange>();
        for (var i = 0; i < versions.Count; i++)
        {
            changes.Add(OfVersion(versions[i], i == 0 ? null : versions[i - 1], isLast: i == versions.Count - 1, Writer(versions[i], left)));
        }

        changes.AddRange(OfCalls(made, left, versions));
        return [.. changes.OrderByDescending(change => change.Time ?? DateTimeOffset.MinValue).ThenByDescending(change => VersionNumber.Of(change.DocumentVersion ?? "0")).ThenByDescending(change => change.Event == Promote)];
    }

    private async Task<List<RecordedCall>> ReadCallsAsync(CancellationToken cancellationToken)
    {
        var made = new List<RecordedCall>();
        var window = ReportWindow.Remembered(_time.GetUtcNow(), CallHistory.Days);
        foreach (var operation in Operations)
        {
            var reach = await _calls.ReadAsync(
                operation, window, page => made.AddRange(page.Where(IsOfDocument)), cancellationToken).ConfigureAwait(false);
            Since = reach.Since > Since ? reach.Since : Since;
            Failure ??= reach.Failure;
            if (Failure is { Kind: AwsCallFailure.Denied })
            {
                break;
            }
        }

        return [.. made.OrderBy(call => call.EventTime)];
    }

    // The request may have named the document by its ARN.
    private bool IsOfDocument(RecordedCall call) =>
        call is { IsRefused: false, EventSource: "ssm.amazonaws.com" } && call.Request.Name?.Split('/')[^1] == target.DocumentName.Split('/')[^1];

    /// <summary>The call that wrote a version: the one that was answered its number, or the nearest that may have been.</summary>
    private static RecordedCall? Writer(LoggingPreference version, HashSet<RecordedCall> left)
    {
        var operation = version.DocumentVersion == FirstVersion ? Create : Update;
        var writer = left.Where(call => call.EventName == operation && (call.Answer.DocumentVersion is null || call.Answer.DocumentVersion == version.DocumentVersion)
                && version.CreatedDate is { } created && (call.EventTime - created).Duration() <= Blur)
            .OrderBy(call => call.Answer.DocumentVersion is null).ThenBy(call => (call.EventTime - version.CreatedDate!.Value).Duration()).FirstOrDefault();
        if (writer is not null)
        {
            left.Remove(writer);
        }

        return writer;
    }

    private LoggingPreferenceChange OfVersion(LoggingPreference version, LoggingPreference? before, bool isLast, RecordedCall? writer)
    {
        var isFirst = version.DocumentVersion == FirstVersion;
        var follows = isFirst || before is not null && VersionNumber.Of(before.DocumentVersion!) == VersionNumber.Of(version.DocumentVersion!) - 1;
        return Of(writer, isFirst ? Create : Update, version.CreatedDate) with
        {
            DocumentVersion = version.DocumentVersion,
            Changes = follows ? Between(before, version) : [],
            UndoCommand = isFirst ? (isLast ? target.CommandToDelete() : null) : follows ? target.CommandToRestore(before!.DocumentVersion!) : null,
            Detail = Joined(
                writer is null ? WhyUnknown(version.CreatedDate) : null,
                follows ? null : "The version before it has been deleted, so what it changed is not known."),
        };
    }

    private IEnumerable<LoggingPreferenceChange> OfCalls(List<RecordedCall> made, HashSet<RecordedCall> left, List<LoggingPreference> versions)
    {
        string? ofDefault = null;
        foreach (var call in made)
        {
            switch (call.EventName)
            {
                case Promote:
                    yield return OfPromotion(call, ofDefault, versions);
                    ofDefault = call.Request.DocumentVersion ?? call.Answer.DefaultVersion;
                    break;
                case Delete:
                    yield return Of(call, Delete, time: null) with
                    {
                        DocumentVersion = call.Request.DocumentVersion,
                        Detail = "What was deleted is not there any more, so what it said is not known.",
                    };
                    ofDefault = call.Request.DocumentVersion is null ? null : ofDefault;
                    break;
                default:
                    if (left.Contains(call))
                    {
                        yield return Of(call, call.EventName!, time: null) with
                        {
                            DocumentVersion = call.Answer.DocumentVersion,
                            Detail = "The version that it wrote is not there any more, so what it said is not known.",
                        };
                    }

                    ofDefault = call.EventName == Create ? FirstVersion : ofDefault;
                    break;
            }
        }
    }

    private LoggingPreferenceChange OfPromotion(RecordedCall call, string? ofDefault, List<LoggingPreference> versions)
    {
        var promoted = call.Request.DocumentVersion ?? call.Answer.DefaultVersion;
        var (before, after) = (Find(ofDefault), Find(promoted));
        return Of(call, Promote, time: null) with
        {
            DocumentVersion = promoted,
            Changes = before is null || after is null ? [] : Between(before, after),
            UndoCommand = before is null ? null : target.CommandToRestore(before.DocumentVersion!),
            Detail = before is not null && after is not null ? null
                : ofDefault is null ? "Which version was the default before it is not known: that is older than the Event history, or it could not be read."
                : "One of the two versions has been deleted, so what it changed is not known.",
        };

        LoggingPreference? Find(string? number) => versions.Find(version => version.DocumentVersion == number && !(version.CreatedDate > call.EventTime + Blur));
    }

    private LoggingPreferenceChange Of(RecordedCall? call, string operation, DateTimeOffset? time) => new()
    {
        AccountId = target.AccountId,
        AccountName = target.AccountName,
        Region = target.Region,
        DocumentName = target.DocumentName,
        Time = call?.EventTime ?? time,
        Event = operation,
        UserName = call is null ? null : CallerName.Of(call.Caller),
        SourceIPAddress = call?.SourceIPAddress,
        Owner = call?.Caller.Arn,
        OnBehalfOf = call?.Caller.OnBehalfOf,
        SourceIdentity = call?.Caller.SourceIdentity,
        InvokedBy = call?.Caller.InvokedBy,
        UserAgent = call?.UserAgent,
        AccessKeyId = call?.Caller.AccessKeyId,
        MfaAuthenticated = call?.Caller.MfaAuthenticated,
        EventId = call?.EventId,
    };

    private string WhyUnknown(DateTimeOffset? created)
    {
        if (created is not { } known)
        {
            return "The service does not say when it was made, so it cannot be told who did.";
        }

        if (Failure is { } failure && known < Since + Blur)
        {
            return $"Who made it could not be looked up. {Wording.Reason(failure)}";
        }

        return known < Since + Blur ? "It is older than CloudTrail's Event history, so who made it is not known."
            : _time.GetUtcNow() - known < CallHistory.DeliveryTime ? "It was made less than 15 minutes ago; CloudTrail's Event history has calls about that long after they were made."
            : "CloudTrail's Event history has no call that it came from, although it has calls of that time.";
    }

    private static IReadOnlyList<SettingChange> Between(LoggingPreference? before, LoggingPreference after) => SettingChanges.Between(Parsed(before), Parsed(after)).Changed;

    private static PreferenceDocument? Parsed(LoggingPreference? preference) => preference?.Document is { } text ? PreferenceDocument.Parse(text) : null;

    private static string? Joined(params string?[] sentences) => sentences.OfType<string>().ToList() is { Count: > 0 } said ? string.Join(" ", said) : null;
}
