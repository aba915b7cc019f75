namespace SessionLogging.Accounts;

/// <summary>Which Regions an account uses.</summary>
public interface IAccountRegions
{
    /// <summary>The Regions that are enabled in the account (Account ListRegions, status ENABLED and ENABLED_BY_DEFAULT), by system name.</summary>
    /// <exception cref="AwsCallException">The call failed or was denied.</exception>
    Task<IReadOnlyList<string>> ListEnabledAsync(CancellationToken cancellationToken);

    /// <summary>The Regions that the SDK's endpoint table has for the connection's partition.</summary>
    IReadOnlyList<string> ListPartition();
}
