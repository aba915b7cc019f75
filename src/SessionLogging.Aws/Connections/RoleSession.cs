namespace SessionLogging.Aws.Connections;

/// <summary>A role to assume, and how (STS AssumeRole).</summary>
/// <param name="RoleArn">The role's ARN.</param>
/// <param name="SessionName">The name under which the session stands in CloudTrail.</param>
/// <param name="ExternalId">The external id that the trust policy asks for.</param>
/// <param name="MfaSerialNumber">The MFA device that the trust policy asks for.</param>
/// <param name="DurationSeconds">How long the keys last; <see langword="null"/>: an hour.</param>
internal sealed record RoleSession(string RoleArn, string SessionName, string? ExternalId, string? MfaSerialNumber, int? DurationSeconds);
