using SessionLogging.Sandbox.Calls;

namespace SessionLogging.Sandbox.Faults;

/// <summary>The faults that are set.</summary>
public sealed class FaultBook
{
    private readonly Lock _gate = new();
    private readonly List<ActiveFault> _faults = [];
    private readonly TimeProvider _clock;
    private int _added;

    internal FaultBook(TimeProvider clock) => _clock = clock;

    /// <summary>Every fault that is set, in the order they were added.</summary>
    public IReadOnlyList<FaultStatus> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults.Select(fault => fault.Status)];
            }
        }
    }

    /// <summary>Sets a fault and gives its id.</summary>
    /// <exception cref="ArgumentException">The fault cannot be, for example a denial in the middle of a body.</exception>
    public string Add(SandboxFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(fault));
        }

        lock (_gate)
        {
            var id = (++_added).ToString(CultureInfo.InvariantCulture);
            _faults.Add(new ActiveFault(id, fault with { When = fault.Kind == FaultKind.Truncate ? FaultMoment.After : fault.When }, _clock));
            return id;
        }
    }

    /// <summary>Removes a fault; the calls that it holds go on. <see langword="false"/> where there is none of that id.</summary>
    public bool Release(string id)
    {
        lock (_gate)
        {
            if (_faults.Find(fault => fault.Id == id) is not { } fault)
            {
                return false;
            }

            _faults.Remove(fault);
            fault.Release();
            return true;
        }
    }

    /// <summary>Removes every fault; the calls that they hold go on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _faults.ForEach(fault => fault.Release());
            _faults.Clear();
        }
    }

    /// <summary>Waits until a fault holds or delays its first call; only then does a test move its clock.</summary>
    /// <exception cref="ArgumentException">No fault of that id is set.</exception>
    public Task WaitUntilHeldAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var fault = _faults.Find(fault => fault.Id == id) ?? throw new ArgumentException($"No fault {id} is set.", nameof(id));
            return fault.Held.WaitAsync(cancellationToken);
        }
    }

    internal IReadOnlyList<ActiveFault> For(SandboxCall call, string action)
    {
        lock (_gate)
        {
            return [.. _faults.Where(fault => fault.Strikes(call, action))];
        }
    }
}
