namespace SsmSessionLogging.Actions;

/// <summary>
/// <para type="synopsis">Registers an action on session events: a message to an SNS topic, a Lambda function, a pipeline, or a command on nodes.</para>
/// <para type="description">Makes an EventBridge rule with one target, and gives the target the permission it needs: a statement is merged into the topic's policy, in which nothing else changes, or added to the function's. Roles are given, and that EventBridge may assume them is checked; what they allow is not looked at, and none is made. Where a step fails, what this command made is taken back, and the error says what could not be. Registering the same twice changes nothing.</para>
/// <para type="description">EventBridge hears of sessions through CloudTrail, minutes later, and only of calls: a session that ends by exit or time-out makes no event. Test-SsmSessionAction says whether the account's trails are enough.</para>
/// <example>
///   <code>Register-SsmSessionAction -Name notify-ops -TopicArn arn:aws:sns:eu-west-1:111122223333:ops -Region eu-west-1</code>
///   <para>Sends a message for every session that is started, resumed or terminated by a call, refused ones included.</para>
/// </example>
/// <example>
///   <code>Register-SsmSessionAction -Name refused -TopicArn arn:aws:sns:eu-west-1:111122223333:ops -Event Start -Denied -Message '&lt;user&gt; was refused a session to &lt;target&gt;: &lt;error&gt;' -Region eu-west-1</code>
///   <para>Sends a line for each session that was refused.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "SsmSessionAction", DefaultParameterSetName = "Topic", SupportsShouldProcess = true)]
[Alias("Register-SsmSessionNotification")]
[OutputType(typeof(SessionAction))]
public sealed class RegisterSsmSessionActionCommand : ConnectedCmdlet
{
    private SessionActionRequest? _request;

    /// <summary>
    /// <para type="description">The action's name, which becomes the rule's: 1 to 64 letters, digits, periods, hyphens and underscores.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>
    /// <para type="description">The SNS topic that the message goes to. Not a FIFO topic, not one of another Region, and not one that is encrypted with the AWS managed key: it would never receive.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Topic")]
    [ValidateNotNullOrEmpty]
    public string TopicArn { get; set; } = "";

    /// <summary>
    /// <para type="description">The Lambda function, or one of its aliases or versions.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    public string FunctionArn { get; set; } = "";

    /// <summary>
    /// <para type="description">The CodePipeline pipeline to start.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pipeline")]
    [ValidateNotNullOrEmpty]
    public string PipelineArn { get; set; } = "";

    /// <summary>
    /// <para type="description">The Run Command document to run, by name or ARN.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnInstances")]
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnTag")]
    [ValidateNotNullOrEmpty]
    public string CommandDocument { get; set; } = "";

    /// <summary>
    /// <para type="description">The role that EventBridge starts the pipeline or the command with. It has to trust events.amazonaws.com.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Pipeline")]
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnInstances")]
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnTag")]
    [ValidateNotNullOrEmpty]
    public string TargetRoleArn { get; set; } = "";

    /// <summary>
    /// <para type="description">The nodes that the command runs on.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnInstances")]
    [ValidateNotNullOrEmpty]
    public string[] InstanceId { get; set; } = [];

    /// <summary>
    /// <para type="description">The tag of the nodes that the command runs on: one key with one value or several, @{ Environment = 'Test' }.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "CommandOnTag")]
    [ValidateCount(1, 1)]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    /// <summary>
    /// <para type="description">The document's parameters, each with one value or several. They are constants: nothing of the event becomes part of the command.</para>
    /// </summary>
    [Parameter(ParameterSetName = "CommandOnInstances")]
    [Parameter(ParameterSetName = "CommandOnTag")]
    [ValidateNotNull]
    public Hashtable Parameter { get; set; } = [];

    /// <summary>
    /// <para type="description">Which calls it is for; all by default.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NamedValues(typeof(SessionEvent), Several = true)]
    public SessionEvent[] Event { get; set; } = [];

    /// <summary>
    /// <para type="description">Only calls of these identities: the ARN of a user, or for all sessions of a role arn:aws:sts::ACCOUNT:assumed-role/ROLE/.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] UserArn { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions started to these nodes. Goes with -Event Start alone: other calls do not name the node.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SessionTarget { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions started with these Session documents. SSM-SessionManagerRunShell stands also for a session that names none. Goes with -Event Start alone.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] OnDocument { get; set; } = [];

    /// <summary>
    /// <para type="description">Only calls that succeeded. Without it and -Denied both kinds, and the message says which.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Succeeded { get; set; }

    /// <summary>
    /// <para type="description">Only calls that were denied.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Denied { get; set; }

    /// <summary>
    /// <para type="description">The text for a topic or function, with fields in angle brackets: event, error, user, session, named-session, target, document, reason, time, address, region, account. A topic gets a readable text by default, a function the event as it is.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Topic")]
    [Parameter(ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>
    /// <para type="description">The rule's description, at most 477 characters. In EventBridge a mark in brackets follows it, by which this module knows its rule again.</para>
    /// </summary>
    [Parameter]
    [NoNull("Leave it out for none.")]
    public string? Description { get; set; }

    /// <summary>
    /// <para type="description">Makes the rule turned off.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Disabled { get; set; }

    /// <summary>
    /// <para type="description">Replaces a rule of this name that others made, with its targets; on a failure they are put back. Does not ask where -Region is a pattern.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Gives the action.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private ActionTarget Target => ParameterSetName switch
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
                SessionTargets = SessionTarget,
                Documents = OnDocument,
                Outcome = Succeeded == Denied ? null : Succeeded ? SessionOutcome.Succeeded : SessionOutcome.Denied,
            },
            Target = Target,
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
        var openings = await Accounts.AllAsync(cancellationToken).ConfigureAwait(false);
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

        if (!plan.IsUnchanged && !await Pipeline.ShouldProcessAsync(plan.ToString(), plan.ToString(), "Session actions").ConfigureAwait(false))
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
