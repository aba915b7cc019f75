namespace SessionLogging.Sessions.Logging;

/// <summary>What lies in an object that should be a session's log.</summary>
internal enum LogContent
{
    /// <summary>Output, or more than was looked at.</summary>
    Output,

    /// <summary>The framing of <c>script</c> alone: the session had no output.</summary>
    Framing,

    /// <summary>The agent's word that it could not make a log.</summary>
    FailureText,
}

/// <summary>Tells small logs apart by their content.</summary>
internal static class SmallLog
{
    /// <summary>The most bytes that a log without output has; what is larger is not read.</summary>
    /// <remarks>The framing holds the path of the session's file on the node, with the node's and the session's id: about 300 bytes.</remarks>
    internal const int MostBytes = 1024;

    // What the agent puts into the object where it could not write the session's log (amazon-ssm-agent).
    private const string FailureText = "unable to generate log data";
    private const string Started = "Script started on ";
    private const string Done = "Script done on ";

    /// <summary>What a whole object holds.</summary>
    internal static LogContent Of(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content).Trim('\ufeff', ' ', '\t', '\r', '\n', '\0');
        if (text.TrimEnd('.').Equals(FailureText, StringComparison.OrdinalIgnoreCase))
        {
            return LogContent.FailureText;
        }

        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        return lines is [var first, var last] && first.StartsWith(Started, StringComparison.Ordinal) && last.StartsWith(Done, StringComparison.Ordinal)
            ? LogContent.Framing
            : LogContent.Output;
    }
}

/// <summary>Reads the objects that are so small that they need not be logs.</summary>
internal sealed class SmallLogs(ILogObjects objects)
{
    private const int ReadsInFlight = 16;

    private readonly Dictionary<LogPlace, SmallLogReading> _readings = [];

    /// <summary>What was read; <see langword="null"/> for what was not.</summary>
    internal SmallLogReading? this[LogPlace place] => _readings.TryGetValue(place, out var reading) ? reading : null;

    internal async Task ReadAsync(IReadOnlyList<LogPlace> places, CancellationToken cancellationToken)
    {
        for (var i = 0; i < places.Count; i += ReadsInFlight)
        {
            var next = places.Skip(i).Take(ReadsInFlight).ToList();
            var readings = await Task.WhenAll(next.Select(place => ReadAsync(place, cancellationToken))).ConfigureAwait(false);
            for (var j = 0; j < next.Count; j++)
            {
                _readings[next[j]] = readings[j];
            }
        }
    }

    private async Task<SmallLogReading> ReadAsync(LogPlace place, CancellationToken cancellationToken)
    {
        try
        {
            return new(SmallLog.Of(await objects.ReadAsync(place.Container, place.Name, SmallLog.MostBytes, cancellationToken).ConfigureAwait(false)), null);
        }
        catch (AwsCallException failure)
        {
            return new(LogContent.Output, failure);
        }
    }
}

/// <summary>What came of reading a small object.</summary>
/// <param name="Content">What it holds; output where it could not be read.</param>
/// <param name="Failure">Why it could not be read.</param>
internal sealed record SmallLogReading(LogContent Content, AwsCallException? Failure);
