namespace SessionLogging.Accounts;

/// <summary>Why a call failed, where there is something to do that the kind of failure does not tell. The names are those of the errors.</summary>
public enum AwsCallCause
{
    /// <summary>Nothing more is known than the kind.</summary>
    Unstated,

    /// <summary>The session token has expired.</summary>
    TokenExpired,

    /// <summary>This machine's clock and the service's differ by more than the service takes.</summary>
    ClockSkewed,

    /// <summary>The account has not enabled the Region: it does not know credentials that AWS knows elsewhere.</summary>
    RegionNotEnabled,

    /// <summary>The role may not be assumed.</summary>
    RoleRefused,

    /// <summary>The answer was a redirect to another host, which is not followed.</summary>
    Redirected,
}

/// <summary>Tells causes by what services say, and what to do about each.</summary>
internal static class AwsCallCauses
{
    private static readonly HashSet<string> ExpiredCodes = new(StringComparer.Ordinal) { "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" };

    private static readonly HashSet<string> SkewCodes = new(StringComparer.Ordinal) { "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" };

    // How services that have no code of their own for it begin: "Signature expired: 20241015T... is now earlier than ..."
    private static readonly string[] SkewAnswers = ["Signature expired", "Signature not yet current"];

    /// <summary>The cause, as far as the answer tells it.</summary>
    internal static AwsCallCause Of(string service, string operation, AwsCallFailure kind, string? code, string answer) =>
        ExpiredCodes.Contains(code ?? "") ? AwsCallCause.TokenExpired
        : SkewCodes.Contains(code ?? "") || SkewAnswers.Any(begin => answer.StartsWith(begin, StringComparison.Ordinal)) ? AwsCallCause.ClockSkewed
        : code is "OptInRequired" or "RegionDisabledException" ? AwsCallCause.RegionNotEnabled
        : kind is AwsCallFailure.Denied && (service, operation) == ("STS", "AssumeRole") && code is "AccessDenied" or "AccessDeniedException" ? AwsCallCause.RoleRefused
        : AwsCallCause.Unstated;

    /// <summary>What to do about a failure's cause, or <see langword="null"/>.</summary>
    internal static string? AdviceFor(AwsCallException failure) => failure.Cause switch
    {
        AwsCallCause.TokenExpired =>
            "Sign in again (aws sso login, Set-AWSCredential, a new session token), then run the command again: nothing is wrong with the rights.",
        AwsCallCause.ClockSkewed => "Set this machine's clock: AWS takes requests that are at most 5 minutes off (w32tm /resync, timedatectl set-ntp true).",
        AwsCallCause.RegionNotEnabled =>
            "Enable the Region in the account (aws account enable-region), or leave it out. A session token of the global STS endpoint is not valid in Regions that have to be enabled.",
        AwsCallCause.RoleRefused =>
            "Check that the role is there and its trust policy names this identity (with -ExternalId or MFA where it asks for them), and that this identity is allowed sts:AssumeRole on it.",
        AwsCallCause.Redirected => "Check -EndpointUrl, AWS_ENDPOINT_URL and the proxy: AWS does not redirect these calls.",
        _ when failure.IsOfUnknownCredentials => "Check the access key id: AWS does not know it, or the key is deactivated or belongs to another partition.",
        _ => null,
    };
}
