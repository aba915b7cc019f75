namespace SsmSessionLogging.Connections;

/// <summary>Reads the connection parameters, and what the session holds for every AWS command, into the library's terms.</summary>
internal static class ConnectionParameters
{
    private static readonly string[] WaysToSignIn = ["ProfileName", "AccessKey", "Credential"];

    /// <summary>Which accounts and Regions the parameters name.</summary>
    /// <param name="given">Parameter values by name, as a cmdlet or a completer has them.</param>
    /// <param name="variable">Looks a variable of the session up.</param>
    /// <param name="resolvePath">Turns a PowerShell path into one of the file system.</param>
    /// <exception cref="ConnectionException">The parameters contradict each other, or an object's credentials cannot be read.</exception>
    internal static ConnectionPlan Plan(IDictionary given, Func<string, object?> variable, Func<string, string> resolvePath)
    {
        var template = new ConnectionOptions
        {
            ProfileName = Text(given, "ProfileName"),
            ProfileLocation = Text(given, "ProfileLocation") is { } path ? resolvePath(path) : null,
            AccessKey = Text(given, "AccessKey"),
            SecretKey = Text(given, "SecretKey"),
            SessionToken = Text(given, "SessionToken"),
            Credential = given["Credential"] is { } credential ? ForeignCredentials.From(credential, "-Credential") : null,
            AmbientCredential = WaysToSignIn.Any(given.Contains) ? null
                : variable("StoredAWSCredentials") is { } stored ? ForeignCredentials.From(stored, "$StoredAWSCredentials") : null,
            AmbientRegion = RegionNamesAttribute.Names(variable("StoredAWSRegion")).FirstOrDefault(),
            EndpointUrl = Text(given, "EndpointUrl"),
            ExternalId = Text(given, "ExternalId"),
        };
        var scope = new ConnectionScope
        {
            OrganizationalUnits = Texts(given, "OrganizationalUnit"),
            ExcludedAccounts = Texts(given, "ExcludeAccountId"),
            ExcludedRegions = Regions(given, "ExcludeRegion"),
        };
        return ConnectionPlan.Create(template, Texts(given, "RoleArn"), Texts(given, "AccountId"), Regions(given, "Region"), scope);
    }

    private static string[] Regions(IDictionary given, string name) => [.. RegionNamesAttribute.Names(given[name]).OfType<string>()];

    private static string? Text(IDictionary given, string name) => given[name] is { } value ? LanguagePrimitives.ConvertTo<string>(value) : null;

    private static string[] Texts(IDictionary given, string name) =>
        given[name] is { } value ? LanguagePrimitives.ConvertTo<string[]>(value) : [];
}
