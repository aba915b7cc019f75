using SessionLogging.Actions.Json;

namespace SessionLogging.Actions.Policies;

/// <summary>A topic's policy with and without one statement; every other part of it stays as it is.</summary>
internal static class TopicPolicy
{
    // Says that the policy's only statement stood there without a list, so that taking ours away restores that.
    private const string WasSingle = "S";

    private const string Statements = "Statement";

    /// <summary>Whether the policy has the statement, as it is to be.</summary>
    internal static bool Has(string? policy, string id, string statement) =>
        Find(policy, id) is { } own && JsonEquality.Same(own.GetRawText(), WithId(statement, own.Text("Sid")!));

    /// <summary>Whether the policy has a statement of this id, whatever it says.</summary>
    internal static bool HasId(string? policy, string id) => Find(policy, id) is not null;

    /// <summary>The policy with the statement at its end, in the place of an earlier one of the same id.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="id">The statement's id.</param>
    /// <param name="statement">The statement as a JSON object without an id.</param>
    /// <exception cref="SessionActionException">The policy is no JSON object with statements.</exception>
    internal static string With(string policy, string id, string statement)
    {
        var root = Root(policy);
        var others = Others(root, id);
        var isSingle = root.Member(Statements) is { ValueKind: JsonValueKind.Object } || All(root).Any(IsMarkedSingle);
        return Write(root, json =>
        {
            json.WriteStartArray(Statements);
            others.ForEach(other => other.WriteTo(json));
            json.WriteRawValue(WithId(statement, isSingle ? id + WasSingle : id));
            json.WriteEndArray();
        });
    }

    /// <summary>The policy without the statement; this very text where it is not there, and <paramref name="whenEmpty"/> where nothing would be left: a topic cannot be without a policy.</summary>
    /// <exception cref="SessionActionException">The policy is no JSON object with statements.</exception>
    internal static string Without(string policy, string id, string whenEmpty)
    {
        var root = Root(policy);
        var own = All(root).Where(statement => IsOwn(statement, id)).ToList();
        var others = Others(root, id);
        return own.Count == 0 ? policy
            : others.Count == 0 ? whenEmpty
            : Write(root, json =>
            {
                if (others.Count == 1 && own.Exists(IsMarkedSingle))
                {
                    json.WritePropertyName(Statements);
                    others[0].WriteTo(json);
                    return;
                }

                json.WriteStartArray(Statements);
                others.ForEach(other => other.WriteTo(json));
                json.WriteEndArray();
            });
    }

    private static JsonElement? Find(string? policy, string id) =>
        JsonReading.Parse(policy) is { } root && All(root).FirstOrDefault(statement => IsOwn(statement, id)) is { ValueKind: JsonValueKind.Object } own ? own : null;

    private static JsonElement Root(string policy) => JsonReading.Parse(policy) is { ValueKind: JsonValueKind.Object } root
        ? root
        : throw new SessionActionException(
            "TopicPolicyUnreadable", FailureCategory.InvalidData, actionName: null, "The topic's policy is no JSON object.", "Mend the topic's policy first.");

    private static IEnumerable<JsonElement> All(JsonElement root) => root.Member(Statements).OneOrMany();

    private static List<JsonElement> Others(JsonElement root, string id) => [.. All(root).Where(statement => !IsOwn(statement, id))];

    private static bool IsOwn(JsonElement statement, string id) => statement.Text("Sid") is { } sid && (sid == id || sid == id + WasSingle);

    private static bool IsMarkedSingle(JsonElement statement) =>
        statement.Text("Sid") is { } sid && sid.EndsWith(WasSingle, StringComparison.Ordinal) && OwnershipMark.IsOne(sid.Substring(0, sid.Length - WasSingle.Length));

    private static string WithId(string statement, string id) => JsonOut.Object(json =>
    {
        json.WriteString("Sid", id);
        foreach (var member in JsonReading.Parse(statement)!.Value.EnumerateObject())
        {
            member.WriteTo(json);
        }
    });

    private static string Write(JsonElement root, Action<Utf8JsonWriter> writeStatements) => JsonOut.Object(json =>
    {
        var isWritten = false;
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name != Statements)
            {
                member.WriteTo(json);
            }
            else if (!isWritten)
            {
                writeStatements(json);
                isWritten = true;
            }
        }

        if (!isWritten)
        {
            writeStatements(json);
        }
    });
}
