namespace SessionLogging.Sessions.Logging;

/// <summary>What a check is about to cost.</summary>
/// <param name="Calls">The calls that it will make, as the first page of each listing lets expect.</param>
/// <param name="Sessions">The sessions whose logs it looks for.</param>
public sealed record LogCheckEstimate(long Calls, int Sessions);

/// <summary>Looks for sessions' logs where they should be.</summary>
/// <param name="objects">The objects that the credentials can see.</param>
/// <param name="streams">The log streams of the account in the Region.</param>
/// <param name="groups">The log groups of the account in the Region.</param>
/// <param name="time">The clock.</param>
public sealed class LogCheck(ILogObjects objects, ILogStreams streams, ILogGroups groups, TimeProvider time)
{
    /// <summary>How many calls a check makes without announcing them.</summary>
    public const long UnannouncedCalls = 10_000;

    /// <summary>Told before the looking begins, where it will take more than <see cref="UnannouncedCalls"/>.</summary>
    public Action<LogCheckEstimate>? Announce { get; init; }

    /// <summary>Whether the log groups hold copies of another account's streams, which may bear more than the session's id.</summary>
    public bool HoldsCopies { get; init; }

    /// <summary>Looks for the logs of sessions of one account and Region: all of them at once, so that they can be joined with what the services list.</summary>
    /// <param name="assessments">What is said of the sessions' logs without looking.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What is said after looking, in the same order. A call that fails or is denied is the reason of an unknown status, never an exception.</returns>
    public async Task<IReadOnlyList<LogAssessment>> CheckAsync(IReadOnlyList<LogAssessment> assessments, CancellationToken cancellationToken)
    {
        var inS3 = new LogSearch(
            assessments.SelectMany(assessment => assessment.S3.Candidates), Folder, bucket => new ObjectStore(objects, bucket));
        var inCloudWatch = new LogSearch(
            assessments.SelectMany(assessment => assessment.CloudWatch.Candidates), _ => "", group => new StreamStore(streams, group, HoldsCopies));

        await Task.WhenAll(inS3.ProbeAsync(cancellationToken), inCloudWatch.ProbeAsync(cancellationToken)).ConfigureAwait(false);
        AnnounceWhereMany(inS3.EstimatedCalls + inCloudWatch.EstimatedCalls, assessments.Count);
        await Task.WhenAll(inS3.FinishAsync(cancellationToken), inCloudWatch.FinishAsync(cancellationToken)).ConfigureAwait(false);

        var smallLogs = new SmallLogs(objects);
        var small = inS3.SeenOfSize(1, SmallLog.MostBytes).ToList();
        AnnounceWhereMany(small.Count, assessments.Count);
        await smallLogs.ReadAsync(small, cancellationToken).ConfigureAwait(false);

        var keeping = new LogKeeping(objects, groups, time.GetUtcNow());
        var s3 = new LogLookup(LogService.S3, inS3, smallLogs, keeping.OfObjectAsync);
        var cloudWatch = new LogLookup(LogService.CloudWatch, inCloudWatch, smallLogs, keeping.OfStreamAsync);
        var checkedAssessments = new List<LogAssessment>(assessments.Count);
        foreach (var assessment in assessments)
        {
            // What S3 holds tells whether the session had output, and so whether there should be a stream.
            var (inObject, hadOutput) = await s3.ReviseAsync(assessment.S3, assessment.Session, hadOutput: null, cancellationToken).ConfigureAwait(false);
            var (inStream, _) = await cloudWatch.ReviseAsync(assessment.CloudWatch, assessment.Session, hadOutput, cancellationToken).ConfigureAwait(false);
            checkedAssessments.Add(assessment with { S3 = inObject, CloudWatch = inStream });
        }

        return checkedAssessments;
    }

    private void AnnounceWhereMany(long calls, int sessions)
    {
        if (calls > UnannouncedCalls)
        {
            Announce?.Invoke(new LogCheckEstimate(calls, sessions));
        }
    }

    private static string Folder(string key) => key.Substring(0, key.LastIndexOf('/') + 1);
}
