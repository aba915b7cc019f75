using SessionLogging.Tests.Accounts;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Actions;

/// <summary>An account with rules and what they lead to, which keeps the services' rules on order and answers each call as a schedule says.</summary>
internal sealed class InMemoryActionAccount : StubAccount, IEventRules, ITopics, IFunctions, IRoles, IPipelines, ITrails
{
    public const string Id = StubOpener.OwnAccount;

    private readonly SortedDictionary<string, (EventRule Rule, List<EventTarget> Targets)> _rules = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonArray> _functionStatements = new(StringComparer.Ordinal);
    private int _calls;

    public InMemoryActionAccount()
        : base(new ConnectionOptions(), Id)
    {
        Documents = new DocumentList(this);
        Keys = KeyList;
        EventRules = this;
        Topics = this;
        Functions = this;
        Trails = this;
        Roles = this;
        Pipelines = this;
    }

    public Dictionary<string, TopicFacts> TopicsByArn { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LookupResult<RoleFacts>> RolesByName { get; } = new(StringComparer.Ordinal);

    public HashSet<string> PipelineNames { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> DocumentTypes { get; } = new(StringComparer.Ordinal);

    public List<(Trail Trail, bool IsLogging, TrailSelectors Selectors)> TrailList { get; } = [];

    public List<(string Topic, string Subject, string Message)> Published { get; } = [];

    /// <summary>What TestEventPattern answers; <see langword="null"/>: nothing.</summary>
    public Func<string, string, bool>? PatternTest { get; set; } = PatternMatcher.Matches;

    /// <summary>What becomes of each call, counted from 1.</summary>
    public Func<int, string, CallFault> Schedule { get; set; } = (_, _) => CallFault.None;

    public List<string> Operations { get; } = [];

    public InMemoryKeys KeyList { get; } = new();

    /// <summary>All that actions change, as one text.</summary>
    public string State => string.Join("\n", [RulesState, TargetsState, PoliciesState]);

    public string RulesState => string.Join("\n", _rules.Values.Select(one => $"{one.Rule with { Pattern = Sorted(one.Rule.Pattern) }}"));

    public string TargetsState => string.Join("\n", _rules.Values.SelectMany(one => one.Targets.OrderBy(target => target.Id, StringComparer.Ordinal).Select(target => $"{one.Rule.Name}: {Sorted(target.Json)}")));

    public string PoliciesState => string.Join(
        "\n",
        TopicsByArn.OrderBy(topic => topic.Key, StringComparer.Ordinal).Select(topic => $"{topic.Key}: {Sorted(topic.Value.Policy)}")
            .Concat(_functionStatements.Where(function => function.Value.Count > 0).Select(function => $"{function.Key}: {Sorted(function.Value.ToJsonString())}")));

    /// <summary>Makes what is said happen without being counted.</summary>
    public void Arrange(EventRule rule, params EventTarget[] targets) =>
        _rules[rule.Name] = (rule with { Arn = $"arn:aws:events:{Region}:{Id}:rule/{rule.Name}" }, [.. targets]);

    /// <summary>Counts calls from 1 again.</summary>
    public void StartCounting()
    {
        _calls = 0;
        Operations.Clear();
    }

    public override Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken) =>
        CallAsync("STS", "GetCallerIdentity", () => new CallerIdentity(Id, $"arn:aws:iam::{Id}:user/admin"));

    public Task<EventRule?> FindAsync(string name, CancellationToken cancellationToken) =>
        CallAsync("EventBridge", "DescribeRule", () => _rules.TryGetValue(name, out var found) ? found.Rule : null);

    async IAsyncEnumerable<IReadOnlyList<EventRule>> IEventRules.ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in await CallAsync("EventBridge", "ListRules", () => _rules.Values.Select(one => one.Rule).Chunk(2).ToList()))
        {
            yield return page;
        }
    }

    public Task PutAsync(EventRule rule, CancellationToken cancellationToken) => CallAsync("EventBridge", "PutRule", () =>
    {
        var targets = _rules.TryGetValue(rule.Name, out var found) ? found.Targets : [];
        _rules[rule.Name] = (rule with { Arn = $"arn:aws:events:{Region}:{Id}:rule/{rule.Name}" }, targets);
        return true;
    });

    public Task EnableAsync(string name, CancellationToken cancellationToken) => SetStateAsync("EnableRule", name, "ENABLED");

    public Task DisableAsync(string name, CancellationToken cancellationToken) => SetStateAsync("DisableRule", name, "DISABLED");

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => CallAsync("EventBridge", "DeleteRule", () =>
        _rules.TryGetValue(name, out var found) && found.Targets.Count > 0
            ? throw Failure(AwsCallFailure.Refused, "EventBridge", "DeleteRule", "ValidationException")
            : _rules.Remove(name));

    public Task<IReadOnlyList<EventTarget>> ListTargetsAsync(string name, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<EventTarget>>("EventBridge", "ListTargetsByRule", () => [.. Rule("ListTargetsByRule", name).Targets]);

    public Task PutTargetsAsync(string name, IReadOnlyList<EventTarget> targets, CancellationToken cancellationToken) => CallAsync("EventBridge", "PutTargets", () =>
    {
        var present = Rule("PutTargets", name).Targets;
        present.RemoveAll(one => targets.Any(target => target.Id == one.Id));
        if (present.Count + targets.Count > 5)
        {
            throw Failure(AwsCallFailure.Refused, "EventBridge", "PutTargets", "LimitExceededException");
        }

        present.AddRange(targets);
        return true;
    });

    public Task RemoveTargetsAsync(string name, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        CallAsync("EventBridge", "RemoveTargets", () => Rule("RemoveTargets", name).Targets.RemoveAll(one => ids.Contains(one.Id)));

    public Task<bool?> TestPatternAsync(string pattern, string wholeEvent, CancellationToken cancellationToken) =>
        CallAsync("EventBridge", "TestEventPattern", () => PatternTest?.Invoke(pattern, wholeEvent));

    Task<LookupResult<TopicFacts>> ITopics.LookAsync(string topicArn, CancellationToken cancellationToken) =>
        LookAsync("SNS", "GetTopicAttributes", () => TopicsByArn.TryGetValue(topicArn, out var topic) ? LookupResult.Known(topic) : LookupResult.Missing<TopicFacts>());

    IAsyncEnumerable<IReadOnlyList<string>> ITopics.ListArnsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<IReadOnlyList<string>> IFunctions.ListArnsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken) => CallAsync("SNS", "SetTopicAttributes", () =>
        TopicsByArn.TryGetValue(topicArn, out var topic)
            ? TopicsByArn[topicArn] = topic with { Policy = policy }
            : throw Failure(AwsCallFailure.NotFound, "SNS", "SetTopicAttributes", "NotFound"));

    public Task<string> PublishAsync(string topicArn, string subject, string message, CancellationToken cancellationToken) => CallAsync("SNS", "Publish", () =>
    {
        Published.Add((topicArn, subject, message));
        return "message-1";
    });

    public Task<string?> GetPolicyAsync(string functionArn, CancellationToken cancellationToken) => CallAsync("Lambda", "GetPolicy", () =>
        _functionStatements.TryGetValue(functionArn, out var statements) && statements.Count > 0
            ? new JsonObject { ["Version"] = "2012-10-17", ["Id"] = "default", ["Statement"] = statements.DeepClone() }.ToJsonString()
            : null);

    public Task AddPermissionAsync(string functionArn, string statementId, string principal, string sourceArn, CancellationToken cancellationToken) =>
        CallAsync("Lambda", "AddPermission", () =>
        {
            if (!_functionStatements.TryGetValue(functionArn, out var statements))
            {
                statements = _functionStatements[functionArn] = [];
            }

            if (statements.Any(one => (string?)one!["Sid"] == statementId))
            {
                throw Failure(AwsCallFailure.Conflict, "Lambda", "AddPermission", "ResourceConflictException");
            }

            statements.Add(new JsonObject
            {
                ["Sid"] = statementId,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = principal },
                ["Action"] = "lambda:InvokeFunction",
                ["Resource"] = functionArn,
                ["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = sourceArn } },
            });
            return true;
        });

    public Task RemovePermissionAsync(string functionArn, string statementId, CancellationToken cancellationToken) =>
        CallAsync("Lambda", "RemovePermission", () =>
            _functionStatements.TryGetValue(functionArn, out var statements) && statements.FirstOrDefault(one => (string?)one!["Sid"] == statementId) is { } own
                ? statements.Remove(own)
                : throw Failure(AwsCallFailure.NotFound, "Lambda", "RemovePermission", "ResourceNotFoundException"));

    public Task TryInvokeAsync(string functionArn, CancellationToken cancellationToken) => CallAsync("Lambda", "Invoke", () => true);

    Task<LookupResult<InstanceProfileFacts>> IRoles.LookAtProfileAsync(string profileName, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<LookupResult<RoleFacts>> IRoles.LookAsync(string roleName, CancellationToken cancellationToken) =>
        LookAsync("IAM", "GetRole", () => RolesByName.TryGetValue(roleName, out var role) ? role : LookupResult.Missing<RoleFacts>());

    Task<LookupResult<PipelineFacts>> IPipelines.LookAsync(string name, CancellationToken cancellationToken) =>
        LookAsync("CodePipeline", "GetPipeline", () => PipelineNames.Contains(name) ? LookupResult.Known(new PipelineFacts(name)) : LookupResult.Missing<PipelineFacts>());

    Task<IReadOnlyList<Trail>> ITrails.ListAsync(CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<Trail>>("CloudTrail", "DescribeTrails", () => [.. TrailList.Select(one => one.Trail)]);

    public Task<bool> IsLoggingAsync(string trailArn, CancellationToken cancellationToken) =>
        CallAsync("CloudTrail", "GetTrailStatus", () => TrailList.Single(one => one.Trail.Arn == trailArn).IsLogging);

    public Task<IReadOnlyList<RecordedCall>> ListNewestCallsAsync(string eventName, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<RecordedCall>>("CloudTrail", "LookupEvents", () => []);

    public Task<RecordedCallPage> LookUpAsync(RecordedCallQuery query, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync("CloudTrail", "LookupEvents", () => new RecordedCallPage([], NextToken: null));

    public Task<TrailSelectors> GetSelectorsAsync(string trailArn, CancellationToken cancellationToken) =>
        CallAsync("CloudTrail", "GetEventSelectors", () => TrailList.Single(one => one.Trail.Arn == trailArn).Selectors);

    private static AwsCallException Failure(AwsCallFailure kind, string service, string operation, string code) =>
        new(kind, service, operation, code, "request-1", 400, "as the service says it");

    private static string? Sorted(string? json) => json is null ? null : Sorted(JsonNode.Parse(json))?.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private Task<bool> SetStateAsync(string operation, string name, string state) => CallAsync("EventBridge", operation, () =>
    {
        var (rule, targets) = Rule(operation, name);
        _rules[name] = (rule with { State = state }, targets);
        return true;
    });

    private (EventRule Rule, List<EventTarget> Targets) Rule(string operation, string name) => _rules.TryGetValue(name, out var found)
        ? found
        : throw Failure(AwsCallFailure.NotFound, "EventBridge", operation, "ResourceNotFoundException");

    // As the ports do: a denied look is an answer.
    private async Task<LookupResult<T>> LookAsync<T>(string service, string operation, Func<LookupResult<T>> look)
        where T : class
    {
        try
        {
            return await CallAsync(service, operation, look);
        }
        catch (AwsCallException denial) when (denial.Kind is AwsCallFailure.Denied)
        {
            return LookupResult.Denied<T>(denial);
        }
    }

    private Task<T> CallAsync<T>(string service, string operation, Func<T> effect)
    {
        Operations.Add(operation);
        switch (Schedule(++_calls, operation))
        {
            case CallFault.None:
                return Task.FromResult(effect());
            case CallFault.LostRequest:
                throw Unanswered(AwsCallFailure.Unreachable);
            case CallFault.LostAnswer:
                Ignoring(effect);
                throw Unanswered(AwsCallFailure.Timeout);
            case CallFault.Denied:
                throw Failure(AwsCallFailure.Denied, service, operation, "AccessDeniedException");
            case CallFault.ResentAndDenied:
                Ignoring(effect);
                throw Failure(AwsCallFailure.Denied, service, operation, "ExpiredTokenException");
            case CallFault.Throttled:
                throw Failure(AwsCallFailure.Throttled, service, operation, "ThrottlingException");
            case CallFault.Resent:
                Ignoring(effect);
                return Task.FromResult(effect());
            default:
                throw new NotSupportedException();
        }

        AwsCallException Unanswered(AwsCallFailure kind) => new(kind, service, operation, code: null, requestId: null, httpStatus: null, "no answer came");
    }

    private static void Ignoring<T>(Func<T> effect)
    {
        try
        {
            effect();
        }
        catch (AwsCallException)
        {
            // The service answers; nobody hears it.
        }
    }

    /// <summary>Documents of which only the type matters.</summary>
    private sealed class DocumentList(InMemoryActionAccount account) : ISessionDocuments
    {
        public Task<DocumentDescription?> DescribeAsync(string name, CancellationToken cancellationToken) => account.CallAsync("SSM", "DescribeDocument", () =>
            account.DocumentTypes.TryGetValue(name, out var type) ? new DocumentDescription(name, Id, "1", "1", type, "Active", CreatedDate: null, StoredAsYaml: false) : null);

        public Task<DocumentContent> GetAsync(string name, string version, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<string>> ListOwnNamesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<IReadOnlyList<DocumentVersion>> ListVersionsAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DocumentDescription> CreateAsync(string name, string content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DocumentDescription> UpdateAsync(string name, string content, string latestVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetDefaultVersionAsync(string name, string version, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

/// <summary>Keys by the name that they are asked for.</summary>
internal sealed class InMemoryKeys : IKeys
{
    public Dictionary<string, KeyFacts> ByName { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LookupResult<KeyPolicy>> PolicyByArn { get; } = new(StringComparer.Ordinal);

    public IAsyncEnumerable<IReadOnlyList<string>> ListAliasesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LookupResult<KeyFacts>> LookAsync(string keyId, CancellationToken cancellationToken) =>
        Task.FromResult(ByName.TryGetValue(keyId, out var key) ? LookupResult.Known(key) : LookupResult.Missing<KeyFacts>());

    public Task<LookupResult<KeyPolicy>> LookAtPolicyAsync(string keyArn, CancellationToken cancellationToken) => Task.FromResult(PolicyByArn[keyArn]);

    public Task<PublicKey> GetPublicKeyAsync(string keyId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<byte[]> SignAsync(string keyArn, string algorithm, byte[] digest, CancellationToken cancellationToken) => throw new NotSupportedException();
}
