namespace SessionLogging.Accounts;

/// <summary>Who a set of credentials is (STS GetCallerIdentity).</summary>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="Arn">The user's, role session's or root's ARN.</param>
public sealed record CallerIdentity(string AccountId, string Arn);
