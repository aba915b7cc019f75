namespace SessionLogging.Accounts;

/// <summary>One AWS account in one Region, as one set of credentials sees it.</summary>
public interface IAccount : IDisposable
{
    /// <summary>The Region's system name, for example <c>eu-west-1</c>.</summary>
    string Region { get; }

    /// <summary>How it was opened.</summary>
    ConnectionOptions Connection { get; }

    /// <summary>Who the credentials are, as STS says (GetCallerIdentity), asked once and remembered.</summary>
    /// <exception cref="AwsCallException">STS refused or could not be reached.</exception>
    Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken);

    /// <summary>The account's Systems Manager documents in this Region.</summary>
    ISessionDocuments Documents { get; }

    /// <summary>The buckets that the account can see.</summary>
    IBuckets Buckets { get; }

    /// <summary>The objects in which session logs lie, in buckets of any account and Region.</summary>
    ILogObjects LogObjects { get; }

    /// <summary>The account's log groups in this Region.</summary>
    ILogGroups LogGroups { get; }

    /// <summary>The streams of the account's log groups in this Region.</summary>
    ILogStreams LogStreams { get; }

    /// <summary>The KMS keys in this Region.</summary>
    IKeys Keys { get; }

    /// <summary>The sessions of this Region that Session Manager remembers.</summary>
    ISessionHistory Sessions { get; }

    /// <summary>The account's managed nodes in this Region.</summary>
    IManagedNodes Nodes { get; }

    /// <summary>The account's EC2 instances in this Region.</summary>
    IInstances Instances { get; }

    /// <summary>The Regions that the account uses.</summary>
    IAccountRegions Regions { get; }

    /// <summary>The organisation that the account belongs to.</summary>
    IOrganization Organization { get; }

    /// <summary>The rules on the account's default event bus in this Region.</summary>
    IEventRules EventRules { get; }

    /// <summary>The SNS topics in this Region.</summary>
    ITopics Topics { get; }

    /// <summary>The Lambda functions in this Region.</summary>
    IFunctions Functions { get; }

    /// <summary>The trails that reach this Region.</summary>
    ITrails Trails { get; }

    /// <summary>The account's IAM roles.</summary>
    IRoles Roles { get; }

    /// <summary>What the account's users, groups and roles may do.</summary>
    IPrincipals Principals { get; }

    /// <summary>The account's pipelines in this Region.</summary>
    IPipelines Pipelines { get; }
}

/// <summary>Who a set of credentials is (STS GetCallerIdentity).</summary>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="Arn">The user's, role session's or root's ARN.</param>
public sealed record CallerIdentity(string AccountId, string Arn);

/// <summary>Which Regions an account uses.</summary>
public interface IAccountRegions
{
    /// <summary>The Regions that are enabled in the account (Account ListRegions, status ENABLED and ENABLED_BY_DEFAULT), by system name.</summary>
    /// <exception cref="AwsCallException">The call failed or was denied.</exception>
    Task<IReadOnlyList<string>> ListEnabledAsync(CancellationToken cancellationToken);

    /// <summary>The Regions that the SDK's endpoint table has for the connection's partition.</summary>
    IReadOnlyList<string> ListPartition();
}
