using System.Buffers.Binary;
using SessionLogging.Sandbox.Ssm.Nodes;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>Somebody who starts sessions.</summary>
/// <param name="Arn">The IAM user, the role session, or root.</param>
/// <param name="SessionName">What the ids of their sessions begin with.</param>
internal sealed record SessionOwner(string Arn, string SessionName);

/// <summary>Who starts sessions in an account, and what they go to; the most frequent first.</summary>
internal sealed class SessionCast
{
    private static readonly string[] Users = ["jdoe", "asmith", "mgarcia", "ops/kchen", "ops/tmueller", "svc-backup", "o'neil_2", "b.okafor"];

    private static readonly string[] People =
    [
        "jane.doe", "ravi.patel", "lena.novak", "sam.lee", "amelie.dupont", "noor.haddad", "pat.murphy", "yuki.tanaka", "ines.costa", "olu.adeyemi",
        "max.weber", "zoe.klein", "ivan.petrov", "mia.rossi", "tom.baker", "ana.silva",
    ];

    private static readonly string[] Clusters = ["web", "orders", "batch"];

    public SessionCast(RegionState region)
    {
        Region = region.Name;
        var iam = $"arn:aws:iam::{region.Account.Id}:";
        var sts = $"arn:aws:sts::{region.Account.Id}:assumed-role/";
        Owners =
        [
            .. People.Take(12).Select(person => new SessionOwner(
                $"{sts}{Seeds.SsoRole}/{person}@example.com", $"{person}@example.com")),
            .. Users.Select(user => new SessionOwner($"{iam}user/{user}", user.Split('/')[^1])),
            .. People.Skip(12).Select(person => new SessionOwner($"{sts}Admin/{person}", person)),
            new($"{sts}Deploy/botocore-session-1728996125", "botocore-session-1728996125"),
            new($"{sts}AppServer/i-0a1b2c3d4e5f60718", "i-0a1b2c3d4e5f60718"),
            new($"{iam}root", "root"),
        ];
        Nodes = [.. NodeFleet.Of(region).Select(node => node.InstanceId), "i-0dead00000000beef", "i-1a2b3c4d"];
        Tasks = [.. Clusters.SelectMany(cluster => Enumerable.Range(0, 6).Select(number => Task(cluster, number)))];
    }

    /// <summary>The Region's name.</summary>
    public string Region { get; }

    public IReadOnlyList<SessionOwner> Owners { get; }

    /// <summary>The managed nodes, and two that are gone.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>Containers of ECS tasks.</summary>
    public IReadOnlyList<string> Tasks { get; }

    private static string Task(string cluster, int number)
    {
        var draw = new Draw(Draw.SeedOf(cluster), number);
        var task = $"{draw.Next():x16}{draw.Next():x16}";
        return $"ecs:{cluster}_{task}_{task}-{1_000_000_000 + (draw.Next() % 3_000_000_000)}";
    }
}

/// <summary>What sessions are started with: documents, reasons and other words, among them those that people should never have written.</summary>
internal static class SessionWords
{
    /// <summary>The document of ECS Exec.</summary>
    public const string EcsExec = "AmazonECS-ExecuteInteractiveCommand";

    /// <summary>What <c>MaxSessionDuration</c> says. The pattern of the service model refuses the last two, which are allowed.</summary>
    public static readonly string[] MaxDurations = ["60", "240", "1440", "1040", "1099"];

    public static readonly string[] Failures =
    [
        "The session could not be started: encryption of the S3 bucket could not be verified.",
        "Plugin with name Standard_Stream not found. Step name: Standard_Stream",
        "Failed to create a session: the user ssm-ops of RunAs does not exist on the target.",
    ];

    // How many of a hundred sessions use each; the rest name none.
    private static readonly (int Percent, string? Name)[] Documents =
    [
        (58, SessionSeeds.Preferences), (8, SessionSeeds.CustomDocument), (3, SessionSeeds.InteractiveDocument), (8, Seeds.AwsDocument),
        (4, "AWS-StartPortForwardingSessionToRemoteHost"), (7, "AWS-StartSSHSession"), (3, "AWS-StartInteractiveCommand"),
        (1, "AWS-StartNonInteractiveCommand"), (5, EcsExec),
    ];

    private static readonly string[] Usual =
    [
        "Restart the service", "INC-10482", "INC-10533: disk full", "Weekly patching", "Deploy 2024.10.3", "Check the certificate", "Customer support",
        "rotate logs, then look at memory", "CHG0031337", "On call",
    ];

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>\"'&amp;",
        "=cmd|'/C calc'!A0",
        "+1+1", "-2+3", "@SUM(A1)", "\t=1+1",
        "two, \"quoted\"; columns",
        "\u001b]0;owned\u0007\u001b[31mred\u001b[0m",
        "null\u0000byte and bell\u0007",
        "line one\r\nline two",
        "🚒 server on fire 🔥 – schnell!",
        "\u202Eright to left\u202C",
        "https://example.com/ticket?id=1&next=2",
    ];

    /// <summary>The document at a place from 0 up to 1, or <see langword="null"/> where a session names none.</summary>
    public static string? Document(double place)
    {
        var percent = place * 100;
        foreach (var (share, name) in Documents)
        {
            percent -= share;
            if (percent < 0)
            {
                return name;
            }
        }

        return null;
    }

    public static string? Reason(ref Draw draw) => draw.NextFraction() switch
    {
        < 0.45 => null,
        < 0.97 => draw.OfSkewed(Usual),
        _ => draw.Of(Hostile),
    };
}

/// <summary>When sessions start: office hours of working days, UTC, with a few at night and on weekends. The later of two sessions never starts earlier.</summary>
internal sealed class SessionCalendar
{
    private const int Hours = 30 * 24;
    private const double Weekend = 0.12;

    private static readonly int[] WeightOfHour = [2, 1, 1, 1, 1, 2, 8, 25, 60, 90, 100, 95, 70, 85, 100, 95, 80, 50, 25, 12, 8, 5, 3, 2];

    private readonly DateTimeOffset _begin;
    private readonly int _count;
    private readonly ulong _seed;

    // The weight of all hours before each, and in the end of all.
    private readonly double[] _before = new double[Hours + 1];

    public SessionCalendar(DateTimeOffset end, int count, ulong seed)
    {
        _begin = end.AddHours(-Hours);
        _count = count;
        _seed = seed;
        for (var hour = 0; hour < Hours; hour++)
        {
            var time = _begin.AddHours(hour).UtcDateTime;
            var isWeekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            _before[hour + 1] = _before[hour] + (WeightOfHour[time.Hour] * (isWeekend ? Weekend : 1));
        }
    }

    /// <summary>When the session of an index starts, in whole milliseconds.</summary>
    public DateTimeOffset StartOf(int index)
    {
        var weight = (index + Draw.Fraction(_seed, index)) / _count * _before[Hours];
        var found = Array.BinarySearch(_before, weight);
        var hour = Math.Min(found < 0 ? ~found - 1 : found, Hours - 1);
        var into = (weight - _before[hour]) / (_before[hour + 1] - _before[hour]);
        return _begin.AddMilliseconds(Math.Floor((hour + into) * TimeSpan.MillisecondsPerHour));
    }
}

/// <summary>Numbers that look random and are the same at every run: a sequence for each index of a seed (SplitMix64).</summary>
internal struct Draw
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public Draw(ulong seed, int index) => _state = Mixed(seed, index);

    /// <summary>The seed that a name stands for.</summary>
    public static ulong SeedOf(string name) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A number that no other index of the seed has.</summary>
    public static ulong Mixed(ulong seed, int index) => Mix(seed + ((ulong)index * Step));

    /// <summary>A number from 0 up to 1 for an index.</summary>
    public static double Fraction(ulong seed, int index) => Unit(Mix(~seed + ((ulong)index * Step)));

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>The next number from 0 up to 1.</summary>
    public double NextFraction() => Unit(Next());

    /// <summary>Whether something happens that does so often.</summary>
    public bool Chance(double often) => NextFraction() < often;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[(int)(NextFraction() * several.Count)];

    /// <summary>One of several, the first ones oftener.</summary>
    public T OfSkewed<T>(IReadOnlyList<T> several)
    {
        var at = NextFraction();
        return several[(int)(at * at * several.Count)];
    }

    private static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
