using System.Reflection;
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
