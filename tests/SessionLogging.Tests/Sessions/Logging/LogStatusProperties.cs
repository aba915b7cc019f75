using CsCheck;
using SessionLogging.Accounts;
using SessionLogging.Sessions;
using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>What holds for every history of the account's preferences and every session.</summary>
public sealed class LogStatusProperties
{
    private const int Histories = 1_000;

    private static readonly string[] Contents =
        [LogsTo(), LogsTo("a"), LogsTo("b"), LogsTo("a", "g"), LogsTo(group: "g", streaming: "true"), LogsTo("{{bucket}}", "g"), "no document"];

    private static readonly string[] Statuses = ["Connected", "Disconnected", "Terminated", "Terminating", "Failed"];

    // A version: minutes since the one before, its content, and whether it has been deleted since.
    private static readonly Gen<(int Minutes, int Content, bool Deleted)[]> Versions =
        Gen.Select(Gen.OneOf(Gen.Int[1, 10], Gen.Int[1, 4_000]), Gen.Int[0, Contents.Length - 1], Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))).Array[1, 6];

    private static readonly Gen<Session> Sessions = Gen.Select(
        Gen.Int[0, 6_000], Gen.Int[1, 300], Gen.Int[0, Statuses.Length - 1], Gen.Bool, (start, length, status, isEcs) => Yesterday with
        {
            StartDate = Now.AddMinutes(-start - length),
            EndDate = Statuses[status] is "Terminated" ? Now.AddMinutes(-start) : null,
            Status = Statuses[status],
            Target = isEcs && length % 5 == 0 ? "ecs:c_t_r" : "i-02573cafcfEXAMPLE",
        });

    [Fact]
    public Task The_status_of_a_session_is_the_best_of_both() => Gen.Select(Versions, Gen.Int[0, 5], Sessions).SampleAsync(
        async (versions, lag, session) =>
        {
            var assessment = await AssessAsync(History(versions, lag), session);
            LogStatus[] both = [assessment.S3.Status, assessment.CloudWatch.Status];

            Assert.Equal(Enum.GetValues<LogStatus>().First(both.Contains), assessment.Status);
            Assert.NotEmpty(assessment.Detail);
        },
        iter: Histories);

    [Fact]
    public Task A_log_is_never_expected_where_two_configurations_could_apply() => Gen.Select(Versions, Gen.Int[0, 5], Sessions).SampleAsync(
        async (versions, lag, session) =>
        {
            var assessment = await AssessAsync(History(versions, lag), session);
            if (assessment.Status is not LogStatus.Expected)
                return;

            // By brute force: at every minute about the start, the version that was latest and those that can have been the default.
            var possible = new HashSet<int>();
            for (var minute = -4; minute <= 4; minute++)
                possible.UnionWith(PossibleAt(session.StartDate!.Value.AddMinutes(minute), versions, lag));

            Assert.Single(possible.Select(content => content < 0 ? "unknown" : Contents[content]).Distinct());
            Assert.DoesNotContain(-1, possible);
        },
        iter: Histories);

    // Where versions were deleted their content is unknown: -1.
    private static IEnumerable<int> PossibleAt(DateTimeOffset instant, (int Minutes, int Content, bool Deleted)[] versions, int lag)
    {
        var dated = Dated(versions);
        var existing = dated.Where(version => version.Created <= instant).ToList();
        if (existing.Count == 0)
            return [-1];
        var kept = Kept(dated);
        var defaultMoved = kept.Count > lag && lag > 0;
        var candidates = defaultMoved ? existing : existing.TakeLast(1);
        return candidates.Select(version => version.Deleted ? -1 : version.Content);
    }

    private static FakeDocuments History((int Minutes, int Content, bool Deleted)[] versions, int lag)
    {
        var documents = new FakeDocuments();
        var kept = Kept(Dated(versions)).ConvertAll(version => new FakeVersion(version.Number, version.Created, Contents[version.Content]));
        documents.AddWithDefault(AccountDocument, kept[kept.Count > lag ? kept.Count - 1 - lag : kept.Count - 1].Number, [.. kept]);
        return documents;
    }

    // The latest version cannot have been deleted unnoticed here.
    private static List<(int Number, DateTimeOffset Created, int Content, bool Deleted)> Dated((int Minutes, int Content, bool Deleted)[] versions)
    {
        var age = 0;
        var dated = new List<(int Number, DateTimeOffset Created, int Content, bool Deleted)>();
        for (var i = versions.Length - 1; i >= 0; i--)
        {
            age += versions[i].Minutes;
            dated.Insert(0, (i + 1, Now.AddMinutes(-age), versions[i].Content, versions[i].Deleted && i < versions.Length - 1));
        }

        return dated;
    }

    private static List<(int Number, DateTimeOffset Created, int Content, bool Deleted)> Kept(
        List<(int Number, DateTimeOffset Created, int Content, bool Deleted)> dated) => dated.FindAll(version => !version.Deleted);
}
