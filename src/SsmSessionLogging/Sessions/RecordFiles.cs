using SsmSessionLogging.Loading;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Views;

namespace SsmSessionLogging.Sessions;

/// <summary>Gives the records that were exported to files as a report gives them: each session once.</summary>
internal sealed class RecordFiles
{
    private readonly CmdletPipeline _pipeline;
    private readonly HashSet<(string? Account, string Region, string SessionId)> _given = [];
    private readonly List<SessionReportCoverage> _coverages = [];
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    internal RecordFiles(CmdletPipeline pipeline) => _pipeline = pipeline;

    /// <summary>Which records are given.</summary>
    internal required Func<SessionRecord, bool> Takes { get; init; }

    /// <summary>Whether what the files say of their coverage is given too.</summary>
    internal required bool IncludeCoverage { get; init; }

    /// <summary>The variant of the table that the sessions are shown in.</summary>
    internal string? Table { get; init; }

    /// <summary>Writes what the files hold, those first that count where several hold a session. What cannot be read is an error, and the rest follows.</summary>
    internal void Write(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            try
            {
                WriteFile(file, cancellationToken);
            }
            catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
            {
                _pipeline.Error(record);
            }
        }

        ReportListener.WarnOfIncomplete(_pipeline, _coverages.Where(coverage => !CoverageGap.IsClosed(coverage, _coverages)));
        ReportListener.WarnOfGaps(_pipeline, _coverages);
    }

    private void WriteFile(string file, CancellationToken cancellationToken)
    {
        // A file whose first line is no record is another kind of file: one error is enough.
        var isOfRecords = false;
        foreach (var line in SessionRecordFile.Read(file, static path => Components.Reports.ReadRows(path)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            isOfRecords |= line.Problem is null;
            if (line.Problem is { } problem)
            {
                _pipeline.Error(ErrorRecords.From(problem, document: null));
                if (!isOfRecords)
                {
                    return;
                }
            }
            else if (line.Coverage is { } coverage)
            {
                _coverages.Add(coverage);
                _pipeline.WriteIfAny(IncludeCoverage ? coverage : null);
            }
            else if (line.Record?.AsOf(_now) is { } record && Takes(record) && _given.Add((record.AccountId, record.Region, record.SessionId)))
            {
                SeenNames.Note(record);
                _pipeline.Write(TableViews.In(Table, record));
            }
        }
    }
}
