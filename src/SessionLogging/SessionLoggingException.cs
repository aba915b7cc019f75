namespace SessionLogging;

/// <summary>What a failure is about, in terms that any front end can show in its own way.</summary>
public enum FailureCategory
{
    /// <summary>What the caller gave breaks a rule; nothing was sent.</summary>
    InvalidInput,

    /// <summary>What was read is not what it should be.</summary>
    InvalidData,

    /// <summary>The credentials lack a right.</summary>
    Denied,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>Somebody else changed the same thing, or it exists already.</summary>
    Conflict,

    /// <summary>The service asks to slow down.</summary>
    Throttled,

    /// <summary>No usable answer came.</summary>
    Unreachable,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The service, or this library, will not do it.</summary>
    Refused,

    /// <summary>A file, or the disk that it is on, cannot be used.</summary>
    Unavailable,
}

/// <summary>A failure that says what was tried, what was answered and what to do next.</summary>
public abstract class SessionLoggingException : Exception
{
    private readonly FailureCategory _category;
    private readonly string? _remedy;
    private readonly object? _subject;

    /// <summary>Describes a failure.</summary>
    protected SessionLoggingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Describes a failure, what it is about and what the caller can do.</summary>
    private protected SessionLoggingException(FailureCategory category, string message, string? remedy, object? subject = null, Exception? cause = null)
        : base(message, cause) => (_category, _remedy, _subject) = (category, remedy, subject);

    /// <summary>A stable name of the failure that scripts can test for.</summary>
    public abstract string ErrorId { get; }

    /// <summary>What the failure is about.</summary>
    public virtual FailureCategory Category => _category;

    /// <summary>Whether it is the identity that fails and not what it asks for: then it fails the same way in every Region, and is told once.</summary>
    public virtual bool IsOfIdentity => false;

    /// <summary>What the caller can do next, where there is something.</summary>
    public virtual string? RecommendedAction => _remedy;

    /// <summary>The object concerned, for example a document's name.</summary>
    public virtual object? Subject => _subject;
}
