using SsmSessionLogging.Tests.Module;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>Sessions of one process, each with the variables that AWS Tools for PowerShell sets.</summary>
public sealed class RunspaceTests
{
    [Fact(Timeout = 60_000)]
    public async Task Two_sessions_at_once_use_each_its_own_credentials_account_and_Region()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: cancellation);
        var (one, other) = (SandboxAccounts.First, SandboxAccounts.Second);
        using var first = SessionOf(sandbox, SandboxAccounts.Ireland, AnotherAwsSdk.Credentials(one));
        using var second = SessionOf(sandbox, SandboxAccounts.Virginia, new AWSPSCredentials(AnotherAwsSdk.Credentials(other)));
        string[] held = [Hold(sandbox, one), Hold(sandbox, other)];

        var runs = Array.ConvertAll(
            [first, second], session => Task.Run(() => session.Run("Get-SsmLoggingPreference").Single, cancellation));
        foreach (var id in held)
        {
            await sandbox.Faults.WaitUntilHeldAsync(id, cancellation);
        }

        sandbox.Faults.Clear();
        var preferences = await Task.WhenAll(runs);

        Assert.Equal([one.Id, other.Id], preferences.Select(preference => preference.Text("AccountId")));
        Assert.Equal([SandboxAccounts.Ireland, SandboxAccounts.Virginia], preferences.Select(preference => preference.Text("Region")));
        Assert.Equal(
            [(one.Id, SandboxAccounts.Ireland), (other.Id, SandboxAccounts.Virginia)],
            sandbox.Calls.All.Select(call => (call.Account!, call.Region!)).Distinct().Order());
    }

    [Fact]
    public async Task Credentials_of_an_unknown_shape_are_an_error_that_names_ProfileName_and_nothing_is_asked()
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var session = SessionOf(sandbox, SandboxAccounts.Ireland, new Version(1, 0));

        var run = session.Run("Get-SsmLoggingPreference");

        Assert.Equal("CredentialShapeUnknown", run.ErrorId);
        Assert.Contains("System.Version", run.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-ProfileName", run.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sandbox.Calls.All);
    }

    private static string Hold(SandboxServer sandbox, SandboxAccount account) =>
        sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Service = "SSM", Account = account.Id, Times = 1 });

    private static ModuleSession SessionOf(SandboxServer sandbox, string region, object credentials)
    {
        var session = new ModuleSession(sandbox);
        session.Run("$PSDefaultParameterValues = @{ '*-Ssm*:EndpointUrl' = $Url }").ThrowOnError();
        session.Run("$StoredAWSRegion, $StoredAWSCredentials = $args", region, credentials).ThrowOnError();
        return session;
    }
}
