namespace SessionLogging.Accounts;

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
        : base(message)
    {
        ErrorId = reason;
        RecommendedAction = remedy;
    }

    /// <inheritdoc/>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override bool IsOfIdentity => OfIdentity.Contains(ErrorId);

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidInput;

    /// <inheritdoc/>
    public override string RecommendedAction { get; }
}
