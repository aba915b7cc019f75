using Amazon.Runtime;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>A role to assume, and how (STS AssumeRole).</summary>
/// <param name="RoleArn">The role's ARN.</param>
/// <param name="SessionName">The name under which the session stands in CloudTrail.</param>
/// <param name="ExternalId">The external id that the trust policy asks for.</param>
/// <param name="MfaSerialNumber">The MFA device that the trust policy asks for.</param>
internal sealed record RoleSession(string RoleArn, string SessionName, string? ExternalId, string? MfaSerialNumber)
{
    private const string DefaultSessionName = "SsmSessionLogging";

    // The SDK makes up another name at each look at a profile that gives none, so that no two would be the same role.
    private const string MadeUpPrefix = "aws-dotnet-sdk-session-";

    /// <summary>The role that the options name.</summary>
    internal static RoleSession Of(string roleArn, ConnectionOptions options) =>
        new(roleArn, DefaultSessionName, options.ExternalId, MfaSerialNumber: null);

    /// <summary>The role that a profile names.</summary>
    internal static RoleSession Of(AssumeRoleAWSCredentials inProfile) => new(
        inProfile.RoleArn,
        inProfile.RoleSessionName.StartsWith(MadeUpPrefix, StringComparison.Ordinal) ? DefaultSessionName : inProfile.RoleSessionName,
        inProfile.Options.ExternalId,
        inProfile.Options.MfaSerialNumber);
}
