using System.Collections.Concurrent;
using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Sessions.Reports;

/// <summary>A report over accounts and Regions: their sessions, what became of the logs, and what all of it covers.</summary>
public sealed class SessionReport
{
    // More than documents are asked at once: most of a reading is waiting for its turn at the quota of its own account and Region.
    private const int MostAtOnce = 2 * SideBySide.MostAtOnce;

    private readonly SessionReportOptions _options;
    private readonly ISessionReportListener _listener;
    private readonly TimeProvider _time;
    private readonly ReportRun _run = new();
    private readonly ConcurrentQueue<NotTaken> _notTaken = new();
    private readonly ConcurrentDictionary<string, bool> _identitiesTaken = new(StringComparer.Ordinal);

    /// <summary>Prepares a report. Nothing is asked yet.</summary>
    /// <param name="options">What it says.</param>
    /// <param name="listener">Takes it.</param>
    /// <param name="time">The clock; the system's where none is given.</param>
    public SessionReport(SessionReportOptions options, ISessionReportListener listener, TimeProvider? time = null)
    {
        _options = options;
        _listener = listener;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Reads accounts and Regions side by side, some at a time. One that fails is told to the listener, and the others go on.</summary>
    /// <param name="openings">The accounts and Regions.</param>
    /// <param name="identify">Says whose an account is; <see langword="null"/> where nobody can say.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What was covered: one for each account and Region that is enabled.</returns>
    public async Task<IReadOnlyList<SessionReportCoverage>> RunAsync(
        IReadOnlyList<AccountOpening> openings, Func<IAccount, CancellationToken, Task<string?>> identify, CancellationToken cancellationToken)
    {
        await SideBySide.ForEachAsync(openings, MostAtOnce, (opening, token) => ReadAsync(opening, identify, token), cancellationToken).ConfigureAwait(false);
        foreach (var (opening, failure, coverage, elapsed) in _notTaken)
        {
            if (failure.Cause is AwsCallCause.RegionNotEnabled || _identitiesTaken.ContainsKey(IdentityOf(opening)))
            {
                _listener.OnRegionNotEnabled(opening, failure);
            }
            else
            {
                Cover(coverage, elapsed);
                _listener.OnFailure(opening, failure);
            }
        }

        return _run.Coverages;
    }

    private async Task ReadAsync(AccountOpening opening, Func<IAccount, CancellationToken, Task<string?>> identify, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        ReportRegion? region = null;
        try
        {
            await opening.UseAsync(
                async account =>
                {
                    region = new ReportRegion(_options, account, await identify(account, cancellationToken).ConfigureAwait(false), _listener, _time);
                    await region.ReadAsync(_run, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            _identitiesTaken[IdentityOf(opening)] = true;
            Cover(region!.Coverages, _time.GetElapsedTime(start));
            if (region.OriginFailure is { } unread)
            {
                _listener.OnFailure(opening, unread);
            }
        }
        catch (SessionLoggingException failure)
        {
            IReadOnlyList<SessionReportCoverage> coverage = region is null ? [Nothing(opening, failure)] : [.. region.Coverages];
            if (opening.MayBeDisabled && failure is AwsCallException { IsOfUnknownCredentials: true } notKnown)
            {
                _notTaken.Enqueue(new NotTaken(opening, notKnown, coverage, _time.GetElapsedTime(start)));
                return;
            }

            if (failure is AwsCallException { Kind: AwsCallFailure.Denied, IsOfUnknownCredentials: false })
            {
                _identitiesTaken[IdentityOf(opening)] = true;
            }

            Cover(coverage, _time.GetElapsedTime(start));
            _listener.OnFailure(opening, failure);
        }
    }

    private void Cover(IEnumerable<SessionReportCoverage> coverages, TimeSpan elapsed)
    {
        foreach (var coverage in coverages)
        {
            _run.Add(coverage);
            _listener.OnCovered(coverage, elapsed);
        }
    }

    private SessionReportCoverage Nothing(AccountOpening opening, SessionLoggingException failure) => new()
    {
        AccountId = opening.AccountId,
        Region = opening.Region ?? "",
        After = _options.Request.Window.After,
        Before = _options.Request.Window.EndingBy(_time.GetUtcNow()).Before,
        Selection = _options.Request.Narrowing,
        Complete = false,
        Sessions = 0,
        Calls = 0,
        Throttled = 0,
        Error = failure.Message,
        AccountName = opening.AccountName,
    };

    private static string IdentityOf(AccountOpening opening) => opening.AccountId ?? "";

    private sealed record NotTaken(AccountOpening Opening, AwsCallException Failure, IReadOnlyList<SessionReportCoverage> Coverage, TimeSpan Elapsed);
}

/// <summary>Takes what a report gives. Accounts and Regions are read side by side, so it is called from several threads.</summary>
public interface ISessionReportListener
{
    /// <summary>Sessions, as they came together.</summary>
    void OnRecords(IReadOnlyList<SessionRecord> records);

    /// <summary>A page of a Region's sessions was given.</summary>
    void OnProgress(string? accountId, string region, SessionProgress progress);

    /// <summary>So many calls of a Region's Event history were read, which tell where sessions came from.</summary>
    void OnOriginProgress(string? accountId, string region, long calls);

    /// <summary>A Region's logs are about to be looked for, with more than <see cref="LogCheck.UnannouncedCalls"/> calls.</summary>
    void OnLogCheck(string region, LogCheckEstimate estimate);

    /// <summary>A Region's targets have no names, since its nodes could not be listed.</summary>
    void OnTargetsUnresolved(string region, AwsCallException failure);

    /// <summary>An account could not be opened in a Region, or not all of its sessions could be read.</summary>
    void OnFailure(AccountOpening opening, SessionLoggingException failure);

    /// <summary>A Region turned out not to be enabled in the account: it does not know credentials that another Region took.</summary>
    void OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure);

    /// <summary>An account and Region ended, as a whole or not.</summary>
    void OnCovered(SessionReportCoverage coverage, TimeSpan elapsed);
}
