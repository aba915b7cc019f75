using System.Runtime.Loader;
using SsmSessionLogging.Tests.Module;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>One load context a process, and .NET's own types across its border.</summary>
public sealed class LoadContextTests : IAsyncLifetime
{
    private const string Ireland = "-Region " + SandboxAccounts.Ireland;

    private SandboxServer _sandbox = null!;
    private ModuleSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _session = new ModuleSession(_sandbox);
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return _sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("Remove-Module SsmSessionLogging; Import-Module $args[0]")]
    [InlineData("Import-Module $args[0] -Force")]
    public void Imported_again_the_module_works_on_with_the_context_it_has(string import)
    {
        _session.Run($"Get-SsmLoggingPreference {Ireland}").ThrowOnError();
        _session.Run(import, BuiltModule.Manifest).ThrowOnError();

        Assert.Equal(false, _session.Run($"Get-SsmLoggingPreference {Ireland}").Single.Get("Exists"));
        Assert.Single(AssemblyLoadContext.All, context => context.Name == "SsmSessionLogging");
    }

    [Fact]
    public void Versions_that_the_adapter_yields_one_by_one_are_enumerated_by_the_library()
    {
        _session.Run($"Set-SsmS3Logging audit-logs {Ireland}; Set-SsmS3Logging audit-logs-kms {Ireland}").ThrowOnError();

        var versions = _session.Run($"Get-SsmLoggingPreference -AllVersions {Ireland}").ThrowOnError().Output;

        Assert.Equal(["2", "1"], versions.Select(version => version.Text("DocumentVersion")));
    }

    [Fact]
    public void Names_that_the_adapter_yields_page_by_page_are_enumerated_by_a_completer()
    {
        var account = SandboxAccounts.First;
        var line = $"Set-SsmS3Logging -AccessKey {account.AccessKeyId} -SecretKey {account.SecretAccessKey} -EndpointUrl {_sandbox.Url} {Ireland} "
            + "-BucketName audit-logs-k";
        _session.Run($"Get-SsmLoggingPreference {Ireland}").ThrowOnError();

        var completions = _session.Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches", line);

        Assert.Equal(Seeds.KmsBucket, completions.Single.Get("CompletionText"));
    }

    /// <summary>A netstandard2.0 facade defines an IAsyncEnumerable of its own, which is another type than .NET's.</summary>
    [Theory]
    [InlineData("Microsoft.Bcl.AsyncInterfaces")]
    [InlineData("System.Text.Json")]
    public void PowerShell_7_gets_no_second_definition_of_a_type_of_its_own(string assembly) =>
        Assert.DoesNotContain(assembly, new ShippedEdition(PSEdition.Core).Shipped.Select(ShippedEdition.NameOf));
}
