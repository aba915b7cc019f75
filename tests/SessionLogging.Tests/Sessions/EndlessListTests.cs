using SessionLogging.Sessions.Reading;
using static SessionLogging.Tests.Sessions.SampleReport;

namespace SessionLogging.Tests.Sessions;

public sealed class EndlessListTests
{
    [Fact]
    public async Task Pages_that_stay_empty_with_ever_new_tokens_end_in_one_error()
    {
        var endless = new Endless();
        var reading = new SessionReading(new SessionSource("111122223333", "eu-west-1", endless, new CallLimiter(0)), Request(SessionLists.All));

        var failure = await Assert.ThrowsAsync<AwsCallException>(async () =>
        {
            await foreach (var page in reading.WithCancellation(TestContext.Current.CancellationToken))
            {
                Assert.Empty(page);
            }
        });

        Assert.Equal(("AnswerMalformed", "SSM", "DescribeSessions"), (failure.ErrorId, failure.Service, failure.Operation));
        Assert.Equal(failure.Message, reading.Coverage.Error);
        Assert.InRange(endless.Calls, 1000, 1016);
    }

    private sealed class Endless : ISessionHistory
    {
        private int _calls;

        public int Calls => _calls;

        public Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken) =>
            Task.FromResult(new SessionPage([], $"token {Interlocked.Increment(ref _calls)}"));
    }
}
