using SessionLogging.Sessions.Reading;
using SessionLogging.Sessions.Reports;
using SessionLogging.Tests.Accounts;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Sessions;

/// <summary>A report over more accounts and Regions than there is room for at once.</summary>
public sealed class ReportConcurrencyTests : ISessionReportListener
{
    private const int Places = 500;

    private readonly StubOpener _opener = new();
    private int _open;
    private int _most;

    [Fact]
    public async Task Some_are_open_at_a_time_and_closed_when_they_were_read()
    {
        _opener.Make = (options, accountId) =>
        {
            Most(Interlocked.Increment(ref _open));
            return new StubAccount(options, accountId)
            {
                Sessions = new NoSessions(), Nodes = new NoNodes(), Documents = new FakeDocuments(), Closed = () => Interlocked.Decrement(ref _open),
            };
        };
        var accounts = Enumerable.Range(1, Places).Select(number => $"{number:000000000000}").ToList();
        using var pool = new AccountPool(() => _opener, ConnectionPlan.Create(new ConnectionOptions(), ["arn:aws:iam::{AccountId}:role/Audit"], accounts, ["eu-west-1"]), null!, null!);
        var report = new SessionReport(
            new SessionReportOptions
            {
                Request = new SessionRequest { Window = ReportWindow.Between(DateTimeOffset.UtcNow.AddDays(-1), null) },
                LogStatus = LogStatusDepth.LeftOut,
                MaxCallsPerSecond = 0,
            },
            this);

        var coverages = await report.RunAsync(await pool.AllAsync(TestContext.Current.CancellationToken), IdentifyAsync, TestContext.Current.CancellationToken);

        Assert.Equal(Places, coverages.Count(coverage => coverage.Complete));
        Assert.InRange(_most, 1, 64);
        Assert.Equal(0, _open);
    }

    void ISessionReportListener.OnRecords(IReadOnlyList<SessionRecord> records)
    {
    }

    void ISessionReportListener.OnProgress(string? accountId, string region, SessionProgress progress)
    {
    }

    void ISessionReportListener.OnOriginProgress(string? accountId, string region, long calls)
    {
    }

    void ISessionReportListener.OnLogCheck(string region, LogCheckEstimate estimate)
    {
    }

    void ISessionReportListener.OnTargetsUnresolved(string region, AwsCallException failure)
    {
    }

    void ISessionReportListener.OnFailure(AccountOpening opening, SessionLoggingException failure) => throw failure;

    void ISessionReportListener.OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure) => throw failure;

    void ISessionReportListener.OnCovered(SessionReportCoverage coverage, TimeSpan elapsed)
    {
    }

    private static async Task<string?> IdentifyAsync(IAccount account, CancellationToken cancellationToken) =>
        (await account.GetCallerIdentityAsync(cancellationToken)).AccountId;

    private void Most(int now)
    {
        for (var known = Volatile.Read(ref _most); now > known; known = Volatile.Read(ref _most))
        {
            Interlocked.CompareExchange(ref _most, now, known);
        }
    }

    private sealed class NoSessions : ISessionHistory
    {
        public async Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new SessionPage([], NextToken: null) { AnsweredAt = DateTimeOffset.UtcNow };
        }
    }

    private sealed class NoNodes : IManagedNodes
    {
        public Task<LookupResult<NodeActivation>> LookAsync(string nodeId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<LookupResult<DefaultNodeRole>> LookAtDefaultRoleAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            yield break;
        }
    }
}
