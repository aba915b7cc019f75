using Amazon.Runtime.CredentialManagement;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>Looks up the profile that the options name.</summary>
internal static class Profiles
{
    /// <summary>The profile, or <see langword="null"/> where the options name none.</summary>
    /// <exception cref="ConnectionException">There is no such profile.</exception>
    internal static CredentialProfile? Find(ConnectionOptions options)
    {
        if (options.ProfileName is null)
        {
            return null;
        }

        var store = new CredentialProfileStoreChain(options.ProfileLocation);
        return store.TryGetProfile(options.ProfileName, out var profile)
            ? profile
            : throw new ConnectionException(
                "ProfileNotFound",
                $"There is no profile '{options.ProfileName}'{(options.ProfileLocation is null ? "" : $" in {options.ProfileLocation}")}.",
                "Check the name with 'aws configure list-profiles', or give -ProfileLocation.");
    }
}
