namespace SessionLogging.Tests.Recorded;

/// <summary>CloudTrail's records as they are read: real ones without loss, and nothing that they do not say.</summary>
public sealed class RecordedCallTests
{
    private const string Region = "Region";
    private const string Target = "Request.Target";
    private const string Document = "Request.DocumentName";

    /// <summary>Every member that the real records have: what shows it, or in brackets why nothing does.</summary>
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["awsRegion"] = Region,
        ["errorCode"] = "ErrorCode",
        ["eventCategory"] = "(always Management: the Event history has no others)",
        ["eventID"] = "EventId",
        ["eventName"] = "EventName",
        ["eventSource"] = "EventSource",
        ["eventTime"] = "EventTime",
        ["eventType"] = "(always AwsApiCall)",
        ["eventVersion"] = "(of the record's form)",
        ["managementEvent"] = "(always true)",
        ["readOnly"] = "(always false)",
        ["recipientAccountId"] = "AccountId",
        ["requestID"] = "RequestId",
        ["requestParameters.cluster"] = "(of another service)",
        ["requestParameters.command"] = "(of another service)",
        ["requestParameters.container"] = "(of another service)",
        ["requestParameters.documentName"] = Document,
        ["requestParameters.dryrun"] = "(of another service)",
        ["requestParameters.interactive"] = "(of another service)",
        ["requestParameters.parameters.localPortNumber[]"] = "Request.Parameters.localPortNumber",
        ["requestParameters.parameters.portNumber[]"] = "Request.Parameters.portNumber",
        ["requestParameters.sessionId"] = "Request.SessionId",
        ["requestParameters.target"] = Target,
        ["requestParameters.task"] = "(of another service)",
        ["responseElements.session.sessionId"] = "(of another service)",
        ["responseElements.sessionId"] = "Answer.SessionId",
        ["responseElements.state"] = "(of another service)",
        ["responseElements.streamUrl"] = "(holds no more than the session's id)",
        ["responseElements.taskArn"] = "(of another service)",
        ["responseElements.tokenValue"] = "(hidden by CloudTrail)",
        ["sessionCredentialFromConsole"] = "IsFromConsole",
        ["sourceIPAddress"] = "SourceIPAddress",
        ["tlsDetails.cipherSuite"] = "(of the connection to AWS)",
        ["tlsDetails.clientProvidedHostHeader"] = "(of the connection to AWS)",
        ["tlsDetails.tlsVersion"] = "(of the connection to AWS)",
        ["userAgent"] = "UserAgent",
        ["userIdentity.accessKeyId"] = "Caller.AccessKeyId",
        ["userIdentity.accountId"] = "Caller.AccountId",
        ["userIdentity.arn"] = "Caller.Arn",
        ["userIdentity.onBehalfOf.userId"] = "Caller.OnBehalfOf",
        ["userIdentity.principalId"] = "Caller.PrincipalId",
        ["userIdentity.sessionContext.attributes.creationDate"] = "Caller.SessionCreated",
        ["userIdentity.sessionContext.attributes.mfaAuthenticated"] = "Caller.MfaSaid",
        ["userIdentity.sessionContext.sessionIssuer.accountId"] = "(stands in the issuer's ARN)",
        ["userIdentity.sessionContext.sessionIssuer.arn"] = "Caller.IssuerArn",
        ["userIdentity.sessionContext.sessionIssuer.principalId"] = "(stands in the caller's id)",
        ["userIdentity.sessionContext.sessionIssuer.type"] = "Caller.IssuerType",
        ["userIdentity.sessionContext.sessionIssuer.userName"] = "(stands in the issuer's ARN)",
        ["userIdentity.sessionIssuerArn"] = "Caller.IssuerArn",
        ["userIdentity.type"] = "Caller.Type",
        ["userIdentity.userName"] = "Caller.UserName",
    };

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Corpus, "*.json").Select(file => Path.GetFileName(file)).Where(file => file.StartsWith("ct-", StringComparison.Ordinal) || file.StartsWith("eb-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Corpus => Path.Combine(AppContext.BaseDirectory, "corpus", "aws");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_member_of_a_real_record_is_shown_or_said_why_not(string file)
    {
        foreach (var record in Read(file))
        {
            var shown = Flat(JsonSerializer.SerializeToNode(RecordedCall.Parse(record.ToJsonString(), default))!);
            Assert.Multiple([.. Flat(record).Select(member => (Action)(() =>
            {
                var place = Assert.Contains(member.Path, (IReadOnlyDictionary<string, string>)Members);
                Assert.True(place[0] == '(' || shown.Any(each => Same(each.Path, place) && Same(each.Value, member.Value)), $"{member.Path} '{member.Value}' is not in {place}.");
            }))]);
        }
    }

    // A record says a flag as text, and a time as it likes.
    private static bool Same(string one, string other) => one == other
        || one.Replace("[]", "", StringComparison.Ordinal) == other.Replace("[]", "", StringComparison.Ordinal)
        || DateTimeOffset.TryParse(one, CultureInfo.InvariantCulture, out var time) && DateTimeOffset.TryParse(other, CultureInfo.InvariantCulture, out var told) && time == told;

    /// <summary>A caller as the record tells it; the person behind it, the source identity, who vouched for it, and whether MFA was used.</summary>
    [Theory]
    [InlineData("""{"type":"IAMUser","arn":"a","accessKeyId":"AKIA"}""", null, null, null, null)]
    [InlineData("""{"type":"IAMUser","sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}""", null, null, null, false)]
    [InlineData("""{"type":"IAMUser","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}}""", null, null, null, true)]
    [InlineData("""{"type":"Root","sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}""", null, null, null, false)]
    [InlineData("""{"type":"Root","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}}""", null, null, null, true)]
    [InlineData("""{"type":"AssumedRole","sessionContext":{"attributes":{"mfaAuthenticated":"false"},"sourceIdentity":"jdoe"}}""", null, "jdoe", null, null)]
    [InlineData("""{"type":"AssumedRole","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}}""", null, null, null, true)]
    [InlineData("""{"type":"AssumedRole","onBehalfOf":{"userId":"u-1","identityStoreArn":"s"},"sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}""", "u-1", null, null, null)]
    [InlineData("""{"type":"AssumedRole","sessionContext":{"webIdFederationData":{"federatedProvider":"accounts.google.com"},"attributes":{"mfaAuthenticated":"false"}}}""", null, null, "accounts.google.com", null)]
    [InlineData("""{"type":"IdentityCenterUser","onBehalfOf":{"userId":"u-1"},"credentialId":"c"}""", "u-1", null, null, null)]
    [InlineData("""{"type":"FederatedUser","sessionContext":{"sessionIssuer":{"type":"IAMUser"},"attributes":{"mfaAuthenticated":"false"}}}""", null, null, null, null)]
    [InlineData("""{"type":"SAMLUser","identityProvider":"idp","userName":"jdoe"}""", null, null, "idp", null)]
    [InlineData("""{"type":"AWSService","invokedBy":"ec2.amazonaws.com"}""", null, null, null, null)]
    [InlineData("""{"type":"AWSAccount","accountId":"444455556666","principalId":"AIDA"}""", null, null, null, null)]
    [InlineData("{}", null, null, null, null)]
    public void What_a_caller_has_is_told_and_what_cannot_be_known_is_not(string identity, string? behind, string? source, string? provider, bool? mfa)
    {
        var caller = Parse($$"""{"userIdentity":{{identity}}}""").Caller;

        Assert.Equal((behind, source, provider, mfa), (caller.OnBehalfOf, caller.SourceIdentity, caller.IdentityProvider, caller.MfaAuthenticated));
    }

    [Theory]
    [InlineData("""{"userIdentity":null,"requestParameters":null,"responseElements":null}""")]
    [InlineData("""{"userIdentity":"x","requestParameters":[1],"responseElements":7,"userAgent":{},"sourceIPAddress":[]}""")]
    [InlineData("""{"requestParameters":{"parameters":null,"target":{},"reason":"\ud800"},"userIdentity":{"sessionContext":"","onBehalfOf":[]}}""")]
    public void Members_of_another_kind_count_as_absent(string record)
    {
        var call = Parse(record);

        Assert.Equal(Instant, call.EventTime);
        Assert.Equal("{}", JsonSerializer.Serialize(call.Request.Parameters));
        Assert.All([call.UserAgent, call.SourceIPAddress, call.Request.Target, call.Request.Reason, call.Caller.OnBehalfOf, call.Answer.SessionId], Assert.Null);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    public void What_is_no_object_is_no_record(string record) => Assert.Throws<FormatException>(() => Parse(record));

    private static DateTimeOffset Instant { get; } = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    private static RecordedCall Parse(string record) => RecordedCall.Parse(record, Instant);

    private static IReadOnlyList<JsonNode> Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Corpus, file))) switch
    {
        JsonArray several => [.. several.Select(one => one!)],
        JsonObject envelope when envelope["detail"] is { } detail => [detail],
        var one => [one!],
    };

    private static List<(string Path, string Value)> Flat(JsonNode? node, string path = "") => node switch
    {
        JsonObject members => [.. members.SelectMany(member => Flat(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}"))],
        JsonArray items => [.. items.SelectMany(item => Flat(item, $"{path}[]"))],
        null => [(path, "")],
        _ => [(path, node.ToString())],
    };
}
