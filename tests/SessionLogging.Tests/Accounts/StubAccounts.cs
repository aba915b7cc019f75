namespace SessionLogging.Tests.Accounts;

/// <summary>An account that knows whose it is, and has only the ports that a test gives it.</summary>
internal class StubAccount(ConnectionOptions connection, string accountId) : IAccount
{
    public string Region => Connection.Region ?? "eu-west-1";

    public ConnectionOptions Connection { get; } = connection;

    public bool IsDisposed { get; private set; }

    public ISessionDocuments Documents { get => field ?? throw new NotSupportedException(); init; }

    public IBuckets Buckets { get => field ?? throw new NotSupportedException(); init; }

    public ILogObjects LogObjects { get => field ?? throw new NotSupportedException(); init; }

    public ILogStreams LogStreams { get => field ?? throw new NotSupportedException(); init; }

    public ILogGroups LogGroups { get => field ?? throw new NotSupportedException(); init; }

    public IKeys Keys { get => field ?? throw new NotSupportedException(); init; }

    public ISessionHistory Sessions { get => field ?? throw new NotSupportedException(); init; }

    public IManagedNodes Nodes { get => field ?? throw new NotSupportedException(); init; }

    public IAccountRegions Regions { get => field ?? throw new NotSupportedException(); init; }

    public IOrganization Organization { get => field ?? throw new NotSupportedException(); init; }

    public IEventRules EventRules { get => field ?? throw new NotSupportedException(); init; }

    public ITopics Topics { get => field ?? throw new NotSupportedException(); init; }

    public IFunctions Functions { get => field ?? throw new NotSupportedException(); init; }

    public ITrails Trails { get => field ?? throw new NotSupportedException(); init; }

    public IRoles Roles { get => field ?? throw new NotSupportedException(); init; }

    public IInstances Instances { get => field ?? throw new NotSupportedException(); init; }

    public IPrincipals Principals { get => field ?? throw new NotSupportedException(); init; }

    public IPipelines Pipelines { get => field ?? throw new NotSupportedException(); init; }

    public virtual Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new CallerIdentity(accountId, $"arn:aws:iam::{accountId}:user/stub"));

    public Action Closed { get; init; } = static () => { };

    public void Dispose()
    {
        IsDisposed = true;
        Closed();
    }
}

/// <summary>Opens stub accounts: a role's is that of its ARN, the credentials' own is 111122223333.</summary>
internal sealed class StubOpener : IAccountOpener
{
    public const string OwnAccount = "111122223333";

    public List<ConnectionOptions> Asked { get; } = [];

    public List<StubAccount> Opened { get; } = [];

    /// <summary>What opening waits for, or fails with.</summary>
    public Func<ConnectionOptions, Task> Opening { get; set; } = _ => Task.CompletedTask;

    public async Task<IAccount> OpenAsync(
        ConnectionOptions options, IAccountInteraction interaction, ICallObserver observer, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(options);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await Opening(options);
        var account = Make(options, options.RoleArn?.Split(':')[4] ?? OwnAccount);
        lock (Asked)
        {
            Opened.Add(account);
        }

        return account;
    }

    /// <summary>Makes the account that is opened.</summary>
    public Func<ConnectionOptions, string, StubAccount> Make { get; set; } = static (options, accountId) => new StubAccount(options, accountId);

    public IAccountOpener ForCommand() => this;

    public IReadOnlyList<string> ListRegions() => [];

    public AwsPartition PartitionOf(string region) => new("aws", "amazonaws.com");

    public IReadOnlyList<string> ListProfiles(string? profileLocation) => [];
}
