using System.Collections;

namespace SessionLogging.Accounts;

/// <summary>What a person, or the session they work in, said about one connection: one account in one Region.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The environment variable that says how many seconds a service may be silent, before its answer begins and between two bytes of it: above 0 and up to 3600; 60 where it is not set.</summary>
    public const string TimeoutVariable = "SSM_SESSION_LOGGING_TIMEOUT";

    /// <summary>The Region's system name; <see langword="null"/>: the profile's, then <see cref="AmbientRegion"/>, then the SDK's own chain.</summary>
    public string? Region { get; init; }

    /// <summary>A profile of the SDK's store or of the shared credentials and config files.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The credentials file to look <see cref="ProfileName"/> up in.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>An access key id; goes with <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret access key of <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The session token of temporary keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Credentials handed over as an object.</summary>
    public ICredentialSource? Credential { get; init; }

    /// <summary>Credentials that the session holds for every command (<c>$StoredAWSCredentials</c>); used where no option names others.</summary>
    public ICredentialSource? AmbientCredential { get; init; }

    /// <summary>The Region that the session holds for every command (<c>$StoredAWSRegion</c>).</summary>
    public string? AmbientRegion { get; init; }

    /// <summary>An address that stands for every service of the connection, without the name and password that may have stood before its host; S3 is then addressed path-style.</summary>
    public string? EndpointUrl
    {
        get;
        init => field = EndpointAddress.WithoutUserInfo(value);
    }

    /// <summary>A role to assume with the credentials found, without placeholders.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id that the role's trust policy asks for.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The account's name, where its organisation was asked for it; it chooses nothing and goes along to what is read there.</summary>
    public string? AccountName { get; init; }
}

/// <summary>Writes a connection as the parameters of a command, for commands that are offered to the caller.</summary>
public static class ConnectionArguments
{
    /// <summary>The parameters that open the same account again, each with a space before it; without the Region, and never with a secret: for an external id stands the variable <c>$ExternalId</c>.</summary>
    public static string Of(ConnectionOptions connection) => string.Concat(
        Argument("ProfileName", connection.ProfileName),
        Argument("ProfileLocation", connection.ProfileLocation),
        Argument("RoleArn", connection.RoleArn),
        connection.ExternalId is null ? "" : " -ExternalId $ExternalId",
        Argument("EndpointUrl", connection.EndpointUrl));

    /// <summary>The AWS CLI's options that open the same account; <see langword="null"/> where it has none for this connection: a role, keys, or a credentials file of its own.</summary>
    public static string? OfCli(ConnectionOptions connection) =>
        connection.RoleArn is not null || connection.AccessKey is not null || connection.ProfileLocation is not null
            || connection.Credential is not null || (connection.ProfileName is null && connection.AmbientCredential is not null)
            ? null
            : (connection.ProfileName is { } profile ? $" --profile '{Doubled(profile)}'" : "")
                + (connection.EndpointUrl is { } url ? $" --endpoint-url '{Doubled(url)}'" : "");

    /// <summary>A text as it stands in a command that is offered to the caller.</summary>
    internal static string Quoted(string value) => $"'{Doubled(value)}'";

    private static string Argument(string name, string? value) => value is null ? "" : $" -{name} {Quoted(value)}";

    // PowerShell takes the typographic single quotes for the plain one.
    private static string Doubled(string value) => string.Concat(value.Select(c => c is '\'' or (>= '\u2018' and <= '\u201B') ? $"{c}{c}" : $"{c}"));
}

/// <summary>Addresses that stand for AWS.</summary>
public static class EndpointAddress
{
    private static readonly char[] EndsOfAuthority = ['/', '?', '#', '\\'];

    /// <summary>An address without the name and password that may stand before its host. No service takes them, and what is not there is told nobody.</summary>
    /// <param name="address">The address, well-formed or not.</param>
    public static string? WithoutUserInfo(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return address;
        }

        var slashes = address!.IndexOf("//", StringComparison.Ordinal);
        var start = slashes < 0 ? 0 : slashes + 2;
        var end = address.IndexOfAny(EndsOfAuthority, start);
        var at = (end < 0 ? address : address.Remove(end)).LastIndexOf('@');
        return at < start ? address : address.Remove(start, at + 1 - start);
    }

    /// <summary>Whether what goes to an address can be read and changed on the way: it is plain http, and not to this machine.</summary>
    /// <param name="address">The address, well-formed or not.</param>
    public static bool IsExposed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback;

    /// <summary>Which of the addresses that a command uses are exposed, each with the name of what gives it: the parameter, or in its place the environment variables that AWS's tools read.</summary>
    /// <param name="given">The address of -EndpointUrl; <see langword="null"/>: none.</param>
    /// <param name="environment">The environment's variables.</param>
    public static IEnumerable<string> ExposedOf(string? given, IDictionary environment)
    {
        IEnumerable<(string Name, string? Address)> addresses = given is not null
            ? [("-EndpointUrl", given)]
            : string.Equals(environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] as string, "true", StringComparison.OrdinalIgnoreCase)
                ? []
                : environment.Cast<DictionaryEntry>().Select(variable => ((string)variable.Key, variable.Value as string)).Where(variable => variable.Item1.StartsWith("AWS_ENDPOINT_URL", StringComparison.Ordinal));
        return addresses.Where(address => IsExposed(address.Address)).Select(address => $"{address.Name} {WithoutUserInfo(address.Address)}").OrderBy(address => address, StringComparer.Ordinal);
    }
}

/// <summary>No account could be opened with what was given.</summary>
public sealed class ConnectionException : SessionLoggingException
{
    // What is so in every Region and for every object.
    private static readonly HashSet<string> OfIdentity = new(StringComparer.Ordinal)
    {
        "MfaTokenNeeded", "CredentialsMissing", "CredentialsUnusable", "CredentialsUnavailable", "CredentialShapeUnknown", "ProfileNotFound", "ProfileUnusable",
        "ProfileNeedsLogin", "EndpointUrlInvalid", "TimeLimitInvalid",
    };

    /// <summary>Names what is wrong and what to do.</summary>
    /// <param name="reason">A stable name of the rule, for example <c>RegionMissing</c>.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What the caller can do.</param>
    public ConnectionException(string reason, string message, string remedy)
        : base(FailureCategory.InvalidInput, message, remedy) => ErrorId = reason;

    /// <inheritdoc/>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override bool IsOfIdentity => OfIdentity.Contains(ErrorId);
}
