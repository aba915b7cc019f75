using SessionLogging.Sessions;
using SsmSessionLogging.Abstractions;

namespace SsmSessionLogging.Sessions;

/// <summary>Gives the records that were exported to files as a report gives them.</summary>
internal sealed class RecordFiles
{
    /// <summary>Which records are given.</summary>
    internal required Func<SessionRecord, bool> Takes { get; init; }

    /// <summary>Whether what the files say of their coverage is given too.</summary>
    internal required bool IncludeCoverage { get; init; }

    /// <summary>Writes what a file holds; a line that cannot be read is one error.</summary>
    internal void Write(string file, CmdletPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (var line in SessionRecordFile.Read(file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Problem is { } problem)
            {
                pipeline.Error(ErrorRecords.From(problem, document: null));
            }
            else if (line.Coverage is { } coverage && IncludeCoverage)
            {
                pipeline.Write(coverage);
            }
            else if (line.Record is { } record && Takes(record))
            {
                pipeline.Write(record);
            }
        }
    }
}
