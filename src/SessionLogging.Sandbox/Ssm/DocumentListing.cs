namespace SessionLogging.Sandbox.Ssm;

/// <summary>ListDocuments: an account's own documents, those of AWS and those that others share with it, by name.</summary>
internal static class DocumentListing
{
    private const int PageSize = 50;

    private static readonly Dictionary<string, Func<StoredDocument, string, string?>> Keys = new(StringComparer.Ordinal)
    {
        ["Owner"] = (document, account) => document.Owner == account ? "Self" : document.Owner == StoredDocument.Amazon ? "Amazon" : "Private",
        ["DocumentType"] = (document, _) => document.DocumentType,
        ["Name"] = (document, _) => document.Name,
        ["TargetType"] = (document, _) => document.TargetType,
    };

    /// <summary><see href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListDocuments.html"/>. Filters of different keys are all met, of the values of one any will do; names by their beginning.</summary>
    public static JsonObject List(JsonCall call)
    {
        var (account, now) = (call.Region.Account.Id, call.Region.Clock.GetUtcNow());
        var filters = call.Structures("Filters").Select(Filter).ToList();
        var found = call.Region.Documents.All
            .Where(document => filters.TrueForAll(filter => Fits(filter, document, account)))
            .OrderBy(document => document.Name, StringComparer.Ordinal)
            .Select(document => Identifier(document, document.Default.StatusAt(now)));
        var (page, next) = Paging.Page(found, call.Text("NextToken"), (int)(call.Number("MaxResults") ?? PageSize), DocumentErrors.NextToken);
        return JsonCall.Compact(new JsonObject { ["DocumentIdentifiers"] = new JsonArray([.. page]), ["NextToken"] = next });
    }

    private static (string Key, IReadOnlyList<string> Values) Filter(JsonObject filter)
    {
        var key = (string?)filter["Key"] ?? "";
        return Keys.ContainsKey(key) && filter["Values"] is JsonArray { Count: > 0 } values
            ? (key, [.. values.Select(value => value?.ToString() ?? "")])
            : throw DocumentErrors.FilterKey(key);
    }

    private static bool Fits((string Key, IReadOnlyList<string> Values) filter, StoredDocument document, string account)
    {
        var value = Keys[filter.Key](document, account);
        return value is not null && filter.Values.Any(asked => filter.Key == "Name" ? value.StartsWith(asked, StringComparison.Ordinal) : value == asked);
    }

    private static JsonObject Identifier(StoredDocument document, string status)
    {
        var described = DocumentAnswers.Description(document, document.Default, status, document.Name);
        return JsonCall.Compact(new JsonObject
        {
            ["Name"] = document.Name,
            ["CreatedDate"] = JsonCall.Seconds(document.Default.Created),
            ["DisplayName"] = document.DisplayName,
            ["Owner"] = document.Owner,
            ["VersionName"] = document.Default.Name,
            ["PlatformTypes"] = described["PlatformTypes"]?.DeepClone(),
            ["DocumentVersion"] = DocumentAnswers.Number(document.DefaultVersion),
            ["DocumentType"] = document.DocumentType,
            ["SchemaVersion"] = described["SchemaVersion"]?.DeepClone(),
            ["DocumentFormat"] = document.Default.Format,
            ["TargetType"] = document.TargetType,
            ["Tags"] = described["Tags"]?.DeepClone(),
        });
    }
}
