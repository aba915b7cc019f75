namespace SessionLogging.Permissions;

/// <summary>One statement of a policy.</summary>
/// <param name="Sid">Its id, in the policy its own.</param>
/// <param name="Effect"><c>Allow</c> or <c>Deny</c>.</param>
/// <param name="Action">The actions; an asterisk stands for any text.</param>
/// <param name="Resource">The ARNs; an asterisk stands for any text.</param>
public sealed record PolicyStatement(string Sid, string Effect, IReadOnlyList<string> Action, IReadOnlyList<string> Resource)
{
    /// <summary>The actions; an asterisk stands for any text.</summary>
    public IReadOnlyList<string> Action { get; init => field = new PlainList<string>(value); } = new PlainList<string>(Action);

    /// <summary>The ARNs; an asterisk stands for any text.</summary>
    public IReadOnlyList<string> Resource { get; init => field = new PlainList<string>(value); } = new PlainList<string>(Resource);

    /// <summary>Whom it is about, in the policy of a resource: ARNs, <c>*</c>, or the name of a service. None in the policy of a role or user.</summary>
    public IReadOnlyList<string> Principal { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>What has to hold besides; none where nothing has to.</summary>
    public IReadOnlyList<PolicyCondition> Condition { get; init => field = new PlainList<PolicyCondition>(value); } = new PlainList<PolicyCondition>([]);

    /// <summary>What it is for, in a sentence; it stands in no policy.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Its id.</summary>
    public override string ToString() => Sid;

    internal static PolicyStatement Allow(StatementId sid, string purpose, IReadOnlyList<string> actions, params string[] resources) => Allow(sid.ToString(), purpose, actions, resources);

    internal static PolicyStatement Allow(string sid, string purpose, IReadOnlyList<string> actions, params string[] resources) => new(sid, "Allow", actions, resources) { Purpose = purpose };

    internal static PolicyStatement Deny(StatementId sid, string purpose, IReadOnlyList<string> actions, params string[] resources) => new(sid.ToString(), "Deny", actions, resources) { Purpose = purpose };
}

/// <summary>A condition of a statement on one key.</summary>
/// <param name="Operator">The comparison, for example <c>StringEquals</c>.</param>
/// <param name="Key">The condition key, for example <c>kms:ViaService</c>.</param>
/// <param name="Values">The values; any of them will do.</param>
public sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    /// <summary>The values; any of them will do.</summary>
    public IReadOnlyList<string> Values { get; init => field = new PlainList<string>(value); } = new PlainList<string>(Values);

    /// <summary>The condition in one line.</summary>
    public override string ToString() => $"{Operator} {Key} {string.Join(", ", Values)}";

    /// <summary>A key has a value.</summary>
    internal static PolicyCondition Same(string key, string value) => new("StringEquals", key, [value]);

    /// <summary>One of a key's values is this one.</summary>
    internal static PolicyCondition OneOf(string key, string value) => new("ForAnyValue:StringEquals", key, [value]);

    /// <summary>A key that holds an ARN has this one.</summary>
    internal static PolicyCondition SameArn(string key, string arn) => new("ArnEquals", key, [arn]);

    /// <summary>A key is there, whatever its value.</summary>
    internal static PolicyCondition There(string key) => new("StringLike", key, ["*"]);

    /// <summary>A key says no.</summary>
    internal static PolicyCondition False(string key) => new("Bool", key, ["false"]);

    /// <summary>A key says yes, where the request has it.</summary>
    internal static PolicyCondition TrueIfThere(string key) => new("BoolIfExists", key, ["true"]);
}

/// <summary>The ids of statements that are made for sessions; those of a cmdlet's policy are named by what they are about.</summary>
internal enum StatementId
{
    SessionChannel,
    FindLogGroup,
    WriteLogGroup,
    ReadBucketEncryption,
    WriteBucket,
    UseBucketKey,
    OpenChannel,
    StartSession,
    OwnSessions,
    MakeChannelKey,
    UsersMakeChannelKey,
    NodesOpenChannel,
    NodesWriteLogs,
    NodesReadEncryption,
    LogsEncrypt,
    AccountManages,
    TlsAlone,
}
