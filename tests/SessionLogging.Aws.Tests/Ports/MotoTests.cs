using Amazon;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Accounts;
using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Aws.Connections;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Tests.Ports;

/// <summary>The ports against a second witness of what AWS answers.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static readonly BasicAWSCredentials Keys = new("AKIAMOTO", "moto");

    private static PutBucketConfiguration Ireland => new() { LocationConstraint = "eu-west-1" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bucket_is_known_or_missing()
    {
        using var account = await OpenAsync();
        using var clients = new BucketClients(Keys, Settings());
        var s3 = clients.OfAccount();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "moto-kms", PutBucketConfiguration = Ireland }, Cancel);
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "moto.with.periods", PutBucketConfiguration = Ireland }, Cancel);
        await s3.PutBucketEncryptionAsync(Encrypted("moto-kms", "aws:kms", "alias/logs"), Cancel);

        Assert.Equal(new BucketFacts("moto-kms", "aws:kms", "alias/logs"), (await account.Buckets.LookAsync("moto-kms", Cancel)).Facts);
        Assert.Equal(LookupState.Known, (await account.Buckets.LookAsync("moto.with.periods", Cancel)).State);
        Assert.Equal(LookupState.Missing, (await account.Buckets.LookAsync("moto-absent", Cancel)).State);
        Assert.Contains("moto-kms", (await account.Buckets.ListNamesAsync(Cancel).AllAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task A_key_is_known_by_every_name_or_missing()
    {
        using var account = await OpenAsync();
        using var kms = new AmazonKeyManagementServiceClient(Keys, Settings().Apply(new AmazonKeyManagementServiceConfig()));
        var key = (await kms.CreateKeyAsync(new CreateKeyRequest { KeyUsage = KeyUsageType.ENCRYPT_DECRYPT }, Cancel)).KeyMetadata;
        await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = "alias/moto", TargetKeyId = key.KeyId }, Cancel);
        var facts = new KeyFacts(key.Arn, "eu-west-1", "Enabled", IsSymmetric: true);

        Assert.Equal(facts, (await account.Keys.LookAsync(key.KeyId, Cancel)).Facts);
        Assert.Equal(facts, (await account.Keys.LookAsync(key.Arn, Cancel)).Facts);
        Assert.Equal(facts, (await account.Keys.LookAsync("alias/moto", Cancel)).Facts);
        Assert.Equal(LookupState.Missing, (await account.Keys.LookAsync("1234abcd-12ab-34cd-56ef-1234567890ab", Cancel)).State);
        Assert.Contains("alias/moto", (await account.Keys.ListAliasesAsync(Cancel).AllAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task A_log_group_is_known_also_behind_a_page_of_others_or_missing()
    {
        using var account = await OpenAsync();
        using var logs = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.Logs)));
        for (var i = 0; i < 50; i++)
        {
            await CreateGroupAsync(logs, $"/moto/sessions-{i}");
        }

        await CreateGroupAsync(logs, "/moto/sessions-zz", "arn:aws:kms:eu-west-1:123456789012:key/abc");

        Assert.Equal(
            new LogGroupFacts("/moto/sessions-zz", "arn:aws:kms:eu-west-1:123456789012:key/abc", RetentionInDays: null),
            (await account.LogGroups.LookAsync("/moto/sessions-zz", Cancel)).Facts);
        Assert.Equal(LookupState.Missing, (await account.LogGroups.LookAsync("/moto/sessions", Cancel)).State);
        Assert.Equal(51, (await account.LogGroups.ListAsync("/moto/", Cancel).AllAsync()).Sum(page => page.Count));
    }

    [Fact]
    public async Task What_there_is_to_log_to_is_listed_with_whether_it_is_suitable()
    {
        using var account = await OpenAsync();
        using var clients = new BucketClients(Keys, Settings());
        var s3 = clients.OfAccount();
        foreach (var (name, algorithm) in new[] { ("moto-choice-aes", "AES256"), ("moto-choice-dsse", "aws:kms:dsse") })
        {
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = name, PutBucketConfiguration = Ireland }, Cancel);
            await s3.PutBucketEncryptionAsync(Encrypted(name, algorithm, key: null), Cancel);
        }

        using var logs = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.Logs)));
        await CreateGroupAsync(logs, "/moto-choice");

        var failures = new List<AwsCallException>();
        var found = await new DestinationList(account, "123456789012", ["*moto-choice*"], TimeProvider.System).ReadAsync(kind: null, failures.Add, Cancel);

        Assert.Empty(failures);
        Assert.Equal(["moto-choice-aes True True", "moto-choice-dsse False True", "/moto-choice False True"], found.Select(each => $"{each} {each.Suitable} {each.KeepsForever}"));
    }

    [Fact]
    public async Task Own_documents_are_listed_and_the_data_events_of_a_trail_are_known()
    {
        using var account = await OpenAsync();
        await account.Documents.CreateAsync("SSM-OwnOfMoto", """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{}}""", Cancel);
        using var clients = new BucketClients(Keys, Settings());
        await clients.OfAccount().PutBucketAsync(new PutBucketRequest { BucketName = "moto-trail", PutBucketConfiguration = Ireland }, Cancel);
        using var cloudTrail = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.CloudTrail)));
        await cloudTrail.CallAsync("CreateTrail", json => { json.WriteString("Name", "moto-trail"); json.WriteString("S3BucketName", "moto-trail"); }, Cancel);
        await cloudTrail.CallAsync(
            "PutEventSelectors",
            json =>
            {
                json.WriteString("TrailName", "moto-trail");
                json.WritePropertyName("EventSelectors");
                json.WriteRawValue("""[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::logs/"]}]}]""");
            },
            Cancel);

        Assert.Contains("SSM-OwnOfMoto", (await account.Documents.ListOwnNamesAsync(Cancel).AllAsync()).SelectMany(page => page));
        var selector = Assert.Single((await account.Trails.GetSelectorsAsync("arn:aws:cloudtrail:eu-west-1:123456789012:trail/moto-trail", Cancel)).Basic);
        Assert.Equal(("ReadOnly", false, "AWS::S3::Object", "arn:aws:s3:::logs/"), (selector.ReadWriteType, selector.IncludesManagementEvents, selector.DataResources[0].Type, selector.DataResources[0].Values[0]));
    }

    [Fact]
    public async Task What_protects_a_bucket_is_known()
    {
        using var account = await OpenAsync();
        using var clients = new BucketClients(Keys, Settings());
        var s3 = clients.OfAccount();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "moto-open", PutBucketConfiguration = Ireland }, Cancel);
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "moto-safe", PutBucketConfiguration = Ireland, ObjectLockEnabledForBucket = true }, Cancel);
        await s3.PutPublicAccessBlockAsync(
            new PutPublicAccessBlockRequest { BucketName = "moto-safe", PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, IgnorePublicAcls = true, BlockPublicPolicy = true, RestrictPublicBuckets = true } }, Cancel);
        await s3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = "moto-safe", Policy = """{"Version":"2012-10-17","Statement":[]}""" }, Cancel);
        await s3.PutObjectLockConfigurationAsync(
            new PutObjectLockConfigurationRequest
            {
                BucketName = "moto-safe",
                ObjectLockConfiguration = new() { ObjectLockEnabled = ObjectLockEnabled.Enabled, Rule = new() { DefaultRetention = new() { Mode = ObjectLockRetentionMode.Compliance, Days = 30 } } },
            },
            Cancel);

        Assert.Equal(4, (await account.Buckets.LookAtPublicAccessAsync("moto-open", Cancel)).Facts.Open.Count);
        Assert.Null((await account.Buckets.LookAtVersioningAsync("moto-open", Cancel)).Facts.Status);
        Assert.Null((await account.Buckets.LookAtPolicyAsync("moto-open", Cancel)).Facts.Text);
        Assert.False((await account.Buckets.LookAtLockAsync("moto-open", Cancel)).Facts.IsOn);
        Assert.Empty((await account.Buckets.LookAtPublicAccessAsync("moto-safe", Cancel)).Facts.Open);
        Assert.Equal("Enabled", (await account.Buckets.LookAtVersioningAsync("moto-safe", Cancel)).Facts.Status);
        Assert.Contains("2012-10-17", (await account.Buckets.LookAtPolicyAsync("moto-safe", Cancel)).Facts.Text, StringComparison.Ordinal);
        Assert.Equal(new ObjectLock(IsOn: true, "COMPLIANCE", 30), (await account.Buckets.LookAtLockAsync("moto-safe", Cancel)).Facts);
        Assert.Equal(LookupState.Missing, (await account.Buckets.LookAtVersioningAsync("moto-absent", Cancel)).State);
    }

    /// <summary>It answers DescribeSessions with 500 and knows no default version by that name.</summary>
    [Fact]
    public async Task What_it_cannot_answer_is_unknown_and_never_a_pass()
    {
        using var account = await OpenAsync();
        await account.Documents.CreateAsync("SSM-AuditedByMoto", """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"moto-not-there","idleSessionTimeout":"15"}}""", Cancel);
        var target = new PreferenceTarget("123456789012", "eu-west-1", "SSM-AuditedByMoto");

        var findings = await PreferenceAudit.ReadAsync(account, target, new PreferenceReader(account.Documents, target), new AuditOptions(), Cancel);

        Assert.Equal(FindingStatus.Unknown, findings.Single(finding => finding.RuleId == "NoMaxDurationForJustInTime").Status);
        Assert.Contains("DescribeSessions", findings.Single(finding => finding.RuleId == "JustInTimeNotSeen").Message, StringComparison.Ordinal);
        Assert.Equal(FindingStatus.Fail, findings.Single(finding => finding.RuleId == "BucketMissing").Status);
    }

    [Fact]
    public async Task What_goes_round_preferences_is_unknown_where_it_cannot_answer()
    {
        using var account = await OpenAsync();
        var target = new PreferenceTarget("123456789012", "eu-west-1", "SSM-SessionManagerRunShell");
        var given = LoggingPreference.From(
            PreferenceDocument.Parse("""{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"maxSessionDuration":"60"}}"""), "123456789012", "eu-west-1", target.DocumentName, version: null, defaultVersion: null, owner: null, createdDate: null);

        var findings = await PreferenceAudit.LookAsync(account, target, given, new AuditOptions { PrincipalArn = "arn:aws:iam::123456789012:role/none" }, Cancel);

        Assert.All(
            ["SessionsNotSeen", "SessionsByOtherDocument", "SessionsNotLoggable", "SessionNamesOfCallersChoice", "OtherDocumentCanBeStarted", "PortSessionCanBeStarted"],
            rule => Assert.Equal($"{rule} Unknown", $"{rule} {findings.Single(finding => finding.RuleId == rule).Status}"));
        Assert.Contains(findings, finding => finding is { RuleId: "CustomDocumentsNotSeen", Status: FindingStatus.Pass });
        Assert.Contains(findings, finding => finding is { RuleId: "ActionsNotSeen", Status: FindingStatus.Pass });
    }

    [Fact]
    public async Task Log_objects_are_found_listed_and_expire()
    {
        using var account = await OpenAsync();
        using var clients = new BucketClients(Keys, Settings());
        var s3 = clients.OfAccount();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "moto-logs", PutBucketConfiguration = Ireland }, Cancel);
        foreach (var key in new[] { "sessions/a b+ü.log", "sessions/b.log", "sessions/c.log" })
        {
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = "moto-logs", Key = key, ContentBody = "12345" }, Cancel);
        }

        Assert.Empty((await account.LogObjects.LookAtLifecycleAsync("moto-logs", Cancel)).Facts.Rules);
        await s3.PutLifecycleConfigurationAsync(ExpiringAfter(days: 30), Cancel);

        Assert.Equal(5, (await account.LogObjects.FindAsync("moto-logs", "sessions/a b+ü.log", Cancel))!.Size);
        Assert.Null(await account.LogObjects.FindAsync("moto-logs", "sessions/absent.log", Cancel));
        var page = await account.LogObjects.ListAsync("moto-logs", "sessions/", "sessions/a b+ü.log", Cancel);
        Assert.Equal(["sessions/b.log", "sessions/c.log"], page.Objects.Select(found => found.Key));
        Assert.True(page.IsLast);
        Assert.Equal([new ExpirationRule("sessions/", 30, Date: null)], (await account.LogObjects.LookAtLifecycleAsync("moto-logs", Cancel)).Facts.Rules);
        Assert.Equal(LookupState.Missing, (await account.LogObjects.LookAtLifecycleAsync("moto-absent", Cancel)).State);

        static PutLifecycleConfigurationRequest ExpiringAfter(int days) => new()
        {
            BucketName = "moto-logs",
            Configuration = new LifecycleConfiguration
            {
                Rules =
                [
                    new()
                    {
                        Id = "old",
                        Status = LifecycleRuleStatus.Enabled,
                        Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "sessions/" } },
                        Expiration = new() { Days = days },
                    },
                ],
            },
        };
    }

    [Fact]
    public async Task Log_streams_are_found_and_listed_by_name()
    {
        using var account = await OpenAsync();
        using var logs = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.Logs)));
        await CreateGroupAsync(logs, "/streams");
        foreach (var name in new[] { "s-2", "s-1", "t-1" })
        {
            await logs.CallAsync(
                "CreateLogStream",
                json =>
                {
                    json.WriteString("logGroupName", "/streams");
                    json.WriteString("logStreamName", name);
                },
                Cancel);
        }

        Assert.Equal("s-1", (await account.LogStreams.FindAsync("/streams", "s-1", Cancel))!.Name);
        Assert.Null(await account.LogStreams.FindAsync("/streams", "s-", Cancel));
        Assert.Equal(["s-1", "s-2"], (await account.LogStreams.ListAsync("/streams", "s-", nextToken: null, Cancel)).Streams.Select(stream => stream.Name));
        Assert.Equal(
            AwsCallFailure.NotFound,
            (await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.FindAsync("/moto/absent", "a", Cancel))).Kind);
    }

    [Fact]
    public async Task Logs_are_read_whole_in_parts_and_from_either_end()
    {
        using var account = await OpenAsync();
        using var clients = new BucketClients(Keys, Settings());
        using var logs = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.Logs)));
        var s3 = clients.OfAccount();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "moto-read", PutBucketConfiguration = Ireland }, Cancel);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "moto-read", Key = "a.log", ContentBody = "0123456789" }, Cancel);
        await CreateGroupAsync(logs, "/read");
        await logs.CallAsync("CreateLogStream", NameStream, Cancel);
        await logs.CallAsync("PutLogEvents", WriteEvents, Cancel);

        using var whole = await account.LogObjects.OpenAsync("moto-read", "a.log", rest: null, Cancel);
        using var rest = await account.LogObjects.OpenAsync("moto-read", "a.log", new LogObjectRest(7, whole.ETag), Cancel);
        var changed = await Assert.ThrowsAsync<AwsCallException>(() => account.LogObjects.OpenAsync("moto-read", "a.log", new LogObjectRest(7, "0123"), Cancel));
        var none = await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.ReadAsync(new LogStreamQuery("/read", "none"), nextToken: null, Cancel));

        Assert.Equal((10, 10, whole.ETag, 412), (whole.Size, rest.Size, rest.ETag, changed.HttpStatus));
        using var text = new StreamReader(rest.Content);
        Assert.Equal("789", await text.ReadToEndAsync(Cancel));
        Assert.Equal(["0", "1", "2", "3", "4"], await ReadAsync(backward: false));
        Assert.Equal(["3", "4", "1", "2", "0"], await ReadAsync(backward: true));
        Assert.Equal(AwsCallFailure.NotFound, none.Kind);
        var filtered = await account.LogStreams.FilterAsync("/read", ["s"], DateTimeOffset.UtcNow.AddMinutes(-5), nextToken: null, Cancel);
        Assert.Equal(["0", "1", "2", "3", "4"], filtered.Events.Select(found => found.Event.Message));
        Assert.Equal(5, filtered.Events.Select(found => found.EventId).Distinct().Count());

        async Task<List<string>> ReadAsync(bool backward)
        {
            var messages = new List<string>();
            for (string? token = null, next = ""; next != token;)
            {
                token = next.Length == 0 ? null : next;
                var page = await account.LogStreams.ReadAsync(new LogStreamQuery("/read", "s") { Backward = backward, Limit = 2 }, token, Cancel);
                messages.AddRange(page.Events.Select(streamed => streamed.Message));
                next = page.NextToken;
            }

            return messages;
        }

        static void NameStream(Utf8JsonWriter json)
        {
            json.WriteString("logGroupName", "/read");
            json.WriteString("logStreamName", "s");
        }

        static void WriteEvents(Utf8JsonWriter json)
        {
            NameStream(json);
            json.WriteStartArray("logEvents");
            for (var i = 0; i < 5; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("timestamp", DateTimeOffset.UtcNow.AddSeconds(i - 10).ToUnixTimeMilliseconds());
                json.WriteString("message", $"{i}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    [Fact]
    public async Task A_document_is_made_read_changed_and_promoted()
    {
        const string Name = "SSM-SessionManagerRunShell";
        const string First = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"a"}}""";
        const string Second = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"b"}}""";
        using var account = await OpenAsync();
        var documents = account.Documents;

        Assert.Null(await documents.DescribeAsync(Name, Cancel));
        await documents.CreateAsync(Name, First, Cancel);
        Assert.Equal("DocumentAlreadyExists", (await Assert.ThrowsAsync<AwsCallException>(() => documents.CreateAsync(Name, First, Cancel))).Code);
        Assert.Equal("2", (await documents.UpdateAsync(Name, Second, "1", Cancel)).LatestVersion);
        await documents.SetDefaultVersionAsync(Name, "2", Cancel);

        var described = (await documents.DescribeAsync(Name, Cancel))!;
        Assert.Equal(("2", "2", "Session"), (described.LatestVersion, described.DefaultVersion, described.DocumentType));
        Assert.Equal(First, (await documents.GetAsync(Name, "1", Cancel)).Content);
        Assert.Equal(Second, (await documents.GetAsync(Name, "2", Cancel)).Content);
    }

    [Fact]
    public async Task A_document_stored_as_YAML_is_read_as_JSON_and_says_so()
    {
        using var account = await OpenAsync();
        using var ssm = new AmazonSimpleSystemsManagementClient(Keys, Settings().Apply(new AmazonSimpleSystemsManagementConfig()));
        var request = new CreateDocumentRequest
        {
            Name = "Yaml", DocumentType = "Session", DocumentFormat = "YAML", Content = "schemaVersion: \"1.0\"\nsessionType: Standard_Stream\n",
        };
        await ssm.CreateDocumentAsync(request, Cancel);

        var content = await account.Documents.GetAsync("Yaml", "1", Cancel);

        Assert.True((await account.Documents.DescribeAsync("Yaml", Cancel))!.StoredAsYaml);
        using var json = JsonDocument.Parse(content.Content);
        Assert.Equal("Standard_Stream", json.RootElement.GetProperty("sessionType").GetString());
    }

    [Fact]
    public async Task A_role_is_assumed_and_tells_who_it_is()
    {
        using var account = await OpenAsync(moto.Connection with { RoleArn = "arn:aws:iam::444455556666:role/Audit" });

        var identity = await account.GetCallerIdentityAsync(Cancel);

        Assert.Equal(new CallerIdentity("444455556666", "arn:aws:sts::444455556666:assumed-role/Audit/SsmSessionLogging"), identity);
    }

    [Fact]
    public async Task An_organisation_lists_its_accounts_and_units()
    {
        using var account = await OpenAsync();
        using var organizations = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.Organizations)));
        await organizations.CallAsync("CreateOrganization", static json => json.WriteString("FeatureSet", "ALL"), Cancel);
        var root = (await organizations.CallAsync("ListRoots", static _ => { }, Cancel)).Root.GetProperty("Roots")[0].GetProperty("Id").GetString()!;
        var unit = (await organizations.CallAsync("CreateOrganizationalUnit", json => WriteUnit(json, root), Cancel)).Root.GetProperty("OrganizationalUnit").GetProperty("Id").GetString()!;
        var made = new List<string>();
        for (var i = 0; i < 23; i++)
        {
            var status = await organizations.CallAsync("CreateAccount", json => WriteAccount(json, $"member-{i}"), Cancel);
            made.Add(status.Root.GetProperty("CreateAccountStatus").GetProperty("AccountId").GetString()!);
        }

        await organizations.CallAsync("MoveAccount", json => WriteMove(json, made[3], root, unit), Cancel);

        var listed = await account.Organization.ListAccountsAsync(Cancel);
        Assert.Superset(made.ToHashSet(StringComparer.Ordinal), listed.Select(member => member.Id).ToHashSet(StringComparer.Ordinal));
        Assert.Contains(new OrganizationAccount(made[3], "member-3", "ACTIVE"), listed);
        Assert.Equal([unit], await account.Organization.ListUnitsOfAsync(root, Cancel));
        Assert.Equal([made[3]], (await account.Organization.ListAccountsOfAsync(unit, Cancel)).Select(member => member.Id));

        static void WriteUnit(Utf8JsonWriter json, string parent)
        {
            json.WriteString("ParentId", parent);
            json.WriteString("Name", "Workloads");
        }

        static void WriteAccount(Utf8JsonWriter json, string name)
        {
            json.WriteString("AccountName", name);
            json.WriteString("Email", $"{name}@example.com");
        }

        static void WriteMove(Utf8JsonWriter json, string account, string from, string to)
        {
            json.WriteString("AccountId", account);
            json.WriteString("SourceParentId", from);
            json.WriteString("DestinationParentId", to);
        }
    }

    [Fact]
    public async Task A_REST_JSON_service_takes_and_gives_members_and_says_no()
    {
        Assert.SkipWhen(moto.Url is null, "moto_server is not installed.");
        using var client = new ServiceClient(Keys, Settings().Apply(new ServiceConfig(ServiceDefinitions.Account)));

        await client.CallAsync(new JsonRequest("PutAlternateContact", WriteContact) { Path = "/putAlternateContact" }, Cancel);
        var answer = await client.CallAsync(new JsonRequest("GetAlternateContact", json => json.WriteString("AlternateContactType", "SECURITY")) { Path = "/getAlternateContact" }, Cancel);
        var missing = await Assert.ThrowsAsync<AmazonServiceException>(
            () => client.CallAsync(new JsonRequest("GetAlternateContact", json => json.WriteString("AlternateContactType", "BILLING")) { Path = "/getAlternateContact" }, Cancel));

        Assert.Equal("security@example.com", answer.Root.GetProperty("AlternateContact").Text("EmailAddress"));
        Assert.Equal("ResourceNotFoundException", missing.ErrorCode);

        static void WriteContact(Utf8JsonWriter json)
        {
            json.WriteString("AlternateContactType", "SECURITY");
            json.WriteString("EmailAddress", "security@example.com");
            json.WriteString("Name", "Jané \"J\" Doe");
            json.WriteString("PhoneNumber", "+1 555 0100");
            json.WriteString("Title", "CISO");
        }
    }

    private static PutBucketEncryptionRequest Encrypted(string bucket, string algorithm, string? key) => new()
    {
        BucketName = bucket,
        ServerSideEncryptionConfiguration = new ServerSideEncryptionConfiguration
        {
            ServerSideEncryptionRules =
            [
                new() { ServerSideEncryptionByDefault = new() { ServerSideEncryptionAlgorithm = algorithm, ServerSideEncryptionKeyManagementServiceKeyId = key } },
            ],
        },
    };

    private static Task<JsonAnswer> CreateGroupAsync(ServiceClient logs, string name, string? key = null) => logs.CallAsync(
        "CreateLogGroup",
        json =>
        {
            json.WriteString("logGroupName", name);
            if (key is not null)
            {
                json.WriteString("kmsKeyId", key);
            }
        },
        Cancel);

    private Task<IAccount> OpenAsync() => OpenAsync(moto.Connection);

    private Task<IAccount> OpenAsync(ConnectionOptions options)
    {
        Assert.SkipWhen(moto.Url is null, "moto_server is not installed.");
        return new AwsAccountOpener().OpenAsync(options, new Nobody(), new ObservedCalls(), Cancel);
    }

    private ClientSettings Settings() => new(moto.Connection, profile: null, RegionEndpoint.EUWest1);
}
