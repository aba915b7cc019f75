using System.Diagnostics.CodeAnalysis;

namespace SessionLogging.Preferences.Editing;

/// <summary>A token that follows another one after a moment, for what is better finished than left half done.</summary>
internal sealed class GraceAfterCancel : IDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "The timer may fire while this ends, and would cancel a source that is gone. Without a wait handle it holds nothing.")]
    private readonly CancellationTokenSource _late = new();
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;

    internal GraceAfterCancel(TimeSpan grace, TimeProvider time, CancellationToken cancellationToken) =>
        _registration = cancellationToken.Register(
            () => _timer = time.CreateTimer(_ => _late.Cancel(), state: null, grace, Timeout.InfiniteTimeSpan));

    internal CancellationToken Token => _late.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _timer?.Dispose();
    }
}
