using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace SessionLogging.Aws.Connections;

/// <summary>Looks profiles up.</summary>
internal static class Profiles
{
    private const string Default = "default";

    private static readonly Regex Line = new(@"\ALine (?<number>[0-9]+):", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The profile that the options name, or <see langword="null"/> where they name none.</summary>
    /// <exception cref="ConnectionException">There is no such profile.</exception>
    internal static CredentialProfile? Named(ConnectionOptions options) =>
        options.ProfileName is null ? null : Find(options.ProfileName, options.ProfileLocation) ?? throw NotFound(options.ProfileName, options.ProfileLocation);

    /// <summary>The profile of the environment (<c>AWS_PROFILE</c>) or the one called default, or <see langword="null"/> where there is none.</summary>
    internal static CredentialProfile? Ambient() => Find(DefaultAWSCredentialsIdentityResolver.GetProfileName(), location: null);

    /// <summary>Refuses to go on without the profile that the environment names.</summary>
    /// <exception cref="ConnectionException">The environment names a profile that does not exist.</exception>
    internal static void RequireAmbient()
    {
        var name = DefaultAWSCredentialsIdentityResolver.GetProfileName();
        if (!name.Equals(Default, StringComparison.OrdinalIgnoreCase) && Ambient() is null)
        {
            throw NotFound(name, location: null);
        }
    }

    private static CredentialProfile? Find(string name, string? location)
    {
        try
        {
            return new CredentialProfileStoreChain(location).TryGetProfile(name, out var profile) ? profile : null;
        }
        catch (InvalidDataException failure)
        {
            // The SDK quotes the line, and a line of such a file may hold a secret.
            throw new ConnectionException(
                "ProfileUnusable",
                $"The profile '{name}' cannot be looked up: {Line.Match(failure.Message) switch
                {
                    { Success: true } line => $"line {line.Groups["number"].Value} of {location ?? "the credentials or config file"}",
                    _ => $"what stands in {location ?? "the credentials or config file"}",
                }} is no section, setting or comment.",
                "Correct the file.");
        }
    }

    private static ConnectionException NotFound(string name, string? location) => new(
        "ProfileNotFound",
        $"There is no profile '{name}'{(location is null ? "" : $" in {location}")}.",
        "Check the name with 'aws configure list-profiles', or give -ProfileLocation.");
}
