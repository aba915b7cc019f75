namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Many writers at once, each changing a setting of its own again and again without a pause.</summary>
public sealed class ManyWritersTests(ITestOutputHelper log)
{
    private const int ChangesEach = 50;

    private static readonly string[] Settings =
    [
        "S3BucketName", "S3KeyPrefix", "CloudWatchLogGroupName", "RunAsDefaultUser", "IdleSessionTimeout", "MaxSessionDuration", "LinuxShellProfile",
        "WindowsShellProfile",
    ];

    private readonly SteppedTime _time = new();
    private readonly List<PreferenceChange> _receipts = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Eight_writers_of_fifty_changes_each_all_come_through_and_lose_nothing(int seed)
    {
        var documents = new InMemoryDocuments(_time);
        documents.Put(Edits.Name, Edits.Document(), age: TimeSpan.FromDays(1));
        var random = new Random(seed);
        var writers = new List<Task>();
        var start = _time.GetUtcNow();

        new Simulation(_time, new Tape([])).Run(
            () => writers.AddRange(Settings.Select(setting => WriteAsync(setting, new FaultyDocuments(documents, new Latency(_time, random)), random))));

        await Task.WhenAll(writers);
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_receipts.Average(receipt => receipt.Tries):F2} tries on average, at most {_receipts.Max(receipt => receipt.Tries)}, in {_time.GetUtcNow() - start}"));
        var document = documents.Find(Edits.Name)!;
        Assert.Equal(Settings.Length * ChangesEach, _receipts.Count);
        Assert.Equal((1 + _receipts.Count, 1 + _receipts.Count), (document.LatestNumber, document.DefaultNumber));
        EditBench.Holds(document.Latest, [.. Settings.Select(setting => (setting, ValueOf(setting, ChangesEach)))]);
    }

    private async Task WriteAsync(string setting, FaultyDocuments documents, Random random)
    {
        for (var change = 1; change <= ChangesEach; change++)
        {
            _receipts.Add(await Edits.Editor(documents, Edits.Of(setting, ValueOf(setting, change)), _time, random: random.NextDouble).ApplyAsync());
        }
    }

    private static string ValueOf(string setting, int change) =>
        (setting == "S3BucketName" ? "logs-" : "") + change.ToString(CultureInfo.InvariantCulture);

    /// <summary>Calls that take 10 to 30 milliseconds, side by side.</summary>
    private sealed class Latency(SteppedTime time, Random random) : ICallSchedule
    {
        public async Task<CallFault> TurnAsync(string operation)
        {
            await PauseAsync();
            return CallFault.None;
        }

        public Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(random.Next(10, 31)), time);

        public void Later(Action effect) => throw new NotSupportedException();
    }
}
