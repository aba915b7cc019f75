namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>Believable sessions of the 30 days before a time, each made from its index when it is asked for.</summary>
internal sealed class GeneratedSessions
{
    /// <summary>The longest that one lasts.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private const double MeanMinutes = 18;

    private readonly RegionState _region;
    private readonly DateTimeOffset _end;
    private readonly ulong _seed;
    private readonly SessionCalendar _calendar;
    private readonly SessionCast _cast;

    public GeneratedSessions(RegionState region, int count, DateTimeOffset end)
        : this(region, count, end, "")
    {
    }

    private GeneratedSessions(RegionState region, int count, DateTimeOffset end, string month)
    {
        _region = region;
        Count = count;
        _end = end;
        _seed = Draw.SeedOf($"sessions of {region.Account.Id} {region.Name}{month}");
        _calendar = new SessionCalendar(end, count, _seed);
        _cast = new SessionCast(region);
    }

    public int Count { get; }

    /// <summary>Sessions of 30 days that many months of 30 days before.</summary>
    public GeneratedSessions Before(int months, int count) => new(_region, count, _end.AddDays(-30 * months), string.Create(CultureInfo.InvariantCulture, $" {months} months before"));

    public StoredSession this[int index]
    {
        get
        {
            var draw = new Draw(_seed, index);
            var session = Describe(index, StartOf(index), ref draw);
            if (draw.Chance(0.03))
            {
                return Failed(session, ref draw);
            }

            var lasts = TimeSpan.FromMilliseconds(Math.Floor(-Math.Log(1 - draw.NextFraction()) * MeanMinutes * 60_000) + 400);
            return session with { EndDate = session.StartDate + (lasts < Longest ? lasts : Longest) };
        }
    }

    public DateTimeOffset StartOf(int index) => _calendar.StartOf(index);

    /// <summary>A session that started in the last hours and still runs; <paramref name="number"/> counts them.</summary>
    public StoredSession Running(int number)
    {
        var draw = new Draw(_seed, Count + number);
        var start = DateTimeOffset.FromUnixTimeMilliseconds(_end.ToUnixTimeMilliseconds()).AddMinutes(-2 - (31 * number));
        return Describe(Count + number, start, ref draw) with { Status = number == 2 ? "Disconnected" : null };
    }

    /// <summary>Some that failed never say when they ended.</summary>
    private static StoredSession Failed(StoredSession session, ref Draw draw) => session with
    {
        Status = "Failed",
        EndDate = draw.Chance(0.25) ? null : session.StartDate.AddMilliseconds(600 + (draw.Next() % 4000)),
        Details = draw.Of(SessionWords.Failures),
    };

    private StoredSession Describe(int index, DateTimeOffset start, ref Draw draw)
    {
        var document = SessionWords.Document(draw.NextFraction());
        var isEcs = document == SessionWords.EcsExec;
        var owner = draw.OfSkewed(_cast.Owners);
        var id = Id(isEcs ? "ecs-execute-command" : owner.SessionName, index, ref draw);
        return new StoredSession
        {
            SessionId = id,
            StartDate = start,
            Target = isEcs ? draw.Of(_cast.Tasks) : draw.OfSkewed(_cast.Nodes),
            Owner = owner.Arn,
            DocumentName = document,
            Reason = SessionWords.Reason(ref draw),
            OutputUrl = OutputUrl(id, ref draw),
            MaxSessionDuration = draw.Chance(0.2) ? draw.Of(SessionWords.MaxDurations) : null,
            AccessType = draw.Chance(0.05) ? "JustInTime" : draw.Chance(0.9) ? "Standard" : null,
        };
    }

    private StoredOutputUrl? OutputUrl(string id, ref Draw draw) => draw.NextFraction() switch
    {
        < 0.03 => new StoredOutputUrl($"https://{_cast.Region}.console.aws.amazon.com/s3/object/{Seeds.Bucket}/{id}.log"),
        < 0.7 => new StoredOutputUrl(),
        _ => null,
    };

    /// <summary>The older form ends in 17 hexadecimal digits, the newer in 26 letters and digits. Either is the index's own.</summary>
    private string Id(string name, int index, ref Draw draw)
    {
        var own = Draw.Mixed(_seed, index);
        if (draw.Chance(0.4))
        {
            return $"{name}-0{own:x16}";
        }

        return string.Create(name.Length + 27, (name, own, other: draw.Next()), static (id, parts) =>
        {
            const string digits = "abcdefghijklmnopqrstuvwxyz0123456789";
            parts.name.CopyTo(id);
            id[parts.name.Length] = '-';
            var (left, right) = (parts.own, parts.other);
            for (var at = parts.name.Length + 1; at < id.Length; at += 2)
            {
                id[at] = digits[(int)(left % 36)];
                id[at + 1] = digits[(int)(right % 36)];
                (left, right) = (left / 36, right / 36);
            }
        });
    }
}
