using SessionLogging.Preferences;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>One writer of a simulation: what it wants, and how it ended.</summary>
internal sealed class WriterRun(string name, PreferenceEdit edit)
{
    private Task<PreferenceChange>? _run;

    public string Name { get; } = name;

    public PreferenceEdit Edit { get; } = edit;

    public bool Crashed => !_run!.IsCompleted;

    public bool IsAcknowledged => _run!.IsCompletedSuccessfully;

    public PreferenceChange Receipt => _run!.Result;

    public SessionLoggingException? Failure => _run!.Exception?.InnerException is { } failure
        ? failure as SessionLoggingException ?? throw new InvalidOperationException("A writer ended without saying what stands.", failure)
        : null;

    public void Start(Func<PreferenceEdit, Task<PreferenceChange>> write) => _run = write(Edit);

    public override string ToString() =>
        $"{Name}: {(Crashed ? "crashed" : IsAcknowledged ? $"{Receipt.Result} {Receipt.NewVersion}" : $"{Failure!.ErrorId}: {Failure.Message}")}";
}
