namespace SsmSessionLogging.Tests.Shape;

/// <summary>An import, and looking at what came with it, costs no AWS SDK, no rendering and no connection.</summary>
public sealed class ImportTests
{
    private const string Script = """
        param($Manifest)
        Import-Module $Manifest
        $null = Get-Command -Module SsmSessionLogging
        $null = Get-Help Get-SsmLoggingPreference
        [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }
        """;

    [Fact]
    public async Task Importing_and_reading_help_loads_no_AWS_SDK_and_no_rendering_and_opens_no_connection()
    {
        await using var network = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = network.Url,
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = network.Url,
            ["HTTP_PROXY"] = network.Url,
            ["HTTPS_PROXY"] = network.Url,
        };

        var loaded = await ChildEngine.RunAsync(Script, [BuiltModule.Manifest], environment);

        Assert.Contains("SsmSessionLogging", loaded);
        Assert.DoesNotContain(loaded, name => name.IsLike("AWSSDK.*") || name is "SessionLogging.Aws" or "SessionLogging.Rendering" or "OxyPlot");
        Assert.Empty(network.Calls.All);
    }
}
