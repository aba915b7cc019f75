using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Tests.Answers;

public sealed class SilenceLimitedStreamTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new();
    private readonly Dripping _inner = new();
    private readonly byte[] _buffer = new byte[8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _inner.Dispose();

    [Fact]
    public async Task The_time_counts_from_byte_to_byte_and_not_for_the_whole()
    {
        using var stream = Stream(Cancel);

        for (var read = 0; read < 10; read++)
        {
            var reading = stream.ReadAsync(_buffer, 0, 8, TestContext.Current.CancellationToken);
            _clock.Advance(Limit - TimeSpan.FromSeconds(1));
            Assert.False(reading.IsCompleted);
            _inner.Drip();
            Assert.Equal(1, await reading);
        }
    }

    [Fact]
    public async Task Silence_for_that_long_ends_the_read()
    {
        using var stream = Stream(Cancel);

        var reading = stream.ReadAsync(_buffer, 0, 8, TestContext.Current.CancellationToken);
        _clock.Advance(Limit);

        var failure = await Assert.ThrowsAsync<SilenceException>(() => reading);
        Assert.Equal("no byte came for 60 s", failure.Message);
        Assert.True(_inner.IsCancelled);
    }

    [Fact]
    public async Task The_caller_ends_every_read()
    {
        using var stop = new CancellationTokenSource();
        using var stream = Stream(stop.Token);

        var reading = stream.ReadAsync(_buffer, 0, 8, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private SilenceLimitedStream Stream(CancellationToken caller) => new(_inner, Limit, _clock, caller);

    /// <summary>Gives one byte for each drip, and like a socket of .NET Framework only notes that a read was cancelled.</summary>
    private sealed class Dripping : MemoryStream
    {
        private TaskCompletionSource<int> _drip = New();

        public bool IsCancelled { get; private set; }

        public void Drip() => Interlocked.Exchange(ref _drip, New()).SetResult(1);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            cancellationToken.Register(() => IsCancelled = true);
            return _drip.Task;
        }

        private static TaskCompletionSource<int> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
