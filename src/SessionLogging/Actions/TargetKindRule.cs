using System.Text.RegularExpressions;

namespace SessionLogging.Actions;

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
