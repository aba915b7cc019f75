using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceReaderTests
{
    private readonly InMemoryDocuments _documents = new(new SteppedTime());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PreferenceReader Reader => new(_documents, Edits.Target);

    [Fact]
    public async Task The_latest_version_is_read_with_what_the_service_says_of_it()
    {
        _documents.Put(Edits.Name, Edits.Document());
        _documents.Put(Edits.Name, Edits.Document(("S3BucketName", "logs")), promote: false, TimeSpan.FromHours(1));

        var preference = await Reader.ReadLatestAsync(Token);

        Assert.True(preference.Exists);
        Assert.Equal(("2", "1", "logs"), (preference.DocumentVersion, preference.DefaultVersion, preference.S3BucketName));
        Assert.Equal(("111122223333", "eu-west-1", Edits.Name), (preference.AccountId, preference.Region, preference.DocumentName));
        Assert.Equal((InMemoryDocuments.AccountId, DateTimeOffset.Parse("2024-10-15T11:00Z", CultureInfo.InvariantCulture)), (preference.DocumentOwner, preference.CreatedDate));
    }

    [Fact]
    public async Task Where_there_is_no_document_it_does_not_exist()
    {
        var preference = await Reader.ReadLatestAsync(Token);

        Assert.False(preference.Exists);
        Assert.Null(preference.DocumentVersion);
        Assert.Null(preference.S3BucketName);
        Assert.Empty(await AllAsync());
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("3", "3")]
    [InlineData("$DEFAULT", "2")]
    [InlineData("$LATEST", "3")]
    public async Task A_version_is_read_by_number_and_by_the_services_two_names(string asked, string version)
    {
        Fill(3);
        _documents.Find(Edits.Name)!.DefaultNumber = 2;

        var preference = await Reader.ReadVersionAsync(asked, Token);

        Assert.Equal((version, "2", $"user-{version}"), (preference.DocumentVersion, preference.DefaultVersion, preference.RunAsDefaultUser));
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(0, "$LATEST")]
    [InlineData(2, "3")]
    [InlineData(2, "0")]
    [InlineData(2, "latest")]
    public async Task A_version_that_is_not_there_is_named(int versions, string asked)
    {
        Fill(versions);

        var failure = await Assert.ThrowsAsync<PreferenceChangeException>(() => Reader.ReadVersionAsync(asked, Token));

        Assert.Equal(("DocumentVersionNotFound", FailureCategory.NotFound), (failure.ErrorId, failure.Category));
        Assert.Equal($"There is no version {asked} of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1.", failure.Message);
        Assert.Equal(Edits.Target, failure.Subject);
    }

    [Fact]
    public async Task Denied_is_not_absent()
    {
        var reader = new PreferenceReader(new HeldDocuments(_documents) { IsDenied = true }, Edits.Target);
        Fill(1);

        Assert.Equal(AwsCallFailure.Denied, (await Assert.ThrowsAsync<AwsCallException>(() => reader.ReadVersionAsync("1", Token))).Kind);
    }

    [Fact]
    public async Task All_versions_come_the_newest_first_over_pages()
    {
        Fill(11);

        Assert.Equal(
            Enumerable.Range(1, 11).Reverse().Select(number => $"user-{number}"), (await AllAsync()).Select(preference => preference.RunAsDefaultUser));
    }

    [Fact]
    public async Task At_most_four_versions_are_asked_for_at_once_and_each_comes_when_it_is_its_turn()
    {
        Fill(9);
        var held = new HeldDocuments(_documents);
        await using var reading = new PreferenceReader(held, Edits.Target).ReadAllAsync(Token).GetAsyncEnumerator(Token);

        var next = reading.MoveNextAsync();
        Assert.Equal(["9", "8", "7", "6"], held.InFlight);
        held.Answer("8");
        Assert.False(next.IsCompleted);
        held.Answer("9");
        Assert.True(await next);
        Assert.Equal("9", reading.Current.DocumentVersion);

        Assert.True(await reading.MoveNextAsync());
        Assert.Equal("8", reading.Current.DocumentVersion);
        Assert.Equal(["7", "6", "5"], held.InFlight);
    }

    [Fact]
    public async Task Whoever_stops_reading_leaves_no_call_behind()
    {
        Fill(9);
        var held = new HeldDocuments(_documents);
        var reading = new PreferenceReader(held, Edits.Target).ReadAllAsync(Token).GetAsyncEnumerator(Token);
        var next = reading.MoveNextAsync();
        held.Answer("9");
        Assert.True(await next);

        await reading.DisposeAsync();

        Assert.Empty(held.InFlight);
    }

    [Fact]
    public async Task A_version_that_cannot_be_read_ends_the_others_too()
    {
        Fill(9);
        var held = new HeldDocuments(_documents);
        await using var reading = new PreferenceReader(held, Edits.Target).ReadAllAsync(Token).GetAsyncEnumerator(Token);
        var next = reading.MoveNextAsync();

        held.Deny("9");

        await Assert.ThrowsAsync<AwsCallException>(async () => await next);
        Assert.Empty(held.InFlight);
    }

    [Fact]
    public void The_ARN_of_a_shared_document_can_be_read_and_what_is_no_name_cannot()
    {
        _ = new PreferenceReader(_documents, Edits.Target with { DocumentName = "arn:aws:ssm:eu-west-1:444455556666:document/Shared" });

        var failure = Assert.Throws<PreferenceRuleException>(() => new PreferenceReader(_documents, Edits.Target with { DocumentName = "a b" }));
        Assert.Equal("DocumentNameCharacters", failure.ErrorId);
    }

    private void Fill(int versions)
    {
        for (var number = 1; number <= versions; number++)
        {
            _documents.Put(Edits.Name, Edits.Document(("RunAsDefaultUser", $"user-{number}")));
        }
    }

    private async Task<List<LoggingPreference>> AllAsync()
    {
        var all = new List<LoggingPreference>();
        await foreach (var preference in Reader.ReadAllAsync(Token))
        {
            all.Add(preference);
        }

        return all;
    }
}
