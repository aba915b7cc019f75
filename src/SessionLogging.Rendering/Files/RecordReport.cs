using SessionLogging.Files;

namespace SessionLogging.Rendering.Files;

/// <summary>Records one after another: as they come, or, where they are merged with an older file's, at the end.</summary>
internal sealed class RecordReport : IReportWriter
{
    private readonly PendingFile _file;
    private readonly IRecordFormat _format;
    private readonly bool _isMerged;
    private readonly GivenSessions _given;
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
        _given = new GivenSessions(file.OpenScratch);
    }

    public void Add(SessionRecord session)
    {
        if (_isMerged)
        {
            _given.Add(session);
        }
        else
        {
            _format.Write(session);
        }
    }

    public void Add(SessionReportCoverage coverage)
    {
        if (_isMerged)
        {
            _coverages.Add(coverage);
        }
        else
        {
            _format.Write(coverage);
        }
    }

    public async Task<FileInfo> FinishAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isMerged)
        {
            await TakeOverAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var session in _given.Rest)
        {
            _format.Write(session);
        }

        foreach (var coverage in _coverages)
        {
            _format.Write(coverage);
        }

        _isWritten = true;
        _format.Dispose();
        return await _file.PlaceAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>What others add at the same time comes before or after: in between nobody else's file takes the place.</remarks>
    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        await _file.LockAsync(cancellationToken).ConfigureAwait(false);
        if (_file.Existing is not { } older)
        {
            return;
        }

        try
        {
            _format.TakeOver(older, _given, cancellationToken);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(older, failure);
        }
    }

    public void Dispose()
    {
        using (_file)
        using (_given)
        {
            if (!_isWritten)
            {
                _format.Dispose();
            }
        }
    }
}

/// <summary>A way to write records one after another, and to take over those of an older file.</summary>
internal interface IRecordFormat : IDisposable
{
    void Write(SessionRecord session);

    void Write(SessionReportCoverage coverage);

    /// <summary>Reads an older file to its end.</summary>
    /// <exception cref="SessionLogging.Sessions.Reports.ReportFileException">It is not of this format.</exception>
    void Check(string path);

    /// <summary>Writes what the older file holds, and in the place of a session that is given anew what is given.</summary>
    /// <exception cref="SessionLogging.Sessions.Reports.ReportFileException">The older file is not of this format.</exception>
    void TakeOver(string path, GivenSessions given, CancellationToken cancellationToken);
}
