using System.Reflection;

namespace SsmSessionLogging.Connections;

/// <summary>Credentials in an object of another AWS SDK, which this module's own SDK cannot take: read by name, at each call.</summary>
/// <remarks>
/// Known shapes: the SDK's <c>AWSCredentials</c> (method <c>GetCredentials</c>), and AWS Tools for PowerShell's
/// <c>AWSPSCredentials</c>, which keeps one in an internal property <c>Credentials</c>.
/// </remarks>
internal sealed class ForeignCredentials : ICredentialSource
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object _credentials;
    private readonly MethodInfo _getCredentials;

    private ForeignCredentials(object credentials, MethodInfo getCredentials)
    {
        _credentials = credentials;
        _getCredentials = getCredentials;
    }

    /// <summary>Recognises the object's shape.</summary>
    /// <param name="value">What the caller gave.</param>
    /// <param name="origin">What the caller calls it, for the message.</param>
    /// <exception cref="ConnectionException">The shape is not known: other credentials are never used in its place.</exception>
    internal static ForeignCredentials From(object value, string origin)
    {
        var candidate = value is PSObject wrapped ? wrapped.BaseObject : value;
        var inner = candidate.GetType().GetProperty("Credentials", AnyInstance)?.GetValue(candidate);
        foreach (var credentials in new[] { candidate, inner })
        {
            var method = credentials?.GetType().GetMethod("GetCredentials", AnyInstance, binder: null, Type.EmptyTypes, modifiers: null);
            if (method is not null)
            {
                return new ForeignCredentials(credentials!, method);
            }
        }

        throw new ConnectionException(
            "CredentialShapeUnknown",
            $"{origin} is a {candidate.GetType().FullName}, whose credentials this module cannot read.",
            "Give -ProfileName, or -AccessKey, -SecretKey and -SessionToken.");
    }

    /// <inheritdoc/>
    public CredentialKeys GetKeys()
    {
        object keys;
        try
        {
            keys = _getCredentials.Invoke(_credentials, parameters: null)!;
        }
        catch (TargetInvocationException failure)
        {
            throw new ConnectionException(
                "CredentialsUnavailable",
                $"The credentials object gave no keys: {(failure.InnerException ?? failure).Message}",
                "Sign in again, or give -ProfileName.");
        }

        return new CredentialKeys(
            Read(keys, "AccessKey") ?? throw Unreadable(keys),
            Read(keys, "SecretKey") ?? throw Unreadable(keys),
            Read(keys, "Token") is { Length: > 0 } token ? token : null);
    }

    private static string? Read(object keys, string property) => keys.GetType().GetProperty(property, AnyInstance)?.GetValue(keys) as string;

    private static ConnectionException Unreadable(object keys) => new(
        "CredentialShapeUnknown", $"The keys are a {keys.GetType().FullName}, which this module cannot read.", "Give -ProfileName.");
}
