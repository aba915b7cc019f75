using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox.Ssm;

/// <summary>AWS Systems Manager: documents, sessions and managed nodes.</summary>
internal sealed class SsmService : JsonService
{
    private const int PageSize = 50;

    public SsmService(Cloud cloud)
    {
        RuleSets =
        [
            new("ssm", () => cloud.DocumentRules, rules => cloud.DocumentRules = (DocumentRules)rules),
            new("sessions", () => cloud.SessionRules, rules => cloud.SessionRules = (SessionRules)rules),
        ];
        AddOfDocuments("CreateDocument", Create, DocumentMembers.Content, DocumentMembers.Name, DocumentMembers.DisplayName, DocumentMembers.VersionName, DocumentMembers.Type, DocumentMembers.Format, DocumentMembers.TargetType);
        AddOfDocuments("GetDocument", Get, DocumentMembers.NameOrArn, DocumentMembers.Version, DocumentMembers.VersionName, DocumentMembers.Format);
        AddOfDocuments("UpdateDocument", Update, DocumentMembers.Content, DocumentMembers.Name, DocumentMembers.DisplayName, DocumentMembers.VersionName, DocumentMembers.Version, DocumentMembers.Format, DocumentMembers.TargetType);
        AddOfDocuments("DescribeDocument", Describe, DocumentMembers.NameOrArn, DocumentMembers.Version, DocumentMembers.VersionName);
        AddOfDocuments("DeleteDocument", Delete, DocumentMembers.Name, DocumentMembers.Version, DocumentMembers.VersionName);
        AddOfDocuments("ListDocumentVersions", ListVersions, DocumentMembers.NameOrArn, DocumentMembers.MaxResults);
        Add("ListDocuments", DocumentListing.List, Everything, DocumentMembers.MaxResults);
        AddOfDocuments("UpdateDocumentDefaultVersion", UpdateDefaultVersion, DocumentMembers.Name, DocumentMembers.VersionNumber);
        Add("DescribeSessions", call => SessionAnswers.Describe(call, this), Everything, SessionAnswers.State, SessionAnswers.MaxResults);
        Add("StartSession", SessionCalls.Start, SessionCalls.TargetArn, SessionCalls.StartRules);
        Add("ResumeSession", SessionCalls.Resume, SessionCalls.SessionArn, SessionCalls.SessionId);
        Add("TerminateSession", SessionCalls.Terminate, SessionCalls.SessionArn, SessionCalls.SessionId);
        Add("GetServiceSetting", NodeAnswers.Setting, static call => call.Region.Arn("ssm", "servicesetting" + call.Value("SettingId")), new MemberRule("SettingId") { Required = true, MinLength = 1, MaxLength = 1000 });
        Add("DescribeInstanceInformation", NodeAnswers.Describe, Everything, NodeAnswers.MaxResults);
    }

    public override string Id => "SSM";

    public override string SigningName => "ssm";

    public override IReadOnlyList<RuleSet> RuleSets { get; }

    protected override string TargetPrefix => "AmazonSSM";

    protected override string MessageMember => "Message";

    public override void Answered(Operation operation, Call call, WireResponse response) => SessionCalls.Record(operation, call, response);

    /// <summary><c>PUT documents/NAME[?format=YAML]</c> arranges a version, unchecked; <c>GET documents/NAME</c> gives the latest content.</summary>
    public override WireResponse? Arrange(WireRequest request, RegionState region, string path)
    {
        if (path.Split('/') is ["calls", var operation])
        {
            return request.Method == "POST" ? CallAsUser(operation, request, region) : null;
        }

        if (path.Split('/') is not ["documents", var name])
        {
            return null;
        }

        if (request.Method == "PUT")
        {
            region.Documents.Put(name, Encoding.UTF8.GetString(request.Body), request.QueryValue("format") ?? "JSON");
        }
        else if (request.Method != "GET")
        {
            return null;
        }

        var document = region.Documents.Find(name) ?? throw DocumentErrors.NoDocument(name);
        return new WireResponse(200, ContentSource.Of(Encoding.UTF8.GetBytes(document.Latest.Content))) { Headers = { ["Content-Type"] = "text/plain; charset=utf-8" } };
    }

    /// <summary>Does what the account's user would ask for, and what follows from it, for those who have no client that can sign.</summary>
    private WireResponse? CallAsUser(string name, WireRequest request, RegionState region)
    {
        if (Operations.FirstOrDefault(operation => operation.Name == name) is not { } asked)
        {
            return null;
        }

        var user = SandboxAccounts.All.First(account => account.Id == region.Account.Id);
        var call = new Call(request, region.Account.Cloud.Credentials.Find(user.AccessKeyId)!, region, Guid.NewGuid().ToString());
        var response = asked.Run(call);
        Answered(asked, call, response);
        return response;
    }

    private void AddOfDocuments(string name, Func<JsonCall, JsonObject?> run, params MemberRule[] rules) =>
        Add(name, call => call.Region.Documents.HasRoom ? run(call) : throw Error(CommonError.Throttled), Arn, rules);

    private static string Arn(JsonCall call)
    {
        var name = call.Value("Name") ?? "*";
        return name.StartsWith("arn:", StringComparison.Ordinal) ? name : call.Region.Arn("ssm", "document/" + name);
    }

    private static string Everything(JsonCall call) => call.Region.Arn("ssm", "*");

    private JsonObject Create(JsonCall call)
    {
        var name = call.Required("Name");
        if (name.StartsWith("aws", StringComparison.OrdinalIgnoreCase) || name.StartsWith("amazon", StringComparison.OrdinalIgnoreCase) || name.StartsWith("amzn", StringComparison.OrdinalIgnoreCase))
        {
            throw Error(CommonError.Invalid, $"Document name {name} begins with a prefix that AWS reserves: aws, amazon, amzn.");
        }

        var document = call.Region.Documents.Create(
            new StoredDocument
            {
                Name = name,
                Owner = call.Region.Account.Id,
                DocumentType = call.Text("DocumentType") ?? "Command",
                DisplayName = call.Text("DisplayName"),
                TargetType = call.Text("TargetType"),
                Tags = Tags(call),
                Versions = [],
            },
            call.Required("Content"),
            call.Text("DocumentFormat") ?? "JSON",
            call.Text("VersionName"));
        return new JsonObject { ["DocumentDescription"] = DocumentAnswers.Description(document, document.Latest, document.Latest.StatusAtFirst, name) };
    }

    private JsonObject Update(JsonCall call)
    {
        var name = call.Required("Name");
        var document = call.Region.Documents.Update(
            name,
            call.Text("DocumentVersion"),
            call.Required("Content"),
            call.Text("DocumentFormat") ?? "JSON",
            call.Text("VersionName"),
            known => known with { DisplayName = call.Text("DisplayName") ?? known.DisplayName, TargetType = call.Text("TargetType") ?? known.TargetType });
        return new JsonObject { ["DocumentDescription"] = DocumentAnswers.Description(document, document.Latest, document.Latest.StatusAtFirst, name) };
    }

    private JsonObject Get(JsonCall call)
    {
        var (document, version, name) = Look(call);
        return DocumentAnswers.Content(document, version, version.LookAt(call.Region.Clock.GetUtcNow()), name, call.Text("DocumentFormat") ?? "JSON");
    }

    private JsonObject Describe(JsonCall call)
    {
        var (document, version, name) = Look(call);
        return new JsonObject { ["Document"] = DocumentAnswers.Description(document, version, version.LookAt(call.Region.Clock.GetUtcNow()), name) };
    }

    private JsonObject Delete(JsonCall call)
    {
        call.Region.Documents.Delete(call.Required("Name"), call.Text("DocumentVersion"), call.Text("VersionName"));
        return [];
    }

    /// <summary>Newest first. The token counts what was given before it.</summary>
    private JsonObject ListVersions(JsonCall call)
    {
        var document = call.Region.Documents.Readable(call.Required("Name"));
        var now = call.Region.Clock.GetUtcNow();
        var versions = Enumerable.Reverse(document.Versions).Select(version => DocumentAnswers.VersionInfo(document, version, version.StatusAt(now)));
        var (page, next) = Paging.Page(versions, call.Text("NextToken"), (int)(call.Number("MaxResults") ?? PageSize), DocumentErrors.NextToken);
        return JsonCall.Compact(new JsonObject { ["DocumentVersions"] = new JsonArray([.. page]), ["NextToken"] = next });
    }

    private JsonObject UpdateDefaultVersion(JsonCall call)
    {
        var document = call.Region.Documents.SetDefault(call.Required("Name"), call.Required("DocumentVersion"));
        return new JsonObject
        {
            ["Description"] = JsonCall.Compact(new JsonObject
            {
                ["Name"] = document.Name,
                ["DefaultVersion"] = DocumentAnswers.Number(document.DefaultVersion),
                ["DefaultVersionName"] = document.Default.Name,
            }),
        };
    }

    /// <summary>A document that is another's answers by its ARN, as it was asked.</summary>
    private static (StoredDocument Document, StoredVersion Version, string Name) Look(JsonCall call)
    {
        var asked = call.Required("Name");
        var document = call.Region.Documents.Readable(asked);
        var isForeign = document.Owner != call.Region.Account.Id && document.Owner != StoredDocument.Amazon;
        return (document, DocumentStore.Version(document, call.Text("DocumentVersion"), call.Text("VersionName")), isForeign ? asked : document.Name);
    }

    private ImmutableArray<KeyValuePair<string, string>> Tags(JsonCall call) => call.Input["Tags"] switch
    {
        null => [],
        JsonArray tags when tags.All(tag => tag?["Key"] is JsonValue && tag["Value"] is JsonValue)
            => [.. tags.Select(tag => KeyValuePair.Create(tag!["Key"]!.ToString(), tag["Value"]!.ToString()))],
        _ => throw Error(CommonError.Unreadable, "Tags is a list of structures with Key and Value."),
    };
}
