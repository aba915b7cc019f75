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

/// <summary>Where the next page of a listing begins.</summary>
/// <param name="Question">Of which question it is: a token is good for no other.</param>
/// <param name="Low">The first rank of the listing's window.</param>
/// <param name="High">The rank after its last.</param>
/// <param name="Given">How many of them were looked at.</param>
internal sealed record SessionToken(string Question, int Low, int High, int Given)
{
    /// <summary>A question in a few letters.</summary>
    public static string Digest(string question) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..16];

    /// <summary>Reads a token, or <see langword="null"/> where it is none.</summary>
    public static SessionToken? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(' ') is [var question, var low, var high, var given]
            && Number(low) is { } first
            && Number(high) is { } last
            && Number(given) is { } done
                ? new SessionToken(question, first, last, done)
                : null;
    }

    public override string ToString()
        => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Question} {Low} {High} {Given}")));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
