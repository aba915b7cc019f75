using System.Runtime.CompilerServices;
using SessionLogging.Recorded;
using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Origins;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Sessions.Reports;

/// <summary>The part of a report that is one account in one Region.</summary>
internal sealed class ReportRegion
{
    private readonly SessionReportOptions _options;
    private readonly IAccount _account;
    private readonly string? _accountId;
    private readonly ISessionReportListener _listener;
    private readonly TargetNames _targets;
    private readonly SessionReading _reading;
    private readonly SessionLogs _logs;
    private readonly SessionOrigins? _origins;
    private readonly TimeProvider _clock;

    internal ReportRegion(SessionReportOptions options, IAccount account, string? accountId, ISessionReportListener listener, TimeProvider time)
    {
        _options = options;
        _account = account;
        _accountId = accountId;
        _listener = listener;
        _targets = new TargetNames(account.Nodes, failure => listener.OnTargetsUnresolved(account.Region, failure));
        var limiter = CallLimiterRegistry.Process.For(account.Connection.EndpointUrl, accountId, account.Region, options.MaxCallsPerSecond);
        _reading = new SessionReading(
            new SessionSource(accountId, account.Region, account.Sessions, limiter, time) { AccountName = account.Connection.AccountName },
            options.Request,
            progress => listener.OnProgress(accountId, account.Region, progress));

        var calls = new CallHistory(account, accountId, time);
        _origins = options.OriginWindow is { } window ? new SessionOrigins(calls, options.Request, window) : null;

        // What has just ended is told by the clock that dates it.
        _clock = options.AsksSessions || _origins is null ? _reading.Clock : _origins.Clock;
        _logs = new SessionLogs(account.Documents, _clock, new DocumentPromotions(calls, _clock));
    }

    /// <summary>What was covered of each source that was asked.</summary>
    internal IEnumerable<SessionReportCoverage> Coverages
    {
        get
        {
            if (_options.AsksSessions)
            {
                yield return _reading.Coverage;
            }

            if (_origins is not null)
            {
                yield return _origins.CoverageOf(_accountId, _account.Region, _account.Connection.AccountName);
            }
        }
    }

    /// <summary>Why it is not known where all sessions came from.</summary>
    internal AwsCallException? OriginFailure => _origins?.Failure;

    /// <summary>Gives the sessions.</summary>
    /// <param name="run">The run that the records belong to.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">Not all could be read; what came was given.</exception>
    internal async Task ReadAsync(ReportRun run, CancellationToken cancellationToken)
    {
        if (_origins is not null)
        {
            await _origins.ReadAsync(calls => _listener.OnOriginProgress(_accountId, _account.Region, calls), cancellationToken).ConfigureAwait(false);
        }

        var read = _options.LogStatus is LogStatusDepth.LookedFor ? ReadThenLookAsync(run, cancellationToken) : ReadAsTheyComeAsync(run, cancellationToken);
        await read.ConfigureAwait(false);
    }

    private async Task ReadAsTheyComeAsync(ReportRun run, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in PagesAsync(cancellationToken).ConfigureAwait(false))
            {
                await GiveAsync(page, run, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                await GiveAsync(Unlisted, run, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task GiveAsync(IReadOnlyList<Session> page, ReportRun run, CancellationToken cancellationToken)
    {
        var records = new SessionRecord[page.Count];
        for (var i = 0; i < records.Length; i++)
        {
            var log = _options.LogStatus is LogStatusDepth.LeftOut ? null : await _logs.AssessAsync(page[i], cancellationToken).ConfigureAwait(false);
            records[i] = await RecordAsync(page[i], log, run, cancellationToken).ConfigureAwait(false);
        }

        if (records.Length > 0)
        {
            _listener.OnRecords(records);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<Session>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_options.AsksSessions)
        {
            yield break;
        }

        await foreach (var page in _reading.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var session in page)
            {
                _origins?.Note(session);
            }

            yield return page;
        }
    }

    private IReadOnlyList<Session> Unlisted => _origins is null ? [] : [.. _origins.Unlisted()];

    // What is known of all of them is collected first, so that they can be joined with what the services list.
    private async Task ReadThenLookAsync(ReportRun run, CancellationToken cancellationToken)
    {
        var keeper = _options.LogKeeper is { } open ? await open(_accountId, _account.Region, cancellationToken).ConfigureAwait(false) : _account;
        var assessments = new List<LogAssessment>();
        try
        {
            await foreach (var page in PagesAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var session in page)
                {
                    assessments.Add(await _logs.AssessAsync(session, cancellationToken).ConfigureAwait(false));
                }
            }
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                foreach (var session in Unlisted)
                {
                    assessments.Add(await _logs.AssessAsync(session, cancellationToken).ConfigureAwait(false));
                }

                await LookAsync(keeper, assessments, run, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LookAsync(IAccount keeper, List<LogAssessment> assessments, ReportRun run, CancellationToken cancellationToken)
    {
        var check = new LogCheck(keeper.LogObjects, keeper.LogStreams, keeper.LogGroups, _clock)
        {
            HoldsCopies = _options.LogKeeper is not null,
            Announce = estimate => _listener.OnLogCheck(_account.Region, estimate),
        };
        var records = new List<SessionRecord>(assessments.Count);
        foreach (var assessment in await check.CheckAsync(assessments, cancellationToken).ConfigureAwait(false))
        {
            records.Add(await RecordAsync(assessment.Session, assessment, run, cancellationToken).ConfigureAwait(false));
        }

        _listener.OnRecords(records);
    }

    private async ValueTask<SessionRecord> RecordAsync(Session session, LogAssessment? log, ReportRun run, CancellationToken cancellationToken)
    {
        var record = SessionRecordBuilder.From(session, _accountId, _account.Region, log, _options.AsksSessions ? _reading.ObservedAt : _clock.GetUtcNow(), run, _account.Connection.AccountName);
        record = _origins?.Join(record, session, _options.AsksSessions ? _reading.Coverage : null) ?? record;
        return _options.ResolveTargets ? await _targets.NameAsync(record, cancellationToken).ConfigureAwait(false) : record;
    }
}
