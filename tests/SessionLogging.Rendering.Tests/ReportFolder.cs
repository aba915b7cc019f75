using Microsoft.Extensions.Time.Testing;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Rendering.Tests;

/// <summary>A folder of its own for the reports of a test.</summary>
internal sealed class ReportFolder : IDisposable
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reports");
    private readonly ReportRenderer _renderer = new(new FakeTimeProvider(Now));

    /// <summary>Every file that is there, by name.</summary>
    internal IEnumerable<string> Files => _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    internal string PathOf(string name) => Path.Combine(_folder.FullName, name);

    internal ReportOptions Options(string name) => new() { Path = PathOf(name), Format = ReportOptions.FormatOf(name) };

    internal IReportWriter Begin(ReportOptions options) => _renderer.Begin(options);

    /// <summary>Writes a report and gives its text, without a byte order mark.</summary>
    internal async Task<string> WriteAsync(ReportOptions options, params object[] items)
    {
        using var report = Begin(options);
        foreach (var item in items)
        {
            if (item is SessionRecord session)
            {
                report.Add(session);
            }
            else
            {
                report.Add((SessionReportCoverage)item);
            }
        }

        var file = await report.FinishAsync(TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(file.FullName, Encoding.UTF8, TestContext.Current.CancellationToken);
    }

    internal byte[] BytesOf(string name) => File.ReadAllBytes(PathOf(name));

    public void Dispose() => _folder.Delete(recursive: true);
}
