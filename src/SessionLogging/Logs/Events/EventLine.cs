using System.Text.Encodings.Web;

namespace SessionLogging.Logs.Events;

/// <summary>Writes an event of a log stream as a line: a JSON object with the members that GetLogEvents gives it.</summary>
internal static class EventLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds an event, its line end included.</summary>
    internal static void Write(Stream lines, LogStreamEvent streamed)
    {
        using (var json = new Utf8JsonWriter(lines, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp", streamed.Time.ToUnixTimeMilliseconds());
            if (streamed.IngestionTime is { } arrived)
            {
                json.WriteNumber("ingestionTime", arrived.ToUnixTimeMilliseconds());
            }

            json.WriteString("message", streamed.Message);
            json.WriteEndObject();
        }

        lines.WriteByte((byte)'\n');
    }
}
