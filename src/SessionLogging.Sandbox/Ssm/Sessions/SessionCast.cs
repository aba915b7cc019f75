using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.State;

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
