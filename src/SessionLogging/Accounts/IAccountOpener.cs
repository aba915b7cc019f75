namespace SessionLogging.Accounts;

/// <summary>Turns what a person said about the connection into accounts that can be asked. Implemented on the AWS SDK.</summary>
public interface IAccountOpener
{
    /// <summary>Finds the credentials and the Region and prepares the clients. Nothing is sent unless the credentials need it (a role, single sign-on).</summary>
    /// <param name="options">What the caller gave; what is missing comes from the SDK's own chain (environment, profile, container, instance role).</param>
    /// <param name="interaction">Answers what only a person can, such as an MFA token.</param>
    /// <param name="observer">Told of every call that the account makes.</param>
    /// <param name="cancellationToken">Cancels the calls that finding credentials needs.</param>
    /// <exception cref="ConnectionException">The options contradict each other, or no credentials or no Region were found.</exception>
    /// <exception cref="AwsCallException">A call for the credentials failed, for example AssumeRole.</exception>
    Task<IAccount> OpenAsync(
        ConnectionOptions options, IAccountInteraction interaction, ICallObserver observer, CancellationToken cancellationToken);

    /// <summary>The same for one command, in which the environment stays as it is: the credentials behind the roles are found once for all accounts and Regions.</summary>
    IAccountOpener ForCommand();

    /// <summary>Every Region that the SDK's endpoint table knows, over all partitions, by system name (<c>eu-west-1</c>).</summary>
    IReadOnlyList<string> ListRegions();

    /// <summary>The partition that a Region lies in, by the SDK's endpoint table; one that the table does not know counts as of the partition whose names are like its own.</summary>
    /// <param name="region">The Region's system name.</param>
    AwsPartition PartitionOf(string region);

    /// <summary>The names of the profiles in the SDK's store and in the shared credentials and config files.</summary>
    /// <param name="profileLocation">A credentials file of its own, or <see langword="null"/> for the usual places.</param>
    IReadOnlyList<string> ListProfiles(string? profileLocation);
}

/// <summary>A way to open one account in one Region, with what is known of it before anything is asked.</summary>
/// <param name="AccountId">The account, where the role or the object says it; <see langword="null"/>: the credentials' own.</param>
/// <param name="Region">The Region; <see langword="null"/>: the one that the connection implies.</param>
/// <param name="OpenAsync">Opens it, or gives what was opened before; it then stays open as long as the pool.</param>
public sealed record AccountOpening(string? AccountId, string? Region, Func<CancellationToken, Task<IAccount>> OpenAsync)
{
    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>Closes an account that <see cref="OpenAsync"/> gave, once nobody else uses it.</summary>
    internal Action<IAccount> Close { get; init; } = static _ => { };

    /// <summary>Whether the account may not have enabled the Region: then the Region does not know the credentials, although they are right.</summary>
    public bool MayBeDisabled { get; init; }

    /// <summary>Whether nobody named it: a pattern stands for the account or the Region, or a unit for the account.</summary>
    public bool IsOfPattern { get; init; }

    /// <summary>Whether opening it can only fail: which Regions are meant is not known.</summary>
    public bool IsHopeless { get; init; }

    /// <summary>Whether a failure says no more than that a Region which only a pattern stands for is not enabled: then it is left out.</summary>
    public bool IsLeftOutBy(SessionLoggingException failure) => MayBeDisabled && failure is AwsCallException { Cause: AwsCallCause.RegionNotEnabled };

    /// <summary>Opens it, does something with it and lets go of it: its clients are closed once nobody uses them.</summary>
    /// <exception cref="ConnectionException">It cannot be opened.</exception>
    /// <exception cref="AwsCallException">A call that opening needs failed.</exception>
    public async Task<T> UseAsync<T>(Func<IAccount, Task<T>> work, CancellationToken cancellationToken)
    {
        var account = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(account).ConfigureAwait(false);
        }
        finally
        {
            Close(account);
        }
    }

    /// <inheritdoc cref="UseAsync{T}"/>
    public Task UseAsync(Func<IAccount, Task> work, CancellationToken cancellationToken) => UseAsync(
        async account =>
        {
            await work(account).ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}

/// <summary>What opening an account may have to ask a person.</summary>
public interface IAccountInteraction
{
    /// <summary>Asks for the code that an MFA device shows.</summary>
    /// <param name="serialNumber">The device's serial number or ARN (<c>mfa_serial</c> of the profile).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectionException">Nobody can answer: the host is not interactive.</exception>
    Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken);
}

/// <summary>Told of every call to AWS once it has ended.</summary>
public interface ICallObserver
{
    /// <summary>One call has ended, well or not. May be called from any thread.</summary>
    void OnCall(AwsCall call);
}

/// <summary>One call to AWS as it went over the wire.</summary>
/// <param name="Service">The service id of the service model, for example <c>SSM</c>.</param>
/// <param name="Operation">The API's name of the operation.</param>
/// <param name="Region">The Region asked.</param>
/// <param name="Sends">How often the request was sent, as the HTTP layer counted.</param>
/// <param name="Throttled">How many of the sends were answered by throttling.</param>
/// <param name="RequestId">The request id of the last answer, where one came.</param>
/// <param name="Elapsed">From the first send to the end of the last answer.</param>
/// <param name="ErrorCode">The error code of a call that failed, otherwise <see langword="null"/>.</param>
public sealed record AwsCall(
    string Service, string Operation, string Region, int Sends, int Throttled, string? RequestId, TimeSpan Elapsed, string? ErrorCode);

/// <summary>Credentials that live outside the module, asked again at each call so that a refresh is seen.</summary>
public interface ICredentialSource
{
    /// <summary>The keys as they are now.</summary>
    /// <exception cref="ConnectionException">The source cannot be read.</exception>
    CredentialKeys GetKeys();
}

/// <summary>A key pair, with the token of temporary keys.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="SessionToken">The session token, or <see langword="null"/> for long-term keys.</param>
public sealed record CredentialKeys(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <summary>Names the key and keeps the secret.</summary>
    public override string ToString() => AccessKey;
}
