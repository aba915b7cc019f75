using SessionLogging.Actions.Json;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;

namespace SessionLogging.Actions;

/// <summary>What an action hands events to.</summary>
public sealed record ActionTarget
{
    /// <summary>The most values that one block of Run Command targets takes.</summary>
    public const int MostNodes = 50;

    private const string InstanceIdsKey = "InstanceIds";

    private ActionTarget(ActionTargetKind kind, string name) => (Kind, Name) = (kind, name);

    /// <summary>The kind.</summary>
    public ActionTargetKind Kind { get; }

    /// <summary>The ARN, or a Run Command document's name.</summary>
    public string Name { get; }

    /// <summary>The role that EventBridge starts pipelines and commands with; <see langword="null"/> for the other kinds.</summary>
    public string? RoleArn { get; private init; }

    /// <summary>Which nodes a command runs on: <c>InstanceIds</c> or <c>tag:KEY</c>; <see langword="null"/> for the other kinds.</summary>
    public string? NodeKey { get; private init; }

    /// <summary>The nodes' ids or the tag's values.</summary>
    public IReadOnlyList<string> NodeValues { get; private init; } = [];

    /// <summary>The document's parameters.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; private init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    private TargetKindRule Rule => TargetKindRule.Of(Kind);

    /// <summary>An SNS topic, which its subscribers get the message from.</summary>
    public static ActionTarget Topic(string topicArn) => new(ActionTargetKind.Topic, topicArn);

    /// <summary>A Lambda function, or one of its aliases or versions.</summary>
    public static ActionTarget Function(string functionArn) => new(ActionTargetKind.Function, functionArn);

    /// <summary>A CodePipeline pipeline.</summary>
    public static ActionTarget Pipeline(string pipelineArn, string roleArn) => new(ActionTargetKind.Pipeline, pipelineArn) { RoleArn = roleArn };

    /// <summary>A Run Command document on nodes given by id.</summary>
    public static ActionTarget Command(
        string document, string roleArn, IReadOnlyList<string> instanceIds, IReadOnlyDictionary<string, IReadOnlyList<string>>? parameters = null) =>
        Command(document, roleArn, InstanceIdsKey, instanceIds, parameters);

    /// <summary>A Run Command document on the nodes that carry a tag.</summary>
    public static ActionTarget Command(
        string document,
        string roleArn,
        KeyValuePair<string, IReadOnlyList<string>> tag,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? parameters = null) =>
        Command(document, roleArn, "tag:" + tag.Key, tag.Value, parameters);

    /// <summary>Refuses a target that no rule of a Region can have. Nothing is asked of AWS.</summary>
    /// <param name="region">The rule's Region.</param>
    /// <exception cref="SessionActionException">The target breaks a rule.</exception>
    public void Require(string region)
    {
        if (Kind is not ActionTargetKind.Command || Name.StartsWith("arn:", StringComparison.Ordinal))
        {
            RequireArn(region);
        }
        else if (!Rule.Resource.IsMatch("document/" + Name))
        {
            throw WrongForm();
        }

        if (RoleArn is not null && (Arn.Parse(RoleArn) is not { Service: "iam" } role || !role.Resource.StartsWith("role/", StringComparison.Ordinal) || !PossibleName.IsRole(role.LastName)))
        {
            throw SessionActionException.Invalid(
                "RoleArnShape", $"{Unicode.Quote(RoleArn)} is not the ARN of a role.", "Give arn:aws:iam::ACCOUNT:role/NAME.");
        }

        RequireNodes();
    }

    /// <summary>Names the target in a message.</summary>
    public override string ToString() => $"{Rule.Noun} '{Name}'";

    /// <summary>The ARN in the rule's account, Region and partition.</summary>
    internal string ArnIn(ActionPlace place) => Name.StartsWith("arn:", StringComparison.Ordinal)
        ? Name
        : $"arn:{place.Partition}:ssm:{place.Region}:{(IsOwnedByAws(Name) ? "" : place.AccountId)}:document/{Name}";

    /// <summary>The target as PutTargets takes it.</summary>
    /// <param name="id">Its id in the rule.</param>
    /// <param name="place">The rule's account and Region.</param>
    /// <param name="message">The message; <see langword="null"/>: a topic or function gets the event as it is.</param>
    internal string Json(string id, ActionPlace place, ActionMessage? message) => JsonOut.Object(json =>
    {
        json.WriteString("Id", id);
        json.WriteString("Arn", ArnIn(place));
        if (RoleArn is not null)
        {
            json.WriteString(nameof(RoleArn), RoleArn);
        }

        if (message is not null)
        {
            json.WriteStartObject("InputTransformer");
            message.WriteTransformer(json, inLines: Kind is ActionTargetKind.Topic);
            json.WriteEndObject();
        }

        WriteCommand(json);
    });

    private static ActionTarget Command(
        string document, string roleArn, string key, IReadOnlyList<string> values, IReadOnlyDictionary<string, IReadOnlyList<string>>? parameters)
    {
        var target = new ActionTarget(ActionTargetKind.Command, document) { RoleArn = roleArn, NodeKey = key, NodeValues = values };
        return parameters is null ? target : target with { Parameters = parameters };
    }

    // AWS's own documents belong to no account in an ARN.
    private static bool IsOwnedByAws(string document) =>
        document.StartsWith("AWS-", StringComparison.Ordinal) || document.StartsWith("Amazon", StringComparison.Ordinal);

    private void WriteCommand(Utf8JsonWriter json)
    {
        if (NodeKey is null)
        {
            return;
        }

        json.WriteStartObject("RunCommandParameters");
        json.WriteStartArray("RunCommandTargets");
        json.WriteStartObject();
        json.WriteString("Key", NodeKey);
        json.WriteTexts("Values", NodeValues);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();

        // A constant input has no variables: nothing that a user of AWS wrote becomes part of a command.
        json.WriteString("Input", Input());
    }

    private string Input() => JsonOut.Object(json =>
    {
        foreach (var parameter in Parameters)
        {
            json.WriteTexts(parameter.Key, parameter.Value);
        }
    });

    private void RequireArn(string region)
    {
        var arn = Arn.Parse(Name);
        if (arn is null || !Rule.IsOf(arn) || arn.Resource.StartsWith("document/arn:", StringComparison.Ordinal))
        {
            throw WrongForm();
        }

        if (arn.Region != region)
        {
            throw SessionActionException.Invalid(
                "TargetInOtherRegion",
                $"The {this} is in {arn.Region}, and the sessions' events are in {region}: EventBridge reaches no such target of another Region.",
                $"Name a {Rule.Noun} in {region}, or give -Region {arn.Region}.");
        }

        if (Kind is ActionTargetKind.Topic && Name.EndsWith(".fifo", StringComparison.Ordinal))
        {
            throw SessionActionException.Invalid(
                "TopicIsFifo", $"The {this} is a FIFO topic, which EventBridge cannot send to.", "Name a standard topic.");
        }
    }

    private void RequireNodes()
    {
        if (Kind is not ActionTargetKind.Command)
        {
            return;
        }

        if (NodeValues.Count is 0 or > MostNodes || NodeKey == "tag:")
        {
            throw SessionActionException.Invalid(
                "CommandNodes",
                FormattableString.Invariant($"A command of an action runs on 1 to {MostNodes} nodes by id, or on those with one of 1 to {MostNodes} values of one tag; {NodeValues.Count} are given."),
                "Give -InstanceId, or -Tag @{ KEY = 'VALUE' }.");
        }

        var input = Input();
        if (input.Length > ActionMessage.Longest)
        {
            throw SessionActionException.Invalid(
                "ParametersTooLong",
                FormattableString.Invariant($"The parameters would have {input.Length:N0} characters as JSON; EventBridge takes {ActionMessage.Longest:N0}."),
                "Shorten them: let the document call a script that lies on the node.");
        }
    }

    private SessionActionException WrongForm() => SessionActionException.Invalid(
        "TargetArnShape", $"{Unicode.Quote(Name)} is not the ARN of a {Rule.Noun}.", $"Give {Rule.Form}.");
}

/// <summary>What an action does with an event.</summary>
public enum ActionTargetKind : long
{
    /// <summary>Sends a message to an SNS topic.</summary>
    Topic,

    /// <summary>Runs a Lambda function.</summary>
    Function,

    /// <summary>Starts a CodePipeline pipeline.</summary>
    Pipeline,

    /// <summary>Runs a Run Command document on nodes.</summary>
    Command,
}

/// <summary>What tells a kind of target from the others.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Noun">What such a target is called in a message.</param>
/// <param name="Service">The service in its ARN.</param>
/// <param name="Resource">The form of its ARN after the account.</param>
/// <param name="Form">The ARN's form in words.</param>
/// <param name="TakesMessage">Whether it can be handed a message.</param>
/// <param name="RoleAction">What the role has to allow; <see langword="null"/> where the target's own policy lets EventBridge in.</param>
internal sealed record TargetKindRule(
    ActionTargetKind Kind, string Noun, string Service, Regex Resource, string Form, bool TakesMessage, string? RoleAction)
{
    internal static readonly IReadOnlyList<TargetKindRule> All =
    [
        new(ActionTargetKind.Topic, "topic", "sns", Whole(@"[A-Za-z0-9_-]{1,256}(\.fifo)?"), "arn:aws:sns:REGION:ACCOUNT:NAME", TakesMessage: true, RoleAction: null),
        new(
            ActionTargetKind.Function, "function", "lambda", Whole(@"function:[A-Za-z0-9_-]{1,64}(:(\$LATEST|[A-Za-z0-9_-]{1,128}))?"),
            "arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS or :VERSION where one is meant", TakesMessage: true, RoleAction: null),
        new(
            ActionTargetKind.Pipeline, "pipeline", "codepipeline", Whole("[A-Za-z0-9.@_-]{1,100}"),
            "arn:aws:codepipeline:REGION:ACCOUNT:NAME", TakesMessage: false, "codepipeline:StartPipelineExecution"),
        new(
            ActionTargetKind.Command, "Run Command document", "ssm", Whole("document/[A-Za-z0-9_.:/-]{3,128}"),
            "a document's name, or arn:aws:ssm:REGION:ACCOUNT:document/NAME", TakesMessage: false, "ssm:SendCommand"),
    ];

    internal static TargetKindRule Of(ActionTargetKind kind) => All.First(rule => rule.Kind == kind);

    private static readonly Regex AccountForm = Whole("[0-9]{12}");

    /// <summary>The kind that an ARN is of, or <see langword="null"/>.</summary>
    internal static TargetKindRule? Of(string arn) => Arn.Parse(arn) is { } parts ? All.FirstOrDefault(rule => rule.IsOf(parts)) : null;

    /// <summary>Whether something of this kind can have the ARN. AWS's own documents belong to no account.</summary>
    internal bool IsOf(Arn arn) =>
        arn.Service == Service
        && Resource.IsMatch(arn.Resource)
        && (AccountForm.IsMatch(arn.AccountId) || (Kind is ActionTargetKind.Command && arn.AccountId.Length == 0));

    private static Regex Whole(string pattern) =>
        new($@"\A{pattern}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
