using SessionLogging.Findings;
using SessionLogging.Tests.Accounts;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Consent is asked for what is written, not only for what was planned first.</summary>
public sealed class ConsentRaceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_another_writer_turns_the_other_destination_off_meanwhile_it_is_asked_too(bool agrees)
    {
        var bench = new EditBench().Settled(("S3BucketName", "logs"), ("CloudWatchLogGroupName", "/logs"));
        var person = new Person(agrees, thinking: () => bench.Documents.Put(Edits.Name, Edits.Document(("S3BucketName", "logs"))));
        var changer = new PreferenceChanger(person, bench.Time) { SkipTargetCheck = true };
        var account = new StubAccount(new ConnectionOptions { Region = "eu-west-1" }, InMemoryDocuments.AccountId) { Documents = bench.Documents };

        var change = new Simulation(bench.Time, new Tape([])).Run(
            () => changer.ChangeAsync(account, Edits.Target, DestinationRequests.NoS3(), CancellationToken.None));

        if (agrees)
        {
            Assert.Equal(PreferenceChangeResult.Changed, (await change)!.Result);
        }
        else
        {
            Assert.Equal("ConsentNeeded", (await Assert.ThrowsAsync<ConsentException>(() => change)).ErrorId);
        }

        Assert.Equal(["NothingIsLogged"], person.Asked);
        Assert.Contains("NothingIsLogged", person.Warned);
        Assert.Equal(agrees ? "" : "logs", PreferenceDocument.Parse(bench.Document.Default.Content)[PreferenceSetting.S3BucketName].Text);
    }

    private sealed class Person(bool agrees, Action thinking) : IChangeApproval
    {
        public List<string> Asked { get; } = [];

        public List<string> Warned { get; } = [];

        public bool IsRehearsal => false;

        public bool StopsAtWarnings => false;

        public void Warn(Finding warning) => Warned.Add(warning.RuleId);

        public Task<bool> ApproveAsync(PreferencePlan plan, IReadOnlyList<Finding> blocking)
        {
            thinking();
            return Task.FromResult(true);
        }

        public Task<bool> ConsentAsync(Finding reason)
        {
            Asked.Add(reason.RuleId);
            return Task.FromResult(agrees);
        }
    }
}
