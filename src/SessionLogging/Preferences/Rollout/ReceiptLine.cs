using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Rollout;

/// <summary>One line of a file of receipts: that a change was begun, or how it ended. What is read of it is what going on needs.</summary>
/// <remarks>Every character outside printable ASCII is an escape, so a line stays a line, and a part of one that was cut off is still text.</remarks>
internal sealed record ReceiptLine(string? AccountId, string Region, string DocumentName, string Result, string Request)
{
    /// <summary>What agreed exceptions asked for in this place, as a short text; <see langword="null"/> where there were none.</summary>
    internal string? ExceptionRequest { get; private init; }

    /// <summary>The result of a line that was written before the change.</summary>
    internal const string Begun = "Begun";

    private static readonly string[] Results =
    [
        Begun, nameof(PreferenceChangeResult.Changed), nameof(PreferenceChangeResult.Unchanged), nameof(PreferenceChangeResult.Skipped), nameof(PreferenceChangeResult.Failed),
    ];

    /// <summary>Whether nothing of the document is left to do.</summary>
    internal bool IsDone => Result is nameof(PreferenceChangeResult.Changed) or nameof(PreferenceChangeResult.Unchanged);

    /// <summary>Whether the line may be about a document of which the account or the Region need not be known yet.</summary>
    internal bool MayBeOf(PreferenceTarget target) =>
        DocumentName == target.DocumentName
        && (target.Region.Length == 0 || Region == target.Region)
        && (target.AccountId is null || AccountId is null || AccountId == target.AccountId);

    /// <summary>The line that is written before a change. It has the command that undoes it, since whether it was made need not be known afterwards.</summary>
    internal static string OfBegun(PreferencePlan plan, RequestMark request, DateTimeOffset time) =>
        Write(time, plan.Target, Begun, request, new PreferenceChange
        {
            AccountId = plan.Target.AccountId,
            Region = plan.Target.Region,
            DocumentName = plan.Target.DocumentName,
            Result = default,
            PreviousVersion = plan.PreviousVersion,
            Changes = plan.Changes.Changed,
            UndoCommand = plan.UndoCommand,
            Exceptions = AgreedSetting.In(plan.Edit),
        });

    /// <summary>The line that is written when a change has ended, however it did.</summary>
    internal static string Of(PreferenceChange receipt, RequestMark request, DateTimeOffset time) =>
        Write(time, new PreferenceTarget(receipt.AccountId, receipt.Region, receipt.DocumentName) { AccountName = receipt.AccountName }, receipt.Result.ToString(), request, receipt);

    /// <summary>The line; <see langword="null"/> where it is none, for the reason that is given.</summary>
    internal static ReceiptLine? Read(string line, out string reason)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var members = json.RootElement;
            reason = "it is no JSON object";
            if (members.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            reason = "it lacks Region, DocumentName, Result or Request";
            return Text(members, nameof(Region)) is { } region && Text(members, nameof(DocumentName)) is { } name
                && Text(members, nameof(Result)) is { } result && Results.Contains(result, StringComparer.Ordinal) && Text(members, nameof(Request)) is { } request
                ? new ReceiptLine(Text(members, nameof(AccountId)), region, name, result, request) { ExceptionRequest = Text(members, nameof(ExceptionRequest)) }
                : null;
        }
        catch (JsonException broken)
        {
            reason = $"it is no JSON: {broken.Message}";
            return null;
        }
        catch (InvalidOperationException)
        {
            // JSON's grammar allows to escape half a surrogate pair; .NET's strings do not carry it.
            reason = "it escapes half a surrogate pair";
            return null;
        }
    }

    private static string? Text(JsonElement members, string name) =>
        members.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    private static string Write(DateTimeOffset time, PreferenceTarget target, string result, RequestMark request, PreferenceChange receipt)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("Time", time.UtcDateTime);
            if (target.AccountId is { } accountId)
            {
                json.WriteString(nameof(AccountId), accountId);
            }

            json.WriteString(nameof(Region), target.Region);
            json.WriteString(nameof(DocumentName), target.DocumentName);
            json.WriteString(nameof(Result), result);
            json.WriteString(nameof(PreferenceChange.PreviousVersion), receipt.PreviousVersion);
            json.WriteString(nameof(PreferenceChange.NewVersion), receipt.NewVersion);
            WriteChanges(json, receipt.Changes);
            json.WriteString(nameof(PreferenceChange.UndoCommand), receipt.UndoCommand);
            json.WriteString(nameof(PreferenceChange.Reason), receipt.Reason);
            json.WriteBoolean(nameof(PreferenceChange.LatestOnly), receipt.LatestOnly);
            json.WriteBoolean(nameof(PreferenceChange.TargetCheckSkipped), receipt.TargetCheckSkipped);
            json.WriteNumber(nameof(PreferenceChange.Tries), receipt.Tries);
            json.WriteString(nameof(Request), request.Settings);
            WriteExceptions(json, receipt.Exceptions, request.Exceptions);
            if (target.AccountName is { } accountName)
            {
                json.WriteString(nameof(PreferenceTarget.AccountName), accountName);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    private static void WriteChanges(Utf8JsonWriter json, IReadOnlyList<SettingChange> changes)
    {
        json.WriteStartArray(nameof(PreferenceChange.Changes));
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString(nameof(change.Setting), change.Setting);
            WriteMeaning(json, nameof(change.Before), change.Before);
            WriteMeaning(json, nameof(change.After), change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteExceptions(Utf8JsonWriter json, IReadOnlyList<AgreedSetting> exceptions, string? request)
    {
        if (request is null)
        {
            return;
        }

        json.WriteString(nameof(ExceptionRequest), request);
        json.WriteStartArray(nameof(PreferenceChange.Exceptions));
        foreach (var exception in exceptions)
        {
            json.WriteStartObject();
            json.WriteString(nameof(exception.Setting), exception.Setting);
            WriteMeaning(json, nameof(exception.Value), exception.Value);
            json.WriteString(nameof(exception.AcceptedBy), exception.AcceptedBy);
            json.WriteString(nameof(exception.AcceptedReason), exception.AcceptedReason);
            json.WriteString(nameof(exception.AcceptedUntil), exception.AcceptedUntil.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMeaning(Utf8JsonWriter json, string name, object? meaning)
    {
        switch (meaning)
        {
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int minutes:
                json.WriteNumber(name, minutes);
                break;
            default:
                json.WriteString(name, (string?)meaning);
                break;
        }
    }
}
