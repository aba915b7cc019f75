using System.Xml.Linq;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>Runs the specs of a folder in one pwsh, under Pester.</summary>
internal static class PesterRun
{
    private static readonly string Pester =
        typeof(PesterRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Pester").Value!;

    /// <summary>
    /// A result for each It; and one for each file without any, and for the run itself where something beside its Its failed, so that
    /// nothing that did not run is taken for passed.
    /// </summary>
    public static async Task<IReadOnlyList<SpecResult>> RunAsync(string folder)
    {
        var report = Path.GetTempFileName();
        try
        {
            var run = await PowerShellProcess.RunAsync(
                Repository.PathOf("tests", "specs", "Invoke-Specs.ps1"), ["-Pester", Pester, "-Path", folder, "-Report", report]);

            var tests = new FileInfo(report).Length > 0 ? XDocument.Load(report).Descendants("testcase").ToList() : [];
            var results = tests.ConvertAll(SpecResult.Read);
            var files = Directory.GetFiles(folder, "*.Tests.ps1").Select(Path.GetFileName);
            results.AddRange(files.Except(tests.Select(SpecResult.FileOf)).Select(file => new SpecResult(file!, "No It of it ran.")));
            if (tests.Count == 0 || run.ExitCode != tests.Count(test => test.Attribute("status")!.Value == "Failed"))
            {
                results.Add(new SpecResult("Pester", $"It ended with exit code {run.ExitCode}.\n{run.Error}{run.Output}"));
            }

            return results;
        }
        finally
        {
            File.Delete(report);
        }
    }
}

/// <summary>What Pester says of an It, or of a file that it could not load.</summary>
/// <param name="Name">The file, and the blocks and the It in it.</param>
/// <param name="Failure">Why it did not pass; null where it did, or where it was skipped.</param>
/// <param name="SkipReason">Why it did not run; null where it did.</param>
internal sealed record SpecResult(string Name, string? Failure, string? SkipReason = null)
{
    /// <summary>The name of the file that a <c>testcase</c> of Pester's JUnit report is from.</summary>
    public static string FileOf(XElement test) => Path.GetFileName(test.Attribute("classname")!.Value);

    /// <summary>Reads a <c>testcase</c>; that of a file that could not be loaded bears the file's path as its name.</summary>
    public static SpecResult Read(XElement test)
    {
        var path = test.Attribute("name")!.Value;
        var name = path == test.Attribute("classname")!.Value ? FileOf(test) : $"{FileOf(test)} › {path}";
        var said = string.Join('\n', test.Elements().SelectMany(detail => new[] { detail.Attribute("message")?.Value, detail.Value })
            .Where(text => !string.IsNullOrEmpty(text)));
        return test.Attribute("status")!.Value switch
        {
            "Passed" => new SpecResult(name, Failure: null),
            "Skipped" => new SpecResult(name, Failure: null, said.Length > 0 ? said : "The spec skips it."),
            var status => new SpecResult(name, said.Length > 0 ? said : status),
        };
    }
}
