using System.Text;

namespace SessionLogging.Sandbox.Logs;

/// <summary>One event of a log stream.</summary>
/// <param name="Timestamp">When it happened, in milliseconds since 1970, as its sender says.</param>
/// <param name="Message">Its text.</param>
/// <param name="IngestionTime">When it arrived, in milliseconds since 1970.</param>
/// <param name="Sequence">Counts the events of the stream in the order they arrived.</param>
public sealed record LogEvent(long Timestamp, string Message, long IngestionTime, long Sequence)
{
    /// <summary>By time, and at the same time as they arrived.</summary>
    internal static Comparer<LogEvent> Order { get; } = Comparer<LogEvent>.Create((left, right) => left.Position.CompareTo(right.Position));

    /// <summary>What CloudWatch Logs counts: the text in UTF-8 and 26 bytes more.</summary>
    internal int Size => Encoding.UTF8.GetByteCount(Message) + 26;

    /// <summary>The place just before this event.</summary>
    internal (long Timestamp, long Sequence) Position => (Timestamp, Sequence);
}
