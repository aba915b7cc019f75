using System.Xml.Linq;
using SessionLogging.Accounts;
using SessionLogging.Logs.Sources;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sessions;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class LogObjectPortTests : AccountTest
{
    private static readonly DateTimeOffset Written = new(2024, 10, 15, 21, 22, 5, TimeSpan.Zero);

    private Bucket Ireland => Server.Cloud.Buckets.Find(Seeds.Bucket)!;

    private Bucket Virginia => Server.Cloud.Buckets.Find(Seeds.VirginiaBucket)!;

    [Theory]
    [InlineData("sessions/jdoe-0123456789abcdef0.log")]
    [InlineData("a b+c/ü&=?.log")]
    public async Task An_object_is_found_with_its_size_and_time(string key)
    {
        Ireland.Put(key, new byte[42], Written);
        using var account = await OpenAsync();

        Assert.Equal(new LogObject(key, 42, Written), await account.LogObjects.FindAsync(Seeds.Bucket, key, Cancel));
        Assert.Null(await account.LogObjects.FindAsync(Seeds.Bucket, key + "x", Cancel));
    }

    [Fact]
    public async Task Where_a_bucket_lies_is_asked_once()
    {
        Virginia.Put("a.log", [], Written);
        using var account = await OpenAsync();

        Assert.NotNull(await account.LogObjects.FindAsync(Seeds.VirginiaBucket, "a.log", Cancel));
        Assert.Null(await account.LogObjects.FindAsync(Seeds.VirginiaBucket, "b.log", Cancel));
        Assert.Single((await account.LogObjects.ListAsync(Seeds.VirginiaBucket, "", "", Cancel)).Objects);

        Assert.Equal(
            [SandboxAccounts.Ireland, SandboxAccounts.Virginia, SandboxAccounts.Virginia, SandboxAccounts.Virginia],
            Observed.All.Select(call => call.Region));
    }

    [Fact]
    public async Task A_denied_look_is_no_absence()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "HeadObject" });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.LogObjects.FindAsync(Seeds.Bucket, "a.log", Cancel));

        Assert.Equal((AwsCallFailure.Denied, "s3:GetObject"), (failure.Kind, failure.Action));
    }

    [Fact]
    public async Task Keys_are_listed_in_pages_behind_one_of_them()
    {
        for (var i = 0; i < 1005; i++)
        {
            Ireland.Put($"sessions/{i:0000}.log", [], Written);
        }

        Ireland.Put("other/0.log", [], Written);
        using var account = await OpenAsync();

        var first = await account.LogObjects.ListAsync(Seeds.Bucket, "sessions/", "sessions/0001.log", Cancel);
        var second = await account.LogObjects.ListAsync(Seeds.Bucket, "sessions/", first.Objects[^1].Key, Cancel);

        Assert.Equal((1000, "sessions/0002.log", false), (first.Objects.Count, first.Objects[0].Key, first.IsLast));
        Assert.Equal((3, "sessions/1004.log", true), (second.Objects.Count, second.Objects[^1].Key, second.IsLast));
    }

    [Fact]
    public async Task Listing_a_bucket_that_does_not_exist_fails_as_not_found()
    {
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.LogObjects.ListAsync("nobody-has-this-one", "", "", Cancel));

        Assert.Equal(AwsCallFailure.NotFound, failure.Kind);
    }

    [Fact]
    public async Task An_object_is_read_with_what_is_known_of_it_and_its_rest_as_long_as_it_is_the_same()
    {
        Ireland.Put("a.log", Encoding.UTF8.GetBytes("0123456789"), Written);
        Ireland.Put("empty.log", [], Written);
        using var account = await OpenAsync();

        using var whole = await account.LogObjects.OpenAsync(Seeds.Bucket, "a.log", rest: null, Cancel);
        using var rest = await account.LogObjects.OpenAsync(Seeds.Bucket, "a.log", new LogObjectRest(7, whole.ETag), Cancel);
        using var empty = await account.LogObjects.OpenAsync(Seeds.Bucket, "empty.log", rest: null, Cancel);

        Assert.Equal(("0123456789", 10, Written), (await TextAsync(whole), whole.Size, whole.LastModified));
        Assert.Equal(("789", 10, whole.ETag), (await TextAsync(rest), rest.Size, rest.ETag));
        Assert.Equal(("", 0), (await TextAsync(empty), empty.Size));
        Ireland.Put("a.log", Encoding.UTF8.GetBytes("9876543210"), Written);
        var changed = await Assert.ThrowsAsync<AwsCallException>(() => account.LogObjects.OpenAsync(Seeds.Bucket, "a.log", new LogObjectRest(7, whole.ETag), Cancel));
        Assert.Equal(412, changed.HttpStatus);
    }

    /// <summary>Where a KMS key encrypts it, an entity tag is no MD5.</summary>
    [Theory]
    [InlineData(Seeds.KmsBucket)]
    [InlineData(Seeds.DsseBucket)]
    [InlineData(Seeds.PlainBucket)]
    public async Task However_an_object_is_encrypted_it_is_read(string bucket)
    {
        Server.Cloud.Buckets.Find(bucket)!.Put("a.log", Encoding.UTF8.GetBytes("0123456789"), Written);
        using var account = await OpenAsync();

        using var content = await account.LogObjects.OpenAsync(bucket, "a.log", rest: null, Cancel);

        Assert.Equal("0123456789", await TextAsync(content));
    }

    [Fact]
    public async Task Bytes_that_are_not_those_that_were_put_are_no_log()
    {
        Ireland.Put("a.log", new byte[1000], Written);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Truncate, Operation = "GetObject" });
        using var account = await OpenAsync();

        using var content = await account.LogObjects.OpenAsync(Seeds.Bucket, "a.log", rest: null, Cancel);

        Assert.Equal(AwsCallFailure.Malformed, (await Assert.ThrowsAsync<AwsCallException>(() => content.Content.CopyToAsync(Stream.Null, Cancel))).Kind);
    }

    [Fact]
    public async Task An_object_is_read_where_its_bucket_lies_and_an_absent_one_is_not_found()
    {
        Virginia.Put("a.log", [1], Written);
        using var account = await OpenAsync();

        using var found = await account.LogObjects.OpenAsync(Seeds.VirginiaBucket, "a.log", rest: null, Cancel);
        var noKey = await Assert.ThrowsAsync<AwsCallException>(() => account.LogObjects.OpenAsync(Seeds.Bucket, "none.log", rest: null, Cancel));
        var noBucket = await Assert.ThrowsAsync<AwsCallException>(() => account.LogObjects.OpenAsync("nobody-has-this-one", "a.log", rest: null, Cancel));

        Assert.Equal(1, found.Size);
        Assert.Equal((AwsCallFailure.NotFound, "NoSuchKey", AwsCallFailure.NotFound, "NoSuchBucket"), (noKey.Kind, noKey.Code, noBucket.Kind, noBucket.Code));
    }

    /// <summary>A connection that breaks in the middle of a body is a failure of the call; the log is whole all the same.</summary>
    [Fact]
    public async Task A_body_that_breaks_off_is_made_up_for()
    {
        var content = new byte[300_000];
        Random.Shared.NextBytes(content);
        Ireland.Put("sessions/jdoe-0123456789abcdef0.log", content, Written);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Drop, When = FaultMoment.MidBody, Operation = "GetObject", Times = 3 });
        using var account = await OpenAsync();
        using (var cut = await account.LogObjects.OpenAsync(Seeds.Bucket, "sessions/jdoe-0123456789abcdef0.log", rest: null, Cancel))
        {
            var failure = await Assert.ThrowsAsync<AwsCallException>(() => cut.Content.CopyToAsync(Stream.Null, Cancel));
            Assert.Equal((AwsCallFailure.Unreachable, "GetObject"), (failure.Kind, failure.Operation));
        }

        using var logs = new StoredLogs(_ => Task.FromResult(account), _ => Task.FromResult(account));
        var session = new SessionRecord { Region = SandboxAccounts.Ireland, SessionId = "jdoe-0123456789abcdef0", S3Uri = $"s3://{Seeds.Bucket}/sessions/jdoe-0123456789abcdef0.log" };
        using var log = await logs.OpenAsync(session, SessionLogOrigin.S3, Cancel);
        using var copy = new MemoryStream();
        await log.CopyToAsync(copy, progress: null, Cancel);

        Assert.Equal(content, copy.ToArray());
        Assert.Equal(4, Observed.Count("GetObject"));
    }

    [Fact]
    public async Task Reading_ends_when_its_caller_gives_up()
    {
        Ireland.Put("a.log", new byte[300_000], Written);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = FaultMoment.MidBody, Operation = "GetObject" });
        using var account = await OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        using var open = await account.LogObjects.OpenAsync(Seeds.Bucket, "a.log", rest: null, stop.Token);
        var reading = open.Content.CopyToAsync(Stream.Null, Cancel);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static async Task<string> TextAsync(LogObjectContent content)
    {
        using var reader = new StreamReader(content.Content);
        return await reader.ReadToEndAsync(Cancel);
    }

    public static TheoryData<string, string> Rules => new()
    {
        { "<Filter><Prefix>sessions/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>", "sessions/ 30" },
        { "<Filter></Filter><Status>Enabled</Status><Expiration><Days>7</Days></Expiration>", " 7" },
        { "<Prefix>old/</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>", "old/ 1" },
        { "<Filter><Prefix>a</Prefix></Filter><Status>Enabled</Status><Expiration><Date>2024-10-15T00:00:00.000Z</Date></Expiration>", "a 2024-10-15T00:00:00Z" },
        { "<Filter><Prefix>a</Prefix></Filter><Status>Disabled</Status><Expiration><Days>30</Days></Expiration>", "" },
        { "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>", "" },
        { "<Filter><And><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>", "" },
        { "<Filter><And><Prefix>a</Prefix><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>", "a 30" },
        { "<Filter><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration>", " 30" },
        { "<Filter></Filter><Status>Enabled</Status><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays></NoncurrentVersionExpiration>", "" },
        { "<Filter></Filter><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>", "" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Only_enabled_rules_that_expire_untagged_objects_count(string rule, string expected)
    {
        Ireland.Lifecycle = XElement.Parse($"""<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ID>r</ID>{rule}</Rule></LifecycleConfiguration>""");
        using var account = await OpenAsync();

        var lifecycle = await account.LogObjects.LookAtLifecycleAsync(Seeds.Bucket, Cancel);

        Assert.Equal(
            expected,
            string.Join('\n', lifecycle.Facts.Rules.Select(found => FormattableString.Invariant($"{found.Prefix} {found.Days}{found.Date:yyyy-MM-dd'T'HH:mm:ss'Z'}"))));
    }

    [Fact]
    public async Task A_bucket_without_a_lifecycle_keeps_everything_and_one_that_does_not_exist_is_missing()
    {
        using var account = await OpenAsync();

        Assert.Empty((await account.LogObjects.LookAtLifecycleAsync(Seeds.Bucket, Cancel)).Facts.Rules);
        Assert.Equal(LookupState.Missing, (await account.LogObjects.LookAtLifecycleAsync("nobody-has-this-one", Cancel)).State);
        Assert.Equal(LookupState.Denied, (await account.LogObjects.LookAtLifecycleAsync(Seeds.OtherAccountBucket, Cancel)).State);
    }
}
