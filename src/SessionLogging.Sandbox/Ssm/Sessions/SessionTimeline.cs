namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>Sessions by rank, oldest first: the generated ones and, between them, those that were arranged one by one.</summary>
internal sealed class SessionTimeline
{
    private readonly GeneratedSessions _generated;

    // By start; the rank of each among all.
    private readonly StoredSession[] _arranged;
    private readonly int[] _ranks;

    public SessionTimeline(GeneratedSessions generated, IEnumerable<StoredSession> arranged)
    {
        _generated = generated;
        _arranged = [.. arranged.OrderBy(session => session.StartDate)];
        _ranks = [.. _arranged.Select((session, order) => order + First(generated.Count, index => generated.StartOf(index) >= session.StartDate))];
    }

    public int Count => _generated.Count + _arranged.Length;

    public StoredSession this[int rank] => Place(rank, out var index) ? _arranged[index] : _generated[index];

    /// <summary>The first rank from which on a statement holds that, once it holds, holds for every later start.</summary>
    public int FirstRank(Func<DateTimeOffset, bool> holds) => First(Count, rank => holds(Place(rank, out var index) ? _arranged[index].StartDate : _generated.StartOf(index)));

    /// <summary>A rank below which no session runs any more.</summary>
    public int FirstActive(DateTimeOffset now)
    {
        var earliest = now - GeneratedSessions.Longest;
        var oldest = _arranged.Where(session => session.IsActiveAt(now)).Select(session => session.StartDate).Append(earliest).Min();
        return FirstRank(start => start >= oldest);
    }

    private static int First(int count, Func<int, bool> holds)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Whether the session of a rank was arranged, and its index among its kind.</summary>
    private bool Place(int rank, out int index)
    {
        var found = Array.BinarySearch(_ranks, rank);
        index = found >= 0 ? found : rank - ~found;
        return found >= 0;
    }
}
