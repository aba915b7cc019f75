using SessionLogging.Actions.Policies;

namespace SessionLogging.Tests.Actions;

public sealed class TopicPermissionTests
{
    private static readonly ActionPlace Place = new(InMemoryActionAccount.Id, "eu-west-1", "aws");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_statement_that_another_writer_overwrote_is_written_again_onto_what_stands_there()
    {
        var topics = new OverwrittenTopics { Times = 2 };

        await Permission(topics).GrantAsync(Cancel);

        Assert.True(await Permission(topics).IsGrantedAsync(Cancel));
        Assert.Contains("\"theirs-2\"", topics.Policy, StringComparison.Ordinal);
        await Permission(topics).RevokeAsync(Cancel);
        Assert.Equal(OverwrittenTopics.Written(2), topics.Policy);
    }

    [Fact]
    public async Task Writing_against_another_writer_ends()
    {
        var topics = new OverwrittenTopics { Times = int.MaxValue };

        Assert.Equal("PolicyOverwritten", (await Assert.ThrowsAsync<SessionActionException>(() => Permission(topics).GrantAsync(Cancel))).ErrorId);
    }

    private static TopicPermission Permission(ITopics topics) => new(topics, Place, ActionBench.TopicArn, Place.RuleArn("r"));

    /// <summary>A topic whose policy somebody else replaces right after it was set, some times.</summary>
    private sealed class OverwrittenTopics : ITopics
    {
        private int _overwritten;

        public int Times { get; init; }

        public string Policy { get; private set; } = Written(0);

        public static string Written(int time) => $$"""{"Version":"2012-10-17","Statement":[{"Sid":"theirs-{{time}}","Effect":"Deny"}]}""";

        public Task<LookupResult<TopicFacts>> LookAsync(string topicArn, CancellationToken cancellationToken) =>
            Task.FromResult(LookupResult.Known(new TopicFacts(topicArn, InMemoryActionAccount.Id, Policy, KmsKeyId: null, IsFifo: false)));

        public IAsyncEnumerable<IReadOnlyList<string>> ListArnsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken)
        {
            Policy = _overwritten < Times ? Written(++_overwritten) : policy;
            return Task.CompletedTask;
        }

        public Task<string> PublishAsync(string topicArn, string subject, string message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
