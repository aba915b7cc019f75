namespace SessionLogging.Tests.Sessions;

/// <summary>Histories of any shape: spread, in bursts, in office hours; starts on whole seconds, on their edges and between.</summary>
internal static class RandomHistory
{
    internal static readonly Gen<BoundsReading> Reading =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, (after, before, seconds) => new BoundsReading(after, before, seconds));

    internal static Gen<List<Session>> Sessions(DateTimeOffset now, int most) =>
        Gen.Select(Gen.Int[0, most], Gen.Int[0, 2], Gen.Int[0, int.MaxValue], (count, shape, seed) => Make(now, count, shape, seed));

    /// <summary>A history of 31 days, so that some sessions lie outside any window: spread evenly (0), in bursts (1), in office hours (2).</summary>
    internal static List<Session> Make(DateTimeOffset now, int count, int shape, int seed)
    {
        var random = new Random(seed);
        var sessions = new List<Session>(count);
        while (sessions.Count < count)
        {
            var start = now - TimeSpan.FromDays(31 * random.NextDouble());
            if (shape == 1)
            {
                start = now - TimeSpan.FromDays(random.Next(31)) - TimeSpan.FromSeconds(random.Next(4));
            }

            if (shape == 2 && (start.Hour is < 8 or > 17 || start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                continue;
            }

            sessions.Add(Session(sessions.Count, OnGrain(start, random.Next(3)), start + TimeSpan.FromMinutes(1 + random.Next(600))));
        }

        return sessions;
    }

    internal static Session Session(int number, DateTimeOffset start, DateTimeOffset? end) => new()
    {
        SessionId = $"jdoe-{number:D7}",
        StartDate = start,
        EndDate = end,
        Status = "Terminated",
        Owner = $"arn:aws:iam::111122223333:user/user{number % 7}",
    };

    private static DateTimeOffset OnGrain(DateTimeOffset start, int grain)
    {
        var ticks = start.UtcTicks - (start.UtcTicks % TimeSpan.TicksPerSecond);
        return new DateTimeOffset(grain switch { 0 => ticks, 1 => ticks + TimeSpan.TicksPerSecond - 1, _ => start.UtcTicks }, TimeSpan.Zero);
    }
}
