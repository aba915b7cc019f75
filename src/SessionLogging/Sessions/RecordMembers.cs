using System.Globalization;
using System.Text.Json;

namespace SessionLogging.Sessions;

/// <summary>The members of a line's object, read as what they should be.</summary>
internal readonly struct RecordMembers
{
    private readonly JsonElement _line;

    internal RecordMembers(JsonElement line) => _line = line;

    internal bool Has(string name) => Find(name) is not null;

    internal string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => TextOf(name, value),
        _ => throw Wrong(name, "no text"),
    };

    internal DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Wrong(name, "no time");
    }

    internal DateTimeOffset RequiredTime(string name) => Time(name) ?? throw Lacks(name);

    internal LogStatus? LogStatus(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return Enum.TryParse<LogStatus>(text, out var status) && status.ToString() == text ? status : throw Wrong(name, "no log status");
    }

    internal bool RequiredFlag(string name) => Find(name) switch
    {
        null => throw Lacks(name),
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "neither true nor false"),
    };

    internal long RequiredCount(string name)
    {
        var value = Find(name) ?? throw Lacks(name);
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var count) ? count : throw Wrong(name, "no whole number");
    }

    private JsonElement? Find(string name) =>
        _line.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static string TextOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as an escape.
            throw Wrong(name, "no text that Unicode allows");
        }
    }

    internal static SessionRecordFormatException Lacks(string name) => new($"it lacks {name}");

    private static SessionRecordFormatException Wrong(string name, string what) => new($"its {name} is {what}");
}
