using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>One writer of a simulation: what it wants, and how it ended.</summary>
internal sealed class WriterRun(string name, PreferenceEdit edit)
{
    private Task<PreferenceChange>? _run;

    public string Name { get; } = name;

    public PreferenceEdit Edit { get; } = edit;

    public bool Crashed => !_run!.IsCompleted;

    public bool IsAcknowledged => _run!.IsCompletedSuccessfully;

    public bool IsCanceled => _run!.IsCanceled;

    public PreferenceChange Receipt => IsAcknowledged ? _run!.Result : throw new InvalidOperationException(ToString());

    public SessionLoggingException? Failure => _run!.Exception?.InnerException is { } failure
        ? failure as SessionLoggingException ?? throw new InvalidOperationException("A writer ended without saying what stands.", failure)
        : null;

    public void Start(Func<PreferenceEdit, Task<PreferenceChange>> write) => _run = write(Edit);

    /// <summary>Waits for a writer that was cancelled: a wait that is cancelled goes on upon another thread.</summary>
    public void WaitForEnd() => Assert.True(((IAsyncResult)_run!).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(20)), "the writer goes on");

    public override string ToString() =>
        $"{Name}: {(Crashed ? "crashed" : IsCanceled ? "canceled" : IsAcknowledged ? $"{Receipt.Result} {Receipt.NewVersion}" : $"{Failure!.ErrorId}: {Failure.Message}")}";
}
