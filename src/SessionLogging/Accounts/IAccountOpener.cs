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

    /// <summary>Every Region that the SDK's endpoint table knows, over all partitions, by system name (<c>eu-west-1</c>).</summary>
    IReadOnlyList<string> ListRegions();

    /// <summary>The names of the profiles in the SDK's store and in the shared credentials and config files.</summary>
    /// <param name="profileLocation">A credentials file of its own, or <see langword="null"/> for the usual places.</param>
    IReadOnlyList<string> ListProfiles(string? profileLocation);
}
