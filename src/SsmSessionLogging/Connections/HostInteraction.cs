using System.Management.Automation.Host;
using System.Net;
using SessionLogging;
using SessionLogging.Accounts;
using SsmSessionLogging.Abstractions;

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
