using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

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
