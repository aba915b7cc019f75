namespace SessionLogging.Accounts;

/// <summary>Writes a connection as the parameters of a command, for commands that are offered to the caller.</summary>
public static class ConnectionArguments
{
    /// <summary>The parameters that open the same account again, each with a space before it; without the Region, and never with a secret.</summary>
    public static string Of(ConnectionOptions connection) => string.Concat(
        Argument("ProfileName", connection.ProfileName),
        Argument("ProfileLocation", connection.ProfileLocation),
        Argument("RoleArn", connection.RoleArn),
        Argument("ExternalId", connection.ExternalId),
        Argument("EndpointUrl", connection.EndpointUrl));

    private static string Argument(string name, string? value) => value is null ? "" : $" -{name} '{Doubled(value)}'";

    // PowerShell takes the typographic single quotes for the plain one.
    private static string Doubled(string value) => string.Concat(value.Select(c => c is '\'' or (>= '\u2018' and <= '\u201B') ? $"{c}{c}" : $"{c}"));
}
