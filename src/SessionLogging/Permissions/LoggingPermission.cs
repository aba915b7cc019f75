namespace SessionLogging.Permissions;

/// <summary>Whose policy it is, or of what.</summary>
public enum PolicyType : long
{
    /// <summary>The role of the nodes: sessions, and where their logs go.</summary>
    NodeRole,

    /// <summary>Who starts sessions, by this document alone, and ends their own.</summary>
    User,

    /// <summary>Who runs this module's cmdlets.</summary>
    Administrator,

    /// <summary>Who reads preferences, reports and logs, and changes nothing and starts nothing.</summary>
    Auditor,

    /// <summary>The policies of keys: the channel's, the bucket's, the log group's.</summary>
    KeyPolicy,

    /// <summary>The policy of the bucket.</summary>
    BucketPolicy,
}

/// <summary>A policy that allows what exactly one document's preferences ask for, and no more.</summary>
public sealed record LoggingPermission
{
    /// <summary>The account of the preferences; <see langword="null"/> where it is not known, or the policy is for several.</summary>
    public string? AccountId { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The Region of the preferences; <see langword="null"/> where the policy is for several.</summary>
    public string? Region { get; init; }

    /// <summary>The Session document.</summary>
    public required string DocumentName { get; init; }

    /// <summary>Whose policy it is, or of what.</summary>
    public required PolicyType PolicyType { get; init; }

    /// <summary>What the policy belongs to: the ARN of a bucket or key, or who it is for in words.</summary>
    public required string Subject { get; init; }

    /// <summary>The statements; those of a key's policy are to be added to what stands there.</summary>
    public required IReadOnlyList<PolicyStatement> Statement { get; init => field = new PlainList<PolicyStatement>(value); }

    /// <summary>What to know before it is used: what is wider than it could be, and what could not be seen.</summary>
    public IReadOnlyList<string> Notes { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>What could not be looked at, so that the policy may lack something; they stand in <see cref="Notes"/> too.</summary>
    public IReadOnlyList<string> Unseen { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>The policy document as JSON text.</summary>
    public string Json => PolicyJson.Write(Statement);

    /// <summary>The policy document as JSON text.</summary>
    public override string ToString() => Json;

    /// <summary>One policy for each key and bucket, of all that several documents ask for of it: such a policy can be set only as a whole.</summary>
    /// <param name="permissions">Policies of keys and buckets.</param>
    public static IReadOnlyList<LoggingPermission> Merge(IEnumerable<LoggingPermission> permissions) =>
    [
        .. from permission in permissions
           group permission by (permission.PolicyType, permission.Subject) into same
           let several = same.ToList()
           select several.Count == 1 ? several[0] : several[0] with
           {
               AccountId = Same(several, permission => permission.AccountId),
               AccountName = Same(several, permission => permission.AccountName),
               Region = Same(several, permission => permission.Region),
               DocumentName = Same(several, permission => permission.DocumentName) ?? "several",
               Statement = Merge(several.SelectMany(permission => permission.Statement)),
               Notes = [.. several.SelectMany(permission => permission.Notes).Distinct(StringComparer.Ordinal)],
               Unseen = [.. several.SelectMany(permission => permission.Unseen).Distinct(StringComparer.Ordinal)],
           },
    ];

    private static string? Same(List<LoggingPermission> several, Func<LoggingPermission, string?> of) =>
        several.Select(of).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only] ? only : null;

    // Statements that differ in their principals alone become one; of others the ids are made to differ.
    private static IReadOnlyList<PolicyStatement> Merge(IEnumerable<PolicyStatement> statements)
    {
        var merged = statements
            .GroupBy(statement => PolicyJson.Write([statement with { Principal = [] }]), StringComparer.Ordinal)
            .Select(same => same.First() with { Principal = [.. same.SelectMany(statement => statement.Principal).Distinct(StringComparer.Ordinal)] });
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. merged.Select(statement =>
            {
                seen[statement.Sid] = seen.TryGetValue(statement.Sid, out var count) ? count + 1 : 1;
                return seen[statement.Sid] == 1 ? statement : statement with { Sid = FormattableString.Invariant($"{statement.Sid}{seen[statement.Sid]}") };
            }),
        ];
    }
}
