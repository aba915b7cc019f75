using System.Diagnostics;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>How a build lays the module out, while processes may be using what an earlier one laid out.</summary>
public sealed class LayOutTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layout ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_that_differ_are_replaced_by_new_ones_equal_ones_stay_and_stale_ones_go()
    {
        Write("in/equal.dll", "same");
        var equal = Write("out/equal.dll", "same");
        File.SetLastWriteTimeUtc(equal, LongAgo);
        File.SetLastWriteTimeUtc(Write("in/older.dll", "new bytes of an older package"), LongAgo);
        var older = Write("out/older.dll", "old bytes");
        Write("in/added.dll", "added");
        var stale = Write("out/lib/stale.dll", "stale");
        using var open = new FileStream(older, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

        await LayOutAsync();

        Assert.Equal("new bytes of an older package", await ReadAsync("out/older.dll"));
        using var reader = new StreamReader(open);
        Assert.Equal("old bytes", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(LongAgo, File.GetLastWriteTimeUtc(equal));
        Assert.Equal("added", await ReadAsync("out/added.dll"));
        Assert.False(File.Exists(stale));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(_folder.FullName, name), TestContext.Current.CancellationToken);

    private async Task LayOutAsync()
    {
        var project = Write("project.proj", $"""
            <Project>
              <ItemGroup>
                <LayOutFolder Include="$(MSBuildThisFileDirectory)out/" />
                <LayOutFile Include="in/*" Destination="$(MSBuildThisFileDirectory)out/%(Filename)%(Extension)" />
              </ItemGroup>
              <Import Project="{Repository.PathOf("module", "LayOut.targets")}" />
            </Project>
            """);
        string[] arguments = ["msbuild", project, "-target:LayOut", "-nologo", "-verbosity:quiet", "-nodeReuse:false"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
    }
}
