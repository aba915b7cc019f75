using System.Management.Automation;
using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>A test of reports over a sandbox with a past, whose quota never slows it.</summary>
public abstract class SessionReportTest : ModuleTest
{
    private protected const string Report = "Get-SsmSessionReport -MaxCallsPerSecond 0";
    private protected const string Unlimited = Report + " -SkipLogStatus -IncludeCoverage";

    protected override SandboxOptions Options => new() { Sessions = 1200, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    private protected IReadOnlyList<StoredSession> There => [.. Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions.All];

    private protected static List<string?> Ids(ModuleRun run) => [.. run.Output.Where(item => item.TypeNames[0].EndsWith("SessionRecord", StringComparison.Ordinal)).Select(item => item.Text("SessionId"))];

    private protected static List<PSObject> Coverages(ModuleRun run) => [.. run.Output.Where(item => item.TypeNames[0].EndsWith("SessionReportCoverage", StringComparison.Ordinal))];
}
