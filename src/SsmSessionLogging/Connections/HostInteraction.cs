using System.Management.Automation.Host;
using System.Net;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Connections;

/// <summary>Asks the person at the PowerShell host.</summary>
internal sealed class HostInteraction : IAccountInteraction
{
    private readonly PSHost _host;
    private readonly Func<CmdletPipeline> _pipeline;

    internal HostInteraction(PSHost host, Func<CmdletPipeline> pipeline)
    {
        _host = host;
        _pipeline = pipeline;
    }

    /// <inheritdoc/>
    public async Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken)
    {
        try
        {
            var code = await _pipeline().AskAsync(() =>
            {
                _host.UI.Write($"MFA code of {ShownText.Of(serialNumber)}: ");
                return _host.UI.ReadLineAsSecureString();
            }).ConfigureAwait(false);
            return new NetworkCredential("", code).Password;
        }
        catch (Exception failure) when (Prompts.NobodyAnswers(failure))
        {
            throw new ConnectionException(
                "MfaTokenNeeded",
                $"The credentials need a code of the MFA device {serialNumber}, and this PowerShell cannot ask for it.",
                "Use a profile without mfa_serial for unattended runs, or give temporary keys with -AccessKey, -SecretKey and -SessionToken.");
        }
    }
}

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
