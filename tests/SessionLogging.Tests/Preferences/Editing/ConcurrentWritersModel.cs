using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Several writers of one document, each with its own settings, in every order and with every fault.</summary>
public sealed class ConcurrentWritersModel
{
    private const int Cases = 2_000;

    private static readonly PreferenceEdit[] Wishes =
    [
        Edits.Of("S3BucketName", "logs-a").Then(Edits.Of("S3EncryptionEnabled", "true")),
        Edits.Of("CloudWatchLogGroupName", "/ssm/sessions"),
        Edits.Of("RunAsDefaultUser", "ssm-user"),
        Edits.Of("MaxSessionDuration", "60").Then(Edits.Of("KmsKeyId", "alias/sessions")),
        Edits.Of("S3BucketName", "logs-a").Then(Edits.Of("S3EncryptionEnabled", "true")),
    ];

    // What AWS's own policy for preference administrators lacks, in part and as a whole.
    private static readonly string[][] MissingRights =
    [
        [], ["UpdateDocumentDefaultVersion"], ["DescribeDocument"], ["DescribeDocument", "UpdateDocumentDefaultVersion", "ListDocumentVersions"],
    ];

    private static readonly CallFault[] OrdinaryFaults =
    [
        CallFault.LostRequest, CallFault.LostAnswer, CallFault.Resent, CallFault.Throttled, CallFault.ResentAndThrottled,
        CallFault.Denied, CallFault.ResentAndDenied, CallFault.CrashBefore, CallFault.CrashAfter, CallFault.LateRequest,
    ];

    // UpdateDocumentDefaultVersion takes no condition: what arrives twice or late takes a later default back.
    private static readonly CallFault[] FaultsThatRepeatPromotions =
        [CallFault.Resent, CallFault.ResentAndThrottled, CallFault.ResentAndDenied, CallFault.LateRequest];

    private static readonly Gen<World> Worlds = Gen.Select(
        Gen.Int[1, 5], Gen.Int[0, 3], Gen.Int[0, 100], Gen.Int[0, 2], Gen.Byte.Array[0, 250], Gen.Bool, Gen.Int[0, 1_023], Gen.Bool,
        (writers, start, faultPercent, service, tape, anyDuplicate, rights, saysDates) =>
            new World(writers, (Start)start, faultPercent / 3, (Service)service, tape, anyDuplicate, rights, saysDates));

    private enum Start
    {
        NoDocument,
        Settled,
        OldDraft,
        YoungDraft,
    }

    private enum Service
    {
        Quick,
        Slow,
        SomeVersionsFail,
    }

    [Fact]
    public void What_is_acknowledged_stands_in_latest_and_default_and_the_rest_is_named() =>
        Worlds.Sample(world => Check(world, promotionsAreRepeated: false), iter: Cases, print: world => world.ToString());

    [Fact]
    public void A_promotion_that_arrives_twice_or_late_loses_no_setting_and_is_named() =>
        Worlds.Sample(world => Check(world, promotionsAreRepeated: true), iter: Cases, print: world => world.ToString());

    private static void Check(World world, bool promotionsAreRepeated)
    {
        var time = new SteppedTime();
        var tape = new Tape(world.Decisions);
        var documents = Arrange(world, time);
        var simulation = new Simulation(time, tape, TimeSpan.FromMilliseconds(world.Service is Service.Slow ? 300 : 5));
        var writers = Wishes.Take(world.Writers).Select((wish, index) => new WriterRun($"writer {index + 1}", wish)).ToList();
        var author = new Dictionary<int, WriterRun>();
        var defaultWentBack = false;

        simulation.Run(() =>
        {
            foreach (var (writer, index) in writers.Select((writer, index) => (writer, index)))
            {
                var missing = world.MissingRightsOf(index);
                var way = new FaultyDocuments(
                    new WatchedDocuments(documents, number => author[number] = writer, () => defaultWentBack = true),
                    simulation.ScheduleOf(
                        (_, operation) => missing.Contains(operation) ? CallFault.Denied : Fault(world, tape, operation, promotionsAreRepeated)));
                writer.Start(edit => Edits.Editor(way, edit, time, random: tape.Unit).ApplyAsync());
            }
        });

        var story = string.Join('\n', writers);
        var document = documents.Find(Edits.Name);
        Assert.True(document is not null || writers.All(writer => !writer.IsAcknowledged), story);
        if (document is not null)
        {
            CheckVersions(document, writers, author, story);
            CheckAcknowledged(document, writers, world, defaultWentBack, promotionsAreRepeated, story);
            CheckNamed(document, writers, author, world, simulation, story);
            CheckTakenBack(document, writers, world, simulation, story);
        }

        RunAgain(documents, time, writers, story);
    }

    private static CallFault Fault(World world, Tape tape, string operation, bool promotionsAreRepeated)
    {
        if (tape.Choose(100) < 100 - world.FaultPercent)
        {
            return CallFault.None;
        }

        var fault = OrdinaryFaults[tape.Choose(OrdinaryFaults.Length)];
        var isRepeatedPromotion = operation == "UpdateDocumentDefaultVersion" && FaultsThatRepeatPromotions.Contains(fault);
        return isRepeatedPromotion && !promotionsAreRepeated ? CallFault.None : fault;
    }

    private static InMemoryDocuments Arrange(World world, SteppedTime time)
    {
        var documents = new InMemoryDocuments(time)
        {
            DuplicateRule = world.AnyDuplicate ? DuplicateRule.AnyVersion : DuplicateRule.LatestVersion,
            LooksUntilActive = world.Service is Service.Slow ? 2 : 0,
            TimeUntilActive = world.Service is Service.Slow ? TimeSpan.FromSeconds(1) : TimeSpan.Zero,
            Fails = number => world.Service is Service.SomeVersionsFail && number == 3,
            SaysDates = world.SaysDates,
        };
        if (world.Start is not Start.NoDocument)
        {
            documents.Put(Edits.Name, Edits.Document(), age: TimeSpan.FromDays(2));
        }

        if (world.Start is Start.OldDraft or Start.YoungDraft)
        {
            var age = TimeSpan.FromSeconds(world.Start is Start.OldDraft ? 361 : 5);
            documents.Put(Edits.Name, Edits.Document(("LinuxShellProfile", "draft")), promote: false, age);
        }

        return documents;
    }

    private static void CheckVersions(StoredDocument document, List<WriterRun> writers, Dictionary<int, WriterRun> author, string story)
    {
        Assert.True(document.DefaultNumber == 1 || !document.Default.Fails, $"a failed version was promoted\n{story}");
        foreach (var (before, after) in document.Versions.Zip(document.Versions.Skip(1)))
        {
            Assert.True(before.Fails || before.Content.TrimEnd() != after.Content.TrimEnd(), $"version {after.Number} says the same as the one before\n{story}");
        }

        foreach (var writer in writers)
        {
            foreach (var again in author.Where(entry => entry.Value == writer).Select(entry => entry.Key).OrderBy(number => number).Skip(1))
            {
                Assert.True(
                    document.Versions.Take(again - 1).Any(known => known.Content.TrimEnd() == document.Versions[again - 1].Content.TrimEnd()),
                    $"{writer.Name} wrote more than once, and did not take back with version {again}\n{story}");
            }
        }
    }

    private static void CheckAcknowledged(
        StoredDocument document, List<WriterRun> writers, World world, bool defaultWentBack, bool promotionsAreRepeated, string story)
    {
        // No call can take a version back under the condition that nobody has promoted it meanwhile. Who does so without knowing brings the
        // latest to the new default afterwards, and says so where a third writer was quicker, unless it is killed before.
        var takenBackTooLate = world.SomebodyMayNotPromote
            && writers.Exists(writer => !writer.IsAcknowledged && writer.Failure?.ErrorId is null or "VersionNotPromoted");
        foreach (var writer in writers.Where(writer => writer.IsAcknowledged))
        {
            Assert.True(
                Edits.MissingIn(document.Latest.Content, writer.Edit).Count == 0 || takenBackTooLate, $"the latest lacks a setting of {writer.Name}\n{story}");
            Assert.True(
                Edits.MissingIn(document.Default.Content, writer.Edit).Count == 0 || (promotionsAreRepeated && defaultWentBack),
                $"the default {document.DefaultNumber} lacks a setting of {writer.Name}\n{story}");
            var isOwn = writer.Receipt.NewVersion is { } version && document.Versions.Exists(known => known.Version == version);
            Assert.True(isOwn == (writer.Receipt.Result is PreferenceChangeResult.Changed), story);
        }

        Assert.True(promotionsAreRepeated || !defaultWentBack, $"the default went back\n{story}");
    }

    private static void CheckNamed(
        StoredDocument document, List<WriterRun> writers, Dictionary<int, WriterRun> author, World world, Simulation simulation, string story)
    {
        foreach (var writer in writers.Where(writer => writer.IsAcknowledged || writer.Failure is not null))
        {
            var own = author.Where(entry => entry.Value == writer).Min(entry => (int?)entry.Key);
            // Twins send the same bytes, and nobody can tell whose they are.
            var twins = writers.FindAll(other => Array.IndexOf(Wishes, other.Edit) % 4 == Array.IndexOf(Wishes, writer.Edit) % 4);
            var saysOwn = author.Any(entry => twins.Contains(entry.Value) && (writer.IsAcknowledged
                ? writer.Receipt.NewVersion == document.Versions[entry.Key - 1].Version
                : writer.Failure!.Message.Contains($"ersion {entry.Key} of", StringComparison.Ordinal)));
            var saysUnknown = writer.Failure?.ErrorId == "ChangeUncertain";
            Assert.True(own is null || saysOwn || saysUnknown, $"version {own} of {writer.Name} is not named\n{story}");
            Assert.True(
                own is not null || twins.Count > 1 || saysUnknown || writer.Failure?.Message.Contains("is written,", StringComparison.Ordinal) is not true,
                $"{writer.Name} wrote nothing\n{story}");
        }

        var isExplained = world.Start is Start.OldDraft or Start.YoungDraft || simulation.HasLateEffects || writers.Exists(writer => !writer.IsAcknowledged);
        // Who may not promote brings the latest to what the default says, in a version of its own.
        var isOne = document.DefaultNumber == document.LatestNumber || (world.SomebodyMayNotPromote && SayTheSame(document));
        Assert.True(isOne || isExplained, $"latest and default differ and nobody says so\n{story}");
    }

    // A change that could not be promoted for want of a right leaves nothing behind, where nothing else went wrong.
    private static void CheckTakenBack(StoredDocument document, List<WriterRun> writers, World world, Simulation simulation, string story)
    {
        var nothingElse = world.Start is Start.NoDocument or Start.Settled
            && !simulation.HasLateEffects
            && writers.TrueForAll(writer => writer.IsAcknowledged || writer.Failure?.ErrorId == "PromotionDenied");
        Assert.True(!nothingElse || SayTheSame(document), $"latest and default do not mean the same\n{story}");
    }

    private static bool SayTheSame(StoredDocument document) => document.Latest.Content.TrimEnd() == document.Default.Content.TrimEnd();

    // Whoever was not acknowledged runs its command again, and does what an error says.
    private static void RunAgain(InMemoryDocuments documents, SteppedTime time, List<WriterRun> writers, string story)
    {
        var again = new List<string>();
        foreach (var writer in writers.Where(writer => !writer.IsAcknowledged))
        {
            var run = Run(documents, time, writer, baseVersion: null);
            again.Add(run.ToString());
            for (var more = 0; more < 3 && run.Failure is { ErrorId: "DefaultVersionDiffers" or "VersionFailed" }; more++)
            {
                var latestIsWhole = writers.TrueForAll(
                    other => !other.IsAcknowledged || Edits.MissingIn(documents.Find(Edits.Name)!.Latest.Content, other.Edit).Count == 0);
                run = Run(documents, time, writer, latestIsWhole ? BaseVersion.Latest : BaseVersion.Default);
                again.Add(run.ToString());
            }

            Assert.True(run.IsAcknowledged, $"{story}\nagain {string.Join('\n', again)}");
        }

        var document = documents.Find(Edits.Name)!;
        foreach (var writer in writers)
        {
            var missing = Edits.MissingIn(document.Latest.Content, writer.Edit).Concat(Edits.MissingIn(document.Default.Content, writer.Edit));
            var mayBeMissing = writer.IsAcknowledged && again.Count == 0 && document.DefaultNumber != document.LatestNumber;
            Assert.True(!missing.Any() || mayBeMissing, $"{writer.Name} is not in both at the end\n{story}\nagain {string.Join('\n', again)}");
        }

    }

    private static WriterRun Run(InMemoryDocuments documents, SteppedTime time, WriterRun writer, BaseVersion? baseVersion)
    {
        var run = new WriterRun(writer.Name, writer.Edit);
        new Simulation(time, new Tape([])).Run(() => run.Start(edit => Edits.Editor(documents, edit, time, baseVersion).ApplyAsync()));
        return run;
    }

    private sealed record World(int Writers, Start Start, int FaultPercent, Service Service, byte[] Decisions, bool AnyDuplicate, int Rights, bool SaysDates)
    {
        public bool SomebodyMayNotPromote => Enumerable.Range(0, Writers).Any(writer => MissingRightsOf(writer).Contains("UpdateDocumentDefaultVersion"));

        public string[] MissingRightsOf(int writer) => MissingRights[(Rights >> (2 * writer)) % MissingRights.Length];

        public override string ToString() =>
            $"{Writers} writers, {Start}, {FaultPercent} % faults, {Service}, duplicates of any version: {AnyDuplicate}, rights {Rights}, dates: {SaysDates}, tape [{string.Join(',', Decisions)}]";
    }
}
