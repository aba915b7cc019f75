using System.Text;
using System.Text.Json;
using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Pages;

/// <summary>The sessions as the page's script reads them: each text once, and rows of numbers.</summary>
/// <remarks>
/// A row is the start and the end in milliseconds since 1970, each with the minutes that its clock is ahead of UTC, the duration in seconds,
/// and for each field the place of its text. What HTML gives a meaning to is written as an escape.
/// </remarks>
internal sealed class SessionData
{
    private readonly PageTime _time;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> _texts = [""];

    private SessionData(PageTime time) => _time = time;

    internal static string Of(IReadOnlyList<SessionRecord> sessions, PageTime time)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
            new SessionData(time).Write(json, sessions);
        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<SessionRecord> sessions)
    {
        json.WriteStartObject();
        json.WriteBoolean("utc", _time.IsUtc);
        WriteAll(json, "fields", SessionField.All.Select(field => field.Name));
        WriteAll(json, "labels", SessionField.All.Select(field => field.Label));
        WriteAll(json, "logs", [.. LogStatusWords.All.Select(words => words.Name), LogStatusWords.NotWorkedOut]);
        WriteAll(json, "inks", [.. LogStatusWords.All.Select(words => words.Class), LogStatusWords.Of(null).Class]);
        json.WriteStartArray("rows");
        foreach (var session in sessions)
            WriteRow(json, session);
        json.WriteEndArray();
        WriteAll(json, "texts", _texts);
        json.WriteEndObject();
    }

    private void WriteRow(Utf8JsonWriter json, SessionRecord session)
    {
        json.WriteStartArray();
        WriteTime(json, session.StartDate);
        WriteTime(json, session.EndDate);
        if (session.Duration is { } duration)
            json.WriteNumberValue(duration.Ticks / TimeSpan.TicksPerSecond);
        else
            json.WriteNullValue();
        foreach (var field in SessionField.All)
            json.WriteNumberValue(PlaceOf(ShownText.Of(field.Text(session))));
        json.WriteEndArray();
    }

    private void WriteTime(Utf8JsonWriter json, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteNumberValue(known.ToUnixTimeMilliseconds());
            json.WriteNumberValue((int)_time.Local(known).Offset.TotalMinutes);
        }
        else
        {
            json.WriteNullValue();
            json.WriteNumberValue(0);
        }
    }

    private int PlaceOf(string text)
    {
        if (!_places.TryGetValue(text, out var place))
        {
            _places.Add(text, place = _texts.Count);
            _texts.Add(text);
        }

        return place;
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
