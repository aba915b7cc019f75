using System.Runtime.CompilerServices;
using System.Text.Json;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Rules on EventBridge's API, on the default event bus.</summary>
internal sealed class EventRules(ServiceCaller events) : IEventRules
{
    private const int PageSize = 100;

    /// <inheritdoc/>
    public async Task<EventRule?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await events.CallAsync("DescribeRule", json => json.WriteString("Name", name), cancellationToken).ConfigureAwait(false);
            return Rule(answer.Root);
        }
        catch (AwsCallException failure) when (failure.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<EventRule>> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync("ListRules", static _ => { }, cancellationToken).ConfigureAwait(false))
        {
            yield return [.. page.Items("Rules").Select(Rule)];
        }
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public Task EnableAsync(string name, CancellationToken cancellationToken) =>
        events.CallAsync("EnableRule", json => json.WriteString("Name", name), cancellationToken);

    /// <inheritdoc/>
    public Task DisableAsync(string name, CancellationToken cancellationToken) =>
        events.CallAsync("DisableRule", json => json.WriteString("Name", name), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        events.CallAsync("DeleteRule", json => json.WriteString("Name", name), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EventTarget>> ListTargetsAsync(string name, CancellationToken cancellationToken)
    {
        var targets = new List<EventTarget>();
        await foreach (var page in PagesAsync("ListTargetsByRule", json => json.WriteString("Rule", name), cancellationToken).ConfigureAwait(false))
        {
            targets.AddRange(page.Items("Targets").Select(target => new EventTarget(target.Text("Id") ?? "", target.Text("Arn") ?? "", target.GetRawText())));
        }

        return targets;
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public async Task<bool?> TestPatternAsync(string pattern, string wholeEvent, CancellationToken cancellationToken)
    {
        var answer = await events.CallAsync(
            "TestEventPattern",
            json =>
            {
                json.WriteString("EventPattern", pattern);
                json.WriteString("Event", wholeEvent);
            },
            cancellationToken).ConfigureAwait(false);
        return answer.Root.Flag("Result");
    }

    // Such a call is answered with success also where it did nothing.
    private async Task EachAsync(string operation, Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken)
    {
        var answer = await events.CallAsync(operation, writeMembers, cancellationToken).ConfigureAwait(false);
        if (answer.Root.Number("FailedEntryCount") is not (null or 0))
        {
            var entry = answer.Root.Items("FailedEntries").FirstOrDefault();
            throw AwsErrors.OfEntry(
                entry.Text("ErrorCode") ?? "FailedEntry",
                $"target '{entry.Text("TargetId")}': {entry.Text("ErrorMessage")}",
                events.ServiceId,
                operation,
                answer.ResponseMetadata?.RequestId);
        }
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        string operation, Action<Utf8JsonWriter> writeMembers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var sent = token;
            var page = await events.CallAsync(
                operation,
                json =>
                {
                    writeMembers(json);
                    json.WriteNumber("Limit", PageSize);
                    WriteGiven(json, "NextToken", sent);
                },
                cancellationToken).ConfigureAwait(false);
            yield return page.Root;
            token = page.Root.Text("NextToken");
        }
        while (!string.IsNullOrEmpty(token));
    }

    private static EventRule Rule(JsonElement rule) => new(
        rule.Text("Name") ?? "",
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
}
