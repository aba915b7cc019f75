namespace SessionLogging.Accounts;

/// <summary>No account could be opened with what was given, and no service was asked.</summary>
public sealed class ConnectionException : Exception
{
    /// <summary>Names what is wrong and what to do.</summary>
    /// <param name="reason">A stable name of the rule, for example <c>RegionMissing</c>.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What the caller can do.</param>
    public ConnectionException(string reason, string message, string remedy)
        : base(message)
    {
        Reason = reason;
        Remedy = remedy;
    }

    /// <summary>A stable name of the rule, for example <c>RegionMissing</c>.</summary>
    public string Reason { get; }

    /// <summary>What the caller can do.</summary>
    public string Remedy { get; }
}
