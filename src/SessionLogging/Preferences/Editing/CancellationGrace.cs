using System.Diagnostics.CodeAnalysis;

namespace SessionLogging.Preferences.Editing;

/// <summary>A token that follows another one after a while, for what is better finished than left half done.</summary>
internal sealed class CancellationGrace : IDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "The timer may fire while this ends, and would cancel a source that is gone. Without a wait handle it holds nothing.")]
    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenRegistration _cancelled;
    private readonly CancellationTokenRegistration _abandoned;
    private ITimer? _timer;

    /// <param name="grace">How long the while is; asked when the cancel comes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The token that is followed.</param>
    /// <param name="abandon">Ends the while.</param>
    internal CancellationGrace(Func<TimeSpan> grace, TimeProvider time, CancellationToken cancellationToken, CancellationToken abandon = default)
    {
        _cancelled = cancellationToken.Register(
            () => _timer = time.CreateTimer(_ => _late.Cancel(), state: null, grace(), Timeout.InfiniteTimeSpan));
        _abandoned = abandon.Register(_late.Cancel);
    }

    internal CancellationToken Token => _late.Token;

    public void Dispose()
    {
        _abandoned.Dispose();
        _cancelled.Dispose();
        _timer?.Dispose();
    }
}
