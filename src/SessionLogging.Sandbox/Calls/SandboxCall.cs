namespace SessionLogging.Sandbox.Calls;

/// <summary>One request that arrived, and what became of it.</summary>
public sealed record SandboxCall
{
    /// <summary>Counts the calls of this sandbox from 1, in the order they arrived.</summary>
    public required long Number { get; init; }

    /// <summary>When it arrived, by the sandbox's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The service's id, for example <c>SSM</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The API's name of the operation.</summary>
    public required string Operation { get; init; }

    /// <summary>The request id of the answer.</summary>
    public required string RequestId { get; init; }

    /// <summary>The account of the caller, once it is authenticated.</summary>
    public string? Account { get; init; }

    /// <summary>The Region that the request is signed for, once it is authenticated.</summary>
    public string? Region { get; init; }

    /// <summary>The ARN of the caller, once it is authenticated.</summary>
    public string? Caller { get; init; }

    /// <summary>The answer's HTTP status; <see langword="null"/> while there is none, and where the connection was dropped before one.</summary>
    public int? Status { get; init; }

    /// <summary>The service's error code where the answer is one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Whether the client closed the connection before it had the whole answer.</summary>
    public bool AbortedByClient { get; init; }

    /// <summary>Whether the answer is sent, the connection dropped or the client gone.</summary>
    public bool Completed { get; init; }
}
