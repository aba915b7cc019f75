using System.Globalization;
using SessionLogging.Accounts;
using SsmSessionLogging.Abstractions;

namespace SsmSessionLogging.Connections;

/// <summary>Writes one verbose line for each call to AWS while the command runs.</summary>
internal sealed class VerboseCallObserver : ICallObserver
{
    private readonly Func<CmdletPipeline?> _pipeline;

    internal VerboseCallObserver(Func<CmdletPipeline?> pipeline) => _pipeline = pipeline;

    /// <inheritdoc/>
    public void OnCall(AwsCall call) => _pipeline()?.Verbose(string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} in {2}: {3}, {4:0} ms, sent {5}x{6}{7}",
        call.Service,
        call.Operation,
        call.Region,
        call.ErrorCode ?? "ok",
        call.Elapsed.TotalMilliseconds,
        call.Sends,
        call.Throttled > 0 ? $", throttled {call.Throttled}x" : "",
        call.RequestId is null ? "" : $", request id {call.RequestId}"));
}
