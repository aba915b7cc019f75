using SessionLogging.Preferences.Document;
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
        var account = new StubAccount(new ConnectionOptions { Region = "eu-west-1" }, InMemoryDocuments.AccountId) { Documents = bench.Documents };
        var changer = new PreferenceChanger(account, Edits.Target, DestinationRequests.NoS3(), new ChangeOptions { SkipTargetCheck = true }, bench.Time);
        await new Simulation(bench.Time, new Tape([])).Run(() => ChangeAsync(changer, bench, agrees));

        Assert.Equal(agrees ? "" : "logs", PreferenceDocument.Parse(bench.Document.Default.Content)[PreferenceSetting.S3BucketName].Text);
    }

    private static async Task<bool> ChangeAsync(PreferenceChanger changer, EditBench bench, bool agrees)
    {
        var agreed = await changer.ProposeAsync(CancellationToken.None);
        Assert.Null(agreed.NothingIsLogged);
        bench.Documents.Put(Edits.Name, Edits.Document(("S3BucketName", "logs")));

        var (receipt, anew) = await changer.MakeAsync(agreed, CancellationToken.None);

        Assert.Null(receipt);
        Assert.Equal("NothingIsLogged", anew.NothingIsLogged!.RuleId);
        Assert.Contains(anew.NothingIsLogged, anew.Warnings);
        if (agrees)
        {
            (receipt, _) = await changer.MakeAsync(anew, CancellationToken.None);
            Assert.Equal(PreferenceChangeResult.Changed, receipt!.Result);
        }

        return agrees;
    }
}
