using SessionLogging.Files;
using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>
/// Saves the logs of sessions into a folder, as evidence: each session's folder is made apart and moved into its place whole, nothing that
/// lies there is written over, and at the end a manifest says what there is, with the hash of the manifest before it. So whatever ends a save,
/// what is in the archive is true, and the same command goes on from there.
/// </summary>
/// <remarks><see cref="AddAsync"/> and <see cref="FinishAsync"/> are for one caller at a time.</remarks>
public sealed class SessionLogSaving : IDisposable
{
    private const int MostTries = 8;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly SaveOptions _options;
    private readonly IStoredLogs _logs;
    private readonly ISaveListener _listener;
    private readonly TimeProvider _time;
    private readonly ArchiveFiles _files;
    private readonly WorkFolder _work;
    private readonly AdaptiveGate _gate;
    private readonly ManifestWriter _manifest;
    private readonly CancellationTokenSource _leaving = new();
    private readonly HashSet<(string?, string, string)> _given = [];
    private readonly HashSet<Task> _running = [];
    private readonly Dictionary<SaveOutcome, long> _counts = [];
    private long _done;
    private long _bytes;
    private SessionLoggingException? _obstacle;

    private SessionLogSaving(SaveOptions options, IStoredLogs logs, ISaveListener listener, TimeProvider time, ArchiveFiles files, WorkFolder work)
    {
        (_options, _logs, _listener, _time, _files, _work) = (options, logs, listener, time, files, work);
        _gate = new AdaptiveGate(options.ThrottleLimit);
        _manifest = new ManifestWriter(options, files, work, time);
    }

    /// <summary>Begins a save: a folder that cannot be written is known at once.</summary>
    /// <param name="options">What is to be saved where, and how.</param>
    /// <param name="logs">Where the logs lie.</param>
    /// <param name="listener">Hears how it goes.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="cancellationToken">Ends the wait for another save that begins.</param>
    /// <exception cref="FileException"><c>FileFailed</c> or <c>FileBusy</c>.</exception>
    public static Task<SessionLogSaving> BeginAsync(SaveOptions options, IStoredLogs logs, ISaveListener listener, TimeProvider? time, CancellationToken cancellationToken) =>
        BeginAsync(options, logs, listener, time ?? TimeProvider.System, new ArchiveFiles(), cancellationToken);

    internal static async Task<SessionLogSaving> BeginAsync(
        SaveOptions options, IStoredLogs logs, ISaveListener listener, TimeProvider time, ArchiveFiles files, CancellationToken cancellationToken)
    {
        var work = await WorkFolder.CreateAsync(files, options.Folder, time, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SessionLogSaving(options, logs, listener, time, files, work);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            work.Dispose();
            throw FileException.Writing(options.Folder, failure);
        }
    }

    /// <summary>Begins to save a session's log, as soon as another may be read. One that was given before is passed over.</summary>
    /// <exception cref="FileException">The archive cannot be written any more.</exception>
    public async Task AddAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        ThrowIfStopped();
        _manifest.Note(session);
        if (!_given.Add((session.AccountId, session.Region, session.SessionId)))
        {
            return;
        }

        var round = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        Follow(Task.Run(() => HandleAsync(session, round, _leaving.Token), CancellationToken.None));
    }

    /// <summary>Takes note of what the sessions cover, where that is not known by themselves.</summary>
    public void Add(SessionReportCoverage coverage) => _manifest.Note(coverage);

    /// <summary>Waits for all that was begun, and writes the manifest.</summary>
    /// <exception cref="FileException">The archive cannot be written any more: there is no manifest, and the same command goes on from here.</exception>
    /// <exception cref="ArchiveException"><c>ManifestNotReadable</c> or <c>ManifestNotSigned</c>: there is no manifest, and what was saved stays.</exception>
    public async Task<SessionLogSave> FinishAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(_leaving.Cancel))
        {
            await Task.WhenAll(Running()).ConfigureAwait(false);
            ThrowIfStopped();
            cancellationToken.ThrowIfCancellationRequested();
            var placed = await _manifest.PlaceAsync(cancellationToken).ConfigureAwait(false);
            return placed with
            {
                Sessions = _given.Count,
                Saved = Count(SaveOutcome.Saved),
                Kept = Count(SaveOutcome.Kept),
                WithoutLog = Count(SaveOutcome.NoLog),
                Failed = Count(SaveOutcome.Failed),
                Bytes = _bytes,
            };
        }
    }

    /// <summary>Ends what still runs. What is saved stays; without <see cref="FinishAsync"/> no manifest lists it.</summary>
    public void Dispose()
    {
        _leaving.Cancel();
        Task.WhenAll(Running()).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).GetAwaiter().GetResult();
        _manifest.Dispose();
        _work.Dispose();
        _leaving.Dispose();
    }

    private long Count(SaveOutcome outcome) => _counts.TryGetValue(outcome, out var count) ? count : 0;

    private void ThrowIfStopped()
    {
        if (_obstacle is { } obstacle)
        {
            throw obstacle;
        }
    }

    private void Follow(Task task)
    {
        lock (_running)
        {
            _running.Add(task);
        }

        _ = task.ContinueWith(
            ended =>
            {
                lock (_running)
                {
                    _running.Remove(ended);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private Task[] Running()
    {
        lock (_running)
        {
            return [.. _running];
        }
    }

    // Never fails: what went wrong with the disk ends everything, what went wrong with a log is that session's.
    private async Task HandleAsync(SessionRecord session, int round, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await SaveAsync(session, round, cancellationToken).ConfigureAwait(false);
            _manifest.Add(entry);
            lock (_counts)
            {
                _counts[entry.Outcome] = Count(entry.Outcome) + 1;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            Stop(FileException.Writing(_options.Folder, failure));
        }
        catch (FileException failure)
        {
            Stop(failure);
        }

        Interlocked.Increment(ref _done);
        Tell();
    }

    private void Stop(SessionLoggingException obstacle)
    {
        Interlocked.CompareExchange(ref _obstacle, obstacle, null);
        _leaving.Cancel();
    }

    private void Tell() => _listener.OnProgress(new SaveProgress(_given.Count, Interlocked.Read(ref _done), Interlocked.Read(ref _bytes)));

    private async Task<ArchivedSession> SaveAsync(SessionRecord session, int round, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var wasThrottled = false;
            try
            {
                return await SaveOnceAsync(session, cancellationToken).ConfigureAwait(false);
            }
            catch (SessionLoggingException failure) when (failure is not FileException)
            {
                wasThrottled = failure.Category is FailureCategory.Throttled;
                if (!wasThrottled || tries == MostTries)
                {
                    return Without(session, failure);
                }
            }
            finally
            {
                _gate.Leave(round, wasThrottled);
            }

            await _time.WaitAsync(Waiting.BackOff(FirstWait, LongestWait, tries - 1, 0.5 + Jitter.Next()), cancellationToken).ConfigureAwait(false);
            round = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private ArchivedSession Without(SessionRecord session, SessionLoggingException failure)
    {
        var isAbsent = failure.Category is FailureCategory.NotFound;
        if (!isAbsent)
        {
            _listener.OnFailure(session, failure);
        }

        return Entry(session, isAbsent ? SaveOutcome.NoLog : SaveOutcome.Failed) with { Reason = failure.Message };
    }

    private static ArchivedSession Entry(SessionRecord session, SaveOutcome outcome) => new()
    {
        AccountId = session.AccountId, Region = session.Region, SessionId = session.SessionId, Outcome = outcome, LogStatus = session.LogStatus,
    };

    private static ArchivedSession Entry(SessionRecord session, SaveOutcome outcome, string place, SessionFolder folder) => Entry(session, outcome) with
    {
        Log = folder.Log, Files = [.. folder.Files.Select(file => file with { Path = $"{place}/{file.Path}" })],
    };

    private async Task<ArchivedSession> SaveOnceAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        if (session.LogStatus is LogStatus.NotLoggable or LogStatus.NotConfigured)
        {
            return Entry(session, SaveOutcome.NoLog) with { Reason = session.LogDetail };
        }

        var wanted = _options.Layout.FolderOf(session);
        if (Places(wanted).TakeWhile(IsTaken).Select(place => (Place: place, Folder: SessionFolder.Read(PathOf(place)))).LastOrDefault(found =>
            found.Folder is { } folder && folder.IsOf(session) && folder.Settles(session, _options.Origin)) is { Folder: { } settled } kept)
        {
            return Entry(session, SaveOutcome.Kept, kept.Place, settled);
        }

        using var stored = await _logs.OpenAsync(session, _options.Origin, cancellationToken).ConfigureAwait(false);
        var document = _options.DocumentOf is null ? null : await _options.DocumentOf(session, cancellationToken).ConfigureAwait(false);
        var folder = _work.NewFolder();
        var counted = 0L;
        var written = await SessionFolder.WriteAsync(
            _files,
            folder,
            session,
            stored,
            document,
            _time,
            bytes =>
            {
                Interlocked.Add(ref _bytes, bytes - counted);
                counted = bytes;
                Tell();
            },
            cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _bytes, written.Log.Facts.Bytes - counted);
        return Place(session, folder, written, wanted);
    }

    private ArchivedSession Place(SessionRecord session, string folder, SessionFolder written, string wanted)
    {
        foreach (var place in Places(wanted))
        {
            if (!IsTaken(place) && TryMove(folder, place))
            {
                return Entry(session, SaveOutcome.Saved, place, written);
            }

            if (SessionFolder.Read(PathOf(place)) is { } other && other.IsOf(session) && other.Log.Origin == written.Log.Origin
                && other.Files[0].Sha256 == written.Files[0].Sha256 && (other.Log.IsWhole || !written.Log.IsWhole))
            {
                _files.DeleteFolder(folder);
                return Entry(session, SaveOutcome.Kept, place, other);
            }
        }

        throw new InvalidOperationException("There is always one more place.");
    }

    private bool TryMove(string folder, string place)
    {
        var path = PathOf(place);
        _files.CreateFolder(Path.GetDirectoryName(path)!);
        try
        {
            _files.MoveFolder(folder, path);
            return true;
        }
        catch (IOException) when (IsTaken(place))
        {
            // Another save was quicker.
            return false;
        }
    }

    /// <summary>Where a session can lie: another session, or an older state of its log, may have the place that it would have.</summary>
    private static IEnumerable<string> Places(string wanted)
    {
        yield return wanted;
        for (var number = 2; number < int.MaxValue; number++)
        {
            yield return FormattableString.Invariant($"{wanted}~{number}");
        }
    }

    private bool IsTaken(string place) => FileKinds.OfEntry(PathOf(place)) is not FileKind.None;

    private string PathOf(string place) => Path.Combine(_options.Folder, place.Replace('/', Path.DirectorySeparatorChar));
}
