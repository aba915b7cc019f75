using System.Text.Json.Serialization;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>A session as Session Manager remembers it.</summary>
public sealed record StoredSession
{
    /// <summary>The id.</summary>
    public required string SessionId { get; init; }

    /// <summary>When it started; told in milliseconds.</summary>
    public required DateTimeOffset StartDate { get; init; }

    /// <summary>When it ends or ended; <see langword="null"/>: not known. It runs until then, by the sandbox's clock.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>The status; <see langword="null"/>: as the clock has it.</summary>
    public string? Status { get; init; }

    /// <summary>What it went to.</summary>
    public string? Target { get; init; }

    /// <summary>The ARN of who started it.</summary>
    public string? Owner { get; init; }

    /// <summary>The Session document.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Why it was started, in its owner's words.</summary>
    public string? Reason { get; init; }

    /// <summary>What the service says of it.</summary>
    public string? Details { get; init; }

    /// <summary>Where its output is; <see langword="null"/>: the member is absent.</summary>
    public StoredOutputUrl? OutputUrl { get; init; }

    /// <summary>The longest time it may last, in minutes.</summary>
    public string? MaxSessionDuration { get; init; }

    /// <summary><c>Standard</c> or <c>JustInTime</c>; <see langword="null"/>: the member is absent.</summary>
    public string? AccessType { get; init; }

    /// <summary>Whether it still runs.</summary>
    internal bool IsActiveAt(DateTimeOffset now) => EndDate is { } end ? end > now : Status is not ("Terminated" or "Failed");

    /// <summary>What the status is at a time.</summary>
    internal string StatusAt(DateTimeOffset now)
    {
        if (Status is not null)
        {
            return Status;
        }

        if (!IsActiveAt(now))
        {
            return "Terminated";
        }

        return now - StartDate < TimeSpan.FromSeconds(3) ? "Connecting"
            : EndDate - now < TimeSpan.FromSeconds(5) ? "Terminating"
            : "Connected";
    }
}

/// <summary>Where a session's output is said to be; mostly nowhere.</summary>
/// <param name="S3OutputUrl">An address of the console, or <see langword="null"/>.</param>
/// <param name="CloudWatchOutputUrl">The same for CloudWatch Logs.</param>
public sealed record StoredOutputUrl(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? S3OutputUrl = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CloudWatchOutputUrl = null);
