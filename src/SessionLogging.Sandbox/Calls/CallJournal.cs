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
