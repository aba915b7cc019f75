namespace SessionLogging.Aws.Ports;

/// <summary>Rules on EventBridge's API, on the default event bus.</summary>
internal sealed class EventRules(ServiceCaller events) : IEventRules
{
    private const int PageSize = 100;
    private const string Limit = "Limit";
    private const string Token = "NextToken";

    public async Task<EventRule?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await events.CallAsync("DescribeRule", json => json.WriteString("Name", name), Rule, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    public IAsyncEnumerable<IReadOnlyList<EventRule>> ListAsync(CancellationToken cancellationToken) =>
        events.PagesAsync("ListRules", json => json.WriteNumber(Limit, PageSize), "Rules", Rule, Token, cancellationToken);

    public Task PutAsync(EventRule rule, CancellationToken cancellationToken) => events.CallAsync(
        "PutRule",
        json =>
        {
            json.WriteString("Name", rule.Name);
            json.WriteString("State", rule.State);
            WriteGiven(json, "EventPattern", rule.Pattern);
            WriteGiven(json, "ScheduleExpression", rule.ScheduleExpression);
            WriteGiven(json, "Description", rule.Description);
            WriteGiven(json, "RoleArn", rule.RoleArn);
        },
        cancellationToken);

    public Task EnableAsync(string name, CancellationToken cancellationToken) =>
        events.CallAsync("EnableRule", json => json.WriteString("Name", name), cancellationToken);

    public Task DisableAsync(string name, CancellationToken cancellationToken) =>
        events.CallAsync("DisableRule", json => json.WriteString("Name", name), cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        events.CallAsync("DeleteRule", json => json.WriteString("Name", name), cancellationToken);

    public Task<IReadOnlyList<EventTarget>> ListTargetsAsync(string name, CancellationToken cancellationToken) => events.PagesAsync(
        "ListTargetsByRule",
        json =>
        {
            json.WriteString("Rule", name);
            json.WriteNumber(Limit, PageSize);
        },
        "Targets",
        static target => new EventTarget(target.NeededText("Id"), target.NeededText("Arn"), target.GetRawText()),
        Token,
        cancellationToken).ToListAsync();

    public Task PutTargetsAsync(string name, IReadOnlyList<EventTarget> targets, CancellationToken cancellationToken) => EachAsync(
        "PutTargets",
        json =>
        {
            json.WriteString("Rule", name);
            json.WriteStartArray("Targets");
            foreach (var target in targets)
            {
                json.WriteRawValue(target.Json);
            }

            json.WriteEndArray();
        },
        cancellationToken);

    public Task RemoveTargetsAsync(string name, IReadOnlyList<string> ids, CancellationToken cancellationToken) => EachAsync(
        "RemoveTargets",
        json =>
        {
            json.WriteString("Rule", name);
            json.WriteStartArray("Ids");
            foreach (var id in ids)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        },
        cancellationToken);

    public Task<bool?> TestPatternAsync(string pattern, string wholeEvent, CancellationToken cancellationToken) => events.CallAsync(
        "TestEventPattern",
        json =>
        {
            json.WriteString("EventPattern", pattern);
            json.WriteString("Event", wholeEvent);
        },
        static answer => answer.Flag("Result"),
        cancellationToken);

    // Such a call is answered with success also where it did nothing.
    private async Task EachAsync(string operation, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken)
    {
        var failure = await events.CallAsync(new JsonRequest(operation, writeMembers), FailedEntry, cancellationToken).ConfigureAwait(false);
        if (failure is var (code, answer, requestId))
        {
            throw AwsErrors.OfEntry(code, answer, events.ServiceId, operation, requestId);
        }
    }

    private static EntryFailure? FailedEntry(JsonAnswer answer)
    {
        if (answer.Root.Number("FailedEntryCount") is null or 0)
        {
            return null;
        }

        var entry = answer.Root.Items("FailedEntries").FirstOrDefault();
        return new EntryFailure(
            entry.Text("ErrorCode") ?? "FailedEntry", $"target '{entry.Text("TargetId")}': {entry.Text("ErrorMessage")}", answer.ResponseMetadata?.RequestId);
    }

    private static EventRule Rule(JsonElement rule) => new(
        rule.NeededText("Name"),
        rule.Text("Arn"),
        rule.Text("State") ?? "ENABLED",
        rule.Text("EventPattern").Given(),
        rule.Text("Description").Given(),
        rule.Text("ScheduleExpression").Given(),
        rule.Text("RoleArn").Given(),
        rule.Text("ManagedBy").Given());

    private static void WriteGiven(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private sealed record EntryFailure(string Code, string Answer, string? RequestId);
}
