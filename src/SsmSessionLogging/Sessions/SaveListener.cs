using System.Collections.Concurrent;
using SessionLogging.Logs.Archive;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Sessions;

/// <summary>Keeps what a save says until the pipeline takes it: a save goes on while nobody listens.</summary>
/// <param name="folder">The archive.</param>
internal sealed class SaveListener(string folder) : ISaveListener
{
    private const double Megabyte = 1_000_000;

    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentQueue<(SessionRecord Session, SessionLoggingException Failure)> _failures = new();
    private volatile SaveProgress _progress = new(0, 0, 0);

    public void OnFailure(SessionRecord session, SessionLoggingException failure) => _failures.Enqueue((session, failure));

    public void OnProgress(SaveProgress progress) => _progress = progress;

    /// <summary>Hands on what was said since.</summary>
    /// <param name="pipeline">Takes progress.</param>
    /// <param name="tell">Takes failures.</param>
    /// <param name="isAll">Whether all sessions are known, so that it can be told how many of them are done.</param>
    internal void Show(CmdletPipeline pipeline, Action<SessionRecord, SessionLoggingException> tell, bool isAll)
    {
        while (_failures.TryDequeue(out var failed))
        {
            tell(failed.Session, failed.Failure);
        }

        var progress = _progress;
        pipeline.Progress(Record(FormattableString.Invariant($"{progress.Done} of {progress.Sessions} sessions, {progress.Bytes / Megabyte:0.0} MB"), ProgressRecordType.Processing, isAll && progress.Sessions > 0 ? (int)(100 * progress.Done / progress.Sessions) : -1));
    }

    /// <summary>Hands on what is said until a save has ended.</summary>
    internal async Task<T> ShowUntilAsync<T>(Task<T> ending, CmdletPipeline pipeline, Action<SessionRecord, SessionLoggingException> tell)
    {
        while (await Task.WhenAny(ending, Task.Delay(BetweenProgress)).ConfigureAwait(false) != ending)
        {
            Show(pipeline, tell, isAll: true);
        }

        Show(pipeline, tell, isAll: true);
        pipeline.Progress(Record("Done", ProgressRecordType.Completed, 100));
        return await ending.ConfigureAwait(false);
    }

    private ProgressRecord Record(string status, ProgressRecordType type, int percent) => new(0, $"Saving session logs in {folder}", status) { RecordType = type, PercentComplete = percent };
}
