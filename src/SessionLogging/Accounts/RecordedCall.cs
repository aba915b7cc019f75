namespace SessionLogging.Accounts;

/// <summary>A call as CloudTrail has recorded it. What a record does not say is <see langword="null"/>.</summary>
/// <remarks>The members are those of CloudTrail's records, version 1.05 and later; members of kinds that the record's description does not have are taken for absent.</remarks>
public sealed record RecordedCall
{
    /// <summary>When it was made, in UTC, in whole seconds.</summary>
    public required DateTimeOffset EventTime { get; init; }

    /// <summary>The record's own id.</summary>
    public string? EventId { get; init; }

    /// <summary>The service that was called, for example <c>ssm.amazonaws.com</c>: other services have operations of the same names.</summary>
    public string? EventSource { get; init; }

    /// <summary>The operation, for example <c>StartSession</c>.</summary>
    public string? EventName { get; init; }

    /// <summary>The Region's system name.</summary>
    public string? Region { get; init; }

    /// <summary>The account whose Event history it is in.</summary>
    public string? AccountId { get; init; }

    /// <summary>The request's id, as the caller was answered.</summary>
    public string? RequestId { get; init; }

    /// <summary>Where it came from: an IP address, a gateway's as well as a person's, or the name of a service that made it, for example <c>AWS Internal</c>.</summary>
    public string? SourceIPAddress { get; init; }

    /// <summary>The program that made it, as it calls itself, or the service that did in its caller's name.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Who made it.</summary>
    public RecordedCaller Caller { get; init; } = new();

    /// <summary>How it failed; <see langword="null"/> where it did not.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the error said.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What was asked.</summary>
    public RecordedRequest Request { get; init; } = new();

    /// <summary>What was answered; all of it absent where nothing was but an error.</summary>
    public RecordedAnswer Answer { get; init; } = new();

    /// <summary>Whether the credentials were those of a sign-in to the console.</summary>
    public bool IsFromConsole { get; init; }

    /// <summary>Whether it came to nothing.</summary>
    public bool IsRefused => ErrorCode is not null;

    /// <summary>Reads a record: the JSON object that stands as text in an answer of LookupEvents, or as <c>detail</c> in an event of EventBridge.</summary>
    /// <param name="record">The JSON.</param>
    /// <param name="eventTime">When the call was made, as it stands beside the record: used where the record does not say it.</param>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public static RecordedCall Parse(string record, DateTimeOffset eventTime)
    {
        try
        {
            using var parsed = JsonDocument.Parse(record);
            return parsed.RootElement.ValueKind is JsonValueKind.Object ? Read(parsed.RootElement, eventTime) : throw new FormatException("It is no JSON object.");
        }
        catch (JsonException broken)
        {
            throw new FormatException(broken.Message, broken);
        }
    }

    private static RecordedCall Read(JsonElement root, DateTimeOffset eventTime) => new()
    {
        EventTime = Time(root.TextOf("eventTime")) ?? eventTime,
        EventId = root.TextOf("eventID"),
        EventSource = root.TextOf("eventSource"),
        EventName = root.TextOf("eventName"),
        Region = root.TextOf("awsRegion"),
        AccountId = root.TextOf("recipientAccountId"),
        RequestId = root.TextOf("requestID"),
        SourceIPAddress = root.TextOf("sourceIPAddress"),
        UserAgent = root.TextOf("userAgent"),
        Caller = root.ObjectOf("userIdentity") is { } identity ? RecordedCaller.Read(identity) : new(),
        ErrorCode = root.TextOf("errorCode"),
        ErrorMessage = root.TextOf("errorMessage"),
        Request = root.ObjectOf("requestParameters") is { } request ? RecordedRequest.Read(request) : new(),
        Answer = root.ObjectOf("responseElements") is { } answer ? RecordedAnswer.Read(answer) : new(),
        IsFromConsole = root.FlagOf("sessionCredentialFromConsole") is true,
    };

    internal static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}

/// <summary>Who made a call that was recorded (<c>userIdentity</c>).</summary>
public sealed record RecordedCaller
{
    // Those whose own sign-in CloudTrail does not see: what it says of MFA is of STS alone.
    private static readonly string[] SignedInByThemselves = ["IAMUser", "Root"];

    /// <summary><c>IAMUser</c>, <c>AssumedRole</c>, <c>Root</c>, <c>FederatedUser</c>, <c>IdentityCenterUser</c>, <c>SAMLUser</c>, <c>WebIdentityUser</c>, <c>AWSAccount</c>, <c>AWSService</c> …</summary>
    public string? Type { get; init; }

    /// <summary>The ARN of the user, of the role's session or of root; a service has none.</summary>
    public string? Arn { get; init; }

    /// <summary>The account that the caller belongs to.</summary>
    public string? AccountId { get; init; }

    /// <summary>The caller's unique id; of a role's session with its name behind a colon.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The name of an IAM user.</summary>
    public string? UserName { get; init; }

    /// <summary>The access key.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The service that made the call in its caller's name, for example <c>cloudformation.amazonaws.com</c>; <see langword="null"/>: none.</summary>
    public string? InvokedBy { get; init; }

    /// <summary>The user of IAM Identity Center who stands behind a role's session (<c>onBehalfOf.userId</c>).</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The identity store that knows that user (<c>onBehalfOf.identityStoreArn</c>).</summary>
    public string? IdentityStoreArn { get; init; }

    /// <summary>Who assumed the role, as the first one to do so had to say and nobody after can change (<c>sessionContext.sourceIdentity</c>).</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The role, user or root that temporary credentials were given for.</summary>
    public string? IssuerArn { get; init; }

    /// <summary>What kind it is: <c>Role</c>, <c>IAMUser</c>, <c>Root</c>.</summary>
    public string? IssuerType { get; init; }

    /// <summary>Who vouched for a caller that signed in elsewhere (<c>webIdFederationData.federatedProvider</c>, <c>identityProvider</c>).</summary>
    public string? IdentityProvider { get; init; }

    /// <summary>When temporary credentials were given, in UTC.</summary>
    public DateTimeOffset? SessionCreated { get; init; }

    /// <summary>What the record says of MFA, in its own words: <c>true</c> or <c>false</c>.</summary>
    public string? MfaSaid { get; init; }

    /// <summary>
    /// Whether the caller has used MFA, as far as the record can know it: <see langword="false"/> of users and root alone, since who signed in at an
    /// identity provider, by SAML or by Identity Center, may have used it there, and a role's session does not say by which way it came about.
    /// </summary>
    public bool? MfaAuthenticated => MfaSaid switch
    {
        "true" => true,
        "false" when SignedInByThemselves.Contains(Type, StringComparer.Ordinal) && OnBehalfOf is null => false,
        _ => null,
    };

    /// <summary>The role that the call was made in, by its ARN, or who else made it.</summary>
    internal string? RoleOrArn => IssuerArn ?? Arn;

    internal static RecordedCaller Read(JsonElement identity)
    {
        var context = identity.ObjectOf("sessionContext");
        var (issuer, attributes, behind) = (context?.ObjectOf("sessionIssuer"), context?.ObjectOf("attributes"), identity.ObjectOf("onBehalfOf"));
        return new()
        {
            Type = identity.TextOf("type"),
            Arn = identity.TextOf("arn"),
            AccountId = identity.TextOf("accountId"),
            PrincipalId = identity.TextOf("principalId"),
            UserName = identity.TextOf("userName"),
            AccessKeyId = identity.TextOf("accessKeyId"),
            InvokedBy = identity.TextOf("invokedBy"),
            OnBehalfOf = behind?.TextOf("userId"),
            IdentityStoreArn = behind?.TextOf("identityStoreArn"),
            SourceIdentity = context?.TextOf("sourceIdentity"),

            // Tools that cut records down keep the issuer's ARN beside the caller's.
            IssuerArn = issuer?.TextOf("arn") ?? identity.TextOf("sessionIssuerArn"),
            IssuerType = issuer?.TextOf("type"),
            IdentityProvider = identity.TextOf("identityProvider") ?? context?.ObjectOf("webIdFederationData")?.TextOf("federatedProvider"),
            SessionCreated = RecordedCall.Time(attributes?.TextOf("creationDate")),
            MfaSaid = attributes?.TextOf("mfaAuthenticated"),
        };
    }
}

/// <summary>What was asked in a call that was recorded, as far as sessions and documents have it (<c>requestParameters</c>).</summary>
public sealed record RecordedRequest
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoParameters = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What a session is to go to.</summary>
    public string? Target { get; init; }

    /// <summary>The Session document that a session named.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Why it was started, in the words of its owner: data, never to be run or rendered.</summary>
    public string? Reason { get; init; }

    /// <summary>The session that is resumed or ended.</summary>
    public string? SessionId { get; init; }

    /// <summary>The session document's parameters, each with its values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = NoParameters;

    /// <summary>What the request's parameter <c>name</c> names, for example a document, by name or ARN.</summary>
    public string? Name { get; init; }

    /// <summary>The version of a document.</summary>
    public string? DocumentVersion { get; init; }

    internal static RecordedRequest Read(JsonElement request) => new()
    {
        Target = request.TextOf("target"),
        DocumentName = request.TextOf("documentName"),
        Reason = request.TextOf("reason"),
        SessionId = request.TextOf("sessionId"),
        Parameters = request.ObjectOf("parameters") is { } parameters ? Values(parameters) : NoParameters,
        Name = request.TextOf("name"),
        DocumentVersion = request.TextOf("documentVersion"),
    };

    private static Dictionary<string, IReadOnlyList<string>> Values(JsonElement parameters)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var parameter in parameters.EnumerateObject())
        {
            values[parameter.Name] = parameter.Value.ValueKind is JsonValueKind.Array ? [.. parameter.Value.EnumerateArray().Select(value => value.Text()).OfType<string>()]
                : parameter.Value.Text() is { } single ? [single]
                : [];
        }

        return values;
    }
}

/// <summary>What a call that was recorded was answered, as far as sessions and documents have it (<c>responseElements</c>).</summary>
public sealed record RecordedAnswer
{
    /// <summary>The session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The version that was written.</summary>
    public string? DocumentVersion { get; init; }

    /// <summary>The default version.</summary>
    public string? DefaultVersion { get; init; }

    internal static RecordedAnswer Read(JsonElement answer)
    {
        var described = answer.ObjectOf("documentDescription") ?? answer.ObjectOf("description");
        return new()
        {
            SessionId = answer.TextOf("sessionId"),
            DocumentVersion = described?.TextOf("documentVersion"),
            DefaultVersion = described?.TextOf("defaultVersion"),
        };
    }
}

/// <summary>Members of a record, each read as what it should be; one that is something else counts as absent.</summary>
internal static class RecordedMember
{
    internal static string? TextOf(this JsonElement owner, string name) => owner.TryGetProperty(name, out var member) ? member.Text() : null;

    internal static JsonElement? ObjectOf(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Object ? member : null;

    // CloudTrail writes flags both ways.
    internal static bool? FlagOf(this JsonElement owner, string name) => owner.TryGetProperty(name, out var member) ? member switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => bool.TryParse(member.Text(), out var flag) ? flag : null,
    } : null;

    internal static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number ? value.GetRawText() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as an escape.
            return null;
        }
    }
}
