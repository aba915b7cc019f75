using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>What holds for every history of the account's preferences and every session.</summary>
public sealed class LogStatusProperties
{
    private const int Histories = 3_000;

    private static readonly string[] Contents =
        [LogsTo(), LogsTo("a"), LogsTo("b"), LogsTo("a", "g"), LogsTo(group: "g", streaming: "true"), LogsTo("{{bucket}}", "g"), "no document"];

    private static readonly string[] Statuses = ["Connected", "Disconnected", "Terminated", "Terminating", "Failed"];

    // A version: minutes since the one before, its content, and whether it has been deleted since.
    private static readonly Gen<(int Minutes, int Content, bool Deleted)[]> Versions =
        Gen.Select(Gen.OneOf(Gen.Int[1, 10], Gen.Int[1, 4_000]), Gen.Int[0, Contents.Length - 1], Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))).Array[1, 6];

    // A history, how far the default lags behind the latest version, and a session that started anywhere or about a change.
    private static readonly Gen<((int Minutes, int Content, bool Deleted)[] Versions, int Lag, Session Session)> Cases = Gen.Select(
        Versions, Gen.Int[0, 3], Gen.Int[0, 5], Gen.OneOf(Gen.Int[-7, 7], Gen.Int[-3_000, 3_000]), Gen.OneOf(Statuses), (versions, lag, change, minutes, status) =>
        {
            var dated = Dated(versions);
            var start = dated[change % dated.Count].Created.AddMinutes(minutes);
            return (versions, lag, Yesterday with
            {
                StartDate = start,
                EndDate = status is "Terminated" ? start.AddMinutes(30) : null,
                Status = status,
            });
        });

    [Fact]
    public Task The_status_of_a_session_is_the_best_of_both() => Cases.SampleAsync(
        async it =>
        {
            var assessment = await AssessAsync(History(it.Versions, it.Lag), it.Session);
            LogStatus[] both = [assessment.S3.Status, assessment.CloudWatch.Status];

            Assert.Equal(Enum.GetValues<LogStatus>().First(both.Contains), assessment.Status);
            Assert.NotEmpty(assessment.Detail);
        },
        iter: Histories);

    [Fact]
    public Task A_log_is_never_expected_where_two_configurations_could_apply() => Cases.SampleAsync(
        async it =>
        {
            var assessment = await AssessAsync(History(it.Versions, it.Lag), it.Session);
            if (assessment.Status is not LogStatus.Expected)
            {
                return;
            }

            // By brute force: at every minute about the start, the version that was latest and those that can have been the default.
            var possible = new HashSet<int>();
            for (var minute = -5; minute < 5; minute++)
            {
                possible.UnionWith(PossibleAt(it.Session.StartDate!.Value.AddMinutes(minute), it.Versions, it.Lag));
            }

            Assert.DoesNotContain(-1, possible);
            Assert.Single(possible);
        },
        iter: Histories);

    // Where versions were deleted their content is unknown: -1.
    private static IEnumerable<int> PossibleAt(DateTimeOffset instant, (int Minutes, int Content, bool Deleted)[] versions, int lag)
    {
        var dated = Dated(versions);
        var existing = dated.Where(version => version.Created <= instant).ToList();
        if (existing.Count == 0)
        {
            return [-1];
        }

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
