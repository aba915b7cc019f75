using SessionLogging.Sandbox.Wire;

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
