using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests;

/// <summary>Keeps every call it is told of.</summary>
internal sealed class ObservedCalls : ICallObserver
{
    private readonly Lock _gate = new();
    private readonly List<AwsCall> _calls = [];

    public IReadOnlyList<AwsCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public int Count(string operation) => All.Count(call => call.Operation == operation);

    public void OnCall(AwsCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }
}
