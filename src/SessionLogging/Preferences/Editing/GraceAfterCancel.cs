namespace SessionLogging.Preferences.Editing;

/// <summary>A token that follows another one after a moment, for what is better finished than left half done.</summary>
internal sealed class GraceAfterCancel : IDisposable
{
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
        _late.Dispose();
    }
}
