namespace SessionLogging.Accounts;

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

    private static string Argument(string name, string? value) => value is null ? "" : $" -{name} '{Doubled(value)}'";

    // PowerShell takes the typographic single quotes for the plain one.
    private static string Doubled(string value) => string.Concat(value.Select(c => c is '\'' or (>= '\u2018' and <= '\u201B') ? $"{c}{c}" : $"{c}"));
}
