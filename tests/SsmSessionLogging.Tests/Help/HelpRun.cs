using System.Net;
using System.Net.Sockets;

namespace SsmSessionLogging.Tests.Help;

/// <summary>What one real pwsh says of every exported cmdlet, and what the examples print there.</summary>
public sealed class HelpRun : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("help ");
    private HelpReport? _report;
    private IReadOnlyList<string> _printed = [];

    /// <summary>The help, by cmdlet.</summary>
    internal IReadOnlyDictionary<string, ShownHelp> Cmdlets => _report!.Cmdlets.ToDictionary(cmdlet => cmdlet.Name);

    /// <summary>The about topics, by name.</summary>
    internal IReadOnlyDictionary<string, string> Topics => _report!.Topics.ToDictionary(topic => topic.Name, topic => topic.Text);

    /// <summary>What the process wrote to its error stream: nothing, where no example has an error.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>What an example printed.</summary>
    public string PrintedBy(Example example) => _printed[Example.All.ToList().IndexOf(example)];

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (list, report) = (PathOf("examples.json"), PathOf("report.json"));
        var folders = Example.All.Select((_, number) => Directory.CreateDirectory(PathOf($"{number}")).FullName).ToList();
        folders.ForEach(ExampleWorld.WriteFiles);
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(Example.All.Zip(folders, (example, folder) => new { example.Command, Folder = folder })), cancel);

        await using var worlds = await FreshWorlds.StartAsync(cancel);
        var run = await PowerShellProcess.RunAsync(
            Repository.PathOf("tests", "SsmSessionLogging.Tests", "Help", "Invoke-Help.ps1"),
            ["-Module", Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1"), "-Examples", list, "-Port", $"{worlds.Port}", "-Report", report],
            new Dictionary<string, string>
            {
                ["AWS_ACCESS_KEY_ID"] = SandboxAccounts.First.AccessKeyId,
                ["AWS_SECRET_ACCESS_KEY"] = SandboxAccounts.First.SecretAccessKey,
                ["AWS_ENDPOINT_URL"] = worlds.Url,
                ["AWS_SHARED_CREDENTIALS_FILE"] = PathOf("none"),
                ["AWS_CONFIG_FILE"] = PathOf("none"),
                ["TZ"] = "UTC",
            });
        Errors = run.Error;
        Assert.True(run.ExitCode == 0, run.Error + run.Output);

        _report = JsonSerializer.Deserialize<HelpReport>(await File.ReadAllTextAsync(report, cancel));
        _printed = [.. Example.All.Select((_, number) => Between(run.Output, $"### {number}\n", $"### {number + 1}\n").Replace(folders[number], "/home/jdoe", StringComparison.Ordinal))];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return string.Join('\n', text[from..text.IndexOf(end, from, StringComparison.Ordinal)].Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    /// <summary>One sandbox after another at one address: whoever connects to the port gets a fresh one. A process learns its endpoint once.</summary>
    private sealed class FreshWorlds : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();
        private SandboxServer _sandbox;
        private Task _serving = Task.CompletedTask;

        private FreshWorlds(SandboxServer sandbox) => (_sandbox, Url) = (sandbox, sandbox.Url);

        public string Url { get; }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public static async Task<FreshWorlds> StartAsync(CancellationToken cancellationToken)
        {
            var worlds = new FreshWorlds(await ExampleWorld.StartAsync(0, follows: null, cancellationToken));
            worlds._listener.Start();
            worlds._serving = worlds.ServeAsync();
            return worlds;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _serving;
            _listener.Dispose();
            await _sandbox.DisposeAsync();
            _end.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                    await _sandbox.DisposeAsync();
                    _sandbox = await ExampleWorld.StartAsync(new Uri(Url).Port, _sandbox, _end.Token);
                    await client.GetStream().WriteAsync(new byte[] { 1 }, _end.Token);
                }
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                // The process has ended.
            }
        }
    }
}

/// <summary>What the script reports.</summary>
internal sealed record HelpReport(IReadOnlyList<ShownHelp> Cmdlets, IReadOnlyList<ShownTopic> Topics);

/// <summary>A cmdlet's help as Get-Help gives it.</summary>
internal sealed record ShownHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<ShownParameter> Parameters,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> Links,
    IReadOnlyList<string> Notes,
    string Text,
    string Shown);

/// <summary>A parameter's help.</summary>
internal sealed record ShownParameter(string Name, IReadOnlyList<string> Description, string Type);

/// <summary>An about topic.</summary>
internal sealed record ShownTopic(string Name, string Text);
