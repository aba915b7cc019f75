using SessionLogging.Sessions;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Rendering.Files;

/// <summary>Records one after another: as they come, or, where they are merged with an older file's, at the end.</summary>
internal sealed class RecordReport : IReportWriter
{
    private readonly PendingFile _file;
    private readonly IRecordFormat _format;
    private readonly bool _isMerged;
    private readonly GivenSessions _given = new();
    private readonly List<SessionReportCoverage> _coverages = [];
    private bool _isWritten;

    /// <param name="file">What is written.</param>
    /// <param name="format">How.</param>
    /// <param name="isMerged">Whether each session is written once, as its last record.</param>
    internal RecordReport(PendingFile file, IRecordFormat format, bool isMerged)
    {
        _file = file;
        _format = format;
        _isMerged = isMerged;
    }

    /// <summary>The file that is added to; <see langword="null"/> for none.</summary>
    internal string? Older { get; init; }

    public void Add(SessionRecord session)
    {
        if (_isMerged)
            _given.Add(session);
        else
            _format.Write(session);
    }

    public void Add(SessionReportCoverage coverage)
    {
        if (_isMerged)
            _coverages.Add(coverage);
        else
            _format.Write(coverage);
    }

    public Task<FileInfo> FinishAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Older is not null)
            _format.TakeOver(Older, _given, cancellationToken);
        foreach (var session in _given.Rest)
            _format.Write(session);
        foreach (var coverage in _coverages)
            _format.Write(coverage);
        _isWritten = true;
        _format.Dispose();
        return Task.FromResult(_file.Place());
    }

    public void Dispose()
    {
        using (_file)
        {
            if (!_isWritten)
                _format.Dispose();
        }
    }
}
