using SessionLogging.Sandbox.Calls;

namespace SessionLogging.Sandbox.Faults;

/// <summary>Lets the faults of one call strike at their moments.</summary>
internal sealed class FaultRun(IReadOnlyList<ActiveFault> faults, SandboxService service, Operation operation, Call call, CancellationToken aborted)
{
    /// <exception cref="AwsServiceException">The service refuses or fails.</exception>
    /// <exception cref="ConnectionDroppedException">The connection is to be closed.</exception>
    public async Task StrikeAsync(FaultMoment moment)
    {
        foreach (var active in faults.Where(active => active.Fault.When == moment))
        {
            var fault = active.Fault;
            switch (fault.Kind)
            {
                case FaultKind.Latency:
                    await active.HoldAsync(Task.Delay(TimeSpan.FromSeconds(fault.Seconds), call.Cloud.Clock, aborted), aborted);
                    break;
                case FaultKind.Hold:
                    await active.HoldAsync(Task.Delay(Timeout.Infinite, aborted), aborted);
                    break;
                case FaultKind.Drop:
                    throw new ConnectionDroppedException();
                case FaultKind.Throttle when !active.LetsThrough():
                    throw service.Error(CommonError.Throttled, fault.Message);
                case FaultKind.Deny:
                    throw service.Denied(call.Caller, operation.Action, operation.Resource(call));
                case FaultKind.Error:
                    throw fault.Code is null
                        ? service.Error(CommonError.Internal, fault.Message)
                        : new AwsServiceException(fault.Code, fault.Status, fault.Message ?? "The sandbox was asked to fail.");
            }
        }
    }

    /// <summary>The answer as it is sent: cut in half where a fault says so.</summary>
    public WireResponse Spoil(WireResponse response)
        => faults.Any(active => active.Fault.Kind == FaultKind.Truncate) ? response.Truncated() : response;
}

/// <summary>A fault closes the connection.</summary>
#pragma warning disable CA1032, CA1064 // Never leaves the sandbox.
internal sealed class ConnectionDroppedException() : Exception("A fault drops the connection.");
#pragma warning restore CA1032, CA1064

/// <summary>A fault that was added, with what it counts and whom it holds.</summary>
internal sealed class ActiveFault
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TokenBucket? _bucket;
    private int _matched;
    private int _holding;

    public ActiveFault(string id, SandboxFault fault, TimeProvider clock)
    {
        Id = id;
        Fault = fault;
        if (fault.Rate is { } rate)
        {
            _bucket = new TokenBucket(rate, fault.Burst ?? Math.Max(1, rate), clock);
        }
    }

    public string Id { get; }

    public SandboxFault Fault { get; }

    /// <summary>Done when a call is held or delayed for the first time.</summary>
    public Task Held => _held.Task;

    public FaultStatus Status => new(Id, Fault, Volatile.Read(ref _matched), Volatile.Read(ref _holding));

    /// <summary>Whether a call is struck; counts it where it matches.</summary>
    public bool Strikes(SandboxCall call, string action)
    {
        if (!Matches(Fault.Service, call.Service) || !Matches(Fault.Operation, call.Operation) || !Matches(Fault.Action, action)
            || !Matches(Fault.Account, call.Account) || !Matches(Fault.Region, call.Region))
        {
            return false;
        }

        var number = Interlocked.Increment(ref _matched);
        return number >= Fault.Nth && number - Fault.Nth < (Fault.Times ?? int.MaxValue);
    }

    public bool LetsThrough() => _bucket?.TryTake() ?? false;

    /// <summary>Keeps a call until the fault is released, or <paramref name="delay"/> is over.</summary>
    public async Task HoldAsync(Task delay, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _holding);
        try
        {
            _held.TrySetResult();
            await Task.WhenAny(delay, _released.Task).WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _holding);
        }
    }

    public void Release() => _released.TrySetResult();

    private static bool Matches(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);
}

/// <summary>How a fault stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fault">The fault as it was added.</param>
/// <param name="Matched">How many calls matched it, struck or not.</param>
/// <param name="Holding">How many calls it holds or delays now.</param>
public sealed record FaultStatus(string Id, SandboxFault Fault, int Matched, int Holding);
