using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Nodes;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>What the sandbox records and answers, member by member, against what AWS was seen to record and answer.</summary>
public sealed class RecordShapeTests : SandboxTest
{
    private const string Node = "i-02573cafcfEXAMPLE";
    private const string Everything = """{"source":["aws.ssm"],"detail":{"eventSource":["ssm.amazonaws.com"]}}""";

    // Came into CloudTrail's records after the oldest of them; an envelope of 2021 says the account by itself.
    private static readonly string[] Since = ["recipientAccountId", "managementEvent", "eventCategory", "tlsDetails", "tlsDetails.tlsVersion", "tlsDetails.cipherSuite", "tlsDetails.clientProvidedHostHeader"];

    /// <summary>A record; who did what in the sandbox; what of it a tool wrote that recorded it.</summary>
    public static TheoryData<string, string, string> Records => new()
    {
        { "ct-01-start-iamuser-cellnumber-2024.json", "user", "" },
        { "ct-04-terminate-iamuser-2024.json", "user terminates", "" },
        { "ct-07-start-iamuser-customdoc-2020.json", "user with a document", "" },
        { "eb-01-envelope-start-assumedrole-console-2021.json", "role", "" },
        { "ct-09-start-sso-portforwarding-2026-filtered.json", "tunnel of single sign-on", "userIdentity.sessionIssuerArn" },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public async Task A_call_is_recorded_in_the_shape_of_a_real_record(string file, string deed, string writtenByATool)
    {
        var real = Read(file);
        var details = await DoAsync(deed);
        var isWhole = writtenByATool.Length == 0;

        foreach (var record in real)
        {
            var (theirs, ours) = (Shape(record), Shape(details));
            Assert.Equal([], theirs.Keys.Except(ours.Keys, StringComparer.Ordinal).Except([writtenByATool], StringComparer.Ordinal));
            Assert.Equal([], isWhole ? ours.Keys.Except(theirs.Keys, StringComparer.Ordinal).Except(Since, StringComparer.Ordinal) : []);
            Assert.All(theirs.Keys.Intersect(ours.Keys, StringComparer.Ordinal), member => Assert.Equal((member, theirs[member]), (member, ours[member])));
        }
    }

    [Theory]
    [InlineData("user", "IAMUser", @"\Aarn:aws:iam::111122223333:user/sandbox\z", @"\AAIDA\w+\z", @"\AAKIASANDBOXACCOUNT01\z", "")]
    [InlineData("root", "Root", @"\Aarn:aws:iam::111122223333:root\z", @"\A111122223333\z", @"\AAKIASANDBOXROOT00001\z", "")]
    [InlineData("role", "AssumedRole", @":assumed-role/Audit/jdoe\z", @"\AAROA\w+:jdoe\z", @"\AASIA\w{16}\z", "arn:aws:iam::111122223333:role/Audit")]
    [InlineData("tunnel of single sign-on", "AssumedRole", ":assumed-role/AWSReservedSSO_[^/]+/jane.doe$", @"\AAROA\w+:jane\.doe\z", @"\AASIA\w{16}\z", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/" + Seeds.SsoRole)]
    [InlineData("federated", "FederatedUser", @"\Aarn:aws:sts::111122223333:federated-user/visitor\z", @"\A111122223333:visitor\z", @"\AASIA\w{16}\z", "arn:aws:iam::111122223333:user/sandbox")]
    public async Task Who_called_is_told_as_CloudTrail_tells_it(string deed, string type, string arn, string principal, string key, string issuer)
    {
        var detail = await DoAsync(deed);
        var identity = detail["userIdentity"]!;

        Assert.Equal(type, $"{identity["type"]}");
        Assert.Matches(arn, $"{identity["arn"]}");
        Assert.Matches(principal, $"{identity["principalId"]}");
        Assert.Matches(key, $"{identity["accessKeyId"]}");
        Assert.Equal(issuer, $"{identity["sessionContext"]?["sessionIssuer"]?["arn"]}");
        Assert.Equal(issuer.Length > 0 ? "false" : "", $"{identity["sessionContext"]?["attributes"]?["mfaAuthenticated"]}");
        var id = $"{detail["responseElements"]!["sessionId"]}";
        Assert.Matches(@"\A[\w.@-]+-[a-z0-9]{26}\z", id);
        Assert.StartsWith($"{identity["arn"]}".Split('/', ':')[^1] + "-", id, StringComparison.Ordinal);
        Assert.Matches($@"/v1/data-channel/{Regex.Escape(id)}\?role=publish_subscribe&cell-number=AAEAA[A-Za-z0-9+/]+=*\z", $"{detail["responseElements"]!["streamUrl"]}");
    }

    [Fact]
    public async Task A_tunnel_is_recorded_with_its_parameters()
    {
        var detail = await DoAsync("tunnel of single sign-on");

        Assert.Equal("""{"portNumber":["18089"],"localPortNumber":["8089"]}""", detail["requestParameters"]!["parameters"]!.ToJsonString());
    }

    [Theory]
    [InlineData("ds-01-active-cli-2024.json", 0, null)]
    [InlineData("ds-03-active-owner-without-arn-2018.json", 0, null)]
    [InlineData("ds-03-active-owner-without-arn-2018.json", 1, "SSM-SessionManagerRunShell")]
    public async Task A_session_that_runs_is_told_in_the_shape_of_a_real_answer(string file, int session, string? document)
    {
        if (document is not null)
        {
            Region.Documents.Put(document, """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{}}""");
        }

        await DoAsync(document is null ? "user" : "user with the preferences' document");

        var told = await AskAsync("DescribeSessions", """{"State":"Active"}""");

        // AccessType came with just-in-time access.
        Assert.Equal(Shape(Read(file)[0]["Sessions"]![session]!).Append(new("AccessType", JsonValueKind.String)).Order(ByKey), Shape(told["Sessions"]![0]!).Order(ByKey));
    }

    [Fact]
    public async Task A_session_that_ended_has_no_output_address()
    {
        await DoAsync("user terminates");

        var told = (await AskAsync("DescribeSessions", """{"State":"History"}"""))["Sessions"]![0]!.AsObject();

        Assert.Equal("Terminated", $"{told["Status"]}");
        Assert.False(told.ContainsKey("OutputUrl"));
        Assert.True(told.ContainsKey("EndDate"));
    }

    [Fact]
    public async Task Documents_are_answered_in_the_shape_of_real_answers()
    {
        const string Name = "SSM-SessionManagerRunShell";
        var content = Read("doc-01-get-document-cli-2023.json")[0]["Content"]!.ToString();
        Region.Documents.Put(Name, content);

        var read = await AskAsync("GetDocument", $$"""{"Name":"{{Name}}"}""");
        var written = await AskAsync("UpdateDocument", new JsonObject { ["Name"] = Name, ["DocumentVersion"] = "1", ["Content"] = content.Replace("pwd;ls;pwd", "", StringComparison.Ordinal) }.ToJsonString());
        var listed = await AskAsync("ListDocumentVersions", $$"""{"Name":"{{Name}}"}""");

        // The AWS CLI prints the date as text, and the description of 2018 was of a document without one.
        Assert.Equal(Shape(Read("doc-01-get-document-cli-2023.json")[0]).Keys.Order(StringComparer.Ordinal), Shape(read).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            Shape(Read("doc-02-update-document-answer-2018.json")[0]).Append(new("DocumentDescription.Description", JsonValueKind.String)).Order(ByKey), Shape(written).Order(ByKey));
        Assert.Equal(Shape(Read("doc-05-list-document-versions-cli.json")[0]).Order(ByKey), Shape(listed).Order(ByKey));
    }

    private static Comparer<KeyValuePair<string, JsonValueKind>> ByKey { get; } = Comparer<KeyValuePair<string, JsonValueKind>>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

    private SessionLogging.Sandbox.State.RegionState Region => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    private static IReadOnlyList<JsonNode> Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "corpus", "aws", file))) switch
    {
        JsonArray several => [.. several.Select(one => one!)],
        JsonObject envelope when envelope["detail"] is { } detail => [detail],
        var one => [one!],
    };

    /// <summary>The members of an object with their kinds; items of a list count as one. What a list in parameters is called is the caller's.</summary>
    private static Dictionary<string, JsonValueKind> Shape(JsonNode node)
    {
        var shape = new Dictionary<string, JsonValueKind>(StringComparer.Ordinal);
        Add(node, "");
        return shape;

        void Add(JsonNode? at, string path)
        {
            if (path.Length > 0)
            {
                shape[path] = at is null ? JsonValueKind.Null : at.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : at.GetValueKind();
            }

            foreach (var (name, value) in at as JsonObject ?? [])
            {
                Add(value, path.Length == 0 ? name : $"{path}.{name}");
            }

            foreach (var item in at as JsonArray ?? [])
            {
                Add(item, path + "[]");
            }
        }
    }

    private Task<JsonNode> AskAsync(string operation, string input) => Server.AskAsync("ssm", "AmazonSSM", operation, input, Cancel);

    /// <summary>Does something about a session as somebody, and gives the last record of it.</summary>
    private async Task<JsonNode> DoAsync(string deed)
    {
        Region.Nodes.Add(new StoredNode(Node));
        await Server.AskAsync("events", "AWSEvents", "PutRule", new JsonObject { ["Name"] = "r", ["EventPattern"] = Everything }.ToJsonString(), Cancel);
        await Server.AskAsync(
            "events", "AWSEvents", "PutTargets", """{"Rule":"r","Targets":[{"Id":"t","Arn":"arn:aws:sns:eu-west-1:111122223333:session-activity"}]}""", Cancel);
        using var ssm = new AmazonSimpleSystemsManagementClient(await KeysAsync(deed), SandboxClients.With(new AmazonSimpleSystemsManagementConfig(), Server, SandboxAccounts.Ireland));
        var request = new StartSessionRequest { Target = Node };
        if (deed == "user with a document")
        {
            request.DocumentName = Seeds.AwsDocument;
        }
        else if (deed == "user with the preferences' document")
        {
            request.DocumentName = "SSM-SessionManagerRunShell";
        }
        else if (deed.StartsWith("tunnel", StringComparison.Ordinal))
        {
            (request.DocumentName, request.Parameters) = (Seeds.AwsDocument, new() { ["portNumber"] = ["18089"], ["localPortNumber"] = ["8089"] });
        }

        var id = (await ssm.StartSessionAsync(request, Cancel)).SessionId;
        if (deed.EndsWith("terminates", StringComparison.Ordinal))
        {
            await ssm.TerminateSessionAsync(new TerminateSessionRequest { SessionId = id }, Cancel);
        }

        return JsonNode.Parse(Server.Cloud.Deliveries.All[^1].Message)!["detail"]!;
    }

    private async Task<AWSCredentials> KeysAsync(string deed)
    {
        var user = new BasicAWSCredentials(SandboxAccounts.First.AccessKeyId, SandboxAccounts.First.SecretAccessKey);
        using var sts = Server.Sts();
        return deed switch
        {
            "root" => new BasicAWSCredentials(SandboxAccounts.First.RootAccessKeyId, SandboxAccounts.First.SecretAccessKey),
            "role" => await AssumeAsync("/", Seeds.AuditRole, "jdoe"),
            "tunnel of single sign-on" => await AssumeAsync(Seeds.SsoPath, Seeds.SsoRole, "jane.doe"),
            "federated" => (await sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "visitor" }, Cancel)).Credentials,
            _ => user,
        };

        async Task<AWSCredentials> AssumeAsync(string path, string role, string session) => (await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = $"arn:aws:iam::111122223333:role{path}{role}", RoleSessionName = session }, Cancel)).Credentials;
    }
}
