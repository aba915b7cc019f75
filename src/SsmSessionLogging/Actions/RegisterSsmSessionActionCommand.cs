using SessionLogging.Actions.Changes;

namespace SsmSessionLogging.Actions;

/// <summary>Registers an action on session events: a message to an SNS topic, a Lambda function, a pipeline, or a command on nodes.</summary>
/// <remarks>
/// <para>Makes an EventBridge rule with one target, and gives the target the permission that it needs: a statement is merged into the topic's policy, in which nothing else changes, or added to the function's. Roles are given, and that EventBridge may assume them is checked; what they allow is not looked at, and none is made. Registering the same twice changes nothing.</para>
/// <para>EventBridge hears of sessions through CloudTrail, minutes later, and only of calls: a session that ends by exit or time-out makes no event. Test-SsmSessionAction says whether the account's trails are enough.</para>
/// <para>-WhatIf shows all that would be made, with the whole message, and makes nothing; -Confirm asks first. Where a step fails, what this command made is taken back, and the error says what could not be: Exception.Remains lists it. A target that would never do anything is an error (for example TopicIsFifo or TopicKeyIsAwsManaged), and nothing is made.</para>
/// </remarks>
/// <returns>The action where -PassThru is given, else nothing.</returns>
/// <permission><c>events:DescribeRule</c>, <c>events:PutRule</c>, <c>events:ListTargetsByRule</c>, <c>events:PutTargets</c>, and to take back what failed <c>events:RemoveTargets</c> and <c>events:DeleteRule</c>.</permission>
/// <permission>For topics <c>sns:GetTopicAttributes</c>, <c>sns:SetTopicAttributes</c> and, where a customer's key encrypts the topic, <c>kms:DescribeKey</c> and <c>kms:GetKeyPolicy</c>.</permission>
/// <permission>For functions <c>lambda:GetPolicy</c>, <c>lambda:AddPermission</c> and <c>lambda:RemovePermission</c>.</permission>
/// <permission>For pipelines and commands <c>iam:PassRole</c>, <c>iam:GetRole</c>, and <c>codepipeline:GetPipeline</c> or <c>ssm:DescribeDocument</c>.</permission>
/// <example>
/// See first what would be made
/// <code>Register-SsmSessionAction notify-starts -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity -Event Start -Region eu-west-1 -WhatIf</code>
/// </example>
/// <example>
/// Send a message for every session that is started
/// <code>Register-SsmSessionAction notify-starts -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity -Event Start -Region eu-west-1 -PassThru</code>
/// <para>Starts that were refused count too, and the message says so.</para>
/// </example>
/// <example>
/// Send a line of your own for each session that was refused
/// <code>Register-SsmSessionAction refused -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity -Event Start -Denied -Message '&lt;user&gt; was refused a session to &lt;target&gt;: &lt;error&gt;' -Region eu-west-1</code>
/// </example>
/// <example>
/// Call a Lambda function when certain people start a session on a certain node
/// <code>Register-SsmSessionAction watch-database -FunctionArn arn:aws:lambda:eu-west-1:111122223333:function:on-session:live -Event Start -UserArn arn:aws:sts::111122223333:assumed-role/Contractor/ -Target i-02364c470a5f0bfd8 -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Run a command on nodes with a tag
/// <code>Register-SsmSessionAction collect -CommandDocument AWS-RunShellScript -TargetRoleArn arn:aws:iam::111122223333:role/EventBridgeActions -Tag @{ Role = 'collector' } -Parameter @{ commands = 'systemctl start collect-evidence' } -Region eu-west-1</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-auditing.html">Session Manager: auditing session activity</seealso>
/// <seealso href="https://docs.aws.amazon.com/eventbridge/latest/userguide/">Amazon EventBridge User Guide</seealso>
/// <seealso href="https://docs.aws.amazon.com/sns/latest/dg/">Amazon SNS Developer Guide</seealso>
/// <seealso href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Amazon SNS: encrypted topics and event sources</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso cref="Actions.TestSsmSessionActionCommand"/>
/// <seealso cref="Actions.GetSsmSessionActionCommand"/>
/// <seealso cref="Actions.UnregisterSsmSessionActionCommand"/>
/// <seealso cref="Actions.EnableSsmSessionActionCommand"/>
/// <seealso cref="Actions.DisableSsmSessionActionCommand"/>
[Cmdlet(VerbsLifecycle.Register, "SsmSessionAction", DefaultParameterSetName = "Topic", SupportsShouldProcess = true)]
[Alias("Register-SsmSessionNotification")]
[OutputType(typeof(SessionAction))]
public sealed class RegisterSsmSessionActionCommand : ConnectedCmdlet
{
    private SessionActionRequest? _request;

    /// <summary>The action's name, which becomes the rule's: 1 to 64 letters, digits, periods, hyphens and underscores. A rule of that name that others made is an error (ForeignRule) unless -Force is given.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string Name { get; set; } = "";

    /// <summary>The SNS topic that the message goes to. Not a FIFO topic, not one of another Region, and not one that is encrypted with the AWS managed key: it would never receive.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Topic")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TopicCompleter))]
    public string TopicArn { get; set; } = "";

    /// <summary>The Lambda function, or one of its aliases or versions, in the same Region.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    public string FunctionArn { get; set; } = "";

    /// <summary>The CodePipeline pipeline to start, in the same Region.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pipeline")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string PipelineArn { get; set; } = "";

    /// <summary>The Run Command document to run, by name or ARN.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnInstances")]
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnTag")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string CommandDocument { get; set; } = "";

    /// <summary>The role that EventBridge starts the pipeline or the command with. It has to trust events.amazonaws.com (RoleNotTrusting), and to allow codepipeline:StartPipelineExecution or ssm:SendCommand, which is not looked at.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pipeline")]
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnInstances")]
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnTag")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string TargetRoleArn { get; set; } = "";

    /// <summary>The ids of the nodes that the command runs on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnInstances")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public string[] InstanceId { get; set; } = [];

    /// <summary>The tag of the nodes that the command runs on: one key with one value or several, @{ Environment = 'Test' }.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnTag")]
    [ValidateCount(1, 1)]
    [ValidateNotNull]
    [NoFiles]
    public Hashtable Tag { get; set; } = [];

    /// <summary>The document's parameters, each with one value or several. They are constants: nothing of the event becomes part of the command.</summary>
    [Parameter(ParameterSetName = "CommandOnInstances")]
    [Parameter(ParameterSetName = "CommandOnTag")]
    [ValidateNotNull]
    [NoFiles]
    public Hashtable Parameter { get; set; } = [];

    /// <summary>Which calls it is for; all by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NamedValues(typeof(SessionEvent), Several = true)]
    public SessionEvent[] Event { get; set; } = [];

    /// <summary>Only calls of these identities: the ARN of a user, or for all sessions of a role arn:aws:sts::ACCOUNT:assumed-role/ROLE/.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OwnerArnCompleter))]
    public string[] UserArn { get; set; } = [];

    /// <summary>Only sessions started to these nodes, by their ids. Goes with -Event Start alone (NarrowingNeedsStart): other calls do not name the node.</summary>
    [Parameter]
    [Alias("SessionTarget")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public string[] Target { get; set; } = [];

    /// <summary>Only sessions started with these Session documents. SSM-SessionManagerRunShell stands also for a session that names none. Goes with -Event Start alone (NarrowingNeedsStart).</summary>
    [Parameter]
    [Alias("OnDocument")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionDocumentCompleter))]
    public string[] DocumentName { get; set; } = [];

    /// <summary>Only calls that succeeded. Without it and -Denied, or with both, calls of every outcome, and the message says which.</summary>
    [Parameter]
    public SwitchParameter Succeeded { get; set; }

    /// <summary>Only calls that were denied.</summary>
    [Parameter]
    public SwitchParameter Denied { get; set; }

    /// <summary>The text for a topic or function, with fields in angle brackets: event, error, user, session, named-session, target, document, host, port, local-port, reason, time, address, region, account. A topic gets a readable text by default, a function the event as it is.</summary>
    [Parameter(ParameterSetName = "Topic")]
    [Parameter(ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? Message { get; set; }

    /// <summary>The rule's description, at most 477 characters. In EventBridge a mark in brackets follows it, by which this module knows its rule again.</summary>
    [Parameter]
    [NoNull("Leave it out for none.")]
    [NoFiles]
    public string? Description { get; set; }

    /// <summary>Makes the rule turned off.</summary>
    [Parameter]
    public SwitchParameter Disabled { get; set; }

    /// <summary>Replaces a rule of this name that others made, with its targets; on a failure they are put back. Does not ask where -Region has wildcards.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the action.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ActionTarget ActionTarget => ParameterSetName switch
    {
        "Topic" => ActionTarget.Topic(TopicArn),
        "Function" => ActionTarget.Function(FunctionArn),
        "Pipeline" => ActionTarget.Pipeline(PipelineArn, TargetRoleArn),
        "CommandOnInstances" => ActionTarget.Command(CommandDocument, TargetRoleArn, InstanceId, TextLists.Of(Parameter)),
        _ => ActionTarget.Command(CommandDocument, TargetRoleArn, TextLists.Of(Tag).Single(), TextLists.Of(Parameter)),
    };

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        _request = new SessionActionRequest
        {
            Name = Name,
            Filter = new SessionEventFilter
            {
                Events = Event,
                UserArns = UserArn,
                SessionTargets = Target,
                Documents = DocumentName,
                Outcome = Succeeded == Denied ? null : Succeeded ? SessionOutcome.Succeeded : SessionOutcome.Denied,
            },
            Target = ActionTarget,
            Message = Message,
            Description = Description,
            IsDisabled = Disabled,
            Force = Force,
        };
        base.Prepare();
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var openings = await AllOpeningsAsync(cancellationToken).ConfigureAwait(false);
        if (!await AgreesToSweepAsync(openings, $"the action '{Name}'", "Session actions").ConfigureAwait(false))
        {
            return;
        }

        foreach (var opening in openings)
        {
            await InAccountAsync(
                opening, account => RegisterAsync(new SessionActions(account, TimeProvider.System), cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RegisterAsync(SessionActions actions, CancellationToken cancellationToken)
    {
        var plan = await actions.PlanAsync(_request!, cancellationToken).ConfigureAwait(false);
        foreach (var warning in plan.Warnings)
        {
            Pipeline.Warning($"{warning.RuleId}: {warning.Message} {warning.Remediation}");
        }

        if (plan.IsUnchanged)
        {
            Pipeline.NothingToDo($"The action '{Name}' stands there as it is given: nothing to change.");
        }
        else if (!await Pipeline.ShouldProcessAsync(plan.ToString(), plan.ToString(), "Session actions").ConfigureAwait(false))
        {
            return;
        }

        var action = await actions.RegisterAsync(plan, cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            Pipeline.Write(action);
        }
    }
}
