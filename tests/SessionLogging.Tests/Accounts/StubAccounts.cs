namespace SessionLogging.Tests.Accounts;

/// <summary>An account that only knows whose it is.</summary>
internal sealed class StubAccount(ConnectionOptions connection, string accountId) : IAccount
{
    public string Region => Connection.Region ?? "eu-west-1";

    public ConnectionOptions Connection { get; } = connection;

    public bool IsDisposed { get; private set; }

    public ISessionDocuments Documents { get => field ?? throw new NotSupportedException(); init; }

    public IBuckets Buckets => throw new NotSupportedException();

    public ILogObjects LogObjects { get => field ?? throw new NotSupportedException(); init; }

    public ILogStreams LogStreams { get => field ?? throw new NotSupportedException(); init; }

    public ILogGroups LogGroups { get => field ?? throw new NotSupportedException(); init; }

    public IKeys Keys => throw new NotSupportedException();

    public ISessionHistory Sessions { get => field ?? throw new NotSupportedException(); init; }

    public IManagedNodes Nodes { get => field ?? throw new NotSupportedException(); init; }

    public IAccountRegions Regions { get => field ?? throw new NotSupportedException(); init; }

    public IOrganization Organization { get => field ?? throw new NotSupportedException(); init; }

    public IEventRules EventRules => throw new NotSupportedException();

    public ITopics Topics => throw new NotSupportedException();

    public IFunctions Functions => throw new NotSupportedException();

    public ITrails Trails => throw new NotSupportedException();

    public IRoles Roles => throw new NotSupportedException();

    public IPipelines Pipelines => throw new NotSupportedException();

    public Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
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

    public IReadOnlyList<string> ListProfiles(string? profileLocation) => [];
}
