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

    /// <summary>The Regions that the account uses.</summary>
    IAccountRegions Regions { get; }
}
