namespace SessionLogging.Rendering.Tests;

/// <summary>Measures the memory of the process, and so runs while no other test does.</summary>
[CollectionDefinition(nameof(ReportMemoryTests), DisableParallelization = true)]
[Collection(nameof(ReportMemoryTests))]
public sealed class ReportMemoryTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", false)]
    [InlineData("a.jsonl", false)]
    [InlineData("a.csv", true)]
    [InlineData("a.jsonl", true)]
    [InlineData("a.html", false)]
    public async Task However_many_the_sessions_are_they_are_not_kept_in_memory(string name, bool append)
    {
        const int many = 100_000;
        using (var report = _folder.Begin(_folder.Options(name) with { Append = append }))
        {
            report.Add(Sample.Session("s"));
            var before = GC.GetTotalMemory(forceFullCollection: true);

            for (var count = 0; count < many; count++)
            {
                report.Add(Sample.Session($"s{count}", new string('x', 1000)));
            }

            // Kept, they would take 200 MB; what is left is what tells them apart.
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 40_000_000);
            await report.FinishAsync(TestContext.Current.CancellationToken);
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 60_000_000);
        }

        Assert.Equal([name], _folder.Files);
    }
}
