using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>A test with a sandbox and a PowerShell session of its own, in which the Region is Ireland unless a command says otherwise.</summary>
public abstract class ModuleTest : IAsyncLifetime
{
    protected const string Preferences = "SSM-SessionManagerRunShell";

    private static readonly string[] Writing = ["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion"];

    private SandboxServer? _sandbox;
    private ModuleSession? _session;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected SandboxServer Sandbox => _sandbox!;

    /// <summary>How this test's sandbox is started.</summary>
    protected virtual SandboxOptions Options => new();

    /// <summary>What a person would type at prompts.</summary>
    protected virtual string Input => "";

    private protected ModuleSession Session => _session ??= new ModuleSession(Sandbox, Input);

    /// <summary>The operations that would change something, in the order they were asked.</summary>
    protected IEnumerable<string> Writes => Operations.Where(Writing.Contains);

    /// <summary>Every operation asked, in order.</summary>
    protected IEnumerable<string> Operations => Sandbox.Calls.All.Select(call => call.Operation);

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync(Options, Cancel);

    public async ValueTask DisposeAsync()
    {
        _session?.Dispose();
        await _sandbox!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected ModuleRun Run(string script, params object?[] arguments) => Session.Run(script, arguments);

    /// <summary>The document as the account has it.</summary>
    protected StoredDocument? Stored(string region = SandboxAccounts.Ireland, string name = Preferences, SandboxAccount? account = null) =>
        Sandbox.Account((account ?? SandboxAccounts.First).Id).Region(region).Documents.Find(name);

    /// <summary>Arranges a version of the account's preferences.</summary>
    protected StoredDocument Put(string content, string region = SandboxAccounts.Ireland, string format = "JSON", bool isDefault = true) =>
        Sandbox.Account(SandboxAccounts.First.Id).Region(region).Documents.Put(Preferences, content, format, isDefault: isDefault);
}

/// <summary>A test of reports over a sandbox with a past, whose quota never slows it.</summary>
public abstract class SessionReportTest : ModuleTest
{
    private protected const string Report = "Get-SsmSessionReport -MaxCallsPerSecond 0";
    private protected const string Unlimited = Report + " -SkipLogStatus -IncludeCoverage";

    protected override SandboxOptions Options => new() { Sessions = 1200, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    private protected IReadOnlyList<StoredSession> There => [.. Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions.All];

    private protected static List<string?> Ids(ModuleRun run) => [.. run.Output.Where(item => item.TypeNames.Contains("SessionLogging.Sessions.SessionRecord")).Select(item => item.Text("SessionId"))];

    private protected static List<PSObject> Coverages(ModuleRun run) => [.. run.Output.Where(item => item.TypeNames[0].EndsWith("SessionReportCoverage", StringComparison.Ordinal))];
}

/// <summary>A shared credentials file that is there for one test.</summary>
internal sealed class CredentialsFile : IDisposable
{
    public CredentialsFile(string content) => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
