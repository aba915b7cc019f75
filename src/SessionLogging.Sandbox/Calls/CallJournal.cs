namespace SessionLogging.Sandbox.Calls;

/// <summary>Every request that arrived, so that a test can say what was asked, how often, and whether the client hung up.</summary>
public sealed class CallJournal
{
    private readonly Lock _gate = new();
    private readonly List<SandboxCall> _calls = [];
    private readonly List<(Func<SandboxCall, bool> Condition, TaskCompletionSource<SandboxCall> Met)> _waiting = [];
    private long _arrived;

    /// <summary>The calls since the start or the last <see cref="Clear"/>, in the order they arrived, those still unanswered included.</summary>
    public IReadOnlyList<SandboxCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>How many calls of an operation arrived, refused ones included.</summary>
    public int Count(string operation) => All.Count(call => call.Operation == operation);

    /// <summary>Forgets every call.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    /// <summary>The first call that meets a condition, waiting for it where there is none yet. Asked at arrival and at every change of a call.</summary>
    public Task<SandboxCall> WaitForAsync(Func<SandboxCall, bool> condition, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_calls.FirstOrDefault(condition) is { } call)
            {
                return Task.FromResult(call);
            }

            var met = new TaskCompletionSource<SandboxCall>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((condition, met));
            return met.Task.WaitAsync(cancellationToken);
        }
    }

    internal SandboxCall Arrived(string service, string operation, string requestId, DateTimeOffset time)
    {
        lock (_gate)
        {
            var call = new SandboxCall { Number = ++_arrived, Time = time, Service = service, Operation = operation, RequestId = requestId };
            _calls.Add(call);
            Announce(call);
            return call;
        }
    }

    internal void Change(SandboxCall call)
    {
        lock (_gate)
        {
            var index = _calls.FindLastIndex(known => known.Number == call.Number);
            if (index >= 0)
            {
                _calls[index] = call;
            }

            Announce(call);
        }
    }

    private void Announce(SandboxCall call)
    {
        foreach (var waiting in _waiting.Where(waiting => waiting.Condition(call)).ToList())
        {
            waiting.Met.TrySetResult(call);
            _waiting.Remove(waiting);
        }
    }
}

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
